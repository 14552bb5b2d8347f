"""Invented referrals, advice, plans and samples are of the size that an office would expect."""

from collections import Counter
from statistics import median

import pytest

from tests.data_access.demo.counting import BETTER_FROM, considered, days_between, share


@pytest.fixture(scope="module")
def needing_advice(tallies):
    """Cases with an outcome or a referral, each with the day of the first of them."""
    first = {row["case_key"]: row["referred_on"] for row in reversed(tallies["referral"])}
    days = {
        row["case_key"]: [row["outcome_on"], first.get(row["case_key"])]
        for row in tallies["investigation"]
    }
    return [
        {"case_key": key, "needed_by": min(filter(None, both))}
        for key, both in days.items()
        if any(both)
    ]


def test_one_case_in_eight_is_referred_and_some_of_them_twice(tallies):
    numbers = Counter(row["number"] for row in tallies["referral"])

    assert set(numbers) == {1, 2}
    assert 0.1 <= numbers[1] / len(tallies["investigation"]) <= 0.13
    assert 0.08 <= numbers[2] / numbers[1] <= 0.2


def test_seven_files_in_ten_are_accepted_before_and_after_july_2021(tallies):
    known = [row for row in tallies["referral"] if row["file_accepted"] is not None]
    for later in (False, True):
        some = [row for row in known if (row["referred_on"] >= BETTER_FROM) == later]
        assert 0.65 <= share(some, lambda row: row["file_accepted"]) <= 0.79


def test_a_third_of_decisions_against_charge_follow_a_meeting(tallies):
    against = [row for row in tallies["referral"] if row["decision"] == "no further action"]

    assert 0.25 <= share(against, lambda row: row["meeting_on"] is not None) <= 0.45


def test_early_advice_is_sought_in_a_fifth_and_considered_more_often_later(tallies, needing_advice):
    advice = {row["case_key"]: row for row in tallies["early_advice"]}
    early, late = (
        [row for row in needing_advice if (row["needed_by"] >= BETTER_FROM) == later]
        for later in (False, True)
    )

    sought = [key for key, row in advice.items() if row["sought"]]
    assert 0.17 <= len(sought) / len(needing_advice) <= 0.25
    assert share(early, lambda row: considered(row, advice.get(row["case_key"]))) < 0.45
    assert share(late, lambda row: considered(row, advice.get(row["case_key"]))) > 0.55


def test_four_plans_in_ten_are_answered_by_their_first_target(tallies):
    due = [row for row in tallies["case_plan"] if (row["first_target_on"] or "9") <= "2022-02-28"]

    assert (
        0.36
        <= share(due, lambda row: (row["answered_on"] or "9") <= row["first_target_on"])
        <= 0.48
    )
    assert 0.1 <= share(tallies["case_plan"], lambda row: row["first_target_on"] is None) <= 0.22


def test_plans_are_admin_finalised_about_ninety_days_after_their_target(tallies):
    days = [
        days_between(row["target_on"] or row["issued_on"], row["closed_on"])
        for row in tallies["case_plan"]
        if row["closed_reason"] == "admin finalised"
    ]

    assert 84 <= min(days) <= median(days) <= max(days) <= 112
    assert 88 <= median(days) <= 94


def test_some_open_plans_are_past_the_day_of_admin_finalising(tallies):
    late = [
        days_between(row["target_on"], "2022-02-28")
        for row in tallies["case_plan"]
        if row["closed_on"] is None and row["answered_on"] is None and row["target_on"]
    ]

    assert sum(days > 90 for days in late) >= 5
    assert sum(76 <= days <= 90 for days in late) >= 1


def test_escalations_are_few_and_informal_more_often_than_formal(tallies):
    routes = Counter(row["route"] for row in tallies["case_escalation"])

    assert 0.08 <= routes.total() / len(tallies["referral"]) <= 0.16
    assert routes["informal"] > 2 * routes["formal"]


def test_samples_are_taken_each_quarter_in_each_area_with_some_left_out(tallies):
    quarters = Counter(row["sampled_on"][:7] for row in tallies["dip_sample"])

    assert set(quarters) == {
        f"{year}-{month}" for year in (2019, 2020, 2021) for month in ("03", "06", "09", "12")
    } - {"2019-03"}
    assert min(quarters.values()) >= 6
    assert 85 <= quarters.total() < 99


def test_training_is_counted_for_each_area_and_year_with_some_missing(tallies):
    rows = tallies["training_year"]

    assert {(row["area"], row["year"]) for row in rows} == {
        (area, year)
        for area in ("Cornwall and Isles of Scilly", "Devon", "Plymouth")
        for year in (2019, 2020, 2021)
    }
    assert len(rows) == 9
    missing = sum(row[name] is None for row in rows for name in ("qualified", "accredited"))
    assert 1 <= missing <= 4
