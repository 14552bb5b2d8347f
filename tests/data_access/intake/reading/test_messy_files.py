"""Spreadsheets that others found awkward, where they are at hand; all cases are built elsewhere."""

import pytest

from data_access.intake.reading.reader import NotReadable, Sheet, read_sheets
from tests.serving import ROOT

MESSY = ROOT.parent / "shared" / "messy"

pytestmark = pytest.mark.skipif(
    not MESSY.is_dir(), reason="the folder of other projects' files is not beside this one"
)


def read(name: str) -> list[Sheet]:
    return read_sheets(name, (MESSY / name).read_bytes())


@pytest.mark.parametrize(
    ("name", "shape", "row", "cells"),
    [
        ("calamine-date.ods", (4, 2), 2, ("2021-01-01 10:10:10", "16")),
        ("calamine-date.ods", (4, 2), 3, ("10:10:10", "17")),
        ("calamine-errors.xlsx", (7, 1), 1, ("#DIV/0!",)),
        ("readxl-deaths.xlsx", (19, 6), 3, ("at", "the", "top", None, "of", "their spreadsheets")),
        ("readxl-skipping.xlsx", (7, 2), 3, ("var1", "var2")),
        ("readxl-texty-dates-xlsx.xlsx", (3, 1), 2, ("1985-03-11 13:00:00",)),
        ("readxl-unnamed-duplicated-columns.xlsx", (3, 4), 1, (None, "var2", None, "var2")),
    ],
)
def test_a_workbook_is_read_at_its_place(name, shape, row, cells):
    sheet = read(name)[0]

    assert sheet.rows.shape == shape
    assert sheet.rows.row(row - sheet.first_row) == cells


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("messytables-utf-16le_encoded.csv", (328, 19)),
        ("messytables-mixedGLB.csv", (137, 19)),
        ("messytables-spanish_chars.csv", (117, 8)),
    ],
)
def test_a_text_is_read_whole(name, shape):
    (sheet,) = read(name)

    assert sheet.rows.shape == shape


def test_merged_ranges_are_told():
    (sheet,) = read("smungs-us-crime-2.xlsx")

    assert len(sheet.merged) == 79


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("calamine-pass_protected.xlsx", "The workbook is protected by a password."),
        ("messytables-simple.unknown", "The file is empty."),
        ("readxl-dates-1904.xls", "The file is an Excel 97 workbook (.xls)"),
    ],
)
def test_what_cannot_be_read_is_refused(name, start):
    with pytest.raises(NotReadable) as fault:
        read(name)

    assert str(fault.value).startswith(start)
