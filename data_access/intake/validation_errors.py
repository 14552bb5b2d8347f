"""What is wrong with a file, cell by cell, in words that give nothing of the file away."""

from collections.abc import Iterable
from datetime import date

import polars as pl

SCHEMA = pl.Schema(
    {
        "file": pl.String(),
        "sheet": pl.String(),
        "row": pl.UInt32(),
        "column": pl.String(),
        "rule": pl.String(),
        "found": pl.String(),
        "todo": pl.String(),
    }
)
HEADINGS = {
    "file": "File",
    "sheet": "Sheet",
    "row": "Row",
    "column": "Column",
    "rule": "What is wrong",
    "found": "Found",
    "todo": "What to do",
}
# Longer numbers may be references or telephones; earlier days may be somebody's birth, and what
# reads as a day of a far year is some other number.
LONGEST_NUMBER = 4
EARLIEST_ECHO = date(2000, 1, 1)
LATEST_ECHO = date(2049, 12, 31)


def none() -> pl.DataFrame:
    """No fault."""
    return pl.DataFrame(schema=SCHEMA)


def together(found: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """All of them, in the order of the rows of each file and sheet."""
    return pl.concat([none(), *(faults.select(SCHEMA.names()) for faults in found)]).sort(
        "file", "sheet", "row", maintain_order=True, nulls_last=False
    )


def of_rows(
    rows: pl.Series, column: str, rule: str, todo: str, found: pl.Series | None = None
) -> pl.DataFrame:
    """One fault a row. ``rows``: as the spreadsheet numbers them. ``found``: what may be shown."""
    return (
        pl.DataFrame({"row": rows.cast(pl.UInt32)})
        .with_columns(
            pl.lit("").alias("file"),
            pl.lit("").alias("sheet"),
            pl.lit(column).alias("column"),
            pl.lit(rule).alias("rule"),
            (pl.lit("") if found is None else found).alias("found"),
            pl.lit(todo).alias("todo"),
        )
        .select(SCHEMA.names())
    )


def of_whole(rule: str, todo: str, column: str = "") -> pl.DataFrame:
    """One fault of a whole sheet, or of a whole column of it."""
    return of_rows(pl.Series("row", [None], dtype=pl.UInt32), column, rule, todo)


def standing_in(faults: pl.DataFrame, file: str, sheet: str) -> pl.DataFrame:
    """The same faults, with the file and the sheet that they stand in."""
    return faults.with_columns(pl.lit(file).alias("file"), pl.lit(sheet).alias("sheet"))


def echo(text: str, day: date | None, is_word: bool) -> str:
    """What may be shown of a cell: a plausible day, a short number, a word; else its length."""
    if day is not None and EARLIEST_ECHO <= day <= LATEST_ECHO:
        return f"{day:%d/%m/%Y}"
    if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER:
        return text
    # A word behind a mark could be a formula in the report: "=yes".
    return text if is_word and text[:1].isalnum() else echo_of_length(text)


def echo_of_length(text: str) -> str:
    """What may be shown of any cell: how long it is, and of what."""
    if text.isascii() and text.isdigit():
        return f"number, {len(text)} digits"
    return f"text, {len(text):,} characters"


def by_rule(faults: pl.DataFrame) -> pl.DataFrame:
    """How many of each: rule, column, faults, first_row; the most frequent first."""
    return (
        faults.group_by("rule", "column", maintain_order=True)
        .agg(faults=pl.len(), first_row=pl.col("row").min())
        .sort("faults", descending=True, maintain_order=True)
    )


def as_csv(faults: pl.DataFrame) -> bytes:
    """The whole report as a file that Excel opens."""
    return b"\xef\xbb\xbf" + faults.rename(HEADINGS).write_csv(line_terminator="\r\n").encode()
