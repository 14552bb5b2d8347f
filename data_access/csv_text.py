"""CSV in which a spreadsheet program takes no text for a formula.

Every CSV of the service is made here. A text that begins like a formula is written with an
apostrophe before it; the reader of spreadsheets takes that apostrophe away again.
"""

import polars as pl

# Excel and LibreOffice take a cell with one of these first for a formula, the wide ones of Chinese
# and Japanese keyboards too. A text that begins with apostrophes before it gets one more, so that
# reading takes away just the one that was written.
BEGINS_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"
WRITTEN_PLAIN = rf"^('*{BEGINS_FORMULA})"
WRITTEN_SAFE = rf"^'('*{BEGINS_FORMULA})"


def as_csv(rows: pl.DataFrame, *, line_end: str = "\n") -> bytes:
    """``rows`` as a CSV in UTF-8, its headings and texts without formulas."""
    return without_formulas(rows).write_csv(line_terminator=line_end).encode()


def without_formulas(rows: pl.DataFrame) -> pl.DataFrame:
    """``rows`` with an apostrophe before each heading and text that begins like a formula."""
    headings = pl.Series(rows.columns, dtype=pl.String).str.replace(WRITTEN_PLAIN, "'$1")
    safe = rows.with_columns(pl.col(pl.String).str.replace(WRITTEN_PLAIN, "'$1"))
    safe.columns = headings.to_list()
    return safe


def without_apostrophes(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells of a spreadsheet, all text, without the apostrophe of ``without_formulas``.

    A column that has none is not copied: a file may be of 100 megabytes.
    """
    marked = [each.name for each in cells if each.str.starts_with("'").any()]
    return cells.with_columns(pl.col(marked).str.replace(WRITTEN_SAFE, "$1")) if marked else cells
