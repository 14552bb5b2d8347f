"""Figures about people as everybody reads them: which release is read, and what it says."""

from datetime import date

import polars as pl
import pytest

from metrics.releases.counting import QUARTER, YEAR
from metrics.releases.medians import MEDIAN, median_table
from metrics.releases.people import (
    Median,
    Share,
    people_summary,
    period_key,
    released_periods,
    table_of,
)
from metrics.releases.tables import ALL
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_definitions import PASSED
from tests.released import LIMITS, TOLD, quarter, summary_of, with_median, year

SPRING, SUMMER, AUTUMN = (date(2021, month, 1) for month in (4, 7, 10))
OF_QUARTER, OF_YEAR = {"told": TOLD}, {"told": {"told in time": 240, "told late": 80, ALL: 340}}
DEVON = {"told": {"told in time": 120, "told late": 40, ALL: 165}}


# Shares and medians


@pytest.mark.parametrize(
    ("told", "share", "value"),
    [
        ({"told in time": 60, "told late": 40, ALL: 100}, Share(60, 100, False), 0.6),
        # Out of fewer than 50, and with a small numerator, there are the counts alone.
        ({"told in time": 30, "told late": 15, ALL: 45}, Share(30, 45, False), None),
        ({"told late": 95, ALL: 100}, Share(None, 100, False), None),
        ({ALL: None}, Share(None, None, False), None),
        # All of them, or all but a few.
        ({"told in time": 100, ALL: 100}, Share(100, 100, True), None),
    ],
)
def test_a_share_has_a_value_where_it_is_of_enough_and_neither_side_is_small(told, share, value):
    found = summary_of(quarter(SUMMER, {"told": told})).share("told_in_time")

    assert (found, found.value) == (share, value)


def test_a_share_with_a_table_of_its_own_is_nearly_all_where_the_rest_is_small():
    tables = {table_of("told_as_asked"): {"met": 95, ALL: 100}}

    assert summary_of(quarter(SUMMER, tables)).share("told_as_asked") == Share(95, 100, True)


def test_a_share_and_a_median_of_a_table_that_is_not_released_are_null():
    summary = summary_of(quarter(SUMMER, {}))

    assert (summary.share("told_in_time"), summary.median("days_to_tell")) == (None, None)
    assert summary.counts("told") is None


def test_a_median_has_its_value_and_the_rounded_number_that_it_is_of():
    summary = summary_of(quarter(SUMMER, with_median("days_to_tell", 4, 80)))

    assert summary.median("days_to_tell") == Median(4, 80)


# Which release is read


def test_a_table_is_seen_in_the_period_and_area_chosen_where_it_is_released_there():
    summary = summary_of(quarter(SUMMER, OF_QUARTER))

    assert summary.seen("told") is summary


@pytest.mark.parametrize(
    ("periods", "area", "seen_in", "seen_of"),
    [
        # An area that has no such table: all areas of the year.
        ([year(2020, OF_YEAR, {"Devon": {}})], "Devon", date(2020, 4, 1), None),
        # A quarter without it: the year that holds it, then the newest year before.
        ([year(2021, OF_YEAR), quarter(AUTUMN, {})], None, date(2021, 4, 1), None),
        ([year(2020, OF_YEAR), quarter(AUTUMN, {})], None, date(2020, 4, 1), None),
        # A year without it, of one area: the same area of the year before.
        (
            [year(2019, OF_YEAR, {"Devon": DEVON}), year(2020, {}, {"Devon": {}})],
            "Devon",
            date(2019, 4, 1),
            "Devon",
        ),
    ],
)
def test_a_table_that_is_not_released_there_is_seen_at_the_nearest_grain(
    periods, area, seen_in, seen_of
):
    seen = summary_of(*periods, area=area).seen("told")

    assert (seen.chosen.first, seen.chosen.months, seen.area) == (seen_in, YEAR, seen_of)


