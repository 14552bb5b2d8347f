import pytest

from metrics.victims.support import outcomes_given, support_ends
from tests.builders import AS_AT, day_of
from tests.made_up_cases import OF_VICTIMS, STARTER_LIMITS, case_frame

REPORTED = {"reported_on": "2021-07-16"}


def tables_of(**made):
    return {name: case_frame(name, made.get(name, [])) for name in OF_VICTIMS}


def end_of(cases=(REPORTED,), limits=STARTER_LIMITS, **end):
    tables = tables_of(investigation=list(cases), support_end=[end])
    return support_ends(tables, limits, AS_AT).row(0, named=True)


@pytest.mark.parametrize(("ended_on", "early"), [("2021-08-15", "yes"), ("2021-08-16", "no")])
def test_support_that_ends_within_the_limit_of_the_report_ends_early(ended_on, early):
    assert end_of(ended_on=ended_on)["early"] == early


def test_whether_support_ended_early_is_not_known_without_a_report_or_a_limit():
    assert end_of(cases=())["early"] == "not recorded"
    assert end_of(limits=STARTER_LIMITS.clear())["early"] == "not recorded"


def test_nothing_recorded_is_said_to_be_not_recorded():
    assert end_of() == {
        "area": "Devon",
        "month": day_of("2021-09-01"),
        "stage": "not recorded",
        "reason": "not recorded",
        "stage_and_reason": "not recorded; not recorded",
        "stage_and_early": "not recorded; no",
        "early": "no",
        "evidenced": "not recorded",
        "resumed": "no",
        "domestic_abuse": "not recorded",
        "mg6dar": "not recorded",
        "abuse_and_mg6dar": "not recorded; not recorded",
    }


@pytest.mark.parametrize(("resumed_on", "resumed"), [("2022-02-28", "yes"), ("2022-03-01", "no")])
def test_support_that_resumes_after_the_day_has_not_resumed_on_it(resumed_on, resumed):
    assert end_of(resumed_on=resumed_on)["resumed"] == resumed


def test_outcomes_count_in_the_month_they_were_given_whenever_reported():
    cases = [
        {"case": 1, "outcome_code": "16", "outcome_on": "2022-02-28", "domestic_abuse": True},
        {"case": 2, "outcome_code": "1A", "outcome_on": "2021-12-01", "domestic_abuse": False},
        {"case": 3, "outcome_code": "5"},
        {"case": 4, "outcome_code": "16", "outcome_on": "2022-03-01"},
    ]

    assert outcomes_given(tables_of(investigation=cases), AS_AT).rows() == [
        ("Devon", day_of("2022-02-01"), "16: victim does not support, suspect identified", "yes"),
        ("Cornwall", day_of("2021-12-01"), "1: charged or summonsed", "no"),
        ("Devon", None, "another outcome", "not recorded"),
    ]
