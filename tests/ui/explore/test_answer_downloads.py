"""Downloads of a result: its figures, and everything that must accompany them."""

import csv
import io
from datetime import date

import polars as pl

from metrics.explore.query import Cell
from metrics.explore.query_text import facts
from metrics.periods import Period
from tests.metrics.explore.questions import asked_of
from tests.sentences import TOLD_BY_AREA
from ui.rows.explore import answer_rows, chart_rows, file_rows

QUARTER = Period(date(2021, 10, 1), date(2021, 12, 31))
SHARES = [
    Cell(QUARTER, "Cornwall", (), 40, 66, 40 / 66),
    Cell(QUARTER, "Devon", (), None, None, None, is_withheld=True),
    Cell(QUARTER, "Plymouth", (), 0, 0, None),
]
BY_AREA = asked_of(by="area")


def test_a_file_has_numbers_and_the_mark_of_what_is_withheld_and_of_none():
    heading = "Share, 0 to 1"
    assert file_rows(BY_AREA, SHARES, "Told").rows(named=True) == [
        {
            "Area": "Cornwall",
            heading: "0.6060606061",
            "Counted": "40",
            "Out of": "66",
            "Of what": "Told",
        },
        {"Area": "Devon", heading: "[c]", "Counted": "[c]", "Out of": "[c]", "Of what": "Told"},
        {"Area": "Plymouth", heading: "[z]", "Counted": "0", "Out of": "0", "Of what": "Told"},
    ]


def test_a_table_shows_the_same_in_words():
    assert answer_rows(BY_AREA, SHARES).rows(named=True) == [
        {"Area": "Cornwall", "Share": "61%", "Counted": "40", "Out of": "66"},
        {
            "Area": "Devon",
            "Share": "withheld: small number",
            "Counted": "\\[c\\]",
            "Out of": "\\[c\\]",
        },
        {"Area": "Plymouth", "Share": "none", "Counted": "0", "Out of": "0"},
    ]


def test_two_things_stand_across_each_other_in_the_table_and_below_in_a_file():
    both = asked_of(measure="case_plans_open", by="age", by2="area")
    cells = [
        Cell(QUARTER, area, (age,), None, None, number)
        for age in ("0-28 days", "over 90 days")
        for area, number in (("Cornwall", 3.0), ("Devon", 1_200.0))
    ]

    assert answer_rows(both, cells).rows(named=True) == [
        {"Age": "0-28 days", "Cornwall": "3", "Devon": "1,200"},
        {"Age": "Over 90 days", "Cornwall": "3", "Devon": "1,200"},
    ]
    assert file_rows(both, cells, "Plans").rows(named=True)[1] == {
        "Age": "0-28 days",
        "Area": "Devon",
        "Number": "1200",
        "Of what": "Plans",
    }


def test_beside_each_other_a_yes_or_no_says_to_what():
    early = asked_of(measure="support_ending", by="stage", by2="early")
    cells = [
        Cell(QUARTER, None, ("investigation", answer), None, None, 12.0)
        for answer in ("yes", "no", "not recorded")
    ]

    series = [
        "Within the limit of the report: yes",
        "Within the limit of the report: no",
        "Not recorded",
    ]
    assert answer_rows(early, cells).columns == ["Stage", *series]
    assert chart_rows(early, cells)["series"].to_list() == series
    # A row of a file has a heading over each answer.
    assert file_rows(early, cells, "Ended")["Within the limit of the report"].to_list() == [
        "Yes",
        "No",
        "Not recorded",
    ]


def test_periods_come_the_newest_first_in_a_table_and_in_their_order_in_a_file():
    by_quarter = asked_of(by="period")
    summer = Period(date(2021, 7, 1), date(2021, 9, 30))
    cells = [Cell(period, None, (), 1, 2, 0.5) for period in (summer, QUARTER)]
    months = ["October to December 2021", "July to September 2021"]

    assert answer_rows(by_quarter, cells)["Period"].to_list() == months
    assert file_rows(by_quarter, cells, "Told")["Period"].to_list() == months[::-1]


def test_a_chart_has_no_value_where_one_is_withheld_and_says_so():
    rows = chart_rows(BY_AREA, SHARES)

    assert rows.select("place", "value", "said", "letters").rows() == [
        ("Cornwall", 40 / 66, "61% (40 of 66)", 14),
        ("Devon", None, "withheld: small number", 22),
        ("Plymouth", None, "none", 4),
    ]


def test_a_figure_of_a_day_stands_in_the_month_of_that_day_on_a_chart():
    on_days = asked_of(measure="case_plans_open", by="period")
    of_time = asked_of(measure="referrals", by="period")
    cell = Cell(QUARTER, None, (), None, None, 3.0)

    assert chart_rows(on_days, [cell])["period"].to_list() == [date(2021, 12, 1)]
    assert chart_rows(of_time, [cell])["period"].to_list() == [date(2021, 10, 1)]


def test_with_the_figures_go_the_question_its_meaning_and_what_is_withheld():
    said = dict(facts(BY_AREA, SHARES, {}))

    assert said["Question"] == (TOLD_BY_AREA)
    assert said["Withheld"] == "1 of 3 figures withheld: small number"
    assert [*said] == [
        "Question",
        "Definition",
        "Counts",
        "Out of",
        "Left out",
        "Basis",
        "Target",
        "To be borne in mind",
        "Where",
        "When",
        "Withheld",
    ]


def test_what_a_spreadsheet_reads_back_is_what_was_written():
    written = file_rows(BY_AREA, SHARES, "Told").write_csv()

    assert [*csv.DictReader(io.StringIO(written))] == file_rows(BY_AREA, SHARES, "Told").to_dicts()
    assert file_rows(BY_AREA, SHARES, "Told").schema == dict.fromkeys(
        ("Area", "Share, 0 to 1", "Counted", "Out of", "Of what"), pl.String
    )
