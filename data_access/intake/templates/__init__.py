"""Spreadsheets to fill in: for each table a workbook with notes and drop-downs, and a CSV."""

from data_access.intake.templates.writer import (
    NOTES_SHEETS,
    as_zip,
    every_file,
    places,
    table_as_csv,
    workbook,
    write_all,
)

__all__ = [
    "NOTES_SHEETS",
    "as_zip",
    "every_file",
    "places",
    "table_as_csv",
    "workbook",
    "write_all",
]
