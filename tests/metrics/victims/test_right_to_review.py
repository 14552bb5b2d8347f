from datetime import timedelta

import polars as pl
import pytest

from metrics.victims.right_to_review import requests, steps
from tests.builders import AS_AT, day_of
from tests.made_up_cases import OF_VICTIMS, STARTER_LIMITS, case_frame

LONG_AGO = AS_AT - timedelta(92)
NO_SUSPECT = "no suspect recorded as identified and interviewed"
STAGES = ("independent review", "local resolution")
STANDS = {"decided_on": "2021-12-20", "result": "original decision stands"}


def tables_of(notices=(), asked=(), cases=()):
    made = {"notice": notices, "review_request": asked}
    numbered = {
        name: [{"number": place, **each} for place, each in enumerate(rows, start=1)]
        for name, rows in made.items()
    }
    return {
        name: case_frame(name, numbered.get(name, []))
        for name in OF_VICTIMS
        if name != "investigation"
    } | {"investigation": case_frame("investigation", list(cases))}


def steps_of(*notices, asked=(), cases=()):
    told = [{"told_on": each.get("decided_on", "2021-11-03"), **each} for each in notices]
    return steps(tables_of(told, asked, cases), STARTER_LIMITS, AS_AT)


def requests_of(*asked, notices=(), limits=STARTER_LIMITS, as_at=AS_AT):
    return requests(tables_of(notices, asked), limits, as_at)


@pytest.mark.parametrize(("told_on", "rows"), [(LONG_AGO, 1), (LONG_AGO + timedelta(1), 0)])
def test_a_decision_counts_once_the_time_to_ask_for_a_review_is_over(told_on, rows):
    assert steps_of({"decided_on": "2021-11-03", "told_on": told_on}).height == rows


def test_a_decision_not_told_is_in_no_step():
    assert steps_of({"told_on": None}).is_empty()


def test_steps_count_by_the_month_in_which_the_time_to_ask_ends():
    found = steps_of({"decided_on": "2021-10-29", "told_on": "2021-11-02"})

    assert found["month"].to_list() == [day_of("2022-02-01")]


@pytest.mark.parametrize(
    ("requested_on", "review"),
    [
        ("2021-11-02", "no review asked for"),
        ("2021-11-03", "review asked for, not decided"),
        ("2022-03-01", "no review asked for"),
    ],
)
def test_a_request_is_of_a_decision_made_by_its_day(requested_on, review):
    found = steps_of({}, asked=[{"requested_on": requested_on}])

    assert found["review"].to_list() == [review]


def test_a_request_under_one_scheme_is_never_of_a_decision_under_the_other():
    found = steps_of({"decided_by": "cps"}, asked=[{"scheme": "police", **STANDS}])

    assert found["qualifying_and_review"].to_list() == ["cps; no review asked for"]


def test_a_request_is_of_the_newest_decision_before_it():
    older, newer = {"decided_on": "2021-10-01"}, {"decided_on": "2021-11-03"}

    found = steps_of(newer, older, asked=[STANDS])

    assert found.select("month", "review").rows() == [
        (day_of("2022-01-01"), "no review asked for"),
        (day_of("2022-02-01"), "original decision stands"),
    ]


def test_of_two_victims_of_one_decision_one_request_is_of_the_first_told():
    late, early = (
        {"decided_on": "2021-10-28", "told_on": day} for day in ("2021-11-10", "2021-10-29")
    )

    found = steps_of(late, early, asked=[STANDS])

    assert found.select("month", "review").rows() == [
        (day_of("2022-01-01"), "original decision stands"),
        (day_of("2022-02-01"), "no review asked for"),
    ]


def test_of_two_victims_of_one_decision_one_request_is_not_of_the_one_not_told():
    found = steps_of({"told_on": None}, {}, asked=[STANDS])

    assert found["review"].to_list() == ["original decision stands"]


def test_a_decision_on_review_later_than_the_day_is_not_known_yet():
    later = {"decided_on": "2022-03-01", "result": "overturned"}

    assert steps_of({}, asked=[later])["review"].to_list() == ["review asked for, not decided"]


@pytest.mark.parametrize(
    ("scheme", "crossed"),
    [("police", "police; support had ended"), ("cps", "cps; no review asked for")],
)
def test_a_victim_whose_support_had_ended_is_outside_the_police_scheme_alone(scheme, crossed):
    ended = {"outcome_code": "16", "outcome_on": "2021-11-03", "suspect_interviewed": True}

    found = steps_of({"decided_by": scheme}, cases=[ended])

    assert found.select("support_ended", "qualifying_and_review").row(0) == ("yes", crossed)


