"""A small file that is made to fill a memory is refused, at no cost to this process."""

from time import perf_counter

import psutil
import pytest

from data_access.intake.reading import reader, sheet, workbook_reader
from data_access.intake.reading.reader import NotReadable, read_sheets
from data_access.worker import WorkerLimits
from tests.data_access.intake.reading.spreadsheets import (
    parts_of,
    refusal,
    with_cells,
    xlsx_of,
    zipped,
)

MEGABYTE = 1_000_000
BEARABLE = 40 * MEGABYTE
TOO_MUCH = (
    "To read the workbook takes more than 2 GB of memory or 60 seconds. Delete what lies outside"
    " the table and long texts in many cells, or send it in several files."
)
EMAIL_LIKE = "ab.c" * 15_000


def shared_text(cells: int, length: int) -> bytes:
    """A workbook of one text, which stands in so many cells of one column."""
    book = parts_of(with_cells('<row><c t="s"><v>0</v></c></row>' * cells))
    text = f"<sst><si><t>{'a' * length}</t></si></sst>".encode()
    return zipped(book | {"xl/sharedStrings.xml": text})


@pytest.mark.slow
def test_a_small_file_that_fills_a_memory_is_refused_outside_this_process():
    content = shared_text(200_000, 32_767)
    here = psutil.Process()
    before, started = here.memory_info().rss, perf_counter()

    assert refusal(content) == TOO_MUCH
    assert len(content) < 437_000
    assert here.memory_info().rss - before < BEARABLE
    assert perf_counter() - started < reader.SECONDS


def test_a_workbook_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(reader, "LIMITS", WorkerLimits(seconds=0.001))

    assert refusal(xlsx_of(["a"])) == TOO_MUCH


def test_the_next_workbook_is_read_after_one_that_ended_its_worker(monkeypatch):
    monkeypatch.setattr(reader, "LIMITS", WorkerLimits(memory=300 * MEGABYTE))
    with pytest.raises(NotReadable):
        read_sheets(shared_text(200_000, 32_767))
    monkeypatch.undo()

    (read,) = read_sheets(xlsx_of(["a"]))

    assert read.rows.rows() == [("a",)]


def test_a_cell_longer_than_excel_allows_is_refused():
    assert refusal(with_cells(f'<row><c t="str"><v>{EMAIL_LIKE}</v></c></row>')) == (
        "A cell holds more than 32,767 characters. Shorten it, and send the workbook again."
    )


def test_a_cell_as_long_as_excel_allows_is_read():
    (read,) = read_sheets(xlsx_of(["é" * sheet.MOST_CHARACTERS]))

    assert read.rows["c0"].str.len_chars().item() == sheet.MOST_CHARACTERS


def test_more_text_than_is_read_is_refused(monkeypatch):
    monkeypatch.setattr(workbook_reader, "MOST_BYTES_OF_TEXT", 2 * MEGABYTE)

    with pytest.raises(NotReadable, match=r"^The file holds more than 2 MB of text\."):
        workbook_reader._read(shared_text(100, 20_001))
