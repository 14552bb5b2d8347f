"""The arguments and results of an import: files, options, row counts and reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, auto
from types import MappingProxyType
from typing import Any, NamedTuple

import polars as pl

from data_access.intake.table_specs import has_our_words

# By column and folded word of the sender, our word for it; empty if nothing is recorded there, and
# OUTSIDE_LIST for a word that is none of ours.
ValueMeanings = Mapping[tuple[str, str], str]
NO_MEANINGS: ValueMeanings = MappingProxyType({})
OUTSIDE_LIST = "outside the list"


class Asked(NamedTuple):
    """The subject of an answer: a heading, or a ``word`` (folded) of the column of that heading.

    ``table``: empty for any table. ``heading``: that of the file, of our template, or the name of
    the column.
    """

    table: str
    heading: str
    word: str = ""


# The column that a heading means, empty if it is not read; or the meaning of a word.
Answers = Mapping[Asked, str]


@dataclass(frozen=True)
class Upload:
    """A file as received. Its name may identify somebody and is never shown unchanged."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Options:
    """The sender's choices about the files.

    ``table``: null to guess it from the headings. ``answers``: about headings and words that are
    not ours. ``takes_guesses``: other questions are answered with their guesses. ``adds_days``: a
    row without a number, of a case with rows on other days, is a further row and not a correction.
    ``of_file_alone``: in a dry run rows of cases are compared with no row that is held, so that
    nothing tells which are. ``to_sender``: the report names files and sheets as received, which may
    identify somebody, so it is shown only to the sender, and neither stored nor logged.
    """

    source: str
    received_on: date
    table: str | None = None
    answers: Answers = field(default_factory=dict)
    takes_guesses: bool = False
    adds_days: bool = False
    dry_run: bool = False
    of_file_alone: bool = False
    to_sender: bool = False


class RowChange(StrEnum):
    """The effect of a file's row on the store; in the order of ``RowCounts``."""

    NEW = auto()
    CHANGED = auto()
    UNCHANGED = auto()


class RowCounts(NamedTuple):
    """The numbers of a sheet's rows that are new, changed and unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


# By column of a file of content, null for a blank cell.
Values = dict[str, Any]


class ContentRow(NamedTuple):
    """A row of a file of content: a value for each column of the file, null for a blank."""

    row: int
    values: Values


class Question(NamedTuple):
    """What a heading means, or a ``word`` of a known column; only for the sender.

    ``letter``, ``heading``: of the column in the file. ``column``: our heading for the column of a
    word. ``cells``: those with the word. ``choices``: by answer, its text. ``guess``: the likeliest
    answer; null if none is.
    """

    asked: Asked
    letter: str
    heading: str
    choices: Mapping[str, str]
    guess: str | None
    column: str = ""
    word: str = ""
    cells: int = 0


@dataclass(frozen=True)
class SheetReport:
    """The result of one sheet.

    ``columns``: by letter, the heading that each column was mapped to. ``unused``: by letter, the
    headings that were not mapped, shown only to the sender and neither stored nor logged.
    ``notices``: messages to the sender that are not errors. ``questions``: in the order of the
    columns; those on the words of a column that is only guessed are among them.
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
    questions: tuple[Question, ...] = ()

    @property
    def place(self) -> str:
        """The names of its file and, if that has several, its sheet."""
        return f"{self.file} {self.sheet}".strip()


@dataclass(frozen=True)
class Report:
    """The result of an import. ``loaded``: true if every row was stored, else none was.

    ``to_sender``: its names, and what is said of headings, may identify somebody.
    """

    sheets: tuple[SheetReport, ...]
    errors: pl.DataFrame
    loaded: bool
    to_sender: bool

    @property
    def rows_changed(self) -> int:
        """The number of rows of the store that are new or changed, or would be in a dry run."""
        return sum(sheet.new + sheet.changed for sheet in self.sheets)

    @property
    def questions(self) -> list[Question]:
        """Each question once, in the order of sheets and columns."""
        every = [question for sheet in self.sheets for question in sheet.questions]
        return list({question.asked: question for question in every}.values())

    @property
    def left_out(self) -> str:
        """A sentence with each column that has a heading and is not read; empty if there is none.

        What is not only for the sender has no heading that could name somebody, but its letter.
        """
        columns = [
            f"{sheet.place} " * (len(self.sheets) > 1)
            + f"column {letter}"
            + f", “{heading}”" * (self.to_sender or has_our_words(heading))
            for sheet in self.sheets
            for letter, heading in sheet.unused.items()
        ]
        return f"Left out: {'; '.join(columns)}." if columns else ""

    @property
    def errors_with_letters(self) -> pl.DataFrame:
        """The errors, each column with its letter, and for its sender with its heading."""
        columns = {
            (sheet.file, sheet.sheet, heading): f"{heading}, column {letter}"
            for sheet in self.sheets
            for letter, heading in sheet.columns.items()
        }
        if self.to_sender:
            columns |= {
                (sheet.file, sheet.sheet, f"column {letter}"): f"{heading}, column {letter}"
                for sheet in self.sheets
                for letter, heading in sheet.unused.items()
            }
        places = self.errors.select("file", "sheet", "column").iter_rows()
        named = [columns.get(place, place[-1]) for place in places]
        return self.errors.with_columns(pl.Series("column", named, dtype=pl.String))

    @property
    def notices(self) -> list[str]:
        """Each notice once, after the sheet's name if there are several."""
        several = len(self.sheets) > 1
        notices = [
            f"{sheet.place}: " * several + notice
            for sheet in self.sheets
            for notice in sheet.notices
        ]
        return list(dict.fromkeys(notices))
