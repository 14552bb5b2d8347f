from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.cases.case_plans import (
    AGE_BANDS,
    MUST_ACT,
    answered_in_target,
    answered_in_target_by_month,
    count_closed_by_month,
    count_near_closure,
    count_open,
    count_open_by_age,
    count_open_by_age_and_target,
    count_open_by_side,
    count_past_closure_by_age,
)
from metrics.periods import Limit
from tests import oracles_process
from tests.builders import AS_AT, day_of
from tests.made_up_cases import DAYS, PLANS, case_frame, numbered, of_area
from tests.often import often

CLOSURE, WATCH = Limit(90, verified=False), Limit(14, verified=False)
LIMITS = CLOSURE.days, WATCH.days
WITHOUT_LIMITS = (count_open, count_open_by_age, count_open_by_side, answered_in_target)
WITH_LIMITS = (count_near_closure,)


def plans_of(*rows):
    return numbered("case_plan", rows)


# Against the slow way


@often(200)
@given(PLANS, DAYS)
def test_open_plans_are_what_a_slow_count_gives(made, day):
    plans = case_frame("case_plan", made)
    rows = plans.to_dicts()

    by_age = dict(count_open_by_age(plans, day).select("age_band", "open").iter_rows())
    by_side = dict(count_open_by_side(plans, day).select("must_act", "open").iter_rows())

    assert count_open(plans, day).row(0) == oracles_process.count_open(rows, day)
    assert list(by_age.items()) == [
        (band, oracles_process.open_by_age(rows, day)[band]) for band in AGE_BANDS
    ]
    assert count_open_by_age_and_target(plans, day).rows() == [
        (
            band,
            *oracles_process.open_and_answered(rows, day, band),
            *oracles_process.open_by_target(rows, day, band),
        )
        for band in AGE_BANDS
    ]
    assert list(by_side.items()) == [
        (side, oracles_process.open_by_side(rows, day)[side]) for side in MUST_ACT
    ]


@often(200)
@given(PLANS, DAYS)
def test_plans_answered_in_target_are_what_a_slow_count_gives(made, day):
    plans = case_frame("case_plan", made)

    found = answered_in_target(plans, day).row(0, named=True)
    months = answered_in_target_by_month(plans, day)

    assert found == oracles_process.answered_in_target(plans.to_dicts(), day)
    assert (months["met"].sum(), months["of"].sum()) == (found["met"], found["of"])
    assert {
        month: oracles_process.answered_in_target(
            [
                row
                for row in plans.to_dicts()
                if row["first_target_on"] and row["first_target_on"].replace(day=1) == month
            ],
            day,
        )["share"]
        for month in months["month"]
    } == dict(months.select("month", "share").iter_rows())


@often(300)
@given(PLANS, DAYS)
def test_the_watch_for_administrative_closure_is_what_a_slow_count_gives(made, day):
    plans = case_frame("case_plan", made)
    rows = plans.to_dicts()

    near = count_near_closure(plans, day, CLOSURE, WATCH).row(0, named=True)

    assert near == oracles_process.near_closure(rows, day, *LIMITS)
    by_age = count_past_closure_by_age(plans, day, CLOSURE)
    assert (by_age["age_band"].to_list(), by_age["past"].sum()) == ([*AGE_BANDS], near["past"])


@often(200)
@given(PLANS, DAYS)
def test_plans_closed_by_month_and_reason_are_what_a_slow_count_gives(made, day):
    plans = case_frame("case_plan", made)

    found = count_closed_by_month(plans, day).rows()

    assert {(month, reason): number for month, reason, number in found} == dict(
        oracles_process.closed_by_month(plans.to_dicts(), day)
    )
    dated = [row[:2] for row in found if row[0]]
    assert dated == sorted(dated)


@pytest.mark.often
@settings(max_examples=50)
@given(st.sampled_from(WITHOUT_LIMITS + WITH_LIMITS), PLANS, DAYS)
def test_each_area_counts_what_its_plans_alone_would(count, made, day):
    plans = case_frame("case_plan", made)
    limits = (CLOSURE, WATCH) if count in WITH_LIMITS else ()

    found = count(plans, day, *limits, by_area=True)

    for area in found["area"].unique():
        alone = count(of_area(plans, area), day, *limits)
        assert of_area(found, area).drop("area").rows() == alone.rows()


# The day itself


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (0, "0-28 days"),
        (28, "0-28 days"),
        (29, "29-56 days"),
        (56, "29-56 days"),
        (57, "57-90 days"),
        (90, "57-90 days"),
        (91, "over 90 days"),
    ],
)
def test_a_band_holds_its_last_day(age, band):
    bands = count_open_by_age(plans_of({"issued_on": AS_AT - timedelta(age)}), AS_AT)

    assert bands.filter(open=1)["age_band"].to_list() == [band]


def test_a_month_has_a_row_once_a_first_target_of_it_has_passed():
    plans = plans_of({"first_target_on": AS_AT}, {"first_target_on": "2022-01-31"})

    assert answered_in_target_by_month(plans, AS_AT).rows() == [(day_of("2022-01-01"), 0, 1, 0.0)]


def test_without_a_limit_no_plan_is_near_closure_and_without_a_watch_none_before_the_day():
    long_past, of_the_day, before = (
        {"target_on": AS_AT - timedelta(days)} for days in (400, 90, 80)
    )
    plans = plans_of(long_past, of_the_day, before)

    assert count_near_closure(plans, AS_AT, None, WATCH).rows() == [(0, 0, 3, 0)]
    assert count_near_closure(plans, AS_AT, CLOSURE, None).rows() == [(1, 1, 3, 0)]
