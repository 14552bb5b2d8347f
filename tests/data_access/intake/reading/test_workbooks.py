"""Excel's workbooks, new and old, come out as the text that a person would write."""

from datetime import date, datetime
from struct import pack

import fastexcel
import pytest
import xlsxwriter

from data_access.intake.reading import grids
from data_access.intake.reading.sheets import NotReadable, read_sheets
from tests.data_access.intake.reading.spreadsheets import (
    error,
    label,
    number,
    record,
    with_cells,
    xls,
    xlsx,
    xlsx_of,
)

DAMAGED = "The workbook is damaged or cut short. Open it in Excel, save it again and send that."
DAY, MOMENT = date(2021, 7, 16), datetime.fromisoformat("2021-07-16T14:30")
MIDNIGHT = datetime.fromisoformat("2021-07-16T00:00")
FORMULA_ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]


def rows_of(content: bytes) -> list[tuple[str | None, ...]]:
    (sheet,) = read_sheets("cases", content)
    return sheet.rows.rows()


def refusal(content: bytes) -> str:
    with pytest.raises(NotReadable) as fault:
        read_sheets("cases", content)
    return str(fault.value)


def column(write, **options: object) -> list[str | None]:
    """What is read of a sheet whose column A ``write`` fills, given the sheet and formats."""

    def fill(book: xlsxwriter.Workbook) -> None:
        forms = {
            form: book.add_format({"num_format": form})
            for form in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm")
        }
        write(book.add_worksheet(), forms)

    return [first for first, *_ in rows_of(xlsx(fill, **options))]


@pytest.mark.parametrize("epoch", [{}, {"date_1904": True}], ids=["1900", "1904"])
def test_days_and_moments_are_read_in_both_epochs(epoch):
    def write(sheet, forms):
        sheet.write_datetime(0, 0, DAY, forms["dd/mm/yyyy"])
        sheet.write_datetime(1, 0, MOMENT, forms["dd/mm/yyyy hh:mm"])
        sheet.write_datetime(2, 0, MIDNIGHT, forms["dd/mm/yyyy hh:mm"])

    assert column(write, **epoch) == ["2021-07-16", "2021-07-16 14:30:00", "2021-07-16"]


def test_a_moment_stored_a_little_short_of_a_second_is_that_second():
    def write(sheet, forms):
        sheet.write_number(0, 0, 44393.604166, forms["dd/mm/yyyy hh:mm"])
        sheet.write_number(1, 0, 44393.999999999, forms["dd/mm/yyyy hh:mm"])

    assert column(write) == ["2021-07-16 14:30:00", "2021-07-17"]


def test_a_text_that_is_nearly_a_moment_is_left_as_it_is():
    texts = ["2021-13-45 10:00:00.5", "2021-07-16 noon", "16/07/2021 00:00:00"]

    assert rows_of(xlsx_of(texts)) == [tuple(texts)]


@pytest.mark.parametrize("epoch", [{}, {"date_1904": True}], ids=["1900", "1904"])
def test_a_time_without_a_day_is_read_as_that(epoch):
    def write(sheet, forms):
        sheet.write_number(0, 0, 0.25, forms["hh:mm"])

    assert column(write, **epoch) == ["06:00:00"]


def test_a_number_shown_as_a_date_that_no_calendar_has_is_read_as_the_number():
    assert column(lambda sheet, forms: sheet.write_number(0, 0, 1e9, forms["dd/mm/yyyy"])) == [
        "1000000000"
    ]


def test_numbers_words_and_yes_or_no_are_read_as_they_are_written():
    assert rows_of(xlsx_of([16, 16.5, -3, 1e15, True, False, "16.0", " n/a ", "01/02/2021"])) == [
        ("16", "16.5", "-3", "1000000000000000", "true", "false", "16.0", " n/a ", "01/02/2021")
    ]


def test_formula_errors_are_read_as_their_text():
    def write(sheet, _forms):
        for row, text in enumerate(FORMULA_ERRORS):
            sheet.write_formula(row, 0, "=A99", value=text)

    assert column(write) == FORMULA_ERRORS


