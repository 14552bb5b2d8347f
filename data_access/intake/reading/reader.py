"""Reads the bytes of any type of spreadsheet as sheets of text."""

from dataclasses import replace
from threading import Lock

import polars as pl

from data_access.csv_text import without_apostrophes
from data_access.intake.reading.csv_reader import read_csv
from data_access.intake.reading.file_type import FileType, is_workbook, notice_of_mismatch
from data_access.intake.reading.sheet import NotReadable, Sheet, Workbook
from data_access.worker import WorkerEnded, WorkerLimits, call

__all__ = ["NotReadable", "Sheet", "read_sheets"]

# The largest workbook accepted takes 1.5 GB and, on an idle machine, five seconds.
SECONDS, GIGABYTES = 60, 2
LIMITS = WorkerLimits(seconds=SECONDS, memory=GIGABYTES * 1_000_000_000, yields=True)
# Workbooks are read one at a time, to limit memory.
ONE_AT_A_TIME = Lock()
TOO_MUCH = (
    f"To read the workbook takes more than {GIGABYTES} GB of memory or {SECONDS} seconds. Delete"
    " what lies outside the table and long texts in many cells, or send it in several files."
)

DAY, TIME = r"\d{4}-\d\d-\d\d", r"\d\d:\d\d:\d\d"
MOMENT = rf"^({DAY})T({TIME}(?:\.\d+)?)$"
PART_OF_A_SECOND = rf"^{DAY} {TIME}\.\d+$"
# A time without a date is stored as one on the first day of a workbook's calendar.
TIME_ALONE = rf"^1899-12-3[01] ({TIME})$"
TIME_ALONE_1904 = rf"^1904-01-01 ({TIME})$"
MIDNIGHT = rf"^({DAY}) 00:00:00$"


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """The visible sheets of a file that have content, in order, as text.

    The type is detected from ``content``; ``name`` serves only for a notice if its ending is of
    another type. Notices are about the file, and equal on each sheet.
    Errors: NotReadable, with a sentence for the sender.
    """
    if is_workbook(content):
        workbook = _read_workbook(content)
        file_type, hidden = workbook.file_type, workbook.hidden
        sheets = [
            Sheet(each.name, _normalised(pl.read_ipc_stream(each.cells)), merged=each.merged)
            for each in workbook.sheets
        ]
    else:
        file_type, hidden, sheets = FileType.TEXT, 0, [Sheet("", read_csv(content))]
    filled = [each for each in sheets if any(cells.count() for cells in each.rows.iter_columns())]
    if not filled:
        raise NotReadable(
            "Every sheet that is shown is empty. Look whether the right file was sent."
        )
    notices = tuple(filter(None, [notice_of_mismatch(name, file_type), _notice_of_hidden(hidden)]))
    return [
        replace(sheet, rows=without_apostrophes(sheet.rows), notices=notices) for sheet in filled
    ]


def _read_workbook(content: bytes) -> Workbook:
    function = "data_access.intake.reading.workbook_reader:read_workbook"
    with ONE_AT_A_TIME:
        try:
            workbook: Workbook | str = call(function, content, limits=LIMITS)
        except WorkerEnded:
            raise NotReadable(TOO_MUCH) from None
    if isinstance(workbook, str):
        raise NotReadable(workbook)
    return workbook


def _normalised(cells: pl.DataFrame) -> pl.DataFrame:
    """``cells`` with moments as 2021-07-16 14:30:00, midnights as dates, and nulls for empty text.

    A text in the form of a moment is treated as one, because the two cannot be told apart. Seconds
    are rounded, because a moment is stored as an inexact fraction of a day.
    """
    cell = pl.all().str.replace(MOMENT, "$1 $2")
    moment = cell.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False).dt.round("1s")
    rounded = (
        pl.when(cell.str.contains(PART_OF_A_SECOND) & moment.is_not_null())
        .then(moment.dt.strftime("%Y-%m-%d %H:%M:%S"))
        .otherwise(cell)
    )
    plain = rounded
    for pattern in (TIME_ALONE, MIDNIGHT, TIME_ALONE_1904):
        plain = plain.str.replace(pattern, "$1")
    return cells.with_columns(pl.when(pl.all() != "").then(plain))


def _notice_of_hidden(hidden: int) -> str | None:
    if not hidden:
        return None
    sheets = "1 hidden sheet was" if hidden == 1 else f"{hidden} hidden sheets were"
    return f"{sheets} left out. Show what should be read, and send the workbook again."