def test_a_table_released_only_in_later_periods_is_not_seen():
    before = quarter(SPRING, {})

    assert summary_of(before, quarter(SUMMER, OF_QUARTER), chosen=before).seen("told") is None


def test_the_summary_of_another_period_is_made_once():
    spring, summer = quarter(SPRING, OF_QUARTER), quarter(SUMMER, OF_QUARTER)
    summary = summary_of(spring, summer)

    assert summary.at(spring, None) is summary.at(spring, None)
    assert summary.at(summer, None) is summary.everywhere is summary


# Periods and areas beside each other


def test_a_share_is_followed_by_quarters_where_most_are_of_fifty_or_more():
    few = {"told": {"told in time": 20, "told late": 20, ALL: 40}}
    periods = [quarter(SPRING, OF_QUARTER), quarter(SUMMER, few), quarter(AUTUMN, OF_QUARTER)]
    rows = [(SPRING, 60, 95, 60 / 95), (SUMMER, 20, 40, None), (AUTUMN, 60, 95, 60 / 95)]

    assert summary_of(year(2020, OF_YEAR), *periods).series("told_in_time").rows() == rows


def test_a_share_is_followed_by_years_where_most_quarters_are_of_fewer():
    few = {"told": {"told in time": 20, "told late": 20, ALL: 40}}
    periods = [year(2020, OF_YEAR), quarter(SPRING, few), quarter(SUMMER, OF_QUARTER)]

    assert summary_of(*periods).series("told_in_time").rows() == [
        (date(2020, 4, 1), 240, 340, 240 / 340)
    ]


def test_areas_stand_beside_each_other_in_the_year_that_has_them_and_few_have_no_numbers():
    areas = {"Devon": DEVON, "Cornwall": {"told": {"told in time": 20, ALL: 30}}, "Dorset": {}}
    summary = summary_of(year(2020, OF_YEAR, areas), quarter(AUTUMN, OF_QUARTER))

    assert summary.year_of_areas("told_in_time").first == date(2020, 4, 1)
    assert summary.areas("told_in_time").rows() == [
        ("Cornwall", None, None),
        ("Devon", 120, 165),
    ]
    assert summary_of(year(2020, OF_YEAR)).areas("told_in_time").is_empty()


def test_a_year_before_is_the_same_quarter_or_the_year_before():
    before, other = quarter(date(2020, 10, 1), OF_QUARTER), quarter(SUMMER, OF_QUARTER)
    summary = summary_of(before, other, quarter(AUTUMN, {}))

    assert summary.a_year_before("told_in_time") == Share(60, 95, False)
    assert summary.at(other, None).a_year_before("told_in_time") is None


# What a reader chooses


def shown(periods, key=None, area=None):
    """The summary that a reader sees who chose a period and an area."""
    summary = people_summary(periods, LIMITS, key, area)
    assert summary
    return summary


def test_the_newest_year_is_shown_where_none_is_chosen_and_before_it_the_newest_quarter():
    quarters = (quarter(SPRING, OF_QUARTER), quarter(SUMMER, OF_QUARTER))
    of_year = year(2020, OF_YEAR)

    assert shown((of_year, *quarters)).chosen is of_year
    assert shown(quarters).chosen is quarters[1]
    assert people_summary((), LIMITS, None, None) is None


def test_a_period_is_chosen_by_its_key_and_one_that_is_not_released_gives_the_newest_year():
    periods = (quarter(date(2020, 4, 1), OF_QUARTER), year(2020, OF_YEAR))
    keys = [period_key(each.first, each.months) for each in periods]

    assert keys == ["2020-04", "year-2020-04"]
    assert [shown(periods, key).chosen for key in keys] == [*periods]
    assert shown(periods, "2031-01").chosen is periods[1]


