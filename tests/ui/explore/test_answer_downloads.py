"""Downloads of a result: its figures, and everything that must accompany them."""

from datetime import date

import pytest

from metrics.explore.comparison import Pair
from metrics.explore.query import Cell
from metrics.explore.query_text import facts
from metrics.explore.several_measures import QueryResult
from metrics.periods import Period
from tests.metrics.explore.questions import asked_of
from tests.sentences import TOLD_BY_AREA
from ui.rows.explore import answer_rows, chart_rows, several_rows, times_text
from ui.rows.explore_file import compared_file_rows, file_name, file_rows

QUARTER = Period(date(2021, 10, 1), date(2021, 12, 31))
SHARES = [
    Cell(QUARTER, "Cornwall", (), 40, 66, 40 / 66),
    Cell(QUARTER, "Devon", (), None, None, None, is_withheld=True),
    Cell(QUARTER, "Plymouth", (), 0, 0, None),
]
BY_AREA = asked_of(by="area")


def of(query, cells, totals=None):
    """An answer with its subtotals."""
    return QueryResult(query, cells, totals or {})


def in_file(query, cells, title="Told", totals=None):
    return file_rows([of(query, cells, totals)], [title])


def test_a_file_has_plain_values_and_beside_what_is_missing_the_reason():
    same = {
        "Measure": "Told",
        "From": date(2021, 10, 1),
        "To": date(2021, 12, 31),
        "Unit": "share, 0 to 1",
        "Subtotal": "no",
    }

    assert in_file(BY_AREA, SHARES).rows(named=True) == [
        {**same, "Area": "Cornwall", "Value": "0.6060606061", "Counted": 40, "Out of": 66}
        | {"Why missing": None},
        {**same, "Area": "Devon", "Value": None, "Counted": None, "Out of": None}
        | {"Why missing": "withheld: small number"},
        {**same, "Area": "Plymouth", "Value": None, "Counted": 0, "Out of": 0}
        | {"Why missing": "none"},
    ]


def test_days_are_iso_in_a_file_and_a_number_is_a_number():
    written = in_file(BY_AREA, SHARES).write_csv().splitlines()

    assert written[:3] == [
        "Measure,Area,From,To,Value,Unit,Counted,Out of,Why missing,Subtotal",
        'Told,Cornwall,2021-10-01,2021-12-31,0.6060606061,"share, 0 to 1",40,66,,no',
        'Told,Devon,2021-10-01,2021-12-31,,"share, 0 to 1",,,withheld: small number,no',
    ]


def test_what_is_counted_on_a_day_has_that_day_alone_in_a_file():
    on_days = asked_of(measure="case_plans_open", by="period")
    [row] = in_file(on_days, [Cell(QUARTER, None, (), None, None, 3.0)]).rows(named=True)

    assert (row["From"], row["To"], row["Value"]) == (None, date(2021, 12, 31), "3")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({}, "explore-told-in-time-2021-01-to-2021-12"),
        ({"by": "area"}, "explore-told-in-time-by-area-2020-04-to-2021-03"),
        ({"area": "Devon"}, "explore-told-in-time-devon-2020-04-to-2021-03"),
        (
            {"measure": "notices", "by": "method", "by2": "before_after", "day": "2021-10-01"},
            "explore-notices-by-way-of-telling-by-before-and-after-a-day-2021-07-to-2021-12",
        ),
        ({"measure": "case_plans_open", "by": "age"}, "explore-case-plans-open-by-age"),
    ],
)
def test_the_name_of_a_file_tells_measure_split_place_and_months(asked, name):
    assert file_name([asked_of(**asked)]) == name


def test_the_name_of_a_file_says_that_there_are_more_measures_and_the_other_side():
    several = [asked_of(by="area"), asked_of(measure="days_to_tell", by="area")]

    assert file_name(several) == "explore-told-in-time-and-1-more-by-area-2020-04-to-2021-03"
    assert file_name([asked_of(area="Devon")], is_second=True) == "devon-2020-04-to-2021-03"
    assert file_name([asked_of()], is_second=True) == "all-areas-2021-01-to-2021-12"


def test_both_sides_of_a_comparison_stand_below_each_other_in_a_file():
    one, other = asked_of(area="Devon"), asked_of(area="Plymouth")
    pair = Pair("", SHARES[0], SHARES[1], None, None)

    rows = compared_file_rows(one, other, [pair], "Told")
    assert rows.select("Where", "Value", "Why missing", "Difference").rows() == [
        ("In Devon", "0.6060606061", None, None),
        ("In Plymouth", None, "withheld: small number", None),
    ]