def test_a_formula_error_that_is_not_known_is_named():
    assert refusal(with_cells('<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row>')) == (
        "A cell holds a formula error of a newer kind, such as #SPILL! or #CALC!."
        " Mend the formula or empty the cell, and send the workbook again."
    )


def test_blank_rows_and_columns_before_the_table_are_kept():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(2, 2, "Case")
        sheet.write(4, 3, "1")
        sheet.write_blank(9, 20, None, book.add_format({"bold": True}))

    assert rows_of(xlsx(fill)) == [
        (None, None, None, None),
        (None, None, None, None),
        (None, None, "Case", None),
        (None, None, None, None),
        (None, None, None, "1"),
    ]


def test_a_text_of_nothing_fills_no_cell_and_shifts_none():
    cells = (
        '<row r="2"><c r="B2" t="str"><v></v></c><c r="C2"><v></v></c>'
        '<c r="D2" t="inlineStr"><is><t>x</t></is></c></row>'
    )

    assert rows_of(with_cells(cells)) == [(None,) * 4, (None, None, None, "x")]


def test_cells_without_references_follow_one_another():
    cells = '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c><v>1</v></c></row>'

    assert rows_of(with_cells(cells)) == [("a", "b"), ("1", None)]


def test_merged_ranges_are_told():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range("B2:C2", "Victim")
        sheet.merge_range("D2:D3", "Outcome")

    (sheet,) = read_sheets("cases", xlsx(fill))

    assert sheet.rows.rows() == [(None,) * 4, (None, "Victim", None, "Outcome")]
    assert sheet.merged == ((2, 2, 2, 3), (2, 4, 3, 4))


def test_hidden_and_empty_sheets_and_charts_are_left_out_and_hidden_ones_told():
    def fill(book):
        first = book.add_worksheet("First")
        first.write(0, 0, "a")
        for name, hide in [("Hidden", "hide"), ("Very", "very_hidden")]:
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "b")
            getattr(sheet, hide)()
        book.add_worksheet("Empty")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=First!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
        book.add_worksheet("Last").write(0, 0, "c")

    sheets = read_sheets("cases.xlsx", xlsx(fill))

    notice = "2 hidden sheets were left out. Show what should be read, and send the workbook again."
    assert [(each.name, each.rows.rows(), each.notices) for each in sheets] == [
        ("First", [("a",)], (notice,)),
        ("Last", [("c",)], (notice,)),
    ]


def test_a_workbook_that_declares_a_range_of_every_cell_is_read_for_what_it_holds():
    cells = '<row r="1"><c r="A1" t="str"><v>Case</v></c></row>'

    assert rows_of(with_cells(cells, '<dimension ref="A1:XFD1048576"/>')) == [("Case",)]


@pytest.mark.parametrize(
    ("reference", "unit"),
    [("XFD1", "500 columns"), ("SF1048577", "1,048,576 rows"), ("SF1048576", "10,000,000 cells")],
)
def test_a_cell_far_from_the_others_is_refused_before_room_is_made_for_it(reference, unit):
    cells = f'<row r="1"><c r="A1"><v>1</v></c><c r="{reference}"><v>1</v></c></row>'

    assert refusal(with_cells(cells)).startswith(f"The file has more than {unit}.")


