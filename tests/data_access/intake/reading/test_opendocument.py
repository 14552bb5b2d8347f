"""OpenDocument spreadsheets come out as the text that a person would write."""

import pytest

from data_access.intake.reading.sheets import NotReadable, read_sheets
from tests.data_access.intake.reading.spreadsheets import (
    ods,
    ods_blank,
    ods_row,
    ods_table,
    ods_text,
    ods_value,
)


def rows_of(*rows: str) -> list[tuple[str | None, ...]]:
    (sheet,) = read_sheets("cases.ods", ods(ods_table(*rows)))
    return sheet.rows.rows()


def refusal(*rows: str) -> str:
    with pytest.raises(NotReadable) as fault:
        read_sheets("cases.ods", ods(ods_table(*rows)))
    return str(fault.value)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (ods_value("float", "value", "16"), "16"),
        (ods_value("float", "value", "16.0"), "16"),
        (ods_value("float", "value", "16.5"), "16.5"),
        (ods_value("percentage", "value", "0.5"), "0.5"),
        (ods_value("currency", "value", "-20"), "-20"),
        (ods_value("date", "date-value", "2021-07-16"), "2021-07-16"),
        (ods_value("date", "date-value", "2021-07-16T00:00:00"), "2021-07-16"),
        (ods_value("date", "date-value", "2021-07-16T14:30:00"), "2021-07-16 14:30:00"),
        (ods_value("date", "date-value", "2021-07-16T14:29:59.96"), "2021-07-16 14:30:00"),
        (ods_value("time", "time-value", "PT14H30M00S"), "14:30:00"),
        (ods_value("time", "time-value", "PT9M5.25S"), "00:09:05"),
        (ods_value("time", "time-value", "soon"), "soon"),
        (ods_value("boolean", "boolean-value", "true"), "true"),
        (ods_text(" n/a "), " n/a "),
        (ods_text("#N/A", 'office:string-value="" calcext:value-type="error"'), "#N/A"),
        ("<table:table-cell><text:p>bare</text:p></table:table-cell>", "bare"),
    ],
)
def test_a_cell_is_read_as_its_value(cell, text):
    assert rows_of(ods_row(cell)) == [(text,)]


def test_paragraphs_spaces_and_breaks_are_kept_and_remarks_left_out():
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>remark</text:p>'
        '</office:annotation><text:p>one<text:s text:c="2"/><text:span>two</text:span></text:p>'
        "<text:p>three<text:line-break/>four<text:tab/>five</text:p></table:table-cell>"
    )

    assert rows_of(ods_row(cell)) == [("one  two\nthree\nfour\tfive",)]


def test_every_row_and_column_stands_at_its_place():
    assert rows_of(
        ods_row(ods_blank(16_384), times=2),
        ods_row(ods_blank(2), ods_text("Case", 'table:number-columns-repeated="2"')),
        ods_row(ods_text("1"), ods_blank(16_383), times=2),
        ods_row(ods_blank(16_384), times=1_048_571),
    ) == [
        (None,) * 4,
        (None,) * 4,
        (None, None, "Case", "Case"),
        ("1", None, None, None),
        ("1", None, None, None),
    ]


def test_merged_ranges_are_told():
    wide, tall = 'table:number-columns-spanned="2"', 'table:number-rows-spanned="2"'
    rows = [
        ods_row(ods_blank(3)),
        ods_row(ods_blank(1), ods_text("Victim", wide), "<table:covered-table-cell/>"),
        ods_row(ods_text("Case", tall)),
    ]

    (sheet,) = read_sheets("cases.ods", ods(ods_table(*rows)))

    assert sheet.merged == ((2, 2, 2, 3), (3, 1, 4, 1))


def test_hidden_and_empty_sheets_are_left_out_and_hidden_ones_told():
    hidden = (
        '<style:style style:name="hidden"><style:table-properties table:display="false"/>'
        '</style:style><style:style style:name="shown"><style:table-properties/></style:style>'
    )
    tables = [
        ods_table(ods_row(ods_text("a")), name="One", style="hidden"),
        ods_table(ods_row(ods_blank(5)), name="Two"),
        ods_table(ods_row(ods_text("b")), name="Three"),
    ]

    sheets = read_sheets("cases.ods", ods(*tables, styles=hidden))

    assert [(each.name, each.rows.rows()) for each in sheets] == [("Three", [("b",)])]
    assert sheets[0].notices == (
        "1 hidden sheet was left out. Show what should be read, and send the workbook again.",
    )


def test_cells_that_a_tracked_change_took_out_are_left_out():
    gone = f"<table:tracked-changes>{ods_row(ods_text('gone'))}</table:tracked-changes>"

    (sheet,) = read_sheets("cases.ods", ods(gone, ods_table(ods_row(ods_text("kept")))))

    assert sheet.rows.rows() == [("kept",)]


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        (ods_row(ods_text("a", 'table:number-columns-repeated="999999999"')), "500 columns"),
        (ods_row(ods_blank(500), ods_text("a")), "500 columns"),
        (ods_row(ods_text("a"), times=999_999_999), "1,048,576 rows"),
        (ods_row(ods_blank(499), ods_text("a"), times=1_000_000), "10,000,000 cells"),
    ],
)
def test_a_cell_repeated_past_all_measure_is_refused(row, unit):
    assert refusal(row).startswith(f"The file has more than {unit}.")


def test_a_count_that_is_no_number_is_refused():
    row = ods_row(ods_text("a", 'table:number-columns-repeated="many"'))

    assert refusal(row) == (
        "The workbook is damaged or cut short. Open it in Excel, save it again and send that."
    )


def test_too_many_sheets_are_refused():
    with pytest.raises(NotReadable, match=r"^The workbook has more than 100 sheets\."):
        read_sheets("cases.ods", ods(*[ods_table()] * 101))
