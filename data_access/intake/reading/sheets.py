"""Sheets of text out of the bytes of a spreadsheet, whatever kind of spreadsheet it is."""

from dataclasses import replace

from data_access.intake.reading.archives import (
    archive_kind,
    check_unpacked,
    open_archive,
    too_large,
)
from data_access.intake.reading.delimited import read_delimited
from data_access.intake.reading.extents import xlsx_extents
from data_access.intake.reading.grids import MOST_BYTES_OF_WORKBOOK, NotReadable, Sheet
from data_access.intake.reading.kinds import Kind, notice_of_mismatch, starting_kind
from data_access.intake.reading.old_workbooks import open_old_workbook
from data_access.intake.reading.opendocument import read_opendocument
from data_access.intake.reading.workbooks import read_workbook

__all__ = ["NotReadable", "Sheet", "read_sheets"]


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """The sheets in a file that are shown and hold something, in the file's order, as text.

    Shape: the kind of file is told from ``content``; ``name`` serves only for a notice where its
    ending promises another. Notices are about the file, and the same on each sheet.
    Errors: NotReadable, with a sentence for the sender, for whatever cannot be read.
    """
    kind, (sheets, hidden) = _read(content)
    if not sheets:
        raise NotReadable(
            "Every sheet that is shown is empty. Look whether the right file was sent."
        )
    notices = [notice_of_mismatch(name, kind), _notice_of_hidden(hidden)]
    return [replace(sheet, notices=tuple(filter(None, notices))) for sheet in sheets]


def _read(content: bytes) -> tuple[Kind, tuple[list[Sheet], int]]:
    kind = starting_kind(content)
    if kind is None:
        return _read_archive(content)
    if kind == Kind.XLS:
        return kind, _read_xls(content)
    rows = read_delimited(content)
    filled = any(column.count() for column in rows.iter_columns())
    return kind, ([Sheet("", rows)] if filled else [], 0)


def _read_archive(content: bytes) -> tuple[Kind, tuple[list[Sheet], int]]:
    archive = open_archive(content)
    kind = archive_kind(archive)
    check_unpacked(archive, len(content))
    if kind == Kind.ODS:
        return kind, read_opendocument(archive)
    return kind, read_workbook(content, xlsx_extents(archive))


def _read_xls(content: bytes) -> tuple[list[Sheet], int]:
    if len(content) > MOST_BYTES_OF_WORKBOOK:
        raise too_large()
    return read_workbook(*open_old_workbook(content))


def _notice_of_hidden(hidden: int) -> str | None:
    if not hidden:
        return None
    sheets = "1 hidden sheet was" if hidden == 1 else f"{hidden} hidden sheets were"
    return f"{sheets} left out. Show what should be read, and send the workbook again."