def test_a_table_shows_the_same_in_words():
    assert answer_rows(of(BY_AREA, SHARES)).rows(named=True) == [
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

    assert answer_rows(of(both, cells)).rows(named=True) == [
        {"Age": "0-28 days", "Cornwall": "3", "Devon": "1,200"},
        {"Age": "Over 90 days", "Cornwall": "3", "Devon": "1,200"},
    ]
    assert in_file(both, cells, "Plans").select("Age", "Area", "Value").row(1) == (
        "0-28 days",
        "Devon",
        "1200",
    )


def test_two_things_have_their_subtotals_in_the_last_row_and_column():
    both = asked_of(measure="case_plans_open", by="age", by2="area")
    cells = [Cell(QUARTER, area, ("0-28 days",), None, None, 3.0) for area in ("Cornwall", "Devon")]
    sums = {
        ("0-28 days", None): cells[0]._replace(value=6.0),
        (None, "Cornwall"): cells[0],
        (None, "Devon"): cells[1],
        (None, None): cells[0]._replace(value=6.0),
    }

    assert answer_rows(of(both, cells, sums)).rows() == [
        ("0-28 days", "3", "3", "6"),
        ("**All**", "**3**", "**3**", "**6**"),
    ]
    assert answer_rows(of(both, cells, sums)).columns == ["Age", "Cornwall", "Devon", "All areas"]
    assert in_file(both, cells, totals=sums)["Subtotal"].to_list() == ["no"] * 2 + ["yes"] * 4


def test_a_subtotal_about_victims_in_a_file_has_the_word_that_it_is_of_and_no_other():
    early = asked_of(measure="support_ending", by="stage", by2="early")
    sums = {
        ("investigation", None): Cell(QUARTER, None, ("investigation",), None, None, 20.0),
        (None, "yes"): Cell(QUARTER, None, ("yes",), None, None, 12.0),
        (None, None): Cell(QUARTER, None, (), None, None, 30.0),
    }

    rows = in_file(early, [], totals=sums)
    assert rows.select("Stage", "Within the limit of the report", "Value").rows() == [
        ("Investigation", "All", "20"),
        ("All", "Yes", "12"),
        ("All", "All", "30"),
    ]


def test_several_measures_stand_in_columns_with_subtotals_in_bold():
    days = asked_of(measure="days_to_tell", by="area")
    median = Cell(QUARTER, "Devon", (), None, 12, 4.0)
    share = Cell(QUARTER, None, (), 40, 66, 40 / 66)
    answers = [of(BY_AREA, SHARES, {(None,): share}), of(days, [median])]

    assert several_rows(answers, ["Told", "Days"]).rows() == [
        ("Cornwall", "61% (40 of 66)", None),
        ("Devon", "withheld: small number", "4 working days, of 12"),
        ("Plymouth", "none", None),
        ("**All areas**", "**61% (40 of 66)**", None),
    ]
    assert times_text(answers, ["Told", "Days"]) == ""


def test_several_measures_without_a_split_are_a_row_each_with_their_time():
    plans = asked_of(measure="case_plans_open")
    one = Cell(QUARTER, None, (), None, None, 3.0)

    assert several_rows(
        [of(asked_of(), SHARES[:1]), of(plans, [one])], ["Told", "Open"]
    ).rows() == [
        ("Told", "61% (40 of 66)", "January to December 2021"),
        ("Open", "3", "On 31 January 2022"),
    ]


def test_the_time_of_each_measure_is_said_where_they_differ():
    both = [asked_of(by="area"), asked_of(measure="case_plans_open", by="area")]

    assert times_text([of(each, []) for each in both], ["Told", "Open"]) == (
        "Told: April 2020 to March 2021; Open: on 31 January 2022."
    )


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
    assert answer_rows(of(early, cells)).columns == ["Stage", *series]
    assert chart_rows(early, cells)["series"].to_list() == series
    # A row of a file has a heading over each answer.
    assert in_file(early, cells)["Within the limit of the report"].to_list() == [
        "Yes",
        "No",
        "Not recorded",
    ]


def test_periods_come_the_newest_first_in_a_table_and_in_their_order_in_a_file():
    by_quarter = asked_of(by="period")
    summer = Period(date(2021, 7, 1), date(2021, 9, 30))
    cells = [Cell(period, None, (), 1, 2, 0.5) for period in (summer, QUARTER)]
    months = ["October to December 2021", "July to September 2021"]

    assert answer_rows(of(by_quarter, cells))["Period"].to_list() == months
    assert in_file(by_quarter, cells)["From"].to_list() == [date(2021, 7, 1), date(2021, 10, 1)]


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
