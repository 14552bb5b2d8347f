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
    nothing tells which are.
    """

    source: str
    received_on: date
    table: str | None = None
    answers: Answers = field(default_factory=dict)
    takes_guesses: bool = False
    adds_days: bool = False
    dry_run: bool = False
    of_file_alone: bool = False


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


# A file and a sheet of it, empty for a file with one sheet.
SheetPlace = tuple[str, str]
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


@dataclass(frozen=True)
class Report:
    """The result of an import. ``loaded``: true if every row was stored, else none was.

    ``own_names``: by file and sheet as reports name them, the names of both as received. They may
    identify somebody, so they are shown only to the sender and neither stored nor logged.
    """

    sheets: tuple[SheetReport, ...]
    errors: pl.DataFrame
    loaded: bool
    own_names: Mapping[SheetPlace, SheetPlace] = field(default_factory=dict)

    @property
    def rows_changed(self) -> int:
        """The number of rows of the store that are new or changed, or would be in a dry run."""
        return sum(sheet.new + sheet.changed for sheet in self.sheets)

    def place_of(self, file: str, sheet: str, *, to_sender: bool) -> str:
        """The name of a file and sheet, as received if only the sender sees it."""
        place = (file, sheet)
        names = self.own_names.get(place, place) if to_sender else place
        return " ".join(filter(None, names))

    @property
    def questions(self) -> list[Question]:
        """Each question once, in the order of sheets and columns."""
        every = [question for sheet in self.sheets for question in sheet.questions]
        return list({question.asked: question for question in every}.values())

    def left_out(self, *, to_sender: bool) -> str:
        """A sentence with each column that has a heading and is not read; empty if there is none.

        What is not only for the sender has no heading that could name somebody, but its letter.
        """
        several = len(self.sheets) > 1
        columns = [
            f"{self.place_of(sheet.file, sheet.sheet, to_sender=to_sender)} " * several
            + f"column {letter}"
            + f", “{heading}”" * (to_sender or has_our_words(heading))
            for sheet in self.sheets
            for letter, heading in sheet.unused.items()
        ]
        return f"Left out: {'; '.join(columns)}." if columns else ""

    def errors_with_places(self, *, to_sender: bool) -> pl.DataFrame:
        """The errors, with their sheet as received for its sender, and the letters of columns."""
        columns = {
            (sheet.file, sheet.sheet, heading): f"{heading}, column {letter}"
            for sheet in self.sheets
            for letter, heading in sheet.columns.items()
        }
        if to_sender:
            columns |= {
                (sheet.file, sheet.sheet, f"column {letter}"): f"{heading}, column {letter}"
                for sheet in self.sheets
                for letter, heading in sheet.unused.items()
            }
        names = self.own_names if to_sender else {}
        rows = [
            (*names.get(place, place), columns.get((*place, column), column))
            for *files, column in self.errors.select("file", "sheet", "column").iter_rows()
            for place in [(files[0], files[1])]
        ]
        named = pl.DataFrame(
            rows, dict.fromkeys(("file", "sheet", "column"), pl.String), orient="row"
        )
        return self.errors.with_columns(named.iter_columns())

    def notices(self, *, to_sender: bool) -> list[str]:
        """Each notice once, after the sheet's name if there are several."""
        notices = [
            notice
            if len(self.sheets) == 1
            else f"{self.place_of(each.file, each.sheet, to_sender=to_sender)}: {notice}"
            for each in self.sheets
            for notice in each.notices
        ]
        return list(dict.fromkeys(notices))
