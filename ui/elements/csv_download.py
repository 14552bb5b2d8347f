"""The rows of a table as a CSV, in plain words."""

import codecs
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access import csv_text
from ui.elements.markdown import DEMONSTRATION, MARKDOWN


class Download(NamedTuple):
    """A file to download: its name, the day of its figures, and whether they are invented.

    ``rows`` makes the rows of the file if they differ from those of the table.
    """

    name: str
    day: date
    is_invented: bool
    rows: Callable[[], pl.DataFrame] | None = None

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        prefix = "demonstration-not-real-" if self.is_invented else ""
        return f"{prefix}{self.name}-as-at-{self.day}"


def with_marks(rows: pl.DataFrame, download: Download) -> pl.DataFrame:
    """``rows`` with the day of their figures and, if they are invented, a note that says so."""
    invented = {"Note": DEMONSTRATION} if download.is_invented else {}
    marks = {"As at": download.day} | invented
    return rows.with_columns(pl.lit(mark).alias(name) for name, mark in marks.items())


def download_as_csv(rows: pl.DataFrame, download: Download) -> bytes:
    """``rows`` as a CSV that Excel reads as UTF-8, with the columns of ``with_marks``."""
    return codecs.BOM_UTF8 + csv_text.as_csv(without_marks(with_marks(rows, download)))


def without_marks(rows: pl.DataFrame) -> pl.DataFrame:
    """Cells as a reader sees them, without their marks."""
    words = (
        pl.col(pl.String)
        .str.replace_all(r":\w+(?:-\w+)*\[([^\]]*)\]", "$1")
        .str.replace_all(r"\*\*", "")
        .str.replace_all(rf"\\{MARKDOWN.pattern}", "$1")
        .str.replace_all("\u00a0", " ")
    )
    return rows.with_columns(words)
