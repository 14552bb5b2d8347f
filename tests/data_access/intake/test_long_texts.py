"""A text made to take long is looked through in no time, by whatever looks at texts of files."""

import ast
from pathlib import Path
from time import process_time

import polars as pl
import pytest

from data_access import csv_text, full_text_index, pii_detection
from data_access.intake.casting import dates, parsers
from data_access.intake.casting.parsers import parser_for
from data_access.intake.privacy.safe_file_name import safe_file_name
from data_access.intake.reading import file_type, reader, sheet
from data_access.intake.reading.reader import read_sheets
from data_access.intake.table_specs import folded_heading, table_specs
from data_access.intake.validation import content_rules, pii_columns, pii_heuristics
from data_access.intake.validation.errors import echo_length
from tests.data_access.intake.office import KEY
from tests.data_access.intake.reading.spreadsheets import refusal
from tests.source_trees import tree_of

ROOT = Path(__file__).parents[3]
LONG = 60_000
# A line takes milliseconds; 60,000 steps for each of 60,000 characters take minutes.
SECONDS = 1.0
UNITS = [
    *("a", "1", "0", " ", "-", "/", "(", "<", "\n", "é", "A1 "),
    *("a@", "ab.c", "aa-", "aaa-2021/", "1/", "0 1", "12-", "2021-"),
    *("URN ", "crime ref ", "1,000,", "outcome ", "not ", "officer ", "victim name ", "Jane "),
]
COLUMNS = [column for spec in table_specs().values() for column in spec.template]


def _in_a_column(text):
    cells = pl.Series(["c0"], dtype=pl.String).append(pl.Series([text]))
    texts = pii_heuristics.count_texts(cells)
    for looks_like in (
        pii_heuristics.are_names,
        pii_heuristics.are_single_names,
        pii_heuristics.hold_no_digit,
        pii_heuristics.are_free_text,
        pii_heuristics.addresses_in,
        pii_heuristics.years_of,
        pii_heuristics.with_forename,
    ):
        looks_like(texts)
    pii_detection.signs_in(cells)
    parsers.blanks_as_null(cells)
    parsers.parse_references(cells)
    reader._normalised(cells.to_frame("c0"))
    csv_text.without_formulas(cells.to_frame("c0"))


def _as_each_kind(text):
    for column in {column.kind: column for column in COLUMNS}.values():
        if column.kind in parsers.PARSERS or column.kind in parsers.LONGEST:
            parser_for(column).parse(text)
    parser_for(next(column for column in COLUMNS if column.words == "Outcome")).parse(text)


LOOKS = {
    "signs of a person": pii_detection.identifying_signs,
    "a published reference": pii_detection.is_published_ref,
    "a reference": content_rules.ref_violation,
    "a column": _in_a_column,
    "every kind of cell": _as_each_kind,
    "a day": dates.parse_date,
    "a heading of cases": lambda text: pii_columns.heading_looks_like(text, of_cases=True),
    "a heading of content": lambda text: pii_columns.heading_looks_like(text, of_cases=False),
    "a folded heading": folded_heading,
    "the name of a file": lambda text: safe_file_name(f"{text}.csv"),
    "a case key": lambda text: KEY.case_keys("force", pl.Series([text])),
    "words to find": full_text_index.words_in,
    "an answer about a characteristic": lambda text: parsers.asked_as(
        pl.Series([text]), parsers.NONE[0]
    ),
    "what a message may repeat": echo_length,
    "the type of a file": lambda text: file_type._known_for_something_else(text.encode()),
}


@pytest.mark.parametrize("look", LOOKS)
def test_a_long_text_is_looked_through_in_no_time(look):
    slow = {}
    for unit in UNITS:
        for text in (f"{(unit * LONG)[:LONG]}!", f"{unit * 28}!"):
            started = process_time()
            LOOKS[look](text)
            taken = process_time() - started
            if taken > SECONDS:
                slow[unit] = taken

    assert slow == {}


def test_every_module_that_looks_at_texts_of_files_with_patterns_is_tried():
    looked_at = {
        file.stem
        for file in (ROOT / "data_access").rglob("*.py")
        if "migrations" not in file.parts
        for node in ast.walk(tree_of(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("re.compile", "re.sub")
    }
    tried = {
        *("pii_detection", "content_rules", "parsers", "dates", "table_specs"),
        *("pii_columns", "safe_file_name", "full_text_index", "case_key", "file_type"),
    }
    # In a process with limits of time and memory; of the key's own file; of rows of the store; of
    # what a person asks to be taken out.
    elsewhere = {
        *("workbook_reader", "content"),
        *("text_places", "redaction_list"),
    }

    assert looked_at == tried | elsewhere


def test_a_cell_of_text_longer_than_excel_allows_is_refused():
    line = f"a,b\n1,{'x' * (sheet.MOST_CHARACTERS + 1)}\n"

    assert refusal(line.encode()) == (
        "A cell holds more than 32,767 characters. Shorten it, and send the file again."
    )
    (read,) = read_sheets(line.replace("xx", "x", 1).encode())
    assert read.rows["c1"].str.len_chars().to_list() == [1, sheet.MOST_CHARACTERS]


def test_a_heading_as_long_as_a_text_is_one():
    assert pii_columns.heading_looks_like("officer " * 100, of_cases=True) == "free text"
