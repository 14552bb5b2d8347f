"""Days, months, quarters and years in the words of a question: "1/4/21", "Q1 2021/22"."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from metrics.cases.month_ends import month_end
from metrics.explore.period_ranges import LENGTHS, period_start
from metrics.periods import YEAR_BEGINS
from metrics.trends.trend_text import Grain

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
SHORT_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
YEARS = range(1990, 2100)
# "21" for 2021: the number of digits, and the number added to them.
SHORT_YEAR, CENTURY = 2, 2000
KINDS_OF_YEAR = {"financial", "calendar"}
QUARTER_NUMBER = re.compile(r"(?:q|qtr |quarter )([1-4])")
DAY_NUMBER = re.compile(r"([1-9]|[12][0-9]|3[01])(st|nd|rd|th)?")


class Point(NamedTuple):
    """A day, month, quarter or year, from ``first`` to ``last``.

    ``has_year``: whether the year was said.
    """

    first: date
    last: date
    length: int
    has_year: bool = True


def point_at(words: Sequence[str], day: date) -> Point | None:
    """The day, month or year that ``words`` begin with."""
    if said := _day_said(words, day):
        number, month = said
        exact = month.first.replace(day=min(number, month.last.day))
        return Point(exact, exact, month.length, month.has_year)
    quarter = quarter_at(words, day)
    return (
        (quarter and quarter.point)
        or _numbered_day(words)
        or _named_year(words)
        or _year_or_month(words)
        or _month(words, day)
    )


class SaidQuarter(NamedTuple):
    """A quarter; ``is_plain`` where the year was said as from April to March."""

    point: Point
    is_plain: bool


def quarter_at(words: Sequence[str], day: date) -> SaidQuarter | None:
    """ "Q1 2021/22", "2021/22 Q1", "quarter 1 of 2021", "Q1"."""
    number, length = _quarter_number(words)
    if number:
        at = length + ("of" in words[length : length + 1])
        year = _named_year(words[at:]) or _year_or_month(words[at:])
        length = at + year.length if year else length
    elif (year := _year_or_month(words)) and year.first.month in {1, YEAR_BEGINS}:
        number, length = _quarter_number(words[year.length :])
        length += year.length
    if not number:
        return None
    months = LENGTHS[Grain.QUARTER] * (number - 1)
    if year:
        begins = months_before(date(year.first.year, YEAR_BEGINS, 1), -months)
    else:
        begins = months_before(period_start(day, Grain.YEAR), -months)
        begins = begins if begins <= day else begins.replace(year=begins.year - 1)
    last = month_end(months_before(begins, 1 - LENGTHS[Grain.QUARTER]))
    point = Point(begins, last, length, has_year=year is not None)
    return SaidQuarter(point, year is not None and year.first.month == YEAR_BEGINS)


def _quarter_number(words: Sequence[str]) -> tuple[int, int]:
    """The number of a quarter, and of the words that say it; 0 where none does."""
    said = " ".join(words[:2])
    for length, text in ((1, said.split(" ", maxsplit=1)[0]), (2, said)):
        if match := QUARTER_NUMBER.fullmatch(text):
            return int(match[1]), length
    return 0, 0


class _Numbers(NamedTuple):
    """The numbers of a day as they were typed; it may be in no calendar."""

    year: int
    month: int
    day: int


def _numbers(words: Sequence[str]) -> _Numbers | None:
    """ "1/4/2021", "1.4.21", "2021-04-01"."""
    if len(words) < len(_Numbers._fields) or not all(map(_is_number, words[:3])):
        return None
    first, month, last = words[:3]
    year, number = (first, last) if _year(first) else (last, first)
    if max(len(month), len(number)) > SHORT_YEAR or not (_year(year) or len(year) == SHORT_YEAR):
        return None
    return _Numbers(_year(year) or CENTURY + int(year), int(month), int(number))


def _in_calendar(numbers: _Numbers) -> _Numbers:
    """The same day, or for one that is in no calendar one near it."""
    month = min(max(numbers.month, 1), len(MONTHS))
    last = monthrange(numbers.year, month)[1]
    return _Numbers(numbers.year, month, min(max(numbers.day, 1), last))


def _numbered_day(words: Sequence[str]) -> Point | None:
    numbers = _numbers(words)
    if numbers is None:
        return None
    exact = date(*_in_calendar(numbers))
    return Point(exact, exact, len(numbers))


def _year_or_month(words: Sequence[str]) -> Point | None:
    """ "2021", "2021/22", "21/22", "2021-07"."""
    word, after = [*words[:2], "", ""][:2]
    year = _year(word) or _short_year(word, after)
    if year is None:
        return None
    is_number = _is_number(after)
    if is_number and int(after) in {(year + 1) % 100, year + 1}:
        return Point(date(year, YEAR_BEGINS, 1), date(year + 1, YEAR_BEGINS - 1, 31), 2)
    if is_number and len(after) <= 2 and 1 <= int(after) <= len(MONTHS):
        first = date(year, int(after), 1)
        return Point(first, month_end(first), 2)
    return Point(date(year, 1, 1), date(year, 12, 31), 1)


def _named_year(words: Sequence[str]) -> Point | None:
    """ "Year 2021", "calendar year 2021", "financial year 2021/22"."""
    if "fy" in words[:1]:
        words = ["financial", "year", *words[1:]]
        point = _named_year(words)
        return point and point._replace(length=point.length - 1)
    place = 1 if "year" in words[:1] else 2
    if "year" not in words[place - 1 : place] or words[0] not in {"year", *KINDS_OF_YEAR}:
        return None
    point = _year_or_month(words[place:])
    if point is None:
        return None
    if words[0] == "financial" and point.length == 1:
        first = point.first.replace(month=YEAR_BEGINS)
        point = Point(first, date(first.year + 1, YEAR_BEGINS - 1, 31), 1)
    return point._replace(length=place + point.length)


def _day_said(words: Sequence[str], day: date) -> tuple[int, Point] | None:
    """The number of a day, and its month with the length of both, as in "1st of April 2021"."""
    match = DAY_NUMBER.fullmatch(words[0]) if words else None
    if match is None:
        return None
    place = 2 if "of" in words[1:2] else 1
    month = _month(words[place:], day)
    return (int(match[1]), month._replace(length=place + month.length)) if month else None


def _month(words: Sequence[str], day: date) -> Point | None:
    name = words[0] if words else ""
    number = MONTHS.index(name) + 1 if name in MONTHS else SHORT_MONTHS.get(name)
    if number is None:
        return None
    year = _year(words[1]) if len(words) > 1 else None
    if year is not None:
        first = date(year, number, 1)
        return Point(first, month_end(first), 2)
    first = date(day.year - (number > day.month), number, 1)
    return Point(first, month_end(first), 1, has_year=False)


def _year(word: str) -> int | None:
    is_number = len(word) == 4 and _is_number(word)
    return int(word) if is_number and int(word) in YEARS else None


def _short_year(word: str, after: str) -> int | None:
    """The year in which "21/22" begins; null for numbers that could be a day and a month."""
    if not all(_is_number(each) and len(each) == SHORT_YEAR for each in (word, after)):
        return None
    is_year = int(word) > len(MONTHS) and int(after) == (int(word) + 1) % 100
    return CENTURY + int(word) if is_year else None


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal()


def names_no_day(words: Sequence[str], day: date) -> bool:
    """Whether a day is named that is in no calendar, such as "31 June"."""
    for place in range(len(words)):
        numbers = _numbers(words[place:])
        if numbers and numbers != _in_calendar(numbers):
            return True
        said = _day_said(words[place:], day)
        if said and said[0] > month_end(said[1].first).day:
            return True
    return False


def months_before(day: date, months: int) -> date:
    """The first day of the month that is ``months`` before the month of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
