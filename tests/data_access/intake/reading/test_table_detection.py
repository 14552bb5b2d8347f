"""The table on a sheet is found under its titles, and what is not of it is told."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from data_access.intake.reading.reader import NotReadable, Sheet
from data_access.intake.reading.table_detection import SheetTable, find_table

WORDS = {
    "case",
    "reported on",
    "outcome",
    "outcome code",
    "notes",
    "date told",
}
SECRET = "Xanthippe"
SECOND = (
    "If a second table starts there, put it on a sheet of its own; if the headings are only"
    " repeated, delete the row."
)


def known(text: str) -> bool:
    return text.casefold() in WORDS


def sheet_of(*rows: str) -> Sheet:
    """A sheet from rows written as cells between bars; nothing between them is an empty cell."""
    cells = [[cell.strip() or None for cell in row.split("|")] for row in rows]
    widest = max(map(len, cells))
    frame = pl.DataFrame(
        [[*row, *[None] * (widest - len(row))] for row in cells],
        schema={f"c{place}": pl.String for place in range(widest)},
        orient="row",
    )
    return Sheet("Cases", frame)


def found(*rows: str) -> SheetTable:
    return find_table(sheet_of(*rows), known)


def refusal(*rows: str) -> str:
    with pytest.raises(NotReadable) as fault:
        found(*rows)
    return str(fault.value)


def test_a_table_at_the_top_is_read_whole():
    table = found("Case | Outcome", "1 | charged", "2 |")

    expected = pl.DataFrame(
        {"row": [2, 3], "c0": ["1", "2"], "c1": ["charged", None]},
        schema_overrides={"row": pl.UInt32},
    )
    assert table.headings == ["Case", "Outcome"]
    assert (table.rows["row"][0], table.footnotes, table.unnamed) == (2, (), ())
    assert_frame_equal(table.rows, expected)


def test_titles_filters_and_blank_rows_above_the_table_are_passed_over():
    table = found(
        "Cases of the area",
        "Report run on | 1 June 2021",
        "Outcome | all",
        "",
        " | Case | Reported on | Outcome",
        "",
        " | 1 | 2021-06-01 | charged",
        "",
        " | 2 | 2021-06-02 | none",
    )

    assert table.headings == ["Case", "Reported on", "Outcome"]
    assert table.rows["row"][0] == 7
    assert table.rows.rows() == [(7, "1", "2021-06-01", "charged"), (9, "2", "2021-06-02", "none")]
    assert table.rows.columns == ["row", "c1", "c2", "c3"]


def test_a_heading_is_read_on_one_line():
    cells = pl.DataFrame({"c0": [" Reported \n  on", "1"], "c1": ["Out\u00a0come", "2"]})

    table = find_table(Sheet("Cases", cells), lambda text: text in ("Reported on", "Out come"))

    assert table.headings == ["Reported on", "Out come"]


def test_columns_whose_values_have_no_heading_are_named_by_their_letters():
    table = found("Case | | Outcome |", "1 | x | none | y")

    assert table.unnamed == ("B", "D")
    assert table.rows.rows() == [(2, "1", "none")]


def test_remarks_below_the_last_full_row_are_left_out_and_told_by_number():
    table = found(
        "Case | Outcome | ",
        "1 | none |",
        "A reference alone |",
        "2 | charged |",
        "",
        "The crime system |",
        " | | Run by nobody at all",
    )

    assert table.footnotes == (6, 7)
    assert table.rows.rows() == [
        (2, "1", "none"),
        (3, "A reference alone", None),
        (4, "2", "charged"),
    ]
    assert table.unnamed == ()


def test_directly_below_two_columns_only_a_sentence_is_a_remark():
    rows = ("Case | Outcome", "1 | none", "North Devon |", "Source: the crime system |")

    assert found(*rows).footnotes == (4,)
    assert found(f"Notes | {rows[0]}", f"x | {rows[1]}", "North Devon | |").footnotes == (3,)


def test_headings_over_two_rows_are_refused_by_the_columns_that_bear_the_same():
    assert refusal("Police | | CPS |", "Case | Notes | Case | Notes", "1 | 2 | 3 | 4") == (
        "Columns A and C bear the same heading. Rename or delete one of them, or put two tables on"
        " sheets of their own."
    )
    assert refusal(
        "Case | Victim | ", " | told on | told by", "1 | 2021-07-16 | officer"
    ).startswith("No row of headings was found")


def test_a_row_that_may_be_of_the_table_is_kept():
    table = found("Case | Outcome", "1 | none", "Total | 1", "CR/2/21", "17")

    assert table.footnotes == ()
    assert table.rows["row"].to_list() == [2, 3, 4, 5]


def test_a_table_of_one_column_has_no_remarks():
    table = found("Notes", "two words", "three more words")

    assert (table.footnotes, table.rows.height) == ((), 2)


@pytest.mark.parametrize(
    "rows",
    [
        (f"{SECRET} | 1 | 2", f"{SECRET} | 3 | 4"),
        ("Outcome | all | areas", f"{SECRET} | 3 | 4"),
        *[("x | y", *[" "] * 100, "Case | Outcome", "1 | 2")],
    ],
)
def test_a_sheet_without_headings_is_refused(rows):
    assert refusal(*rows) == (
        "No row of headings was found in the first 100 rows of a sheet."
        " Put the headings of the template in one row above the values."
    )


def test_a_heading_twice_is_refused_by_the_letters_of_its_columns():
    assert refusal(f"Case | {SECRET} | Outcome | {SECRET.upper()}", "1 | 2 | 3 | 4") == (
        "Columns B and D bear the same heading. Rename or delete one of them, or put two tables on"
        " sheets of their own."
    )


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        (("Case | Outcome", "1 | 2", "", "Case | Notes", "3 | 4"), 4),
        (("Case | Outcome", "1 | 2", "Case | Outcome", "3 | 4"), 3),
        (("", "Case | Outcome", "1 | 2", "", "", "Reported on | Outcome", "3 | 4"), 6),
    ],
)
def test_a_second_row_of_headings_is_refused_by_its_number(rows, number):
    assert refusal(*rows) == f"Row {number} holds headings again. {SECOND}"


def test_a_row_after_a_blank_one_is_no_heading_for_one_known_word():
    table = found("Case | Outcome", "1 | none", "", "2 | Outcome", "", "3 | charged")

    assert table.rows["row"].to_list() == [2, 4, 6]


@pytest.mark.parametrize("below", [(), ("", " "), ("Source: the crime system",)])
def test_headings_without_rows_are_refused(below):
    assert refusal("A title", "Case | Outcome", *below) == (
        "There are headings in row 2 but no rows below them."
        " Look whether the export was empty, or its rows stand on another sheet."
    )


CELL = st.sampled_from(["", "1", "two words", SECRET])


@given(
    before=st.lists(st.sampled_from(["", "A title", "Area | all"]), max_size=3),
    below=st.lists(st.tuples(CELL, CELL, CELL), max_size=8),
)
def test_every_row_below_the_headings_is_in_the_table_or_told(before, below):
    values = [" | ".join(cells) for cells in [("1", "2", "3"), *below]]
    sheet = sheet_of(*before, "Case | Outcome | Notes", *values)
    assign_numbers = dict(enumerate(sheet.rows.rows(), 1))
    start = len(before) + 2

    table = find_table(sheet, known)

    filled = [number for number, row in assign_numbers.items() if number >= start and any(row)]
    assert sorted([*table.rows["row"], *table.footnotes]) == filled
    assert {number: cells for number, *cells in table.rows.rows()} == {
        number: list(assign_numbers[number]) for number in table.rows["row"]
    }
