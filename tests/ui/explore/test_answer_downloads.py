"""Downloads of a result: its figures, and everything that must accompany them."""

from datetime import date

from metrics.explore.query import Cell
from metrics.periods import Period
from tests.metrics.explore.questions import asked_of
from ui.rows.explore import answer_rows, chart_rows
from ui.rows.explore_file import file_rows

QUARTER = Period(date(2021, 10, 1), date(2021, 12, 31))
# Of enough, of too few, with too few in it, and not released.
SHARES = [
    Cell(QUARTER, "Cornwall", (), 40, 65, 40 / 65),
    Cell(QUARTER, "Devon", (), 20, 30, None),
    Cell(QUARTER, "Plymouth", (), None, 80, None),
    Cell(QUARTER, "Torbay", (), None, None, None, "not released"),
]
BY_AREA = asked_of(by="area")


def in_file(query, cells, title="Told"):
    return file_rows(query, cells, title)


def test_a_file_has_plain_values_and_beside_what_is_missing_the_reason():
    same = {
        "Measure": "Told",
        "From": date(2021, 10, 1),
        "To": date(2021, 12, 31),
        "Unit": "share, 0 to 1",
    }

    assert in_file(BY_AREA, SHARES).rows(named=True) == [
        {**same, "Area": "Cornwall", "Value": "0.6153846154", "Counted": "40", "Out of": "65"}
        | {"Why missing": None},
        {**same, "Area": "Devon", "Value": None, "Counted": "20", "Out of": "30"}
        | {"Why missing": "20 of 30"},
        {**same, "Area": "Plymouth", "Value": None, "Counted": "<5", "Out of": "80"}
        | {"Why missing": "fewer than 5 of 80"},
        {**same, "Area": "Torbay", "Value": None, "Counted": None, "Out of": None}
        | {"Why missing": "not released"},
    ]


def test_a_count_of_people_that_is_small_is_under_5_in_a_file():
    by_stage = asked_of(measure="support_ending", by="stage")
    cells = [
        Cell(QUARTER, None, ("report",), None, None, 780),
        Cell(QUARTER, None, ("statement",), None, None, None, "fewer than 5"),
    ]

    assert in_file(by_stage, cells).select("Stage", "Value", "Why missing").rows() == [
        ("Report", "780", None),
        ("Statement", "<5", None),
    ]


def test_what_is_counted_on_a_day_has_that_day_alone_in_a_file():
    on_days = asked_of(measure="case_plans_open", by="period")
    [row] = in_file(on_days, [Cell(QUARTER, None, (), None, None, 3.0)]).rows(named=True)

    assert (row["From"], row["To"], row["Value"]) == (None, date(2021, 12, 31), "3")


def test_a_table_shows_the_same_in_words():
    assert answer_rows(BY_AREA, SHARES).rows(named=True) == [
        {"Area": "Cornwall", "Share": "62%", "Counted": "40", "Out of": "65"},
        {"Area": "Devon", "Share": "20 of 30", "Counted": "20", "Out of": "30"},
        {
            "Area": "Plymouth",
            "Share": "fewer than 5 of 80",
            "Counted": "fewer than 5",
            "Out of": "80",
        },
        {"Area": "Torbay", "Share": "not released", "Counted": "–", "Out of": "–"},
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
    assert in_file(both, cells, "Plans").select("Age", "Area", "Value").row(1) == (
        "0-28 days",
        "Devon",
        "1200",
    )


def test_beside_each_other_a_yes_or_no_says_to_what():
    told = asked_of(measure="right_to_review", by="scheme", by2="told of the right")
    cells = [
        Cell(QUARTER, None, ("police", answer), None, None, 12) for answer in ("met", "not met")
    ]

    series = ["Told of the right: yes", "Told of the right: no"]
    assert answer_rows(told, cells).columns == ["Scheme", *series]
    assert chart_rows(told, cells)["series"].to_list() == series
    # A row of a file has a heading over each answer.
    assert in_file(told, cells)["Told of the right"].to_list() == ["Yes", "No"]


def test_periods_come_the_newest_first_in_a_table_and_in_their_order_in_a_file():
    by_quarter = asked_of(by="period")
    summer = Period(date(2021, 7, 1), date(2021, 9, 30))
    cells = [Cell(period, None, (), 1, 2, 0.5) for period in (summer, QUARTER)]
    months = ["October to December 2021", "July to September 2021"]

    assert answer_rows(by_quarter, cells)["Period"].to_list() == months
    assert in_file(by_quarter, cells)["From"].to_list() == [date(2021, 7, 1), date(2021, 10, 1)]


def test_a_chart_has_no_value_where_there_is_none_and_says_why():
    rows = chart_rows(BY_AREA, SHARES)

    assert rows.select("place", "value", "start", "said", "letters").rows() == [
        ("Cornwall", 40 / 65, 40 / 65, "62% (40 of 65)", 14),
        ("Devon", None, 0.0, "20 of 30", 8),
        ("Plymouth", None, 0.0, "fewer than 5 of 80", 18),
        ("Torbay", None, 0.0, "not released", 12),
    ]


def test_a_figure_of_a_day_stands_in_the_month_of_that_day_on_a_chart():
    on_days = asked_of(measure="case_plans_open", by="period")
    of_time = asked_of(measure="referrals", by="period")
    cell = Cell(QUARTER, None, (), None, None, 3.0)

    assert chart_rows(on_days, [cell])["period"].to_list() == [date(2021, 12, 1)]
    assert chart_rows(of_time, [cell])["period"].to_list() == [date(2021, 10, 1)]
