"""The newest period in which a withheld share is shown, and its newest direction.

Both are worked out from counts that are shown, and from no others, so they tell a reader nothing
that he could not work out himself.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import product
from typing import NamedTuple

from metrics.disclosure import AT_LEAST
from metrics.memoize import memoize
from metrics.trends.area_comparison import difference_interval
from metrics.victims.counted_period import CountedPeriod
from metrics.victims.minimum_group_size import counts_in, number_in
from metrics.victims.share_parts import READ_FROM, Part, parts_of
from metrics.victims.victim_summary import Share, VictimSummary

# The bounds of a count, as far as the counts that are shown tell.
Range = tuple[int, int]


class YearOnYear(StrEnum):
    """Whether a share is higher or lower than a year before, by more than chance."""

    HIGHER = "higher than the year before"
    LOWER = "lower than the year before"
    UNCLEAR = "no clear difference from the year before"


class ShownShare(NamedTuple):
    """A share that is shown, with its period."""

    period: CountedPeriod
    share: Share


@memoize
def newest_shown(summary: VictimSummary, code: str) -> ShownShare | None:
    """The newest period with cases in which ``code`` is shown; null where there is none.

    Of two that end on the same day the longer comes first. For one area, these are its years.
    """
    shares = (ShownShare(each, summary.share_in(code, each)) for each in _newest_first(summary))
    return next((each for each in shares if each.share.of), None)


@memoize
def newest_direction(summary: VictimSummary, code: str) -> tuple[CountedPeriod, YearOnYear] | None:
    """The newest period in which ``code`` can be compared with a year before, and the result.

    A share that is withheld is compared where every value that it could have, as far as shown
    counts tell, gives the same result. Nulls: null where no two periods can be compared.
    """
    periods = _newest_first(summary)
    for period in periods:
        before = _year_before(period, periods)
        if before and (direction := _direction(summary, code, period, before)):
            return period, direction
    return None


@memoize
def share_a_year_before(summary: VictimSummary, code: str) -> Share | None:
    """The share ``code`` a year before the one period that the figures cover.

    Nulls: null where they cover several, or no such period was counted.
    """
    if len(summary.chosen) > 1:
        return None
    before = _year_before(summary.chosen[0], _newest_first(summary))
    return summary.share_in(code, before) if before else None


def _newest_first(summary: VictimSummary) -> Sequence[CountedPeriod]:
    if summary.area is not None:
        return summary.years[::-1]
    return sorted(
        [*summary.quarters, *summary.rolling],
        key=lambda each: (each.last, each.MONTHS),
        reverse=True,
    )


def _year_before(period: CountedPeriod, periods: Sequence[CountedPeriod]) -> CountedPeriod | None:
    first = period.first.replace(year=period.first.year - 1)
    return next(
        (each for each in periods if each.first == first and each.MONTHS == period.MONTHS), None
    )


def _direction(
    summary: VictimSummary, code: str, period: CountedPeriod, before: CountedPeriod
) -> YearOnYear | None:
    newer, older = ([*_possible(summary, code, each)] for each in (period, before))
    intervals = [difference_interval(one, other) for one, other in product(newer, older)]
    if not intervals:
        return None
    if all(lower > 0 for lower, _ in intervals):
        return YearOnYear.HIGHER
    if all(upper < 0 for _, upper in intervals):
        return YearOnYear.LOWER
    is_known = len(newer) == len(older) == 1
    return YearOnYear.UNCLEAR if is_known else None


def _possible(
    summary: VictimSummary, code: str, period: CountedPeriod
) -> Iterator[tuple[int, int]]:
    """The shares, as met and of, at the ends of what each number can be; one where it is shown.

    None where shown counts set no limit, or the share could be of fewer than ten.
    """
    kind, dimension = READ_FROM[code].row_set, parts_of(code)
    counts = counts_in(period, kind, dimension, summary.area)
    every = number_in(period, kind, dimension, summary.area)
    left = None if every is None else every - sum(number or 0 for number in counts.values())
    ranges = [_range(counts[part], left) for part in (Part.MET, Part.REST)]
    known = [each for each in ranges if each is not None]
    if len(known) < len(ranges) or sum(lowest for lowest, _ in known) < AT_LEAST:
        return
    for met, rest in sorted({*product(*known)}):
        yield met, met + rest


def _range(number: int | None, left: int | None) -> Range | None:
    """The range of a count, where ``left`` is the sum of all that are withheld."""
    if number is not None:
        return number, number
    return None if left is None else (0, left)
