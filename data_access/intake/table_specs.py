"""The columns, headings and words of a file of each table, from columns.csv."""

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
SEPARATOR = "|"
# Used instead of a heading for an error that concerns no single column.
WHOLE_ROW = "the whole row"


class ColumnKind(StrEnum):
    """The kind of a column's cells."""

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


# Columns that a file may have but a template never has: their answers are dropped.
NEVER_ASKED_FOR = (ColumnKind.VALUE, ColumnKind.PERCEIVED)


@dataclass(frozen=True)
class Column:
    """A column of a file. ``words``: the vocabulary of a code, or the table of a ref."""

    name: str
    heading: str
    kind: ColumnKind
    words: str
    required: bool
    meaning: str
    example: str
    synonyms: tuple[str, ...]

    @property
    def in_template(self) -> bool:
        """True for a column of the template."""
        return self.kind not in NEVER_ASKED_FOR

    @property
    def choices(self) -> list[str]:
        """The words that its cells may be, in order; empty if it is no column of words."""
        yes_no = ["yes", "no"] if self.kind == ColumnKind.YES_NO else []
        return allowed_words(self.words) if self.kind == ColumnKind.CODE else yes_no

    @property
    def is_worded(self) -> bool:
        """True if its cells are one of a few words."""
        return self.kind in (ColumnKind.CODE, ColumnKind.YES_NO)

    @property
    def own_names(self) -> set[str]:
        """Its name and heading, folded; also "Disability" for "Disability: asked"."""
        return {*map(folded_heading, (self.name, self.heading, self.heading.partition(":")[0]))}

    @cached_property
    def known_as(self) -> set[str]:
        """The folded headings that mean this column."""
        own = (self.name,) if self.in_template else ()
        return {folded_heading(heading) for heading in (*own, self.heading, *self.synonyms)}


@dataclass(frozen=True)
class TableSpec:
    """The specification of files of one table."""

    table: str
    columns: tuple[Column, ...]

    @property
    def is_of_cases(self) -> bool:
        """True if rows are cases or counts of them; false for content."""
        return self.table in TALLY_NAMES

    @property
    def template(self) -> tuple[Column, ...]:
        """The columns of the template."""
        return tuple(column for column in self.columns if column.in_template)

    @property
    def names(self) -> set[str]:
        """The names of the columns of the template."""
        return {column.name for column in self.template}

    @property
    def required(self) -> list[str]:
        """The names of the columns that every row fills."""
        return [column.name for column in self.columns if column.required]

    @property
    def stored_columns(self) -> tuple[str, ...]:
        """The columns of the store that a file of this table fills."""
        return tuple(
            dict.fromkeys(
                "case_key" if column.kind == ColumnKind.REFERENCE else column.name
                for column in self.columns
            )
        )

    def column_named(self, text: str) -> Column | None:
        """The column of the template of that name or heading of ours; null if there is none."""
        written = folded_heading(text)
        return next((column for column in self.template if written in column.own_names), None)

    def heading_of(self, name: str) -> str:
        """The heading of a column of the template; WHOLE_ROW if it has no such column."""
        headings = (column.heading for column in self.template if column.name == name)
        return next(headings, WHOLE_ROW)

    def column_for(self, heading: str) -> Column | None:
        """The column that ``heading`` means; null if it is unknown."""
        written = folded_heading(heading)
        return next((column for column in self.columns if written in column.known_as), None)


def folded_heading(text: str) -> str:
    """A heading or word without case, punctuation and doubled spaces."""
    plain = text.casefold().replace("_", " ").replace("&", " and ")
    return " ".join(re.sub(r"[^\w+]+", " ", plain).split())


@cache
def table_specs() -> dict[str, TableSpec]:
    """Every spec by its table, in an order in which tables refer to earlier ones."""
    columns: dict[str, list[Column]] = {}
    for row in _read("columns").iter_rows(named=True):
        columns.setdefault(row["table"], []).append(
            Column(
                name=row["column"],
                heading=row["heading"],
                kind=ColumnKind(row["kind"]),
                words=row["words"] or "",
                required=row["required"] == "yes",
                meaning=row["meaning"],
                example=row["example"] or "",
                synonyms=tuple(row["synonyms"].split(SEPARATOR)) if row["synonyms"] else (),
            )
        )
    order = (*CONTENT_FIRST, *TALLY_NAMES)
    return {
        table: TableSpec(table, tuple(columns[table])) for table in sorted(columns, key=order.index)
    }


@cache
def vocabulary_words(vocabulary_name: str) -> dict[str, str]:
    """The words of one vocabulary, by each folded way to write them."""
    synonyms = _read("words").filter(pl.col("words") == vocabulary_name)
    meanings = [
        *synonyms.select("written", "means").iter_rows(),
        *((word, word) for word in allowed_words(vocabulary_name)),
    ]
    return {folded_heading(written): word for written, word in meanings}


def allowed_words(vocabulary_name: str) -> list[str]:
    """The words of one vocabulary, in its order."""
    words: Iterable[StrEnum] = getattr(vocabulary, vocabulary_name)
    return [word.value for word in words]


@cache
def all_words() -> frozenset[str]:
    """The folded ways to write the words of all vocabularies that columns use."""
    names = {column.words for spec in table_specs().values() for column in spec.columns}
    return frozenset(
        word
        for name in names
        if name and hasattr(vocabulary, name)
        for word in vocabulary_words(name)
    )


def is_known_heading(heading: str) -> bool:
    """True for a heading that means a column of any table."""
    return folded_heading(heading) in _all_headings()


def has_our_words(heading: str) -> bool:
    """True if each word of a heading of a file stands in one of ours, and so is nobody's name."""
    ours = {word for known in _all_headings() for word in known.split()}
    return ours.issuperset(folded_heading(heading).split())


@cache
def _all_headings() -> frozenset[str]:
    return frozenset(
        heading
        for spec in table_specs().values()
        for column in spec.columns
        for heading in column.known_as
    )


# Tables before those that refer to them.
CONTENT_FIRST = (
    "organisation",
    "area",
    "inspection",
    "finding",
    "recommendation",
    "requirement",
    "comment",
    "stated_position",
    "meeting",
    "action",
    "action_update",
    "evidence",
)


def _read(name: str) -> pl.DataFrame:
    return pl.read_csv(FOLDER / f"{name}.csv", infer_schema=False)
