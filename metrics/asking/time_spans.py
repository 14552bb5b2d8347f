"""Times in the words of a question: "since April", "last quarter", "between May and July"."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from metrics.asking.dates import MONTHS, Point, months_before, names_no_day, point_at, quarter_at
from metrics.cases.month_ends import month_end
from metrics.explore.period_ranges import LENGTHS, period_start
from metrics.trends.trend_text import Grain

MOST_MONTHS = 120
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FROM_ON, UP_TO = {"since", "from"}, {"until", "till", "to"}
# Stands for a dash, so something must come before it.
THROUGH = "through"
WITHIN = {"in", "during", "for", "over", "within"}
PAST, PRESENT = {"last", "past", "previous"}, {"this", "current"}
UNITS = {each.value: each for each in Grain} | {
    "mth": Grain.MONTH,
    "qtr": Grain.QUARTER,
    "yr": Grain.YEAR,
}
TO_DATE = ("year", "to", "date")
# Names of months that are ordinary words too count as months only after a word of time or before a
# year.
OTHER_WORDS_TOO = {"may", "march", "mar"}
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
    """A note on the months meant, where a quarter of the calendar year could be; else empty."""
    place = 0
    while place < len(words):
        quarter = quarter_at(words[place:], day)
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
    if names_no_day(words, day):
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
    point = point_at(words[at:], day)
    if point is None:
        return None
    ended = _ended(words, at, point, {link} | (UP_TO if link == "to" else set()), day)
    return ended or Match(DaySpan(point.first, None), at + point.length)


def _one_bound(head: str, words: Sequence[str], day: date) -> Match | None:
    point = point_at(words[1:], day)
    if point is None:
        return None
    if head == "after":
        span = DaySpan(point.last + timedelta(days=1), None)
    else:
        span = DaySpan(None, point.first - timedelta(days=1) if head == "before" else point.last)
    return Match(span, 1 + point.length)


def _range(words: Sequence[str], day: date, *, is_said: bool) -> Match | None:
    """A month or year, or from one to another. ``is_said``: a word of time stands before it."""
    point = point_at(words, day)
    if point is None or (words[0] in OTHER_WORDS_TOO and not (is_said or point.has_year)):
        return None
    ended = _ended(words, 0, point, UP_TO, day)
    return ended or Match(DaySpan(point.first, point.last), point.length)


def _ended(words: Sequence[str], at: int, point: Point, links: set[str], day: date) -> Match | None:
    """The span from ``point`` to the one that follows a link; null where none does."""
    place = at + point.length
    if place >= len(words) or words[place] not in {*links, THROUGH}:
        return None
    end = point_at(words[place + 1 :], day)
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
    return Match(DaySpan(months_before(began, months), began - timedelta(days=1)), place + 1)


def _number(word: str) -> int | None:
    if word in NUMBERS:
        return NUMBERS.index(word) + 1
    if word == "twelve":
        return 12
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 3 else None
