"""The address of a query: in full, what gives way to a choice, and what a mark opens."""

from collections.abc import Mapping, Sequence

from metrics.cases.month_ends import month_end
from metrics.explore.choices import CHART
from metrics.explore.period_ranges import LENGTHS, month_key
from metrics.explore.quantity import AREA, PERIOD
from metrics.explore.query import (
    BY,
    BY2,
    FROM,
    GRAIN,
    KEYS,
    MEASURE,
    RELEASED,
    TO,
    Cell,
    Coverage,
    Query,
)
from metrics.explore.query_text import place_text
from metrics.explore.valid_query import Settled, settle
from metrics.measures.measure import Family
from metrics.releases.people import period_key
from metrics.text_format import capitalised

TIME = (RELEASED, FROM, TO)
# Keys whose values are dropped if they do not fit another choice.
GIVES_WAY = {
    MEASURE: (BY, BY2, GRAIN, *TIME),
    BY: (BY2, GRAIN, *TIME),
    BY2: (GRAIN, *TIME),
    AREA: (RELEASED,),
}


def in_full(settled: Settled) -> dict[str, str]:
    """Every value of the query, with the defaults written out."""
    query = settled.query
    is_released = query.quantity.family == Family.VICTIMS and not query.is_by_period
    first, last = (None, None) if is_released else _months(settled)
    values = {
        MEASURE: query.quantity.code,
        **dict(zip((BY, BY2), query.splits, strict=False)),
        AREA: settled.values[AREA],
        GRAIN: query.grain.value if query.is_by_period else None,
        RELEASED: _released_key(query) if is_released else None,
        FROM: first,
        TO: last,
    }
    return {key: value for key, value in values.items() if value}


def _released_key(query: Query) -> str | None:
    """The released period of a query about people as the address has it; null for none."""
    return period_key(query.periods[0].first, LENGTHS[query.grain]) if query.periods else None


def _months(settled: Settled) -> tuple[str | None, str | None]:
    """The first and last month in full, as the address has them without data, or null."""
    periods = settled.query.periods
    if not periods:
        return settled.values[FROM], settled.values[TO]
    if periods[-1].last != month_end(periods[-1].last):
        # The last month is not over: the default then depends on the day, which every link holds.
        return None, None
    return month_key(periods[0].first), month_key(periods[-1].last)


def keys_to_clear(
    key: str, values: Mapping[str, str | None], coverage: Coverage, chosen: str | None
) -> set[str]:
    """The keys to clear when ``chosen`` is set under ``key``, the form of drawing included."""
    gives_way = GIVES_WAY.get(key, ())
    if key == BY and chosen is None:
        # The second split would become the first, and bring back the values that go with it.
        return {CHART, BY2, GRAIN, *_refused(TIME, {**values, **AFRESH, BY: None}, coverage)}
    is_drawn_anew = {CHART} if BY2 in gives_way or GRAIN in gives_way else set()
    return is_drawn_anew | _refused(gives_way, {**values, key: chosen}, coverage)


def _refused(keys: Sequence[str], values: Mapping[str, str | None], coverage: Coverage) -> set[str]:
    return {each.key for each in settle(values, coverage).refused if each.key in keys}


# Choices that belong to the split that is left.
AFRESH: dict[str, str | None] = {BY2: None, GRAIN: None, CHART: None}


def drill_down(
    place: str,
    query: Query,
    cells: Sequence[Cell],
    asked: Mapping[str, str | None],
    coverage: Coverage,
) -> dict[str, str | None]:
    """The choices to change, by key of the address, to open the mark named ``place``.

    A period is opened by area, or alone; an area by period, or alone; any other mark is split
    further by period. ``asked``: the choices of the answer, of which some may be refused already.
    Empty if there is no such mark, or nothing that may be asked of it.
    """
    split = PERIOD if PERIOD in query.splits else next(iter(query.splits), None)
    named = (
        cell for cell in cells if split and place_text(query, split, cell) == capitalised(place)
    )
    if not split or not (cell := next(named, None)):
        return {}
    if split == PERIOD:
        months: dict[str, str | None]
        if query.quantity.family == Family.VICTIMS:
            key = period_key(cell.period.first, LENGTHS[query.grain])
            months = {FROM: None, TO: None, RELEASED: key}
        else:
            months = {FROM: month_key(cell.period.first), TO: month_key(cell.period.last)}
        changes = [AFRESH | months | {BY: AREA}, AFRESH | months | {BY: None}]
    elif split == AREA:
        area = {AREA: cell.area}
        changes = [AFRESH | area | {BY: PERIOD, RELEASED: None}, AFRESH | area | {BY: None}]
    else:
        changes = [{BY2: PERIOD, RELEASED: None, CHART: None}]
    already = {each.key for each in settle(asked, coverage).refused}
    allowed = (
        each
        for each in changes
        if _refused(KEYS, {**asked, **each}, coverage) <= already - each.keys()
    )
    return next(allowed, {})
