"""The query that follows a press on a mark of an answer's chart."""

from collections.abc import Mapping, Sequence

from metrics.explore.choices import CHART
from metrics.explore.period_ranges import month_key
from metrics.explore.quantity import AREA, PERIOD
from metrics.explore.query import BY, BY2, DAY, FROM, GRAIN, TO, Cell, Coverage, Query
from metrics.explore.query_text import place_text
from metrics.explore.valid_query import settle
from metrics.text_format import capitalised

# Choices that belong to the split that is left.
AFRESH: dict[str, str | None] = {BY2: None, GRAIN: None, DAY: None, CHART: None}


def drill_down(
    place: str,
    query: Query,
    cells: Sequence[Cell],
    asked: Mapping[str, str | None],
    coverage: Coverage,
) -> dict[str, str | None]:
    """The choices to change, by key of the address, to open the mark named ``place``.

    A period is opened by area, or alone; an area by period, or alone; any other mark is split
    further by period. ``asked``: the choices of the answer. Empty if there is no such mark, or
    nothing that may be asked of it.
    """
    split = PERIOD if PERIOD in query.splits else next(iter(query.splits), None)
    named = (
        cell for cell in cells if split and place_text(query, split, cell) == capitalised(place)
    )
    if not split or not (cell := next(named, None)):
        return {}
    if split == PERIOD:
        months = {FROM: month_key(cell.period.first), TO: month_key(cell.period.last)}
        changes = [AFRESH | months | {BY: AREA}, AFRESH | months | {BY: None}]
    elif split == AREA:
        area = {AREA: cell.area}
        changes = [AFRESH | area | {BY: PERIOD}, AFRESH | area | {BY: None}]
    else:
        changes = [{BY2: PERIOD, CHART: None}]
    allowed = (each for each in changes if not settle({**asked, **each}, coverage).refused)
    return next(allowed, {})
