"""Rows of an answer, for the table, a file and a chart."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from metrics.disclosure import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE
from metrics.explore.quantity import PERIOD
from metrics.explore.query import Cell, Query
from metrics.explore.query_text import cell_text, place_text, series_text
from metrics.measures.measure import MeasureKind
from metrics.text_format import capitalised
from metrics.victims.victim_figures import NOBODY, WITHHELD
from ui.elements.markdown import plain

AnswerRow = dict[str, str | None]
FIGURE = {
    MeasureKind.COUNT: "Number",
    MeasureKind.SHARE: "Share",
    MeasureKind.MEDIAN: "Median",
    MeasureKind.RATE: "For each 100",
}
COUNTED, OUT_OF, OF = "Counted", "Out of", "Of what"
MARKED = plain(CONFIDENTIAL)
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

    Periods are newest first, as on every page; ``file_rows`` has them in order of time.
    """
    rows = _rows(query, cells)
    return rows.reverse() if query.splits[:1] == (PERIOD,) else rows


def number_columns(query: Query, rows: pl.DataFrame) -> Sequence[str]:
    """The columns of ``answer_rows`` that hold numbers."""
    return rows.columns[min(len(query.splits), 1) :]


def file_rows(query: Query, cells: Sequence[Cell], of: str) -> pl.DataFrame:
    """One row per cell and a column per split, for a download; ``[c]`` marks a withheld figure.

    Units: shares from 0 to 1, ``[z]`` for a share of none. ``[x]``: a number that nobody sent.
    ``of``: the quantity, in each row because a file is read without the page.
    """
    return pl.DataFrame([_named(query, cell) | _in_file(query, cell) | {OF: of} for cell in cells])


def chart_rows(query: Query, cells: Sequence[Cell]) -> pl.DataFrame:
    """One row per cell for the charts of answers; a withheld cell has text but no value."""
    of_place, of_series = _axes(query)
    rows = [
        (
            place_text(query, of_place, cell) if of_place else "",
            series_text(query, of_series, cell) if of_series else FIGURE[query.quantity.kind],
            _axis_day(query, cell),
            cell.value,
            cell.value or 0.0,
            said := cell_text(query.quantity, cell),
            WITHHELD if cell.is_withheld else cell_text(query.quantity, cell, in_full=False),
            len(said),
        )
        for cell in cells
    ]
    return pl.DataFrame(rows, CHART, orient="row")


def _rows(query: Query, cells: Sequence[Cell]) -> pl.DataFrame:
    if len(query.splits) == 2:
        return _crossed(query, cells)
    is_out_of = any(cell.of is not None or cell.is_withheld for cell in cells)
    return pl.DataFrame([_named(query, cell) | _in_line(query, cell, is_out_of) for cell in cells])


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
    beside: AnswerRow = {OUT_OF: _count_text(cell, cell.of)}
    if kind in (MeasureKind.SHARE, MeasureKind.RATE):
        return figure | {COUNTED: _count_text(cell, cell.met)} | beside
    return figure | beside


def _in_file(query: Query, cell: Cell) -> AnswerRow:
    kind = query.quantity.kind
    value = CONFIDENTIAL if cell.is_withheld else _or_none(cell.value)
    if kind == MeasureKind.COUNT and value == NOT_APPLICABLE:
        value = NOT_AVAILABLE
    counts = {COUNTED: cell.met, OUT_OF: cell.of} if kind != MeasureKind.COUNT else {}
    units = {MeasureKind.SHARE: ", 0 to 1", MeasureKind.MEDIAN: f", {query.quantity.unit}"}
    row: AnswerRow = {f"{FIGURE[kind]}{units.get(kind, '')}": value}
    return row | {
        name: CONFIDENTIAL if cell.is_withheld else _or_none(number)
        for name, number in counts.items()
        if name != COUNTED or kind != MeasureKind.MEDIAN
    }


def _or_none(number: float | None) -> str:
    if number is None:
        return NOT_APPLICABLE
    return f"{number:.10g}"


def _count_text(cell: Cell, number: int | None) -> str:
    if cell.is_withheld:
        return MARKED
    return NOBODY if number is None else f"{number:,}"


def _crossed(query: Query, cells: Sequence[Cell]) -> pl.DataFrame:
    first, second = query.splits
    rows: dict[str, AnswerRow] = {}
    columns = list(dict.fromkeys(series_text(query, second, cell) for cell in cells))
    for cell in cells:
        place = place_text(query, first, cell)
        row = rows.setdefault(place, {_heading(query, first): plain(place)})
        said = cell_text(query.quantity, cell, in_full=False)
        row[series_text(query, second, cell)] = MARKED if cell.is_withheld else said
    heading = _heading(query, first)
    return pl.DataFrame(
        [
            {heading: row[heading]} | {each: row.get(each) for each in columns}
            for row in rows.values()
        ],
        dict.fromkeys((heading, *columns), pl.String),
    )
