"""Reads the bytes of any type of spreadsheet as sheets of text."""

from threading import Lock

import polars as pl

from data_access.csv_text import without_apostrophes
from data_access.intake.reading.csv_reader import read_csv
from data_access.intake.reading.file_type import is_workbook
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
MIDNIGHT = rf"^({DAY}) 00:00:00$"


def read_sheets(content: bytes) -> list[Sheet]:
    """The visible sheets of a file that have content, in order, as text.

    Notices are about the file, and equal on each sheet.
    Errors: NotReadable, with a sentence for the sender.
    """
    notices: tuple[str, ...] = ()
    if is_workbook(content):
        workbook = _read_workbook(content)
        cells = [
            (each.name, _normalised(pl.read_ipc_stream(each.cells))) for each in workbook.sheets
        ]
        notices = _notices_of_hidden(workbook.hidden)
    else:
        cells = [("", read_csv(content))]
    filled = [
        Sheet(name, without_apostrophes(rows), notices)
        for name, rows in cells
        if any(column.count() for column in rows.iter_columns())
    ]
    if not filled:
        raise NotReadable(
            "Every sheet that is shown is empty. Look whether the right file was sent."
        )
    return filled


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
    plain = rounded.str.replace(MIDNIGHT, "$1")
    return cells.with_columns(pl.when(pl.all() != "").then(plain))


def _notices_of_hidden(hidden: int) -> tuple[str, ...]:
    if not hidden:
        return ()
    sheets = "1 hidden sheet was" if hidden == 1 else f"{hidden} hidden sheets were"
    return (f"{sheets} left out. Show what should be read, and send the workbook again.",)
