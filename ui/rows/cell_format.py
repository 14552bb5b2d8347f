"""Table rows made from the rows of a frame, and cells that several tables share."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import polars as pl

from metrics.frames import Row
from metrics.text_format import NOBODY, day_text
from ui.elements.markdown import NOTHING, plain, short_names

# The cells of one row of a table, by their headings.
TextRow = dict[str, str]
Source = TypeVar("Source")
More = ParamSpec("More")
RowMaker = Callable[Concatenate[Row, More], TextRow]
SIDES = {"police": "Police", "cps": "CPS", "opcc": "OPCC"}


def per_row_of(
    frame_of: Callable[[Source], pl.DataFrame],
) -> Callable[[RowMaker[More]], Callable[Concatenate[Source, More], pl.DataFrame]]:
    """A decorator that turns a function of one row into one of the argument of ``frame_of``.

    Shape: a row for each row of the frame, a column for each cell; no columns if it has no rows.
    """

    def decorate(make: RowMaker[More]) -> Callable[Concatenate[Source, More], pl.DataFrame]:
        @wraps(make)
        def table_rows(source: Source, /, *args: More.args, **kwargs: More.kwargs) -> pl.DataFrame:
            rows = frame_of(source).rows(named=True)
            return pl.DataFrame(
                [make(row, *args, **kwargs) for row in rows], infer_schema_length=None
            )

        return table_rows

    return decorate


def _as_it_is(rows: pl.DataFrame) -> pl.DataFrame:
    return rows


per_row = per_row_of(_as_it_is)


def newest_first(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows as they were numbered, the last one first."""
    return rows.sort("id", descending=True)


def day_cell(day: date | None, otherwise: str = NOTHING) -> str:
    """A day with no line break inside."""
    return day_text(day, otherwise).replace(" ", "\u00a0") if day else otherwise


def short_day(day: date) -> str:
    """A day where there is little room, such as "16 Jul 2021"."""
    return f"{day.day} {day:%b %Y}"


def writer_cell(row: Row) -> str:
    """The writer of an entry, who proposed it if it was proposed, and the day of recording.

    The day is left out if it is not later than the entry's own.
    """
    day = row["recorded_at"].date()
    late = f", entered afterwards, {day_text(day)}" if day > row["effective_on"] else ""
    return f"{plain(row['recorded_by'])}{proposed_cell(row)}{late}"


def proposed_cell(row: Row) -> str:
    """A note on who proposed an entry that the office accepted; empty where nobody did."""
    proposed_by = row.get("proposed_by")
    return f", who accepted it from {plain(proposed_by)}" if proposed_by else ""


def owner_cell(row: Row) -> str:
    """The lead organisation of an action, and the role that owns it."""
    return plain(f"{short_names(row['lead'])}: {row['owner_role'] or NOBODY}")


def link_cell(title: str, link: str | None) -> str:
    """A title, as a link if there is an address."""
    return f"[{plain(title)}](<{plain(link)}>)" if link else plain(title)
