"""What an import is given and what it returns: files, options, counts of rows and reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto
from typing import Any, NamedTuple

import polars as pl

# Called with the share that is done, from 0 to 1, and with what is being done.
Progress = Callable[[float, str], object]


def no_progress(_share: float, _step: str) -> None:
    """Ignores how far an import has come."""


@dataclass(frozen=True)
class Upload:
    """One file as it arrived. Its name may identify somebody and is never shown as it is."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Options:
    """What the sender says about the files.

    ``table``: null to find out from the headings. ``meanings``: the column that a heading means
    which the program does not know. ``adds_days``: a row without a number, of a case that has rows
    on other days, is a further row and no correction.
    """

    source: str
    received_on: date
    table: str | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)
    adds_days: bool = False
    dry_run: bool = False


class RowChange(StrEnum):
    """What a row of a file changes in the store; in the order of ``RowCounts``."""

    NEW = auto()
    CHANGED = auto()
    UNCHANGED = auto()


class RowCounts(NamedTuple):
    """How many rows of a sheet are new, changed and unchanged beside what is stored."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


class ContentRow(NamedTuple):
    """One row of a file of content: a value for each column of the file, null for a blank."""

    row: int
    values: dict[str, Any]


@dataclass(frozen=True)
class SheetReport:
    """The result of one sheet.

    ``columns``: by letter, the heading that each column was mapped to. ``unused``: by letter, the
    headings that were not mapped, for the sender alone: they are kept and logged nowhere.
    ``notices``: what the sender should know and is no error.
    """

    file: str
    sheet: str
    table: str
    rows: int
    new: int
    changed: int
    unchanged: int
    columns: Mapping[str, str]
    unused: Mapping[str, str]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The result of an import. ``loaded``: every row or none."""

    sheets: tuple[SheetReport, ...]
    errors: pl.DataFrame
    loaded: bool

    @property
    def rows_changed(self) -> int:
        """How many rows of the store are new or changed, or would be."""
        return sum(sheet.new + sheet.changed for sheet in self.sheets)
