"""Validation errors of files, in words that reveal nothing private from the file.

A frame of errors has one row per error: file, sheet, row (the spreadsheet's number; null for a
whole column or sheet), column (its heading), rule, found (the part of the cell that may be shown),
todo, and the stage that found it.
"""

import codecs
from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from typing import NamedTuple

import polars as pl

from data_access import csv_text
from data_access.intake.reading.sheet import spans_text

SCHEMA = pl.Schema(
    {
        "file": pl.String(),
        "sheet": pl.String(),
        "row": pl.UInt32(),
        "column": pl.String(),
        "rule": pl.String(),
        "found": pl.String(),
        "todo": pl.String(),
        "stage": pl.UInt8(),
    }
)


class ImportStage(IntEnum):
    """The stage of an import that found an error; an earlier one may be the cause of a later."""

    SHEET = 0
    CELL = 1
    ROW = 2
    OTHER_ROW = 3


HEADINGS = {
    "file": "File",
    "sheet": "Sheet",
    "row": "Row",
    "column": "Column",
    "rule": "What is wrong",
    "found": "Found",
    "todo": "What to do",
}
# Longer numbers may be references or telephone numbers, earlier dates may be dates of birth, and a
# date in a far year is some other number.
LONGEST_NUMBER = 4
EARLIEST_ECHO = date(2000, 1, 1)
LATEST_ECHO = date(2049, 12, 31)
# The number of different things found that a kind of fault names.
FOUND_NAMED = 3


class ValidationError(NamedTuple):
    """A validation error. ``row``: null for a whole column or sheet."""

    row: int | None
    column: str
    rule: str
    todo: str


class InvalidRow(Exception):
    """Raised if a row cannot be stored, with all errors found in it."""

    def __init__(self, errors: list[ValidationError]) -> None:
        super().__init__(f"{len(errors)} errors")
        self.errors = errors


def raise_if_any(errors: Iterable[ValidationError]) -> None:
    """Errors: InvalidRow if there is at least one error."""
    if raised := list(errors):
        raise InvalidRow(raised)


def errors_frame(errors: Iterable[ValidationError] = ()) -> pl.DataFrame:
    """The errors as a frame, in order; ``in_sheet`` fills in file and sheet."""
    schema = {name: SCHEMA[name] for name in ValidationError._fields}
    blanks = [pl.lit("").alias(name) for name in ("file", "sheet", "found")]
    is_whole = pl.col("row").is_null()
    stage = (
        pl.when(is_whole).then(ImportStage.SHEET).otherwise(ImportStage.ROW).cast(SCHEMA["stage"])
    )
    frame = pl.DataFrame(list(errors), schema=schema, orient="row")
    return frame.with_columns(*blanks, stage=stage).select(SCHEMA.names())


def row_errors(
    rows: pl.Series,
    column: str,
    rule: str,
    todo: str,
    found: pl.Series | None = None,
) -> pl.DataFrame:
    """An equal error for each of ``rows``. ``found``: the part of each cell that may be shown."""
    return pl.DataFrame(
        {
            "file": "",
            "sheet": "",
            "row": rows.cast(pl.UInt32),
            "column": column,
            "rule": rule,
            "found": "" if found is None else found,
            "todo": todo,
            "stage": ImportStage.ROW,
        },
        schema=SCHEMA,
    )


def concat_errors(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """All errors, causes first, by stage, file, sheet and row, then in the order of ``frames``."""
    return pl.concat([errors_frame(), *frames]).sort(
        "stage", "file", "sheet", "row", maintain_order=True, nulls_last=False
    )


def in_stage(errors: pl.DataFrame, stage: ImportStage) -> pl.DataFrame:
    """The errors, with the stage that found them."""
    return errors.with_columns(pl.lit(stage, SCHEMA["stage"]).alias("stage"))


def in_sheet(errors: pl.DataFrame, file: str, sheet: str) -> pl.DataFrame:
    """The errors, with the names of their file and sheet filled in."""
    return errors.with_columns(pl.lit(file).alias("file"), pl.lit(sheet).alias("sheet"))


def echo(text: str, day: date | None, is_word: bool) -> str:
    """The part of a cell to show: a plausible day, a short number or a word, else its length."""
    if day is not None and EARLIEST_ECHO <= day <= LATEST_ECHO:
        return f"{day:%d/%m/%Y}"
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return text
    # A word after a mark could be a formula in the report: "=yes".
    return text if is_word and text[:1].isalnum() else echo_length(text)


def echo_length(text: str) -> str:
    """The description of any cell that may be shown: number or text, and its length."""
    if text.isascii() and text.isdigit():
        return f"number, {len(text)} digits"
    return f"text, {len(text):,} characters"


def faults_by_kind(errors: pl.DataFrame) -> pl.DataFrame:
    """One row per place, column, rule and remedy, causes and frequent ones first.

    Shape: file, sheet, column, rule, todo, ``errors`` (how often), ``rows`` (their numbers as text,
    empty for a whole column or sheet) and ``found`` (the first few things found).
    """
    shown = pl.col("found").filter(pl.col("found") != "").unique(maintain_order=True)
    kinds = (
        errors.group_by("stage", "file", "sheet", "column", "rule", "todo", maintain_order=True)
        .agg(pl.col("row").drop_nulls(), errors=pl.len(), found=shown.head(FOUND_NAMED))
        .sort("stage", "errors", descending=[False, True], maintain_order=True)
    )
    rows = pl.Series("rows", [spans_text(each) for each in kinds["row"]], dtype=pl.String)
    return kinds.with_columns(rows, pl.col("found").list.join("; ")).drop("stage", "row")


def errors_as_csv(errors: pl.DataFrame) -> bytes:
    """The errors as a CSV file that Excel opens."""
    named = errors.select(*HEADINGS).rename(HEADINGS)
    return codecs.BOM_UTF8 + csv_text.as_csv(named, line_end="\r\n")


NO_SUCH_CASE = "no such case"
NO_SUCH_FORCE = "no such force"
NO_SUCH_AREA = "no such area"
POINTS_AT_NOTHING = "points at nothing"
# Errors about a row that is not there, perhaps because of what is wrong with another file.
MISSING = (NO_SUCH_CASE, NO_SUCH_FORCE, NO_SUCH_AREA, POINTS_AT_NOTHING)


def missing_last(errors: pl.DataFrame) -> pl.DataFrame:
    """The errors, with those about rows that are not there last: a fault may be their cause."""
    last = pl.lit(ImportStage.OTHER_ROW, SCHEMA["stage"])
    return errors.with_columns(
        stage=pl.when(pl.col("rule").is_in(MISSING)).then(last).otherwise("stage")
    )
