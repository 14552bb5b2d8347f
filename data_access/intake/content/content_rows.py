"""The rows of a file of content, and what is wrong with a cell by itself."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import select
from sqlmodel import Session

from data_access.intake.table_specs import Column, Kind, Layout, allowed_words
from data_access.pii_detection import identifying_signs
from data_access.tables import METADATA

# Where a fault is in no one column.
WHOLE_ROW = "the whole row"
# What a reader calls a row of a table that others point at.
CALLED = {
    "organisation": "organisation",
    "inspection": "inspection",
    "recommendation": "recommendation",
    "requirement": "part",
    "action": "action",
    "evidence": "claim",
    "meeting": "meeting",
}
LARGEST_NUMBER = 9999
# References stand in links, lists and file names.
REF = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")
LONGEST_REF = 40
PART = re.compile(r"main|[a-z0-9]{1,4}")


class Fault(NamedTuple):
    """One thing wrong with a file. ``row``: null for a whole column. Nothing of it is echoed."""

    row: int | None
    column: str
    rule: str
    todo: str


class Faulty(Exception):
    """Why a row cannot be put in: every fault of it that was seen."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class Line(NamedTuple):
    """One row of a file: what stands in the columns that the file has, nothing for a blank."""

    row: int
    given: dict[str, Any]


def refuse(faults: Iterable[Fault]) -> None:
    """Errors: Faulty where there are any."""
    found = list(faults)
    if found:
        raise Faulty(found)


def lines_of(layout: Layout, rows: pl.DataFrame) -> list[Line]:
    """The rows of a file in their order; white space around words is left out."""
    names = [column.name for column in layout.columns if column.name in rows.columns]
    words = pl.col(pl.String).str.strip_chars()
    trimmed = rows.select("row", *names).with_columns(pl.when(words != "").then(words).name.keep())
    return [Line(given.pop("row"), given) for given in trimmed.iter_rows(named=True)]


def faults_of_cells(session: Session, layout: Layout, lines: list[Line]) -> Iterator[Fault]:
    """Every cell that is wrong by itself, or points at nothing that the store or the file has."""
    known = {
        column.name: _refs(session, column.words)
        for column in layout.columns
        if column.kind == Kind.REF
    }
    for line in lines:
        for column in layout.columns:
            if column.name in line.given:
                value = line.given[column.name]
                for rule, todo in _wrong(column, value, known.get(column.name, set())):
                    yield Fault(line.row, column.heading, rule, todo)


def missing(layout: Layout, line: Line, names: Iterable[str]) -> Iterator[Fault]:
    """Which of the columns ``names`` the row needs and has not."""
    for column in layout.columns:
        if column.name in names and line.given.get(column.name) is None:
            if column.name in line.given:
                yield Fault(line.row, column.heading, "blank", "Fill it in.")
            else:
                yield Fault(None, column.heading, "not in the file", "Add the column and fill it.")


def wrong_ref(ref: str) -> tuple[str, str] | None:
    """What is wrong with a reference that the office gave, and what to do; null where nothing."""
    if len(ref) > LONGEST_REF or not REF.fullmatch(ref):
        return (
            "not a short name",
            f"Write at most {LONGEST_REF} small letters, digits and hyphens, like the example.",
        )
    return next(_identifying(ref), None)


def heading_of(layout: Layout, name: str) -> str:
    """The heading of a column; where there is none, the whole row is meant."""
    return next(
        (column.heading for column in layout.columns if column.name == name),
        WHOLE_ROW,
    )


def _wrong(column: Column, value: Any, known: set[str]) -> Iterator[tuple[str, str]]:
    if value is None:
        if column.required:
            yield "blank", "Fill it in."
    elif column.kind == Kind.REF:
        if value not in known:
            called = CALLED[column.words]
            yield "points at nothing", f"Load the {called} first, or mend the reference."
    elif column.kind == Kind.CODE:
        if value not in (allowed := allowed_words(column.words)):
            yield "not a known word", f"Write one of: {', '.join(allowed)}."
    elif column.kind == Kind.WHOLE:
        if not 1 <= value <= LARGEST_NUMBER:
            yield "not such a number", f"Write a whole number from 1 to {LARGEST_NUMBER}."
    elif column.name == "part" and not PART.fullmatch(value):
        yield "not a part", "Write main where there is one part, else a small letter."
    elif column.kind in (Kind.TEXT, Kind.LONG):
        yield from _identifying(value)


def _identifying(text: str) -> Iterator[tuple[str, str]]:
    signs = identifying_signs(text)
    if signs:
        yield (
            "may identify a person",
            f"This looks like {' and '.join(signs)}. Take it out: no case can be named.",
        )


def _refs(session: Session, table: str) -> set[str]:
    return set(session.scalars(select(METADATA.tables[table].c.ref)))
