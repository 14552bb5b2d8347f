"""Nothing of a file is dropped without a line that says so, with its rows or columns."""

import pytest

from data_access.intake.reading.sheet import rows_text
from data_access.reads import read_snapshot
from tests.data_access.intake.office import REFERENCE, bring, counts, lines


def notices_of(report):
    return [notice for sheet in report.sheets for notice in sheet.notices]


def areas_in(store):
    return sorted(read_snapshot(store).tables["area"]["name"])


@pytest.mark.parametrize(
    "rows",
    [
        ("Plymouth,", "North Devon,", "Torbay,", "West Cornwall,"),
        ("North Devon,", "West Cornwall,"),
        ("North Devon,Devon and Cornwall Police", "West Cornwall,"),
        ("West Cornwall,", "North Devon,Devon and Cornwall Police"),
    ],
)
def test_an_area_of_two_words_without_a_force_is_an_area_and_no_remark(starter_store, rows):
    report = bring(starter_store, lines("Name,Force", *rows, name="area.csv"))

    assert counts(report)["area"][0] + counts(report)["area"][2] == len(rows)
    assert {row.split(",")[0] for row in rows} <= set(areas_in(starter_store))
    assert notices_of(report) == []


def test_a_remark_below_the_areas_is_no_area_and_is_said_by_its_row(starter_store):
    rows = ["Areas in 2021,", "Name,Force", "North Devon,", "Source: the force,", ",", "As of May,"]
    before = areas_in(starter_store)

    report = bring(starter_store, lines(*rows, name="area.csv"))

    assert areas_in(starter_store) == sorted([*before, "North Devon"])
    assert notices_of(report) == [
        "1 row not read, above the headings: row 1.",
        "2 rows not read, below the table, taken for remarks: rows 4 and 6.",
    ]


def test_every_row_and_column_that_is_not_read_is_said(starter_store):
    headings = "Crime Ref,Date Reported,,Disability,Disability: asked,Officer perceived ethnicity"
    report = bring(
        starter_store,
        lines(
            "Extract",
            headings,
            f"{REFERENCE},16/07/2021,x,yes,own account,White",
            ",,alone,,,",
            "End of extract,,,,,",
        ),
    )

    assert counts(report) == {"investigation": (1, 0, 0)}
    assert notices_of(report)[:4] == [
        "1 row not read, above the headings: row 1.",
        "1 row not read, below the table, taken for remarks: row 5.",
        "1 row not read, without a value under any heading: row 4.",
        "1 column not read, without a heading: column C.",
    ]
    assert notices_of(report)[4].startswith("Column D, Disability, was not read: ")


def test_the_numbers_of_rows_are_told_in_spans():
    assert rows_text([3]) == "row 3"
    assert rows_text([12, 5, 6, 7, 3]) == "rows 3, 5 to 7 and 12"
    assert rows_text([5, 6]) == "rows 5 and 6"
    assert rows_text(range(2, 40, 2)) == "rows 2, 4, 6, 8, 10 and 14 more"
