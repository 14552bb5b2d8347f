"""Compares two results: by how much they differ, and whether chance alone could explain it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from metrics.explore.quantity import AREA, BEFORE_AFTER, PERIOD
from metrics.explore.query import FROM, RELEASED, TO, WITH, Cell, Coverage, Query
from metrics.explore.query_text import NONE, cell_in_sentence, place_text, where_and_when
from metrics.explore.valid_query import Settled, settle
from metrics.measures.measure import Family, MeasureKind
from metrics.text_format import capitalised, counted
from metrics.trends.area_comparison import difference_interval
from metrics.trends.trend_text import amount_text

FROM2, TO2, RELEASED2, AREA2 = "from2", "to2", "in2", "area2"
# The key of the first query that each key of the second stands for.
OTHERS = {FROM2: FROM, TO2: TO, RELEASED2: RELEASED, AREA2: AREA}
ALL_AREAS = "all"
NOT_TOLD = "cannot be told"


class ShareDifference(StrEnum):
    """Whether two shares differ by more than chance."""

    HIGHER = "higher, more than chance"
    LOWER = "lower, more than chance"
    UNCLEAR = "no clear change"
    ALIKE = "no clear difference"
    OVERLAP = "the two overlap, so chance cannot be judged"
    OTHER_TIME = "the months differ, so chance cannot be judged"
    NOT_TOLD = "chance is judged for shares only"


class Pair(NamedTuple):
    """Two cells in the same place of two results. ``difference``: the first less the second."""

    place: str
    one: Cell
    other: Cell
    difference: float | None
    apart: ShareDifference | None


def second_query_values(asked: Mapping[str, str | None]) -> dict[str, str | None] | None:
    """The second query, from the address ``asked``; null where there is none.

    Months that are not given are taken from the first query, or left open where they would then be
    in the wrong order. The area is taken from it too; ``all`` stands for all areas together.
    """
    if not any(asked.get(key) for key in OTHERS):
        return None
    others = {first: asked.get(second) or asked.get(first) for second, first in OTHERS.items()}
    begins, ends = others[FROM], others[TO]
    if begins and ends and ends < begins and not (asked.get(FROM2) and asked.get(TO2)):
        # The given month is before the other bound, which nobody chose: drop that bound.
        others[TO if asked.get(FROM2) else FROM] = None
    if asked.get(AREA2) and asked.get(WITH):
        # Another area is that area alone.
        others[WITH] = None
    if others[AREA] == ALL_AREAS:
        others[AREA] = None
    return {**asked, **others}


def why_not_compared(query: Query) -> str | None:
    """The reason nothing can be compared with the result; null where something can."""
    if BEFORE_AFTER in query.splits:
        return (
            "The answer shows before and after already: take that split away to compare two "
            "answers."
        )
    if PERIOD in query.splits:
        return (
            "An answer by period is read as a trend: take that split away to compare two answers."
        )
    if len(query.splits) > 1:
        return (
            "Two answers can be compared by one split at a time: take one of the two splits away."
        )
    return None


def settle_second(asked: Mapping[str, str | None], coverage: Coverage) -> Settled | None:
    """The second query, settled; null where there is none."""
    others = second_query_values(asked)
    return settle(others, coverage) if others else None


def pairs(query: Query, cells: Sequence[Cell], other: Query, others: Sequence[Cell]) -> list[Pair]:
    """One row per place that is in both ``cells`` and ``others``, in the order of ``cells``."""
    beside = {_place(other, cell): cell for cell in others}
    places = [(_place(query, cell), cell) for cell in cells]
    return [
        Pair(place, cell, beside[place], *_apart(query, other, cell, beside[place]))
        for place, cell in places
        if place in beside
    ]


def difference_text(query: Query, pair: Pair) -> str:
    """The difference as text, such as "7 points" or "1.5 working days", or why it is missing."""
    if pair.difference is None:
        is_counted = query.quantity.family != Family.VICTIMS and not (
            pair.one.why or pair.other.why
        )
        return NONE if is_counted else NOT_TOLD
    amount = abs(pair.difference)
    if query.quantity.kind == MeasureKind.SHARE:
        text, is_nought = counted(round(100 * amount), "point"), round(100 * amount) == 0
        if is_nought and amount:
            return "under 1 point"
    elif query.quantity.kind == MeasureKind.COUNT:
        text, is_nought = f"{amount:,.0f}", amount == 0
    else:
        text, is_nought = amount_text(amount, query.quantity.unit), amount == 0
    way = "" if is_nought else "+" if pair.difference > 0 else "−"
    return f"{way}{text}"


def comparison_text(query: Query, other: Query, compared: Sequence[Pair]) -> str:
    """A sentence on both results and the number of figures that differ by more than chance."""
    sides = f"{capitalised(where_and_when(query))}, beside {where_and_when(other)}"
    if len(compared) == 1 and not query.splits:
        [pair] = compared
        one, two = (cell_in_sentence(query.quantity, cell) for cell in (pair.one, pair.other))
        verdict = f": {pair.apart}" if pair.apart else ""
        return f"{sides}: {one}, and {two}{verdict}."
    if query.quantity.kind != MeasureKind.SHARE:
        return f"{sides}: {ShareDifference.NOT_TOLD}."
    clear = sum(pair.apart in (ShareDifference.HIGHER, ShareDifference.LOWER) for pair in compared)
    tested = (
        ShareDifference.HIGHER,
        ShareDifference.LOWER,
        ShareDifference.UNCLEAR,
        ShareDifference.ALIKE,
    )
    number = counted(sum(pair.apart in tested for pair in compared), "figure")
    return f"{sides}: of {number} that can be compared, {clear} by more than chance apart."


def _apart(
    query: Query, other: Query, one: Cell, two: Cell
) -> tuple[float | None, ShareDifference | None]:
    if one.value is None or two.value is None:
        return None, None
    difference = one.value - two.value
    if query.quantity.kind != MeasureKind.SHARE:
        return difference, ShareDifference.NOT_TOLD
    if untold := _why_untold(query, other):
        return difference, untold
    lower, upper = difference_interval((one.met or 0, one.of or 0), (two.met or 0, two.of or 0))
    if lower > 0:
        return difference, ShareDifference.HIGHER
    if upper < 0:
        return difference, ShareDifference.LOWER
    return (
        difference,
        ShareDifference.UNCLEAR if query.areas == other.areas else ShareDifference.ALIKE,
    )


def _why_untold(one: Query, other: Query) -> ShareDifference | None:
    """The reason the two cannot be tested against chance; null where they can."""
    if _overlap(one, other):
        return ShareDifference.OVERLAP
    is_other_place, is_other_time = one.areas != other.areas, one.spans != other.spans
    return ShareDifference.OTHER_TIME if is_other_place and is_other_time else None


def _overlap(one: Query, other: Query) -> bool:
    """Whether some cases are in both results, because their areas and times overlap.

    A count on a day overlaps with counts on other days, since a case can last through both.
    """
    if one.areas and other.areas and not {*one.areas} & {*other.areas}:
        return False
    days = [query.spans[0] for query in (one, other) if query.spans]
    if len(days) < 2:
        return False
    is_same_time = days[0].first <= days[1].last and days[1].first <= days[0].last
    return one.quantity.on_the_day or is_same_time


def _place(query: Query, cell: Cell) -> str:
    named = [place_text(query, each, cell) for each in query.splits]
    return "".join(named)
