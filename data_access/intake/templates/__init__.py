"""Spreadsheets to fill in: for each table a workbook with notes and drop-downs, and a CSV."""

from data_access.intake.templates.writer import (
    NOTES_SHEETS,
    areas_and_forces,
    as_zip,
    every_file,
    table_as_csv,
    template_workbook,
    write_all,
)

__all__ = [
    "NOTES_SHEETS",
    "areas_and_forces",
    "as_zip",
    "every_file",
    "table_as_csv",
    "template_workbook",
    "write_all",
]