@pytest.mark.parametrize(("key", "began"), [("2020-01", 2019), ("2021-04", 2020)])
def test_an_area_is_shown_by_the_year_that_holds_the_quarter_or_else_the_newest(key, began):
    periods = (
        *(quarter(date(2020, 1, 1), OF_QUARTER), year(2019, OF_YEAR, {"Devon": DEVON})),
        *(year(2020, OF_YEAR, {"Devon": DEVON}), quarter(SPRING, OF_QUARTER)),
    )

    summary = shown(periods, key, "Devon")

    assert (summary.chosen.first, summary.chosen.months) == (date(began, 4, 1), YEAR)
    assert summary.area == "Devon"


# From the store


AT_END = {SPRING: date(2021, 8, 31), SUMMER: date(2021, 11, 30)}
RELEASES = pl.DataFrame(
    [
        (1, "decisions", SPRING, QUARTER, AT_END[SPRING]),
        (2, "reports", SPRING, QUARTER, date(2021, 7, 31)),
        (3, "decisions", SUMMER, QUARTER, AT_END[SUMMER]),
        (4, "reports", date(2020, 4, 1), YEAR, date(2021, 4, 30)),
    ],
    ["id", "row_set", "first", "months", "counted_at"],
    orient="row",
)
TO_TELL = median_table("days_to_tell")
OFFERS = ROW_SETS["reports"].words["sarc"]
COUNTS = pl.DataFrame(
    [
        *((1, "told", None, word, 10) for word in PASSED),
        (1, "told", None, ALL, 50),
        *((2, "sarc", None, word, None) for word in OFFERS),
        (2, "sarc", None, ALL, 5),
        (3, TO_TELL, None, MEDIAN, 3),
        (3, TO_TELL, None, ALL, 80),
        (4, TO_TELL, "Devon", MEDIAN, 4),
        (4, TO_TELL, "Devon", ALL, 25),
        # Of an older list.
        (4, "told", None, "told in time", 60),
        (4, "told", None, ALL, 60),
    ],
    {"release": pl.Int64, "table": str, "area": str, "category": str, "shown": pl.Int64},
    orient="row",
)
NONE_WITHDRAWN = pl.DataFrame(schema={"first": pl.Date, "months": pl.Int64})


def of_the_store(day, withdrawn=NONE_WITHDRAWN):
    """The released periods as at ``day``."""
    tables = {
        "release": RELEASES,
        "released_count": COUNTS,
        "release_withdrawal": withdrawn,
    }
    return released_periods(tables, day)


def test_periods_come_oldest_first_with_every_number_that_was_released_by_the_day():
    periods = of_the_store(date(2021, 10, 31))

    assert [(each.first, each.last, each.counted_at, each.numbers) for each in periods] == [
        (
            date(2020, 4, 1),
            date(2021, 3, 31),
            {"reports": date(2021, 4, 30)},
            {(TO_TELL, "Devon"): {MEDIAN: 4, ALL: 25}},
        ),
        (
            SPRING,
            date(2021, 6, 30),
            {"decisions": AT_END[SPRING], "reports": date(2021, 7, 31)},
            {
                ("told", None): dict.fromkeys([*PASSED, ALL], 10) | {ALL: 50},
                ("sarc", None): {**dict.fromkeys(OFFERS), ALL: 5},
            },
        ),
    ]
    assert [each.areas for each in periods] == [["Devon"], []]


def test_a_withdrawn_period_is_shown_on_no_day():
    withdrawn = pl.DataFrame({"first": [SPRING], "months": [QUARTER]})

    periods = [
        [each.first for each in of_the_store(day, withdrawn)]
        for day in (AT_END[SPRING], AT_END[SUMMER])
    ]

    assert periods == [[date(2020, 4, 1)], [date(2020, 4, 1), SUMMER]]


def test_a_number_is_as_at_the_month_end_at_which_its_row_set_was_counted():
    periods = of_the_store(date(2021, 10, 31))

    assert shown(periods, "2021-04").chosen.as_at(["told"]) == AT_END[SPRING]
