"""The Data page's rows about releases."""

from datetime import UTC, date, datetime

from metrics.measures.catalogue import MEASURES
from metrics.releases.counting import QUARTER, YEAR
from metrics.releases.medians import median_table
from metrics.releases.periods import Due
from metrics.releases.tables import MEDIANS, listed
from metrics.victims.row_sets import ROW_SETS
from tests.builders import frame
from tests.released import TOLD, quarter, with_median
from ui.rows.releases import (
    ROW_SET_TITLES,
    every_number_row,
    next_rows,
    number_rows,
    release_rows,
    table_text,
    withdrawal_rows,
)

SUMMER, AUTUMN = date(2021, 7, 1), date(2021, 10, 1)
OCTOBER, NOVEMBER = date(2021, 10, 31), date(2021, 11, 30)
RECORDED = {"recorded_at": datetime(2021, 11, 2, 9, tzinfo=UTC), "recorded_by": "the app"}


def test_every_row_set_has_a_title():
    assert {*ROW_SET_TITLES} == {*ROW_SETS}


def test_a_period_says_what_is_released_of_it_as_at_when_and_from_which_file():
    of_summer = {"first": SUMMER, "months": QUARTER, "batch": 4, **RECORDED}
    at_first = [
        of_summer | {"row_set": kind, "counted_at": OCTOBER}
        for kind in ROW_SETS
        if kind != "review_steps"
    ]
    later = of_summer | {"row_set": "review_steps", "counted_at": NOVEMBER, "batch": 5}
    of_year = of_summer | {"first": date(2020, 4, 1), "months": YEAR, "row_set": "outcomes"}

    rows = release_rows(frame("release", *at_first, later, of_year | {"counted_at": OCTOBER}))

    assert rows.rows() == [
        (
            "July to September 2021",
            "All but right to review as at 31 October 2021; right to review as at 30 November 2021",
            "4, 5",
            "02/11/2021, the app",
        ),
        ("April 2020 to March 2021", "Outcomes as at 31 October 2021", "4", "02/11/2021, the app"),
    ]


def test_what_is_next_says_which_month_end_it_waits_for():
    due = [
        Due("outcomes", SUMMER, QUARTER, OCTOBER),
        Due("reports", SUMMER, QUARTER, OCTOBER),
        Due("review_steps", SUMMER, QUARTER, NOVEMBER),
    ]

    assert next_rows(due, OCTOBER).rows() == [
        (
            "July to September 2021",
            "Outcomes and support offered and characteristics",
            "closed: due now",
        ),
        ("July to September 2021", "Right to review", "30\u00a0November\u00a02021"),
    ]


def test_the_numbers_of_a_period_are_those_that_everybody_reads():
    period = quarter(SUMMER, {"told": TOLD, **with_median("days_to_tell", 4, 80)})

    told, median = number_rows(period).rows()
    assert told == (
        "Told",
        "All areas together",
        "95",
        "told in time: 60; told late: 20; not yet told: 10; sent by post, not known to be told: 5; "
        "no record of telling: fewer than 5",
    )
    assert median[2:] == ("80", "median: 4")
    assert every_number_row(period).rows()[0] == ("Told", "all areas together", "all", "95")


def test_every_released_table_has_a_name_in_words():
    tables, _ = listed()
    names = [table_text(each) for each in (*tables, *map(median_table, MEDIANS))]

    assert not [name for name in names if "_" in name or "{" in name]
    assert len({*names}) == len(names)
    assert not {*names} & {*MEASURES}


def test_a_withdrawal_has_its_reason_name_and_day():
    new = {"first": SUMMER, "months": QUARTER, "reason": "The file was of 2020", **RECORDED}

    assert withdrawal_rows(frame("release_withdrawal", new)).rows() == [
        ("July to September 2021", "2\u00a0November\u00a02021", "the app", "The file was of 2020")
    ]