@pytest.mark.parametrize("reference", ["1A", "A", "12", "", "A0", "ABCD1", "É1", "A1B"])
def test_a_cell_at_no_place_is_refused(reference):
    assert refusal(with_cells(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')) == DAMAGED


def test_too_many_sheets_are_refused():
    def fill(book):
        for _ in range(grids.MOST_SHEETS + 1):
            book.add_worksheet().write(0, 0, "a")

    assert refusal(xlsx(fill)).startswith("The workbook has more than 100 sheets.")


def test_sheets_that_are_too_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(grids, "MOST_CELLS", 5)

    def fill(book):
        for _ in range(2):
            book.add_worksheet().write_row(0, 0, ["a", "b", "c"])

    assert refusal(xlsx(fill)).startswith("The file has more than 5 cells.")


CELLS = label(2, 1, "Zoë") + number(2, 2, 16) + number(3, 1, 44393, form=1) + error(3, 2, 0x2A)
ROWS = [(None,) * 3, (None,) * 3, (None, "Zoë", "16"), (None, "2021-07-16", "#N/A")]


def test_an_old_workbook_is_read_at_its_place():
    assert rows_of(xls(CELLS)) == ROWS


def test_an_old_workbook_is_read_in_the_other_epoch():
    days_less = number(0, 0, 44393 - 1462, form=1)

    assert rows_of(xls(days_less, before=record(0x22, pack("<H", 1)))) == [("2021-07-16",)]


def test_hidden_sheets_and_charts_of_an_old_workbook_are_left_out():
    sheets = read_sheets(
        "cases.xls", xls(number(0, 0, 1), CELLS, number(5, 5, 1), shown=[1], kinds=[0, 0, 2])
    )

    assert [(each.name, each.rows.rows()) for each in sheets] == [("1", ROWS)]
    assert sheets[0].notices == (
        "1 hidden sheet was left out. Show what should be read, and send the workbook again.",
    )


def test_merged_ranges_of_an_old_workbook_are_told():
    (sheet,) = read_sheets("cases.xls", xls(CELLS + record(0xE5, pack("<HHHHH", 1, 2, 2, 1, 2))))

    assert sheet.merged == ((3, 2, 3, 3),)


def test_figures_of_a_chart_in_an_old_sheet_are_not_taken_for_cells():
    chart = record(0x809, pack("<HHII", 0x600, 0x20, 0, 0)) + number(2, 1, 99) + record(0x0A)

    assert refusal(xls(CELLS + chart)) == (
        "A sheet of the workbook holds a chart, whose figures cannot be told from the table's in"
        " an old .xls file. Save it as an Excel workbook (.xlsx) and send that."
    )


@pytest.mark.parametrize(
    "rows_and_columns",
    [(0, 2**32 - 1, 0, 2**16 - 1), (0, 65_537, 0, 1), (0, 1, 0, 257), (9, 3, 0, 1), (0, 1, 9, 3)],
)
def test_an_old_sheet_that_declares_more_than_there_can_be_is_refused(rows_and_columns):
    declared = record(0x200, pack("<IIHHH", *rows_and_columns, 0))

    assert refusal(xls(declared + CELLS)) == DAMAGED


@pytest.mark.parametrize(
    ("far", "unit"),
    [
        (number(0, 65_535, 1), "500 columns"),
        (record(0xBD, pack("<HHHIH", 0, 1, 0, 6, 60_000)), "500 columns"),
        (number(65_535, 255, 1), "10,000,000 cells"),
    ],
)
def test_a_cell_far_from_the_others_in_an_old_sheet_is_refused(far, unit):
    assert refusal(xls(CELLS + far)).startswith(f"The file has more than {unit}.")


def test_old_sheets_that_begin_at_one_place_are_refused():
    content, bound = xls(CELLS, CELLS), pack("<HH", 0x85, 9)
    first, second = content.index(bound) + 4, content.rindex(bound) + 4
    together = content[:second] + content[first : first + 4] + content[second + 4 :]

    assert refusal(together) == DAMAGED


def test_an_old_workbook_whose_lists_run_in_a_circle_is_refused():
    content = bytearray(xls(CELLS))
    content[68:72] = bytes(4)
    content[1020:1024] = bytes(4)

    assert refusal(bytes(content)) == DAMAGED


def test_an_old_workbook_among_small_streams_is_read():
    assert rows_of(xls(CELLS, small=True)) == ROWS


def test_a_workbook_on_which_the_library_gives_up_is_refused():
    assert refusal(xls(CELLS + record(0xE5))) == DAMAGED


def test_what_ends_the_program_is_not_taken_for_a_broken_workbook(monkeypatch):
    def interrupted(_content):
        raise KeyboardInterrupt

    monkeypatch.setattr(fastexcel, "read_excel", interrupted)

    with pytest.raises(KeyboardInterrupt):
        read_sheets("cases.xlsx", xlsx_of(["a"]))
