"""The ways to draw a result, the most suitable first."""

from collections.abc import Sequence
from enum import StrEnum

import polars as pl

from metrics.explore.quantity import PERIOD
from metrics.explore.query import Cell, Query
from metrics.explore.query_text import place_text
from metrics.measures.measure import Family, MeasureKind
from metrics.text_format import counted
from metrics.trends.trend_text import MIN_POINTS

# The most series in one chart, for each needs its own colour and name.
MOST_SERIES = 4
# Out of fewer, a share leaps so far that its usual range would be from 0% to 100%.
ENOUGH_FOR_A_POINT = 10
SERIES = {"period": pl.Date, "value": pl.Float64}


class Drawn(StrEnum):
    """A way to show a result, as written in the address."""

    XMR = "xmr"
    LINE = "line"
    BAR = "bar"
    TABLE = "table"


DRAWN_LABELS = {
    Drawn.XMR: "Trend with its usual range",
    Drawn.LINE: "Lines",
    Drawn.BAR: "Bars",
    Drawn.TABLE: "Table alone",
}


def ways_to_draw(query: Query, cells: Sequence[Cell]) -> tuple[Drawn, ...]:
    """The ways to draw the result, the best first; a table is always one of them."""
    if not query.splits or not cells:
        return (Drawn.TABLE,)
    if len(query.splits) == 1:
        if not query.is_by_period:
            return (Drawn.BAR, Drawn.TABLE)
        trend = (Drawn.XMR,) if why_no_trend(query, cells) is None else ()
        return (*trend, Drawn.LINE, Drawn.BAR, Drawn.TABLE)
    other = next(each for each in reversed(query.splits) if each != PERIOD)
    if len(dict.fromkeys(place_text(query, other, cell) for cell in cells)) > MOST_SERIES:
        return (Drawn.TABLE,)
    return (Drawn.LINE if query.is_by_period else Drawn.BAR, Drawn.TABLE)


def why_not_drawn(query: Query, cells: Sequence[Cell], wanted: str) -> str:
    """The reason a result is not drawn as ``wanted``, to be read after that word."""
    if wanted not in list(Drawn):
        return "is not a way to draw: it is bar, line, xmr or table"
    if wanted == Drawn.XMR and query.splits == (PERIOD,):
        return why_no_trend(query, cells) or ""
    if not query.is_by_period and wanted in (Drawn.LINE, Drawn.XMR):
        return "needs a split by period"
    return "cannot be drawn: there are more than four groups, and each needs its own colour"


def series_of(query: Query, cells: Sequence[Cell]) -> pl.DataFrame:
    """One row per period, oldest first: period (its first day), value.

    Nulls: no value, a share out of too few, or a stock in the first year of the records.
    """
    rows = [
        (cell.period.first, None if _is_left_out(query, cell) else cell.value) for cell in cells
    ]
    return pl.DataFrame(rows, SERIES, orient="row")


def left_out_text(query: Query, cells: Sequence[Cell]) -> str:
    """What ``series_of`` leaves out, and why, in a sentence; empty for nothing."""
    left_out = [cell for cell in cells if cell.value is not None and _is_left_out(query, cell)]
    if not left_out:
        return ""
    if _is_stock(query):
        return " Left out: the first year of records, in which what is open builds up from none."
    number = counted(len(left_out), str(query.grain))
    return f" Left out: {number} out of fewer than {ENOUGH_FOR_A_POINT}."


def why_no_trend(query: Query, cells: Sequence[Cell]) -> str | None:
    """The reason no usual range can be given, to be read after it; null where it can."""
    if series_of(query, cells)["value"].count() < MIN_POINTS:
        return f"is not drawn: {MIN_POINTS} points are needed to say what is usual"
    return None


def _is_left_out(query: Query, cell: Cell) -> bool:
    if _is_stock(query):
        first = query.recorded_from
        return first is not None and cell.period.last < first.replace(year=first.year + 1)
    is_of_work = query.quantity.family != Family.VICTIMS
    is_share = query.quantity.kind == MeasureKind.SHARE
    return is_of_work and is_share and cell.of is not None and cell.of < ENOUGH_FOR_A_POINT


def _is_stock(query: Query) -> bool:
    return query.quantity.on_the_day and query.quantity.kind == MeasureKind.COUNT
