"""Whatever is sent, it is read or refused in a sentence: nothing else comes out."""

from typing import NamedTuple

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.reading.reader import NotReadable, Sheet, read_sheets
from data_access.intake.reading.table_detection import SheetTable, find_table
from tests.data_access.intake.reading.spreadsheets import (
    parts_of,
    xlsx_of,
    zipped,
)
from tests.often import often

SECRET = "Xanthippe"
XLSX = xlsx_of(["Case", "Outcome"], [SECRET, 16.5], [None, True])
CSV = f'Title\r\nCase;Outcome\r\n{SECRET};"a ""b""\r\nc"\r\n2;é\r\n'.encode("cp1252")
UTF16 = f"Case,Outcome\n{SECRET},é\n".encode("utf-16")
FILES = {"xlsx": XLSX, "csv": CSV, "utf-16": UTF16, "nothing": b""}
# A part of a zip is broken before it is packed: else its checksum alone is ever put to the test.
PARTS = [("xlsx", name) for name in parts_of(XLSX) if name.endswith((".xml", ".rels"))]
STARTS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]

PIECES = st.binary(max_size=8) | st.sampled_from([b"\xff" * 4, bytes(4), b"9999999", b'"', b"<!--"])
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 8), PIECES), min_size=1, max_size=6
)


def changed(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, cut, piece in changes:
        at = int(where * len(content))
        content = content[:at] + piece + content[at + cut :]
    return content


class Answer(NamedTuple):
    sheets: list[Sheet]
    tables: list[SheetTable]
    refusal: str


def read(content: bytes) -> Answer:
    """What comes of a file; whatever is raised but a refusal fails the test."""
    sheets: list[Sheet] = []
    tables: list[SheetTable] = []
    try:
        for sheet in read_sheets(content):
            sheets.append(sheet)
            tables.append(find_table(sheet, {"Case", "Outcome"}.__contains__))
    except NotReadable as problem:
        return Answer(sheets, tables, str(problem))
    return Answer(sheets, tables, "")


def faults_in(answer: Answer) -> list[str]:
    """What neither a sheet nor a refusal may be."""
    frames = [sheet.rows for sheet in answer.sheets]
    columns = [column for rows in frames for column in rows.iter_columns()]
    faults = {
        "the refusal gives the file away": SECRET in answer.refusal,
        "a cell is no text": any(set(rows.dtypes) != {pl.String} for rows in frames),
        "columns are not named by their places": any(
            rows.columns != [f"c{place}" for place in range(rows.width)] for rows in frames
        ),
        "a sheet is empty": not all(
            any(column.count() for column in rows.iter_columns()) for rows in frames
        ),
        "an empty text stands for a blank cell": any("" in column.to_list() for column in columns),
    }
    return [fault for fault, is_so in faults.items() if is_so]


def test_the_files_are_read_before_they_are_broken():
    assert {name: len(read(content).tables) for name, content in FILES.items()} == {
        **dict.fromkeys(FILES, 1),
        "nothing": 0,
    }


@often(1000)
@given(st.sampled_from(sorted(FILES)), CHANGES)
def test_a_file_with_changed_bytes_comes_to_tables_or_a_refusal(file, changes):
    assert faults_in(read(changed(FILES[file], changes))) == []


@often(1000)
@given(st.sampled_from(PARTS), CHANGES)
def test_a_workbook_with_changed_bytes_in_a_part_comes_to_tables_or_a_refusal(part, changes):
    file, name = part
    parts = parts_of(FILES[file])
    assert faults_in(read(zipped(parts | {name: changed(parts[name], changes)}))) == []


@often(500)
@given(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.sampled_from(sorted(FILES)))
def test_a_file_cut_short_and_another_after_it_comes_to_tables_or_a_refusal(file, kept, other):
    content = FILES[file]
    assert faults_in(read(content[: int(kept * len(content))] + FILES[other])) == []


@often(1000)
@given(st.sampled_from(STARTS), st.binary(max_size=3000))
def test_any_bytes_comes_to_tables_or_a_refusal(start, content):
    assert faults_in(read(start + content)) == []


@often(500)
@given(st.text(max_size=200))
def test_any_text_comes_to_tables_or_a_refusal(text):
    assert faults_in(read(text.encode("utf-8", "replace"))) == []
