"""Rows of an answer, for the table and a chart."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from metrics.explore.quantity import PERIOD
from metrics.explore.query import Cell, Query
from metrics.explore.query_text import cell_text, chart_series_text, place_text
from metrics.measures.measure import Family, MeasureKind
from metrics.text_format import NO_NUMBER, capitalised
from metrics.victims.victim_figures import FEW
from ui.elements.markdown import plain

AnswerRow = dict[str, str | None]
FIGURE = {
    MeasureKind.COUNT: "Number",
    MeasureKind.SHARE: "Share",
    MeasureKind.MEDIAN: "Median",
    MeasureKind.RATE: "For each 100",
}
COUNTED, OUT_OF = "Counted", "Out of"
CHART = {
    "place": pl.String,
    "series": pl.String,
    "period": pl.Date,
    "value": pl.Float64,
    "start": pl.Float64,
    "said": pl.String,
    "short": pl.String,
    "letters": pl.Int64,
}


def answer_rows(query: Query, cells: Sequence[Cell]) -> pl.DataFrame:
    """One row per cell, with its denominator; two splits give a column per word of the second.

    Periods are newest first, as on every page; a file has them in order of time.
    """
    if len(query.splits) > 1:
        return _crossed(query, cells)
    is_out_of = any(cell.of is not None for cell in cells)
    rows = pl.DataFrame([_named(query, cell) | _in_line(query, cell, is_out_of) for cell in cells])
    return rows.reverse() if query.splits[:1] == (PERIOD,) else rows


def number_columns(query: Query, rows: pl.DataFrame) -> Sequence[str]:
    """The columns of a table of answers that hold numbers."""
    texts = {_heading(query, each) for each in query.splits}
    return [each for each in rows.columns if each not in texts]


def chart_rows(query: Query, cells: Sequence[Cell]) -> pl.DataFrame:
    """One row per cell for the charts of answers; "fewer than 5" is a text without a value."""
    of_place, of_series = _axes(query)
    rows = [
        (
            place_text(query, of_place, cell) if of_place else "",
            chart_series_text(query, of_series, cell) if of_series else FIGURE[query.quantity.kind],
            _axis_day(query, cell),
            cell.value,
            cell.value or 0.0,
            said := cell_text(query.quantity, cell),
            cell_text(query.quantity, cell, in_full=False),
            len(said),
        )
        for cell in cells
    ]
    return pl.DataFrame(rows, CHART, orient="row")


def _axis_day(query: Query, cell: Cell) -> date:
    """The place of a period on an axis of months; a single day is placed in its month."""
    return cell.period.last.replace(day=1) if query.quantity.on_the_day else cell.period.first


def _axes(query: Query) -> tuple[str | None, str | None]:
    """The splits along the axis and by colour."""
    if PERIOD in query.splits:
        others = [each for each in query.splits if each != PERIOD]
        return PERIOD, others[0] if others else None
    first, *others = query.splits
    return first, others[0] if others else None


def _named(query: Query, cell: Cell) -> AnswerRow:
    return {_heading(query, split): plain(place_text(query, split, cell)) for split in query.splits}


def _heading(query: Query, split: str) -> str:
    if split == PERIOD and query.quantity.on_the_day:
        return "On"
    return capitalised(query.quantity.label(split))


def _in_line(query: Query, cell: Cell, is_out_of: bool) -> AnswerRow:
    kind = query.quantity.kind
    figure: AnswerRow = {FIGURE[kind]: cell_text(query.quantity, cell, in_full=False)}
    if kind == MeasureKind.COUNT and not (is_out_of and query.quantity.measure):
        return figure
    beside: AnswerRow = {OUT_OF: _count_text(query, cell, cell.of)}
    if kind in (MeasureKind.SHARE, MeasureKind.RATE):
        return figure | {COUNTED: _count_text(query, cell, cell.met)} | beside
    return figure | beside


def _count_text(query: Query, cell: Cell, number: int | None) -> str:
    if number is None and query.quantity.family == Family.VICTIMS and not cell.why:
        return FEW
    return NO_NUMBER if number is None else f"{number:,}"


def _crossed(query: Query, cells: Sequence[Cell]) -> pl.DataFrame:
    first, second = query.splits
    heading = _heading(query, first)
    rows: dict[str, AnswerRow] = {}
    columns = {heading: pl.String}
    for cell in cells:
        name, column = plain(place_text(query, first, cell)), chart_series_text(query, second, cell)
        columns[column] = pl.String
        text = cell_text(query.quantity, cell, in_full=False)
        rows.setdefault(name, {heading: name})[column] = text
    in_order = [*rows.values()]
    return pl.DataFrame(in_order[::-1] if first == PERIOD else in_order, columns)
