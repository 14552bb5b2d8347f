"""Rows of answers for a file: plain values, ISO dates, and beside a missing value the reason."""

import re
from collections.abc import Sequence

import polars as pl

from metrics.explore.quantity import PERIOD
from metrics.explore.query import Cell, Query
from metrics.explore.query_text import cell_text, place_text
from metrics.measures.measure import Family, MeasureKind
from metrics.text_format import capitalised
from metrics.victims.victim_figures import FEW
from ui.rows.victims import IN_FILES

# The characters allowed in the name of a file.
SAFE = re.compile(r"[^0-9A-Za-z]+")
MEASURE, FROM, TO = "Measure", "From", "To"
VALUE, UNIT, COUNTED, OUT_OF = "Value", "Unit", "Counted", "Out of"
WHY_MISSING = "Why missing"
UNITS = {
    MeasureKind.COUNT: "number",
    MeasureKind.SHARE: "share, 0 to 1",
    MeasureKind.RATE: "for each 100",
}
FIGURE = {
    FROM: pl.Date,
    TO: pl.Date,
    VALUE: pl.String,
    UNIT: pl.String,
    COUNTED: pl.String,
    OUT_OF: pl.String,
    WHY_MISSING: pl.String,
}
MOST_IN_A_NAME = 120
FileRow = dict[str, object]


def file_rows(query: Query, cells: Sequence[Cell], title: str) -> pl.DataFrame:
    """One row per figure, in order of time, with a column per split.

    Units: those of ``Unit``; shares from 0 to 1; "<5" for a released number that small. Nulls: a
    value that is missing has the reason in ``Why missing``, in the words of the page; ``Counted``
    and ``Out of`` where there is none.
    """
    splits = {split: _heading(query, split) for split in query.splits if split != PERIOD}
    rows = [
        _figure(query, title, cell)
        | {heading: place_text(query, split, cell) for split, heading in splits.items()}
        for cell in cells
    ]
    texts = dict.fromkeys([MEASURE, *splits.values()], pl.String)
    return pl.DataFrame(rows, {**texts, **FIGURE})


def file_name(query: Query) -> str:
    """The name of a file: measure, splits, area and months, such as "told-in-time-by-area-...".

    The day of the figures is added by the download.
    """
    by = " by ".join(["", *(query.quantity.label(each) for each in query.splits)])
    months = [f"{each:%Y-%m}" for period in query.periods for each in period]
    when = f"{months[0]} to {months[-1]}" if months else ""
    if query.quantity.on_the_day and not query.is_by_period:
        when = ""
    parts = ("explore", query.quantity.code, by, query.area or "", when)
    return SAFE.sub("-", " ".join(parts)).strip("-").lower()[:MOST_IN_A_NAME].rstrip("-")


def _figure(query: Query, title: str, cell: Cell) -> FileRow:
    kind, is_few = query.quantity.kind, cell.why == FEW
    has_parts = kind in (MeasureKind.SHARE, MeasureKind.RATE)
    # A share of people whose parts are null has fewer than 5 of them.
    is_released = has_parts and query.quantity.family == Family.VICTIMS and not cell.why
    return {
        MEASURE: title,
        FROM: None if query.quantity.on_the_day else cell.period.first,
        TO: cell.period.last,
        VALUE: IN_FILES[FEW] if is_few else _plain(cell.value),
        UNIT: UNITS.get(kind, query.quantity.unit),
        COUNTED: _count(cell.met, is_released) if has_parts else None,
        OUT_OF: _count(cell.of, is_released),
        WHY_MISSING: cell_text(query.quantity, cell) if cell.value is None and not is_few else None,
    }


def _count(number: int | None, is_released: bool) -> str | None:
    return IN_FILES[FEW] if number is None and is_released else _plain(number)


def _plain(number: float | None) -> str | None:
    """The number in digits alone: 12, and not 12.0."""
    return None if number is None else f"{number:.10g}"


def _heading(query: Query, split: str) -> str:
    return capitalised(query.quantity.label(split))