@pytest.mark.parametrize(
    ("outcome", "interviewed", "police"),
    [
        ("15", True, "no review asked for"),
        ("15", False, NO_SUSPECT),
        ("15", None, NO_SUSPECT),
        ("18", True, NO_SUSPECT),
        (None, True, "no review asked for"),
    ],
)
def test_the_police_scheme_alone_is_for_decisions_after_an_interview(outcome, interviewed, police):
    case = {
        "outcome_code": outcome,
        "outcome_on": outcome and "2021-11-03",
        "suspect_interviewed": interviewed,
    }

    of_police, of_cps = (
        steps_of({"decided_by": side}, cases=[case])["qualifying_and_review"].to_list()
        for side in ("police", "cps")
    )

    assert (of_police, of_cps) == ([f"police; {police}"], ["cps; no review asked for"])


def test_a_decision_of_a_case_that_no_row_says_of_is_outside_the_police_scheme():
    assert steps_of({})["qualifying_and_told_of_right"].to_list() == [f"police; {NO_SUSPECT}"]


def test_an_independent_review_is_no_second_victim_who_asked():
    stages = [{"scheme": "cps", "stage": stage, **STANDS} for stage in STAGES]

    found = steps_of({"decided_by": "cps"}, {"decided_by": "cps"}, asked=stages)

    assert found["review"].to_list() == ["original decision stands", "no review asked for"]


@pytest.mark.parametrize(
    ("stage", "decided", "days"),
    [
        ("local resolution", "cps, local resolution; done late", 11),
        ("independent review", "cps, independent review; done in time", 11),
        (None, "cps; stage not recorded", 11),
    ],
)
def test_each_stage_of_the_cps_scheme_has_its_own_limit(stage, decided, days):
    asked = {"scheme": "cps", "requested_on": "2021-12-01", "decided_on": "2021-12-16"}

    found = requests_of({**asked, "stage": stage})

    assert found.select("stage_and_decided", "days_to_decide").row(0) == (decided, days)


def test_no_limit_is_proposed_for_acknowledging_an_independent_review():
    asked = {"scheme": "cps", "stage": "independent review", "requested_on": "2021-12-01"}

    assert requests_of(asked)["stage_and_acknowledged"].to_list() == [
        "cps, independent review; no limit in force"
    ]


def test_a_local_resolution_counts_in_the_month_its_own_limits_end():
    asked = {"scheme": "cps", "stage": "local resolution", "requested_on": "2021-12-01"}

    last_day, day_after = (requests_of(asked, as_at=day_of(f"2021-12-{on}")) for on in (15, 16))

    assert last_day.is_empty()
    assert day_after["month"].to_list() == [day_of("2021-12-01")]


@pytest.mark.parametrize(
    ("acknowledged_on", "said"),
    [
        ("2021-12-15", "police; done in time"),
        ("2021-12-16", "police; done late"),
        (None, "police; not done, limit passed"),
    ],
)
def test_a_request_is_acknowledged_in_time_up_to_the_tenth_working_day(acknowledged_on, said):
    found = requests_of({"requested_on": "2021-12-01", "acknowledged_on": acknowledged_on})

    assert found["stage_and_acknowledged"].to_list() == [said]


@pytest.mark.parametrize(
    ("decided_on", "said", "days"),
    [("2022-01-17", "done in time", 30), ("2022-01-18", "done late", 31)],
)
def test_a_request_is_decided_in_time_up_to_the_thirtieth_working_day(decided_on, said, days):
    found = requests_of({"requested_on": "2021-12-01", "decided_on": decided_on})

    assert found.select("stage_and_decided", "days_to_decide").row(0) == (f"police; {said}", days)


def test_a_request_counts_once_both_limits_have_passed_by_the_month_of_the_later():
    asked = {"requested_on": "2021-12-01", "acknowledged_on": "2021-12-02"}

    last_day, day_after = (requests_of(asked, as_at=day_of(f"2022-01-{on}")) for on in (17, 18))

    assert last_day.is_empty()
    assert day_after.select("month", "stage_and_acknowledged", "stage_and_decided").rows() == [
        (day_of("2022-01-01"), "police; done in time", "police; not done, limit passed")
    ]


@pytest.mark.parametrize(
    ("in_force", "month", "acknowledged", "decided"),
    [
        (["review_acknowledge"], "2022-01-01", "done late", "no limit in force"),
        (["review_decide"], "2022-02-01", "no limit in force", "done in time"),
        ([], "2021-12-01", "no limit in force", "no limit in force"),
    ],
)
def test_a_request_that_a_limit_is_not_in_force_for_is_counted_by_the_other_or_its_own_day(
    in_force, month, acknowledged, decided
):
    asked = {"requested_on": "2021-12-23", "acknowledged_on": "2022-01-20", **STANDS}
    limits = STARTER_LIMITS.filter(pl.col("code").is_in(in_force))

    found = requests_of(asked | {"decided_on": "2022-01-21"}, limits=limits)

    assert found.select("month", "stage_and_acknowledged", "stage_and_decided").rows() == [
        (day_of(month), f"police; {acknowledged}", f"police; {decided}")
    ]


def test_a_request_after_no_decision_is_counted_and_says_so():
    asked = {"requested_on": "2021-12-01"}

    found = requests_of(asked, {**asked, "case": 2}, notices=[{"case": 2}])

    assert found["after_a_decision"].to_list() == ["no", "yes"]
