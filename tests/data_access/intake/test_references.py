"""A reference is hashed only where it is one: many cases must not become one."""

import polars as pl
import pytest

from data_access.intake.casting.parsers import parse_column, parse_references
from data_access.intake.mapping.headings import guess_tables
from data_access.intake.table_specs import table_specs


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("50/1234/21", "50/1234/21"),
        (" 1234567 ", "1234567"),
        ("1234567.0", "1234567"),
        ("5.02100E+11", None),
        ("502E11", None),
        ("unknown", None),
        ("#REF!", None),
        ("n/a", None),
        (None, None),
    ],
)
def test_what_is_no_reference_is_none(written, reference):
    assert parse_references(pl.Series([written], dtype=pl.String)).to_list() == [reference]


@pytest.mark.parametrize(
    "headings",
    [
        ["Crime Ref", "Request Date", "Decision Date"],
        ["Crime Ref", "Date Requested", "Date Acknowledged"],
    ],
)
def test_a_sheet_that_another_table_would_use_more_of_is_asked_about(headings):
    tables = {spec.table for spec in guess_tables(headings, {})}

    assert {"review_request", "early_advice"} <= tables


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1-A", "1A"),
        ("1 - A", "1A"),
        ("OC1-A", "1A"),
        ("Outcome 1 A", "1A"),
        ("OC 3(a)", "3A"),
        ("2 (A)", "2A"),
        ("1", "1"),
        ("16 - Victim declines", "16"),
        ("16a", None),
    ],
)
def test_the_letter_of_an_outcome_belongs_to_its_code(written, code):
    column = table_specs()["investigation"].column_for("Outcome code")
    assert column
    values, _ = parse_column(pl.Series([written]), column, pl.Series([2], dtype=pl.UInt32))

    assert values.to_list() == [code]
