"""What a file of each table may hold: its columns, headings and words, read from columns.csv."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

import polars as pl

from data_access import vocabulary
from data_access.tables import TALLY_NAMES

FOLDER = Path(__file__).parent
BETWEEN = "|"


class Kind(StrEnum):
    """What the cells of a column are."""

    DATE = "date"
    WHOLE = "whole"
    YEAR = "year"
    YES_NO = "yesno"
    CODE = "code"
    REFERENCE = "reference"
    KEY = "key"
    FORCE = "force"
    AREA = "area"
    NAME = "name"
    REF = "ref"
    TEXT = "text"
    LONG = "long"
    VALUE = "value"
    PERCEIVED = "perceived"


# Columns that a file may bring and a template never asks for: their answers are dropped unread.
NEVER_ASKED_FOR = (Kind.VALUE, Kind.PERCEIVED)


@dataclass(frozen=True)
class Column:
    """One column of a file. ``words``: the vocabulary of a code, or the table a ref points at."""

    name: str
    heading: str
    kind: Kind
    words: str
    required: bool
    meaning: str
    example: str
    synonyms: tuple[str, ...]

    @property
    def in_template(self) -> bool:
        """True for what an office is asked to fill in."""
        return self.kind not in NEVER_ASKED_FOR

    @cached_property
    def known_as(self) -> set[str]:
        """Every heading it is known by, as ``folded``."""
        own = (self.name,) if self.in_template else ()
        return {folded(heading) for heading in (*own, self.heading, *self.synonyms)}


@dataclass(frozen=True)
class Layout:
    """What a file of one table may hold."""

    table: str
    columns: tuple[Column, ...]

    @property
    def is_of_cases(self) -> bool:
        """True where the rows are about cases or counts of them; false for published content."""
        return self.table in TALLY_NAMES

    @property
    def template(self) -> tuple[Column, ...]:
        """The columns that an office is asked to fill in."""
        return tuple(column for column in self.columns if column.in_template)

    @property
    def names(self) -> set[str]:
        """The columns of a template by the names that they have in the program."""
        return {column.name for column in self.template}

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns of the store that a file of this table fills."""
        return tuple(
            dict.fromkeys(
                "case_key" if column.kind == Kind.REFERENCE else column.name
                for column in self.columns
            )
        )

    def known(self, heading: str) -> Column | None:
        """The column that ``heading`` means; null where no column is known by it."""
        written = folded(heading)
        return next((column for column in self.columns if written in column.known_as), None)


def folded(text: str) -> str:
    """A heading or word without case, punctuation and doubled spaces."""
    plain = text.casefold().replace("_", " ").replace("&", " and ")
    return " ".join(re.sub(r"[^\w+]+", " ", plain).split())


@cache
def layouts() -> dict[str, Layout]:
    """Every layout by the name of its table, in the order in which rows may point at each other."""
    rows = _read("columns").iter_rows(named=True)
    columns: dict[str, list[Column]] = {}
    for row in rows:
        columns.setdefault(row["table"], []).append(
            Column(
                name=row["column"],
                heading=row["heading"],
                kind=Kind(row["kind"]),
                words=row["words"] or "",
                required=row["required"] == "yes",
                meaning=row["meaning"],
                example=row["example"] or "",
                synonyms=tuple((row["synonyms"] or "").split(BETWEEN)) if row["synonyms"] else (),
            )
        )
    return {table: Layout(table, tuple(columns[table])) for table in _in_order(columns)}


@cache
def words_of(vocabulary_name: str) -> dict[str, str]:
    """Every way in which a word of one vocabulary is written, ``folded``, and what it means."""
    allowed = {folded(word): word for word in allowed_words(vocabulary_name)}
    synonyms = _read("words").filter(pl.col("words") == vocabulary_name)
    return {
        **{
            folded(written): means
            for written, means in synonyms.select("written", "means").iter_rows()
        },
        **allowed,
    }


def allowed_words(vocabulary_name: str) -> list[str]:
    """The words of one vocabulary, in its order."""
    kind: type[StrEnum] = getattr(vocabulary, vocabulary_name)
    return [word.value for word in kind]


def known_heading(heading: str) -> bool:
    """True for a heading that a column of any table is known by."""
    return folded(heading) in _every_heading()


@cache
def _every_heading() -> frozenset[str]:
    return frozenset(
        heading
        for layout in layouts().values()
        for column in layout.columns
        for heading in column.known_as
    )


# Parents before what points at them.
CONTENT_FIRST = (
    "organisation",
    "area",
    "inspection",
    "finding",
    "recommendation",
    "requirement",
    "comment",
    "meeting",
    "action",
    "action_update",
    "evidence",
)


def _in_order(tables: Iterable[str]) -> list[str]:
    order = (*CONTENT_FIRST, *TALLY_NAMES)
    return sorted(tables, key=order.index)


def _read(name: str) -> pl.DataFrame:
    return pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False)
