"""Excel's workbooks come out as the text that a person would write."""

from datetime import date, datetime

import pytest
import xlsxwriter

from data_access.intake.reading import sheet as limits
from data_access.intake.reading import workbook_reader
from data_access.intake.reading.reader import NotReadable, read_sheets
from tests.data_access.intake.reading.spreadsheets import (
    parts_of,
    refusal,
    with_cells,
    with_part,
    xlsx,
    xlsx_of,
)
from tests.sentences import DAMAGED

DAY, MOMENT = date(2021, 7, 16), datetime.fromisoformat("2021-07-16T14:30")
MIDNIGHT = datetime.fromisoformat("2021-07-16T00:00")
FORMULA_ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]


def rows_of(content: bytes) -> list[tuple[str | None, ...]]:
    (sheet,) = read_sheets(content)
    return sheet.rows.rows()


def column(write, **options: object) -> list[str | None]:
    """The rows read from a sheet whose column A ``write`` fills, given the sheet and formats."""

    def fill(book: xlsxwriter.Workbook) -> None:
        forms = {
            form: book.add_format({"num_format": form})
            for form in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm")
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


@pytest.mark.parametrize(("number", "text"), [(1e9, "1000000000"), (1e300, "1e300")])
def test_a_number_shown_as_a_date_that_no_calendar_has_is_read_as_the_number(number, text):
    def write(sheet, forms):
        sheet.write_number(0, 0, number, forms["dd/mm/yyyy"])

    assert column(write) == [text]


def test_numbers_words_and_yes_or_no_are_read_as_they_are_written():
    assert rows_of(xlsx_of([16, 16.5, -3, 1e15, True, False, "16.0", " n/a ", "01/02/2021"])) == [
        ("16", "16.5", "-3", "1000000000000000", "true", "false", "16.0", " n/a ", "01/02/2021")
    ]


def test_formula_errors_are_read_as_such_and_na_as_itself():
    def write(sheet, _forms):
        for row, text in enumerate(FORMULA_ERRORS):
            sheet.write_formula(row, 0, "=A99", value=text)

    expected = ["#N/A" if text == "#N/A" else "#VALUE!" for text in FORMULA_ERRORS]
    assert column(write) == expected


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


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_part_that_ends_before_its_elements_do_is_refused(part):
    book = xlsx_of(["a"], ["b"])

    assert refusal(with_part(book, part, parts_of(book)[part][:-20])) == DAMAGED


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

    sheets = read_sheets(xlsx(fill))

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
    [("XFD1", "500 columns"), ("A1048577", "1,048,576 rows"), ("J1048576", "10,000,000 cells")],
)
def test_a_cell_far_from_the_others_is_refused(reference, unit):
    cells = f'<row r="1"><c r="A1"><v>1</v></c><c r="{reference}"><v>1</v></c></row>'

    assert refusal(with_cells(cells)).startswith(f"The file has more than {unit}.")


@pytest.mark.parametrize("reference", ["1A", "A", "12", "", "A0", "É1", "A1B"])
def test_a_cell_at_no_place_is_refused(reference):
    assert refusal(with_cells(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')) == DAMAGED


def test_too_many_sheets_are_refused():
    def fill(book):
        for _ in range(limits.MOST_SHEETS + 1):
            book.add_worksheet().write(0, 0, "a")

    assert refusal(xlsx(fill)).startswith("The workbook has more than 100 sheets.")


@pytest.mark.slow
def test_sheets_that_are_too_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 5)

    def fill(book):
        for _ in range(2):
            book.add_worksheet().write_row(0, 0, ["a", "b", "c"])

    with pytest.raises(NotReadable, match=r"^The file has more than 5 cells\."):
        workbook_reader._read(xlsx(fill))
