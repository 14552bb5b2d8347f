"""A workbook opens as what was shown: numbers as numbers, words as words, nothing to be run."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import polars as pl
import pytest

from ui.elements.csv_download import Download
from ui.exports.xlsx_export import ExportSheet, export_workbook

DAY = date(2022, 1, 31)
SHOWN = pl.DataFrame(
    {
        "Quarter": ["April to June 2021", "July to September 2021"],
        "Told": ["1,230", "<5"],
        "Share": ["61%", "<5"],
        "Median days": ["2.5", "[z]"],
        "Decisions": [2011, None],
    }
)
NUMBERS = ("Told", "Share", "Median days")


def made(rows=SHOWN, numbers=NUMBERS, mark="", marking="OFFICIAL-SENSITIVE"):
    sheet = ExportSheet("Figures", rows, "Victims told, by quarter", numbers)
    return export_workbook(
        "Victims told", [sheet], Download("told", DAY, bool(mark)), marking=marking, mark=mark
    )


def parts_of(file):
    """The XML of a workbook by the name of its part."""
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_table_comes_back_with_its_headings_first_and_its_marks_as_words():
    assert pl.read_excel(made()).to_dict(as_series=False) == {
        "Quarter": ["April to June 2021", "July to September 2021"],
        "Told": ["1230", "<5"],
        "Share": ["0.61", "<5"],
        "Median days": ["2.5", "[z]"],
        "Decisions": [2011, None],
    }


def test_a_number_that_is_none_is_an_empty_cell():
    rows = pl.DataFrame({"Days": [2.5, float("nan"), None]})

    assert pl.read_excel(made(rows, ()))["Days"].to_list() == [2.5]
    assert 'r="A3"' not in parts_of(made(rows, ()))["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-1", "@x", "{=1}", "http://x.org", "\t=1"])
def test_nothing_that_was_typed_is_run_or_followed(cell):
    parts = parts_of(made(pl.DataFrame({"Note": [cell, "fine = so"]}), ()))

    sheet = parts["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert pl.read_excel(made(pl.DataFrame({"Note": [cell]}), ()))["Note"].to_list() == [cell]


def test_a_cell_that_would_be_a_formula_once_it_is_edited_is_kept_as_words():
    typed = made(pl.DataFrame({"Note": ["=1+1"]}), ())

    assert 'quotePrefix="1"' in parts_of(typed)["xl/styles.xml"]
    assert "quotePrefix" not in parts_of(made())["xl/styles.xml"]


def test_marks_of_the_page_are_not_taken_along():
    shown = pl.DataFrame({"State": [":orange-badge[under way]", "**14 days late**"]})

    assert pl.read_excel(made(shown, ()))["State"].to_list() == ["under way", "14 days late"]


def test_a_reader_finds_the_headings_in_sight_and_a_table_with_a_name():
    parts = parts_of(made(mark="Demonstration: not real"))

    assert (
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"'
        in (parts["xl/worksheets/sheet1.xml"])
    )
    table = parts["xl/tables/table1.xml"]
    assert 'ref="A1:E3"' in table
    assert '<autoFilter ref="A1:E3"/>' in table
    assert "Victims told, by quarter" in table
    on_paper = parts["xl/worksheets/sheet1.xml"]
    assert "<oddHeader>&amp;LDemonstration: not real</oddHeader>" in on_paper
    assert "OFFICIAL-SENSITIVE" in on_paper


def test_the_same_figures_make_the_same_file_and_bear_the_day_they_stand_on():
    assert made() == made()
    assert "2022-01-31T00:00:00Z" in parts_of(made())["docProps/core.xml"]
