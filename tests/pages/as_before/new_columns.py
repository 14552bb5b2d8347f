"""Leaves out of a comparison the columns that came after the record was made.

A new column appears in templates and exports by itself. The tests of templates hold it against
``columns.csv``, those of exports against the tables. Columns that were recorded stay compared.
"""

import csv
import re
from functools import partial
from textwrap import indent

import polars as pl

from data_access.intake.table_specs import TableSpec, table_specs
from data_access.intake.templates.notes_text import choices, column_note


def templates_as_recorded(text: str, recorded: str) -> str:
    """The text of a page with templates, less every column that ``recorded`` does not have."""
    for spec in table_specs().values():
        before = _template(spec.table).search(recorded)
        if before:
            held = set(next(csv.reader([before["headings"]])))
            text = _template(spec.table).sub(partial(_less, spec, held), text)
    return text


def csv_as_recorded(content: bytes, recorded: list[str]) -> bytes:
    """A CSV file less the columns that are not ``recorded``; the same bytes where there is none."""
    if set(content.splitlines()[0].decode().split(",")) <= set(recorded):
        return content
    # Cells stay as they are written: a blank one is null, and "" an empty text.
    rows = pl.read_csv(content, infer_schema=False)
    return rows.select(column for column in rows.columns if column in recorded).write_csv().encode()


def _template(table: str) -> re.Pattern[str]:
    """Finds both files of a template: the workbook, and the CSV whose only line is headings."""
    return re.compile(
        rf"^(?P<margin> *)file {table}\.xlsx\n.*?"
        rf"\n *file {table}\.csv\n *\ufeff(?P<headings>[^\n]+)\n",
        re.MULTILINE | re.DOTALL,
    )


def _less(spec: TableSpec, recorded: set[str], now: re.Match[str]) -> str:
    headings = [column.heading for column in spec.template]
    text = now[0].replace(
        _lines(*headings), _lines(*(heading for heading in headings if heading in recorded))
    )
    for column in spec.template:
        if column.heading not in recorded:
            notes = _lines(*column_note(column, choices(column, [], [])))
            text = text.replace(indent(notes, now["margin"]), "", 1)
    return text


def _lines(*cells: str) -> str:
    return pl.DataFrame([cells], orient="row").write_csv(include_header=False)
