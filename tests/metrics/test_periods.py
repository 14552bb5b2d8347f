from datetime import date, timedelta
from itertools import accumulate

import polars as pl
import pytest

from data_access.vocabulary import DayType
from metrics.periods import (
    Limit,
    bank_holidays,
    count_working_days,
    first_day_past,
    last_day_allowed,
    last_day_within,
    limits_in_force,
    limits_to_show,
    nth_working_day,
)
from tests import slow_calendar
from tests.builders import AS_AT, day_of, frame

EVERY_DAY = pl.date_range(date(2015, 1, 1), date(2035, 12, 31), eager=True).to_list()
LONGEST = 40

OLD = {"days": 10, "effective_from": "2018-01-01", "effective_to": "2021-12-31", "verified": False}
NEW = {"days": 14, "effective_from": "2022-01-01"}


def limit_on(time_limits, code, day):
    return limits_in_force(time_limits, [code], day)[code]


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        ("2017-12-31", None),
        ("2018-01-01", Limit(10, verified=False)),
        ("2021-12-31", Limit(10, verified=False)),
        ("2022-01-01", Limit(14, verified=True)),
        ("2030-01-01", Limit(14, verified=True)),
    ],
)
def test_a_limit_holds_from_its_first_day_to_its_last(day, limit):
    assert limit_on(frame("time_limit", NEW, OLD), "due_soon", day_of(day)) == limit


def test_where_two_limits_overlap_the_newer_one_holds():
    open_ended = OLD | {"effective_to": None}
    limits = frame("time_limit", NEW, open_ended)

    assert limit_on(limits, "due_soon", AS_AT) == Limit(14, verified=True)


def test_a_limit_says_which_days_it_counts():
    working = frame("time_limit", NEW | {"days": 5, "day_type": "working"})
    limit = limit_on(working, "due_soon", AS_AT)

    assert limit == Limit(5, verified=True, day_type=DayType.WORKING)
    assert (limit.text, Limit(1, verified=True).text) == ("5 working days", "1 day")


def test_limits_are_found_by_their_codes():
    found = limits_in_force(frame("time_limit", NEW), ("stale", "due_soon"), AS_AT)

    assert found == {"stale": None, "due_soon": Limit(14, verified=True)}


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2017-12-31", None),
        ("2018-01-01", "2018-01-11"),
        ("2021-12-31", "2022-01-10"),
        ("2022-01-01", "2022-01-15"),
        (None, None),
    ],
)
def test_each_day_is_held_to_the_limit_in_force_on_it(day, last):
    days = pl.Series("day", [day], pl.String).str.to_date().to_frame()
    limits = frame("time_limit", NEW, OLD, NEW | {"code": "stale", "days": 1})

    found = days.select(last_day_allowed(limits, "due_soon", pl.col("day"))).item()

    assert found == (day_of(last) if last else None)


def test_no_day_is_held_to_a_limit_that_is_not_there():
    days = pl.DataFrame({"day": [AS_AT]})

    found = days.select(last_day_allowed(frame("time_limit"), "due_soon", pl.col("day")))

    assert found.to_series().to_list() == [None]


# Working days, against the slow way


def test_bank_holidays_are_those_that_the_rules_give():
    years = range(2015, 2036)
    weekdays = {day for day in bank_holidays() if day.weekday() < 5 and day.year in years}

    assert weekdays == set().union(*(slow_calendar.bank_holidays(year) for year in years))


def test_every_limit_from_every_day_ends_where_a_slow_count_ends():
    slow = [slow_calendar.working_days_after(day, LONGEST) for day in EVERY_DAY]
    ends = pl.DataFrame({"day": EVERY_DAY}).select(
        nth_working_day(pl.col("day"), n).alias(f"{n}") for n in range(LONGEST + 1)
    )

    assert ends.rows() == [tuple(days) for days in slow]


def test_every_stretch_of_days_holds_what_a_slow_count_gives():
    working = list(accumulate(slow_calendar.is_working_day(day) for day in EVERY_DAY))
    stretches = [
        (start, start + timedelta(length), working[place + length] - working[place])
        for place, start in enumerate(EVERY_DAY)
        for length in (0, 1, 2, 3, 4, 5, 7, 10, 30, 61, 365)
        if place + length < len(EVERY_DAY)
    ]
    days = pl.DataFrame(stretches, ["start", "end", "slow"], orient="row")

    assert days.select(
        count_working_days(pl.col("start"), pl.col("end"))
    ).to_series().to_list() == [number for *_, number in stretches]


def test_a_column_keeps_its_nulls():
    nothing = pl.DataFrame({"day": [None]}, {"day": pl.Date})
    day = pl.col("day")

    found = nothing.select(
        after=nth_working_day(day, 5), between=count_working_days(day, pl.lit(AS_AT))
    )

    assert found.rows() == [(None, None)]


def test_days_before_a_day_are_refused():
    with pytest.raises(ValueError, match="give a number of 0 or more"):
        nth_working_day(pl.lit(AS_AT), -1)


def test_no_working_day_lies_between_a_day_and_an_earlier_one():
    days = count_working_days(pl.lit(day_of("2022-04-19")), pl.lit(day_of("2022-04-14")))

    assert pl.select(days).item() == 0


# The end of a limit


@pytest.mark.parametrize(
    ("day_type", "last_day", "first_past"),
    [("calendar", "2022-04-19", "2022-04-20"), ("working", "2022-04-25", "2022-04-26")],
)
def test_a_limit_of_five_days_from_the_thursday_before_easter(day_type, last_day, first_past):
    limit = Limit(5, verified=True, day_type=DayType(day_type))
    day = pl.lit(day_of("2022-04-14"))

    assert pl.select(last_day_within(day, limit)).item() == day_of(last_day)
    assert pl.select(first_day_past(day, limit)).item() == day_of(first_past)


@pytest.mark.parametrize("days", [0, 1, 5, 10])
def test_more_than_a_limit_has_passed_from_the_first_day_past_it_and_not_before(days):
    start, limit = day_of("2022-04-09"), Limit(days, verified=True, day_type=DayType.WORKING)
    past = pl.select(first_day_past(pl.lit(start), limit)).item()

    for day in (past - timedelta(1), past, past + timedelta(1)):
        assert (slow_calendar.working_days_between(start, day) > days) is (day >= past)


def test_the_limits_of_a_day_are_those_in_force_on_it_and_those_not_verified_come_first():
    limits = frame(
        "time_limit",
        {"code": "a", "effective_from": "2018-01-01", "effective_to": "2022-02-27"},
        {"code": "a", "effective_from": "2022-02-28"},
        {"code": "b", "effective_from": "2018-01-01", "verified": False},
        {"code": "c", "effective_from": "2022-03-01"},
    )

    def shown(day):
        return limits_to_show(limits, day_of(day)).select("code", "effective_from").rows()

    assert shown("2022-02-27") == [("b", day_of("2018-01-01")), ("a", day_of("2018-01-01"))]
    assert shown("2022-02-28") == [("b", day_of("2018-01-01")), ("a", day_of("2022-02-28"))]
