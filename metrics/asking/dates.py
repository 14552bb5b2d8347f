"""Times in the words of a question: "since April", "last quarter", "in 2021/22"."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
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
# Names of months that are other words too count as months only behind a word of time or before a
# year.
OTHER_WORDS_TOO = {"may", "march", "mar"}
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MOST_MONTHS = 120
YEARS = range(1990, 2100)
FROM_ON, UP_TO = {"since", "from"}, {"until", "till", "to"}
# Stands for a dash; it is never the end alone.
THROUGH = "through"
WITHIN = {"in", "during", "for", "over", "within"}
PAST, PRESENT = {"last", "past", "previous"}, {"this", "current"}
UNITS = {each.value: each for each in Grain} | {
    "mth": Grain.MONTH,
    "qtr": Grain.QUARTER,
    "yr": Grain.YEAR,
}
# "21" for 2021: as many digits, and what is added to them.
SHORT_YEAR, CENTURY = 2, 2000
KINDS_OF_YEAR = {"financial", "calendar"}
QUARTER_NUMBER = re.compile(r"(?:q|qtr |quarter )([1-4])")
TO_DATE = ("year", "to", "date")
DAY_NUMBER = re.compile(r"([1-9]|[12][0-9]|3[01])(st|nd|rd|th)?")
NO_DAY = "names a day that is in no calendar"
NOT_WHOLE = "names a day, and whole months can be chosen"


class DaySpan(NamedTuple):
    """The days from ``first`` to ``last``; null where it is open."""

    first: date | None
    last: date | None


class Match(NamedTuple):
    """A span and the number of words that say it.

    ``why_not``: why it cannot be chosen; empty where it can. ``note``: how it was read, where it
    could be read otherwise.
    """

    span: DaySpan
    length: int
    why_not: str = ""
    note: str = ""


class _Point(NamedTuple):
    """A day, month, quarter or year, from ``first`` to ``last``.

    ``has_year``: whether the year was said.
    """

    first: date
    last: date
    length: int
    has_year: bool = True


def read_span(words: Sequence[str], day: date) -> Match | None:
    """The time that begins with the first of ``words``; null where none does.

    A month or quarter without a year is the newest that had begun on ``day``. Years are April to
    March, unless they are said as one number: "2021" is January to December. Quarters are counted
    from April, and one number beside them is the year that begins in it. Days come before months.
    """
    match = _span(words, day)
    if match is None:
        return None
    said = words[: match.length]
    return match._replace(
        why_not=_why_not(said, match.span, day), note=_note(said, match.span, day)
    )


def _note(words: Sequence[str], span: DaySpan, day: date) -> str:
    """Which months are meant, where a quarter is said without a year from April to March."""
    place = 0
    while place < len(words):
        quarter = _quarter(words[place:], day)
        if quarter and not quarter.is_plain:
            return f"“{' '.join(words)}” is {_months_text(span)}: quarters are counted from April"
        place += quarter.point.length if quarter else 1
    return ""


def _months_text(span: DaySpan) -> str:
    first, last = (each and f"{MONTHS[each.month - 1].capitalize()} {each.year}" for each in span)
    if not (first and last):
        return f"{first} and later" if first else f"{last} and earlier"
    in_one_year = first[-4:] == last[-4:]
    return f"{first[:-5] if in_one_year else first} to {last}"


def _why_not(words: Sequence[str], span: DaySpan, day: date) -> str:
    """Why a span cannot be chosen: it names a day that is none, or not the bound of a month."""
    for place in range(len(words)):
        numbers = _numbers(words[place:])
        if numbers and numbers != _in_calendar(numbers):
            return NO_DAY
        said = _day_said(words[place:], day)
        if said and said[0] > month_end(said[1].first).day:
            return NO_DAY
    begins, ends = span.first, span.last
    is_whole = (begins is None or begins.day == 1) and (ends is None or ends == month_end(ends))
    return "" if is_whole else NOT_WHOLE


def _span(words: Sequence[str], day: date) -> Match | None:
    head = words[0] if words else ""
    if head in FROM_ON:
        return _from(words, 1, "to", day)
    if head == "between":
        match = _from(words, 1, "and", day)
        return match if match and match.span.last else None
    if head in UP_TO or head in {"before", "after"}:
        return _one_bound(head, words, day)
    if head in WITHIN:
        match = _relative(words[1:], day) or _range(words[1:], day, is_said=True)
        return match._replace(length=match.length + 1) if match else None
    return _relative(words, day) or _range(words, day, is_said=False)


def _from(words: Sequence[str], at: int, link: str, day: date) -> Match | None:
    """A span that is open to the end, or that ends with what follows ``link``."""
    relative = _relative(words[at:], day)
    if relative:
        return Match(DaySpan(relative.span.first, None), at + relative.length)
    point = _point(words[at:], day)
    if point is None:
        return None
    ended = _ended(words, at, point, {link} | (UP_TO if link == "to" else set()), day)
    return ended or Match(DaySpan(point.first, None), at + point.length)


def _one_bound(head: str, words: Sequence[str], day: date) -> Match | None:
    point = _point(words[1:], day)
    if point is None:
        return None
    if head == "after":
        span = DaySpan(point.last + timedelta(days=1), None)
    else:
        span = DaySpan(None, point.first - timedelta(days=1) if head == "before" else point.last)
    return Match(span, 1 + point.length)


def _range(words: Sequence[str], day: date, *, is_said: bool) -> Match | None:
    """A month or year, or from one to another. ``is_said``: a word of time stands before it."""
    point = _point(words, day)
    if point is None or (words[0] in OTHER_WORDS_TOO and not (is_said or point.has_year)):
        return None
    ended = _ended(words, 0, point, UP_TO, day)
    return ended or Match(DaySpan(point.first, point.last), point.length)


def _ended(
    words: Sequence[str], at: int, point: _Point, links: set[str], day: date
) -> Match | None:
    """The span from ``point`` to the one that follows a link; null where none does."""
    place = at + point.length
    if place >= len(words) or words[place] not in {*links, THROUGH}:
        return None
    end = _point(words[place + 1 :], day)
    if end is None:
        return None
    first, last = point.first, end.last
    if end.has_year and not point.has_year:
        first = _in_year(first, last.year - (first.month > last.month))
    elif not end.has_year:
        last = _in_year(last, first.year + (last.month < first.month))
    return Match(DaySpan(first, last), place + 1 + end.length)


def _in_year(day: date, year: int) -> date:
    """The same day or month-end of another year."""
    last = monthrange(year, day.month)[1]
    return date(year, day.month, last if day == month_end(day) else min(day.day, last))


def _point(words: Sequence[str], day: date) -> _Point | None:
    """The day, month or year that ``words`` begin with."""
    if said := _day_said(words, day):
        number, month = said
        exact = month.first.replace(day=min(number, month.last.day))
        return _Point(exact, exact, month.length, month.has_year)
    quarter = _quarter(words, day)
    return (
        (quarter and quarter.point)
        or _numbered_day(words)
        or _named_year(words)
        or _year_or_month(words)
        or _month(words, day)
    )


class _Quarter(NamedTuple):
    """A quarter; ``is_plain`` where the year was said as from April to March."""

    point: _Point
    is_plain: bool


def _quarter(words: Sequence[str], day: date) -> _Quarter | None:
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
        begins = _months_before(date(year.first.year, YEAR_BEGINS, 1), -months)
    else:
        begins = _months_before(period_start(day, Grain.YEAR), -months)
        begins = begins if begins <= day else begins.replace(year=begins.year - 1)
    last = month_end(_months_before(begins, 1 - LENGTHS[Grain.QUARTER]))
    point = _Point(begins, last, length, has_year=year is not None)
    return _Quarter(point, year is not None and year.first.month == YEAR_BEGINS)


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


def _numbered_day(words: Sequence[str]) -> _Point | None:
    numbers = _numbers(words)
    if numbers is None:
        return None
    exact = date(*_in_calendar(numbers))
    return _Point(exact, exact, len(numbers))


def _year_or_month(words: Sequence[str]) -> _Point | None:
    """ "2021", "2021/22", "21/22", "2021-07"."""
    word, after = [*words[:2], "", ""][:2]
    year = _year(word) or _short_year(word, after)
    if year is None:
        return None
    is_number = _is_number(after)
    if is_number and int(after) in {(year + 1) % 100, year + 1}:
        return _Point(date(year, YEAR_BEGINS, 1), date(year + 1, YEAR_BEGINS - 1, 31), 2)
    if is_number and len(after) <= 2 and 1 <= int(after) <= len(MONTHS):
        first = date(year, int(after), 1)
        return _Point(first, month_end(first), 2)
    return _Point(date(year, 1, 1), date(year, 12, 31), 1)


def _named_year(words: Sequence[str]) -> _Point | None:
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
        point = _Point(first, date(first.year + 1, YEAR_BEGINS - 1, 31), 1)
    return point._replace(length=place + point.length)


def _day_said(words: Sequence[str], day: date) -> tuple[int, _Point] | None:
    """The number of a day, and its month with the length of both, as in "1st of April 2021"."""
    match = DAY_NUMBER.fullmatch(words[0]) if words else None
    if match is None:
        return None
    place = 2 if "of" in words[1:2] else 1
    month = _month(words[place:], day)
    return (int(match[1]), month._replace(length=place + month.length)) if month else None


def _month(words: Sequence[str], day: date) -> _Point | None:
    name = words[0] if words else ""
    number = MONTHS.index(name) + 1 if name in MONTHS else SHORT_MONTHS.get(name)
    if number is None:
        return None
    year = _year(words[1]) if len(words) > 1 else None
    if year is not None:
        first = date(year, number, 1)
        return _Point(first, month_end(first), 2)
    first = date(day.year - (number > day.month), number, 1)
    return _Point(first, month_end(first), 1, has_year=False)


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


def _relative(words: Sequence[str], day: date) -> Match | None:
    """ "Last quarter", "last six months", "this year"."""
    if tuple(words[:3]) == TO_DATE:
        return Match(DaySpan(period_start(day, Grain.YEAR), None), len(TO_DATE))
    if not words or words[0] not in PAST | PRESENT:
        return None
    number = _number(words[1]) if len(words) > 1 else None
    place = 1 if number is None else 2
    # Years are April to March without saying so.
    if [each.removesuffix("s") for each in words[place : place + 2]] == ["financial", "year"]:
        place += 1
    unit = UNITS.get(words[place].removesuffix("s")) if len(words) > place else None
    if unit is None or (number is not None and words[0] in PRESENT):
        return None
    began = period_start(day, unit)
    if words[0] in PRESENT:
        return Match(DaySpan(began, None), place + 1)
    months = LENGTHS[unit] * (1 if number is None else number)
    if not 0 < months <= MOST_MONTHS:
        return None
    # The last year ends with March, the last quarter with the last whole one.
    return Match(DaySpan(_months_before(began, months), began - timedelta(days=1)), place + 1)


def _number(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS.index(word) + 1
    if word == "twelve":
        return 12
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 3 else None


def _months_before(day: date, months: int) -> date:
    """The first day of the month that is ``months`` before the month of ``day``."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
