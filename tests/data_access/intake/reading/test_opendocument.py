"""OpenDocument spreadsheets come out as the text that a person would write."""

import pytest

from data_access.intake.reading.reader import NotReadable, read_sheets
from tests.data_access.intake.reading.spreadsheets import (
    ods,
    ods_blank,
    ods_row,
    ods_table,
    ods_text,
    ods_value,
)
from tests.sentences import DAMAGED

LOST = (
    "The file is an OpenDocument spreadsheet with formula errors, or with drawings, line breaks or"
    " untyped text in its cells, which cannot be read without loss. Save it as an Excel workbook"
    " (.xlsx) or as CSV and send that."
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
        (ods_text("shown", 'office:string-value="16"'), "16"),
    ],
)
def test_a_cell_is_read_as_its_value(cell, text):
    assert rows_of(ods_row(cell)) == [(text,)]


def test_paragraphs_and_spaces_are_kept_and_remarks_left_out():
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>remark</text:p>'
        '</office:annotation><text:p>one<text:s text:c="2"/><text:span>two</text:span></text:p>'
        "<text:p>three</text:p></table:table-cell>"
    )

    assert rows_of(ods_row(cell)) == [("one  two\nthree",)]


@pytest.mark.parametrize(
    "cell",
    [
        ods_text("#N/A", 'office:string-value="" calcext:value-type="error"'),
        ods_text("#N/A", 'office:string-value=""'),
        ods_text("<text:s/><text:span>#N/A</text:span>", 'office:string-value=""'),
        "<table:table-cell><text:p>bare</text:p></table:table-cell>",
        '<table:table-cell office:value-type="float"><text:p>7</text:p></table:table-cell>',
        ods_text("one<text:line-break/>two"),
        ods_text("one<text:tab/>two"),
        ods_text("<![CDATA[one]]>"),
        ods_text("one").replace(
            "<text:p>", "<draw:text-box><text:p>in a box</text:p></draw:text-box><text:p>"
        ),
        ods_text("one").replace("</table", f"{ods_table(ods_row(ods_text('inside')))}</table"),
    ],
)
def test_what_the_library_would_lose_is_refused(cell):
    assert refusal(ods_row(ods_text("Case"), cell)) == LOST


def test_cells_that_hold_nothing_are_not_taken_for_lost_ones():
    empty = ods_text("", 'office:string-value=""')
    remark = "<office:annotation><text:p>remark</text:p></office:annotation>"
    row = ods_row(
        ods_text("a"), empty, f"<table:table-cell>{remark}</table:table-cell>", ods_text("b")
    )

    assert rows_of(row) == [("a", None, None, "b")]


def test_two_sheets_of_one_name_are_refused():
    with pytest.raises(NotReadable) as fault:
        read_sheets("cases.ods", ods(*[ods_table(ods_row(ods_text("a")))] * 2))

    assert str(fault.value) == LOST


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
        (ods_row(ods_blank(499), ods_text("a"), times=1_000_000), "10,000,000 cells"),
    ],
)
def test_a_cell_repeated_past_all_measure_is_refused(row, unit):
    assert refusal(row).startswith(f"The file has more than {unit}.")


def test_a_count_that_is_no_number_is_refused():
    row = ods_row(ods_text("a", 'table:number-columns-repeated="many"'))

    assert refusal(row) == (DAMAGED)


@pytest.mark.slow
def test_too_many_sheets_are_refused():
    with pytest.raises(NotReadable, match=r"^The workbook has more than 100 sheets\."):
        read_sheets("cases.ods", ods(*[ods_table(name=f"{place}") for place in range(101)]))
