"""A file is read as what it is; what is no spreadsheet is refused, and nothing of it repeated."""

import traceback

import pytest

from data_access.intake.reading import file_type, sheet
from data_access.intake.reading.reader import NotReadable, read_sheets
from tests.data_access.intake.reading.spreadsheets import (
    compound,
    locked,
    parts_of,
    with_cells,
    with_part,
    xlsx_of,
    zipped,
)
from tests.sentences import DAMAGED

SECRET = "Xanthippe"
CSV = b"Case,Days\n1,2\n"
XLSX = xlsx_of(["Case", "Days"], ["1", "2"])
WORKBOOK = "an Excel workbook (.xlsx)"
SAVE_AS = f"Save it as {WORKBOOK} or as CSV and send that."
PROTECTED = "The workbook is protected by a password. Take the password off and send it again."
MACROS = (
    "The workbook holds macros or is in the binary form (.xlsm, .xlsb), which is not accepted."
    f" Save it as {WORKBOOK} and send that."
)


def refusal(content: bytes) -> str:
    with pytest.raises(NotReadable) as fault:
        read_sheets(content)
    return str(fault.value)


@pytest.mark.parametrize("content", [XLSX, CSV])
def test_every_kind_of_spreadsheet_is_read_by_what_it_is(content):
    (sheet,) = read_sheets(content)

    assert sheet.rows.rows() == [("Case", "Days"), ("1", "2")]
    assert sheet.rows.columns == ["c0", "c1"]
    assert sheet.notices == ()


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", bytes(5000)])
def test_an_empty_file_is_refused(content):
    assert refusal(content) == "The file is empty. Export it again and look that it holds rows."


@pytest.mark.parametrize("content", [b",,\n,,\n", xlsx_of(), xlsx_of([""])])
def test_a_file_of_empty_sheets_is_refused(content):
    assert refusal(content) == (
        "Every sheet that is shown is empty. Look whether the right file was sent."
    )


@pytest.mark.parametrize(
    "start",
    [
        b"%PDF-1.7\n",
        b"<html><table><tr><td>",
        b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<table>",
        "<html><table>".encode("utf-16"),
        b'<table border="1">',
        b"<!-- made by a report --><TABLE>",
        b'<?xml version="1.0"?><cases>',
        compound("WordDocument"),
        zipped({"word/document.xml": b"<w/>"}),
        zipped({f"{SECRET}.csv": CSV}),
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
    ],
)
def test_what_is_no_spreadsheet_is_refused(start):
    assert refusal(start + SECRET.encode()) == (
        "The file is no spreadsheet but something else, such as a PDF, a web page, a Word"
        " document, a packed archive or an OpenDocument spreadsheet (.ods), which are not read."
        f" {SAVE_AS}"
    )


@pytest.mark.parametrize("name", ["Workbook", "Book"])
def test_an_old_workbook_is_refused(name):
    assert refusal(compound(name)) == (
        "The file is an Excel 97 workbook (.xls), in which lost rows and the figures of charts"
        f" cannot be told from those of the table. {SAVE_AS}"
    )


@pytest.mark.parametrize(
    "content",
    [
        compound("EncryptedPackage", "EncryptionInfo"),
        locked(XLSX),
    ],
)
def test_a_password_is_named_and_refused(content):
    assert refusal(content) == PROTECTED


@pytest.mark.parametrize(
    "content",
    [
        with_part(XLSX, "xl/vbaProject.bin", b"x"),
        with_part(XLSX, "xl/workbook.bin", b"x"),
        with_part(XLSX, "[Content_Types].xml", b"<x>vnd.ms-excel.sheet.macroEnabled.main+xml</x>"),
        with_part(XLSX, "xl/macrosheets/sheet1.xml", b"<x/>"),
    ],
)
def test_a_workbook_with_macros_is_refused(content):
    assert refusal(content) == MACROS


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_workbook_that_was_cut_short_is_refused(kept):
    assert refusal(XLSX[: int(kept * len(XLSX))]) == DAMAGED


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_with_broken_parts_is_refused(part):
    assert refusal(with_part(XLSX, part, b"<worksheet><broken")) == DAMAGED


def test_an_entity_of_the_file_s_own_is_refused():
    part = "xl/sharedStrings.xml"
    declared = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + parts_of(XLSX)[part]

    assert refusal(with_part(XLSX, part, declared.replace(b">Case<", b">&b;<"))) == DAMAGED


def test_entities_hidden_by_another_encoding_are_refused():
    sheet = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x/>'

    assert refusal(with_part(XLSX, "xl/worksheets/sheet1.xml", sheet.encode("utf-16"))) == DAMAGED


def test_a_zip_that_unpacks_to_far_more_than_it_holds_is_refused():
    bomb = with_part(XLSX, "xl/media/image1.png", bytes(sheet.FEWEST_BYTES_REFUSED))

    assert refusal(bomb).startswith("The workbook is larger than 50 MB, or 500 MB unpacked.")


def test_a_workbook_of_too_many_bytes_is_refused(monkeypatch):
    monkeypatch.setattr(file_type, "MOST_BYTES_OF_WORKBOOK", 1000)

    assert refusal(XLSX).startswith("The workbook is larger than 0 MB, or 500 MB unpacked.")


@pytest.mark.parametrize(
    "content",
    [
        with_cells(f'<row r="1"><c r="A1" t="e"><v>{SECRET}</v></c></row>'),
        with_cells(f'<row r="{SECRET}"><c r="A1"><v>1</v></c></row>'),
        with_cells(f'<row r="1"><c r="{SECRET}"><v>1</v></c></row>'),
        with_part(XLSX, "xl/workbook.xml", f"<{SECRET}".encode()),
        f'Case,"{SECRET}'.encode(),
        f"Case,{SECRET}\x81".encode("latin-1"),
    ],
)
def test_not_even_the_trace_of_a_refusal_holds_anything_of_the_file(content):
    with pytest.raises(NotReadable) as fault:
        read_sheets(content)

    assert SECRET not in "".join(traceback.format_exception(fault.value))
