"""The address of a query: its values in full, and those that give way to another choice."""

from collections.abc import Mapping

from metrics.cases.month_ends import month_end
from metrics.explore.choices import CHART
from metrics.explore.period_ranges import month_key
from metrics.explore.quantity import AREA
from metrics.explore.query import BY, BY2, DAY, FROM, GRAIN, MEASURE, TO, WITH, Coverage
from metrics.explore.valid_query import Settled, settle

# Keys whose values are dropped if they do not fit another choice.
GIVES_WAY = {
    MEASURE: (BY, BY2, GRAIN, DAY),
    BY: (BY2, GRAIN, DAY),
    BY2: (GRAIN, DAY),
}


def in_full(settled: Settled) -> dict[str, str]:
    """Every value of the query, with the defaults written out."""
    query = settled.query
    first, last = _months(settled)
    values = {
        MEASURE: query.quantity.code,
        **dict(zip((BY, BY2), query.splits, strict=False)),
        AREA: settled.values[AREA],
        WITH: settled.values[WITH],
        DAY: query.day and query.day.isoformat(),
        GRAIN: query.grain.value if query.is_by_period else None,
        FROM: first,
        TO: last,
    }
    return {key: value for key, value in values.items() if value}


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
        return {CHART, *gives_way}
    refused = settle({**values, key: chosen}, coverage).refused
    is_drawn_anew = {CHART} if gives_way else set()
    return is_drawn_anew | {each.key for each in refused if each.key in gives_way}
