"""The report of faults gives away nothing of a file but what names nobody."""

from datetime import date

import polars as pl
import pytest

from data_access.intake.validation.errors import (
    SCHEMA,
    ImportStage,
    ValidationError,
    concat_errors,
    echo,
    errors_as_csv,
    errors_frame,
    faults_by_kind,
    in_sheet,
    in_stage,
    row_errors,
)


def fault(file: str, sheet: str, row: int | None, rule: str) -> pl.DataFrame:
    found = row_errors(pl.Series([row], dtype=pl.UInt32), "Told on", rule, "Mend it.")
    return in_sheet(found, file, sheet)


def test_one_fault_a_row_with_what_may_be_shown_however_rows_were_counted():
    for dtype in (pl.Int64, pl.UInt64, pl.UInt32):
        rows, shown = pl.Series([4, 2], dtype=dtype), pl.Series(["16", "yes"])
        found = row_errors(rows, "Told on", "not a date", "Mend it.", shown)

        assert found.schema == SCHEMA
        assert found.rows() == [
            ("", "", 4, "Told on", "not a date", "16", "Mend it.", ImportStage.ROW),
            ("", "", 2, "Told on", "not a date", "yes", "Mend it.", ImportStage.ROW),
        ]


def test_a_fault_of_a_whole_sheet_has_no_row():
    assert errors_frame(
        [ValidationError(None, "Told on", "a column is missing", "Add it.")]
    ).rows() == [("", "", None, "Told on", "a column is missing", "", "Add it.", ImportStage.SHEET)]


def test_faults_come_in_the_order_of_file_sheet_and_row_those_of_whole_sheets_first():
    found = concat_errors(
        [
            fault("b", "", 2, "first"),
            fault("a", "sheet 2", 3, "second"),
            fault("a", "sheet 2", 3, "third"),
            fault("a", "sheet 1", 9, "fourth"),
            fault("a", "sheet 2", None, "fifth"),
        ]
    )

    assert found["rule"].to_list() == ["fourth", "fifth", "second", "third", "first"]


def test_what_may_be_the_cause_of_others_comes_first_however_rare():
    found = concat_errors(
        [
            in_stage(fault("a", "", 2, "points at a row with a fault"), ImportStage.OTHER_ROW),
            in_stage(fault("a", "", 3, "points at a row with a fault"), ImportStage.OTHER_ROW),
            fault("a", "", 4, "one day before another"),
            in_stage(fault("b", "", 9, "no day"), ImportStage.CELL),
        ]
    )

    assert found["rule"].unique(maintain_order=True).to_list() == [
        "no day",
        "one day before another",
        "points at a row with a fault",
    ]
    assert (
        faults_by_kind(found)["rule"].to_list()
        == found["rule"].unique(maintain_order=True).to_list()
    )


@pytest.mark.parametrize(
    ("text", "day", "is_word", "shown"),
    [
        ("16 July 2021", date(2021, 7, 16), False, "16/07/2021"),
        ("1/1/2000", date(2000, 1, 1), False, "01/01/2000"),
        ("31/12/1999", date(1999, 12, 31), False, "text, 10 characters"),
        ("01/01/2050", date(2050, 1, 1), False, "text, 10 characters"),
        ("2021", None, False, "2021"),
        ("12345", None, False, "number, 5 digits"),
        ("07700900123", None, False, "number, 11 digits"),
        ("letter by post", None, True, "letter by post"),
        ("Jane Example", None, False, "text, 12 characters"),
        ("=yes", None, True, "text, 4 characters"),
        ("٢٠٢١", None, False, "text, 4 characters"),
        ("x" * 2_001, None, False, "text, 2,001 characters"),
    ],
)
def test_a_cell_is_shown_only_where_it_is_a_day_a_short_number_or_a_word(text, day, is_word, shown):
    assert echo(text, day, is_word) == shown


def test_faults_are_counted_by_rule_and_column_the_most_frequent_first():
    found = concat_errors(
        [fault("a", "", 9, "late"), fault("a", "", 7, "late"), fault("a", "", 2, "early")]
    )

    kinds = faults_by_kind(found)
    assert kinds.select("rule", "column", "errors", "rows").rows() == [
        ("late", "Told on", 2, "7 and 9"),
        ("early", "Told on", 1, "2"),
    ]
    assert faults_by_kind(errors_frame()).is_empty()


def test_the_report_is_a_file_that_excel_opens():
    found = in_sheet(
        errors_frame([ValidationError(None, "", "a “rule”, a comma", "Mend it.")]), "a file", ""
    )

    assert errors_as_csv(found).decode("utf-8-sig") == (
        "File,Sheet,Row,Column,What is wrong,Found,What to do\r\n"
        'a file,"",,"","a “rule”, a comma","",Mend it.\r\n'
    )
    assert errors_as_csv(found).startswith(b"\xef\xbb\xbf")
