"""What is brought in: files, what is said about them, and what came of each sheet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

# How far along, from 0 to 1, and what is being done.
Progress = Callable[[float, str], object]


def in_silence(_done: float, _what: str) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Upload:
    """One file, as it arrived. Its name may tell of somebody and is shown nowhere as it is."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Options:
    """What the sender says about the files.

    ``table``: null to find out from the headings. ``meanings``: a heading that the program does
    not know, and the column that it means. ``adds_days``: rows without a number, of cases that
    have rows on other days, are one more and no correction.
    """

    source: str
    received_on: date
    table: str | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)
    adds_days: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class SheetReport:
    """What came of one sheet.

    ``columns``: the letter of each column that was read and what it was read as. ``unused``: the
    headings of those that were not, for the sender's eyes alone: kept and logged nowhere.
    ``notices``: what the sender should know, and is no fault.
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
    """What came of the files. ``loaded``: all of it, or nothing."""

    sheets: tuple[SheetReport, ...]
    faults: pl.DataFrame
    loaded: bool

    @property
    def rows_changed(self) -> int:
        """Rows of the store that are new or other than before, or would be."""
        return sum(sheet.new + sheet.changed for sheet in self.sheets)
