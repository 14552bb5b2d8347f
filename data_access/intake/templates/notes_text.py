"""The notes of a template for its user, about the table and each column."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from data_access import vocabulary
from data_access.intake.table_specs import Column, ColumnKind, TableSpec

# The words of codes that need an explanation.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "Outcome": {code.value: code.words for code in vocabulary.Outcome}
}
ALLOWED = {
    ColumnKind.DATE: "A date from 01/01/2000 to 31/12/2099.",
    ColumnKind.YEAR: "A year from 2000 to 2099.",
    ColumnKind.WHOLE: "A whole number, 0 or more.",
    ColumnKind.REFERENCE: "The reference as the force writes it.",
    ColumnKind.KEY: "32 of the digits 0 to 9 and the letters a to f.",
    ColumnKind.FORCE: "A police force of the store.",
    ColumnKind.AREA: "An area of the store.",
    ColumnKind.NAME: "Letters, digits, hyphens and strokes, without spaces.",
    ColumnKind.TEXT: "Text.",
    ColumnKind.LONG: "Text, a paragraph or more.",
}
HOW_TO_FILL = (
    "Fill in the first sheet from row 2 on, and leave its headings as they are. A column marked "
    "“yes” under Required is filled in every row; any other may stay empty or be taken out. "
    "This sheet is not imported."
)
DATES = (
    "Write a date like 16/07/2021, 16 July 2021 or 2021-07-16: the day first, never the month. "
    "A blank cell means “not recorded”, unless the column’s meaning says otherwise."
)
NEVER_IN_CASES = (
    "Never put in a name, a date of birth, an address or postcode, a telephone number, an e-mail "
    "address, or free text about a person: a file with such a column is refused. Of age, sex, "
    "ethnicity and the like, give only whether they were asked about, never the answer."
)
NEVER_IN_CONTENT = (
    "Never put in what could identify a victim, a witness or a suspect: no name, date of birth, "
    "address, postcode, telephone number, e-mail address or crime reference, and no free text "
    "about a person. Whoever owns or agrees something is given by role."
)
REFERENCES = (
    "Fill in the crime reference or the case key, one of the two. The crime reference is turned "
    "into a keyed hash on the way in, and is kept nowhere."
)


@dataclass(frozen=True)
class TableDescription:
    """The title of a table, and the meaning of one row."""

    title: str
    one_row: str


@cache
def table_descriptions() -> dict[str, TableDescription]:
    """The title of each table and the meaning of one of its rows, by table."""
    rows = pl.read_csv(Path(__file__).with_name("tables.csv"), infer_schema=False)
    return {table: TableDescription(title, one_row) for table, title, one_row in rows.iter_rows()}


def paragraphs(spec: TableSpec) -> list[str]:
    """The paragraphs above the notes on the columns."""
    description = table_descriptions()[spec.table]
    hashed = any(column.kind == ColumnKind.REFERENCE for column in spec.template)
    return [
        f"{description.title}: one row is {description.one_row}.",
        HOW_TO_FILL,
        DATES,
        NEVER_IN_CASES if spec.is_of_cases else NEVER_IN_CONTENT,
        *([REFERENCES] if hashed else []),
    ]


def choices(column: Column, areas: list[str], forces: list[str]) -> list[str]:
    """The words to choose from in a column; empty if it has no choices."""
    places = {ColumnKind.AREA: areas, ColumnKind.FORCE: forces}
    return places.get(column.kind, column.choices)


def column_note(column: Column, words: list[str]) -> tuple[str, str, str, str, str]:
    """The notes on a column: heading, required, meaning, allowed values, example.

    ``words``: its ``choices``.
    """
    required = "yes" if column.required else "no"
    return column.heading, required, column.meaning, _allowed(column, words), column.example


def prompt(column: Column) -> str:
    """The text beside a cell of the column while it is filled in."""
    return f"{column.meaning} Required." if column.required else column.meaning


def _allowed(column: Column, words: list[str]) -> str:
    if words:
        meanings = MEANINGS.get(column.words, {})
        return "\n".join(f"{word}: {meanings[word]}" if meanings else word for word in words)
    if column.kind == ColumnKind.REF:
        title = table_descriptions()[column.words].title
        return f"A reference from the table {title}: in the store, or in a file loaded with this."
    return ALLOWED[column.kind]
