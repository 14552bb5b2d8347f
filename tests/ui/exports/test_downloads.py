"""An answer is taken away whole: its figures, what they are, and what is small."""

import re
from datetime import date

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from charts.png_export import _chart
from charts.registry import Chart
from data_access.worker import WorkerLimits
from tests.charts.test_png_export import texts_of
from ui.elements.csv_download import Download
from ui.exports import chart_worker, downloads
from ui.exports.chart_worker import NotMade, drawing
from ui.exports.downloads import AnswerExport, as_picture, as_table, as_workbook

ROWS = pl.DataFrame(
    {
        "Quarter": ["July to September 2021", "October to December 2021"],
        "Told in time": ["1,230", "<5"],
        "Share": ["61%", None],
    }
)
BARS = pl.DataFrame(
    {
        "quarter": ["Jul to Sep|2021"],
        "named": ["July to September 2021"],
        "group": ["told in time"],
        "place": [2],
        "decisions": [1230],
        "of": [2016],
    }
)
NAME = "demonstration-not-real-explore-as-at-2022-01-31"


def taken(*, is_invented=True, chart=Chart.TOLD_BARS, rows=ROWS, chart_rows=BARS):
    return AnswerExport(
        key="answer",
        download=Download("explore", date(2022, 1, 31), is_invented),
        rows=rows,
        numbers=("Told in time", "Share"),
        facts=[("Question", "Were victims told in time?"), ("Area", "all areas together")],
        headline="61% of victims were told in time",
        subtitle="Decisions whose limit has passed, by quarter",
        source="what the force and the CPS sent",
        alt="July to September 2021: 1,230 of 2,016.",
        chart=chart,
        chart_rows=chart_rows,
    )


def offered(monkeypatch, given):
    """The download buttons that are drawn for ``given``, by the file each makes."""
    found = {}

    def button(label, *, data, file_name, **how):
        assert label.endswith(file_name.rpartition(".")[2].upper())
        assert how["on_click"] == "ignore"
        found[file_name] = data

    monkeypatch.setattr(st, "download_button", button)
    downloads.offer_files(given)
    return found


def test_three_files_are_offered_and_the_picture_only_where_there_is_a_chart(monkeypatch):
    without = [f"{NAME}.csv", f"{NAME}.xlsx"]

    assert list(offered(monkeypatch, taken())) == [*without, f"{NAME}.png"]
    assert list(offered(monkeypatch, taken(chart=None))) == without
    assert list(offered(monkeypatch, taken(chart_rows=BARS.clear()))) == without
    assert offered(monkeypatch, taken(rows=ROWS.clear())) == {}


def offer(given):
    """A page that offers ``given`` and nothing else."""
    from ui.exports.downloads import offer_files  # noqa: PLC0415

    offer_files(given)


def test_nothing_is_made_before_it_is_asked_for(monkeypatch):
    made = []

    def maker(name):
        def make(_):
            made.append(name)
            return b""

        return make

    for name in ("as_table", "as_workbook", "as_picture"):
        monkeypatch.setattr(downloads, name, maker(name))
    page = AppTest.from_function(offer, args=(taken(),)).run()

    assert not page.exception
    assert [button.proto.label for button in page.get("download_button")] == [
        "Download as CSV",
        "Download as XLSX",
        "Download as PNG",
    ]
    assert made == []
    for make in offered(monkeypatch, taken()).values():
        make()
    assert made == ["as_table", "as_workbook", "as_picture"]


def test_the_table_says_its_day_and_that_it_is_invented_and_keeps_what_is_small():
    assert as_table(taken()).decode("utf-8-sig").splitlines() == [
        "Quarter,Told in time,Share,As at,Note",
        'July to September 2021,"1,230",61%,2022-01-31,Demonstration: not real',
        "October to December 2021,<5,,2022-01-31,Demonstration: not real",
    ]


def test_the_workbook_holds_the_figures_and_what_they_are():
    file = as_workbook(taken())

    assert pl.read_excel(file, sheet_name="Figures").to_dict(as_series=False) == {
        "Quarter": ["July to September 2021", "October to December 2021"],
        "Told in time": ["1230", "<5"],
        "Share": [0.61, None],
        "As at": [date(2022, 1, 31)] * 2,
        "Note": ["Demonstration: not real"] * 2,
    }
    facts = pl.read_excel(file, sheet_name="About these figures").rows()
    assert facts == [
        downloads.INVENTED,
        ("Answer", "61% of victims were told in time"),
        ("Question", "Were victims told in time?"),
        ("Area", "all areas together"),
        ("As at", "31 January 2022"),
        ("Source", "what the force and the CPS sent"),
        ("Marking", "OFFICIAL-SENSITIVE"),
        downloads.MISSING,
    ]


def test_nothing_real_is_called_a_demonstration_in_any_file():
    real = taken(is_invented=False)

    facts = pl.read_excel(as_workbook(real), sheet_name="About these figures").rows()
    assert facts[0] == ("Answer", "61% of victims were told in time")
    assert "Note" not in pl.read_excel(as_workbook(real), sheet_name="Figures").columns
    assert b"Demonstration" not in as_table(real)
    assert "Warning" not in texts_of(as_picture(real))


@pytest.mark.slow
def test_the_picture_bears_its_words_and_the_mark_of_a_demonstration():
    assert texts_of(as_picture(taken())) == {
        "Title": "61% of victims were told in time",
        "Description": "July to September 2021: 1,230 of 2,016.",
        "Warning": "Demonstration: not real",
    }


OF_PERIODS = [Chart.EXPLORED_LINE_OF_NUMBERS, Chart.EXPLORED_LINES_OF_SHARES]
QUARTERS = [date(2021, 4, 1), date(2021, 7, 1), date(2021, 10, 1)]


@pytest.mark.parametrize("chart", OF_PERIODS)
def test_each_period_stands_by_name_under_the_lines_of_a_picture(chart):
    rows = pl.DataFrame(
        [
            {"period": day, "series": side, "value": 0.5, "place": "", "said": ""}
            for day in QUARTERS
            for side in ("Police", "CPS")
        ]
    )
    drawn = _chart(drawing(chart), chart_worker._plain(rows), 1200)

    assert re.findall(r">(\w{3} \d{4})<", drawn) == ["Apr 2021", "Jul 2021", "Oct 2021"]
    assert drawn.count(">Police<") == (chart == Chart.EXPLORED_LINES_OF_SHARES)


def test_what_is_no_number_is_none_in_a_picture():
    assert chart_worker._plain(pl.DataFrame({"share": [float("nan")]})) == [{"share": None}]


def test_a_picture_that_takes_too_long_is_not_made_and_says_why(monkeypatch):
    monkeypatch.setattr(chart_worker, "LIMITS", WorkerLimits(seconds=0.01))
    # So many bars that a machine with other work is at the limit long before they are drawn.
    many = pl.concat([BARS] * 20_000)

    with pytest.raises(NotMade, match=r"The picture of told_bars was not made:\n.*at a limit"):
        as_picture(taken(chart_rows=many))


def test_a_picture_that_cannot_be_drawn_says_what_the_other_process_said(monkeypatch):
    monkeypatch.setattr(chart_worker, "drawing", lambda _: {"mark": "no such mark"})

    with pytest.raises(NotMade, match=r"was not made:\nTraceback[\s\S]*Vega-Lite"):
        as_picture(taken())
