"""Rows about files that were looked at: sheets, columns, faults. Nothing of a file's content."""

from collections.abc import Sequence

import polars as pl

from data_access.intake import validation_errors
from data_access.intake.models import SheetReport
from ui.elements.markdown import NOTHING, plain, shortened
from ui.rows.data_coverage import called

LISTED = 10
LONGEST_LIST = 40


def sheet_rows(sheets: Sequence[SheetReport]) -> pl.DataFrame:
    """A row a sheet: what it was taken for, and what it would bring."""
    return pl.DataFrame(
        [
            {
                **_where(sheet, sheets),
                "Table": called(sheet.table) if sheet.table else "**not known**",
                **_counts(sheet),
                "Columns read": f"{len(sheet.columns)}",
                "Not read": shortened(", ".join(sheet.unused), LONGEST_LIST) or NOTHING,
            }
            for sheet in sheets
        ]
    )


def column_rows(sheets: Sequence[SheetReport]) -> pl.DataFrame:
    """A row a column of each sheet: its letter, and what it is read as."""
    return pl.DataFrame(
        [
            {
                **_where(sheet, sheets),
                "Column": letter,
                "Read as": sheet.columns.get(letter, "**not read**"),
            }
            for sheet in sheets
            for letter in sorted(
                [*sheet.columns, *sheet.unused], key=lambda letter: (len(letter), letter)
            )
        ]
    )


def rule_rows(found: pl.DataFrame) -> pl.DataFrame:
    """A row a thing that is wrong in a column, and how often it is, the most frequent first."""
    return (
        validation_errors.by_rule(found)
        .head(LISTED)
        .select(
            pl.col("rule").alias("What is wrong"),
            pl.col("column").replace("", NOTHING).alias("Column"),
            _in_figures("faults").alias("How often"),
            _in_figures("first_row").alias("First in row"),
        )
    )


def fault_rows(found: pl.DataFrame, sheets: Sequence[SheetReport]) -> pl.DataFrame:
    """The first faults, a row each; file and sheet are named where there are several."""
    several = [
        name for name in ("file", "sheet") if len({getattr(sheet, name) for sheet in sheets}) > 1
    ]
    return (
        found.head(LISTED)
        .select(
            *(pl.col(name).map_elements(plain, pl.String) for name in several),
            _in_figures("row").fill_null("all"),
            pl.col("column").replace("", NOTHING),
            "rule",
            pl.col("found").map_elements(plain, pl.String).replace("", NOTHING),
            "todo",
        )
        .rename(
            {
                name: words
                for name, words in validation_errors.HEADINGS.items()
                if name not in _left(several)
            }
        )
    )


def _left(several: Sequence[str]) -> set[str]:
    return {"file", "sheet"} - set(several)


def _where(sheet: SheetReport, sheets: Sequence[SheetReport]) -> dict[str, str]:
    """Which sheet it is, where there are several."""
    if len(sheets) == 1:
        return {}
    return {"File": plain(" ".join(filter(None, [sheet.file, sheet.sheet])))}


def _counts(sheet: SheetReport) -> dict[str, str]:
    """Its rows; dashes where none was read."""
    counts = {
        "Rows": sheet.rows,
        "New": sheet.new,
        "Changed": sheet.changed,
        "The same": sheet.unchanged,
    }
    return {name: f"{count:,}" if sheet.rows else NOTHING for name, count in counts.items()}


def _in_figures(column: str) -> pl.Expr:
    return pl.col(column).map_elements(lambda number: f"{number:,}", pl.String)
