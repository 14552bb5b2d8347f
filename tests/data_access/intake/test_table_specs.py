"""The specification of each table's files is complete, unambiguous, and given by example."""

from collections import Counter

import polars as pl
import pytest

from data_access import vocabulary
from data_access.intake.casting.parsers import parse_column
from data_access.intake.table_specs import (
    NEVER_ASKED_FOR,
    ColumnKind,
    allowed_words,
    folded_heading,
    is_known_heading,
    table_specs,
    vocabulary_words,
)
from data_access.reads import schema_of
from data_access.tables import IDENTITY, METADATA, TALLY_NAMES

TABLES = list(table_specs())
LOADED = [
    "organisation",
    "area",
    "inspection",
    "finding",
    "recommendation",
    "requirement",
    "comment",
    "stated_position",
    "meeting",
    "action",
    "action_update",
    "evidence",
    *TALLY_NAMES,
]
TYPES = {
    ColumnKind.DATE: pl.Date(),
    ColumnKind.WHOLE: pl.Int64(),
    ColumnKind.YEAR: pl.Int64(),
    ColumnKind.YES_NO: pl.Boolean(),
}


def test_there_is_a_layout_of_every_table_that_is_loaded_parents_first():
    assert TABLES == LOADED


@pytest.mark.parametrize("table", TALLY_NAMES)
def test_every_column_of_a_table_of_cases_can_be_loaded(table):
    columns = set(schema_of(METADATA.tables[table]))

    assert set(table_specs()[table].stored_columns) == columns - {"id", "batch"}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_a_layout_is_one_of_its_table_and_of_its_type(table):
    schema = schema_of(METADATA.tables[table])

    for column in table_specs()[table].template:
        if column.kind != ColumnKind.REFERENCE:
            assert (column.name, schema[column.name]) == (
                column.name,
                TYPES.get(column.kind, pl.String()),
            )


@pytest.mark.parametrize("table", TALLY_NAMES)
def test_what_a_table_of_cases_must_have_is_asked_for_or_stands_for_itself(table):
    must_be = {
        name
        for name, column in METADATA.tables[table].columns.items()
        if not column.nullable and name not in ("id", "batch", *IDENTITY[table])
    }
    required = {column.name for column in table_specs()[table].columns if column.required}

    by_default = {name for name in must_be - required if name not in required}
    assert by_default == {
        "investigation": {each.column for each in vocabulary.Characteristic},
        "case_escalation": {"about_number", "outcome"},
        "support_end": {"reason"},
    }.get(table, set())


@pytest.mark.parametrize("table", TABLES)
def test_no_heading_means_two_columns_of_a_table(table):
    known = Counter(
        heading for column in table_specs()[table].columns for heading in column.known_as if heading
    )

    assert {heading: times for heading, times in known.items() if times > 1} == {}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_codes_names_a_vocabulary_and_every_pointer_a_table(table):
    for column in table_specs()[table].columns:
        if column.kind == ColumnKind.CODE:
            assert allowed_words(column.words)
        elif column.kind == ColumnKind.REF:
            assert column.words in TABLES
        else:
            assert column.words == ""


@pytest.mark.parametrize("table", TABLES)
def test_the_examples_of_a_template_can_be_loaded(table):
    rows = pl.Series("row", [2], dtype=pl.UInt32)

    for column in table_specs()[table].template:
        if column.kind not in (ColumnKind.REFERENCE, ColumnKind.FORCE, ColumnKind.AREA):
            cells = pl.Series([column.example], dtype=pl.String)
            values, found = parse_column(cells, column, rows)
            if column.example:
                assert found.rows() == []
                assert values.null_count() == 0


def test_answers_are_read_of_investigations_only_and_never_asked_for():
    answers = {
        (table, column.name, column.required, column.example, column.in_template)
        for table, spec in table_specs().items()
        for column in spec.columns
        if column.kind in NEVER_ASKED_FOR
    }

    assert answers == {
        ("investigation", each.column, False, "", False) for each in vocabulary.Characteristic
    }


def test_every_way_of_writing_a_word_means_a_word_that_there_is():
    for table in table_specs().values():
        for column in table.columns:
            if column.kind == ColumnKind.CODE:
                assert set(vocabulary_words(column.words).values()) == set(
                    allowed_words(column.words)
                )


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  Date\nReported ", "date reported"),
        ("Crime Ref.", "crime ref"),
        ("OUTCOME_CODE", "outcome code"),
        ("Ethnicity (16+1)", "ethnicity 16+1"),
        ("E-mail", "e mail"),
        ("--", ""),
    ],
)
def test_a_heading_is_known_whatever_its_case_and_punctuation(written, plain):
    assert folded_heading(written) == plain


def test_a_heading_is_known_of_any_table_and_a_remark_is_not():
    assert [
        is_known_heading(text) for text in ("Crime Ref", "date_reported", "Held until", "Notes", "")
    ] == [True, True, False, False, False]
