"""Text with separated fields is read whole: whatever writes it, row for row as Excel shows it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.reading import csv_reader, sheet
from data_access.intake.reading.reader import read_sheets
from tests.data_access.intake.reading.spreadsheets import refusal

FIELDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
AWKWARD = st.sampled_from(
    ["", 'a "b" c', "one, two", "one; two", "line\nbreak", "line\r\nbreak", "é"]
)
TABLES = st.lists(st.lists(FIELDS | AWKWARD, min_size=2, max_size=5), min_size=2, max_size=8)


def rows_of(content: bytes) -> list[tuple[str | None, ...]]:
    (sheet,) = read_sheets(content)
    return sheet.rows.rows()


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "cp1252"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_read_in_every_encoding_with_every_end_of_line(mark, encoding, end):
    text = end.join(["Case,Told by", "1,Zoë – officer", "2,", ""])

    assert rows_of(mark + text.encode(encoding)) == [
        ("Case", "Told by"),
        ("1", "Zoë – officer"),
        ("2", None),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_rows(separator):
    text = f"Report run on 1 June, all areas\n\nCase{separator}Days\n1{separator}2\n3{separator}4\n"
    first = ("Report run on 1 June", " all areas")

    assert rows_of(text.encode()) == [
        first if separator == "," else ("Report run on 1 June, all areas", None),
        (None, None),
        ("Case", "Days"),
        ("1", "2"),
        ("3", "4"),
    ]


def test_blank_lines_are_rows_also_where_they_fill_whole_pieces_of_the_file():
    blank = 2 * csv_reader.CHUNK

    rows = rows_of(b"\n" * blank + b"Case,Days\n\n1,2\n")

    assert rows[:blank] == [(None, None)] * blank
    assert rows[blank:] == [("Case", "Days"), (None, None), ("1", "2")]


@pytest.mark.parametrize(
    "content", [b'a,b\n1,"never closed\n2,3\n', b'a,b\n1,"he said "no" to it"\n']
)
def test_a_quotation_mark_that_is_not_closed_or_doubled_is_refused_with_its_line(content):
    lines = content.count(b"\n")

    assert refusal(content) == (
        f"A cell on or before line {lines} does not end as it should: a quotation"
        " mark in it is not closed, or not doubled. Mend it, or send an Excel workbook (.xlsx)."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,\x00\n",
        b"a,b\n1,\x81\n",
        b"\xff\xfea\x00,\x00b\x00\n\x00\x00\xd8",
        bytes(range(1, 32)) * 10,
        b"\xef\xbb\xbfForce,Area\nDevon,P\xe9nzance\n",
        "Case,Days\n1,2\n".encode("utf-16-le"),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
        b"PK\x05\x06" + bytes(18),
        b"SQLite format 3\x00",
    ],
)
def test_what_is_no_text_is_refused(content):
    assert refusal(content) == (
        "The file is neither a workbook nor readable text: it may be damaged."
        " Export it again, as an Excel workbook (.xlsx) or as CSV (UTF-8)."
    )


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("MOST_ROWS", "The file has more than 2 rows."),
        ("MOST_COLUMNS", "The file has more than 2 columns."),
        ("MOST_CELLS", "The file has more than 2 cells."),
    ],
)
def test_too_large_a_table_is_refused(monkeypatch, limit, message):
    monkeypatch.setattr(sheet, limit, 2)

    assert refusal(b"a,b,c\n1,2,3\n4,5,6\n").startswith(message)


def test_too_large_a_text_is_refused(monkeypatch):
    monkeypatch.setattr(csv_reader, "MOST_BYTES_OF_TEXT", 2_000_000)

    assert refusal(b"a,b\n" * 600_000) == (
        "The file is larger than 2 MB. Send it in several files."
    )


@given(TABLES, st.sampled_from([",", ";", "\t", "|"]), st.booleans())
def test_what_a_program_writes_is_read_back(table, separator, quoted):
    written = io.StringIO()
    dialect = csv.unix_dialect if quoted else csv.excel
    csv.writer(written, dialect, delimiter=separator).writerows(table)
    widest = max(map(len, table))

    content = f"sep={separator}\n{written.getvalue()}".encode()

    if not any(any(row) for row in table):
        assert refusal(content).startswith("Every sheet that is shown is empty.")
    else:
        assert rows_of(content) == [
            tuple([field or None for field in row] + [None] * (widest - len(row))) for row in table
        ]
