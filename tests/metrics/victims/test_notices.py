from datetime import timedelta

import polars as pl
import pytest

from data_access.vocabulary import NO_FURTHER_ACTION
from metrics.victims.notices import NoticeStatus, decisions
from tests.builders import AS_AT, day_of
from tests.made_up_cases import OF_VICTIMS, STARTER_LIMITS, case_frame

# A Wednesday; the fifth working day after it is the next Wednesday.
DECIDED_ON = day_of("2021-11-03")
# The last working day before Christmas; four days without one follow it.
CHRISTMAS_EVE = day_of("2021-12-24")


def decisions_of(*notices, cases=(), referrals=(), limits=STARTER_LIMITS, as_at=AS_AT):
    numbered = [{"number": place, **each} for place, each in enumerate(notices, start=1)]
    tables = {name: case_frame(name, []) for name in OF_VICTIMS} | {
        "notice": case_frame("notice", numbered),
        "investigation": case_frame("investigation", list(cases)),
        "referral": case_frame("referral", list(referrals)),
    }
    return decisions(tables, limits, as_at)


def the_one(dimension, **notice):
    return decisions_of(notice)[dimension].item()


# Told in time


@pytest.mark.parametrize(
    ("enhanced", "told_on", "told"),
    [
        (True, "2021-11-04", NoticeStatus.IN_TIME),
        (True, "2021-11-05", NoticeStatus.LATE),
        (None, "2021-11-04", NoticeStatus.IN_TIME),
        (None, "2021-11-05", NoticeStatus.LATE),
        (False, "2021-11-10", NoticeStatus.IN_TIME),
        (False, "2021-11-11", NoticeStatus.LATE),
    ],
)
def test_a_victim_is_told_in_time_up_to_the_last_day_of_the_limit(enhanced, told_on, told):
    assert the_one("told", decided_on=DECIDED_ON, enhanced=enhanced, told_on=told_on) == told


@pytest.mark.parametrize(
    ("told_on", "told", "days"),
    [
        ("2021-12-24", NoticeStatus.IN_TIME, 0),
        ("2021-12-29", NoticeStatus.IN_TIME, 1),
        ("2021-12-30", NoticeStatus.LATE, 2),
    ],
)
def test_bank_holidays_are_no_working_days_of_the_limit(told_on, told, days):
    found = decisions_of({"decided_on": CHRISTMAS_EVE, "told_on": told_on})

    assert found.select("told", "days_to_tell").row(0) == (told, days)


def test_a_victim_told_before_the_decision_is_in_time_and_took_no_days():
    found = decisions_of({"decided_on": DECIDED_ON, "told_on": DECIDED_ON - timedelta(1)})

    assert found.select("told", "lateness", "days_to_tell").row(0) == (
        NoticeStatus.IN_TIME,
        "within the limit",
        0,
    )


def test_told_on_the_saturday_after_the_limit_is_late_by_no_working_day():
    thursday = day_of("2021-11-04")
    found = decisions_of({"decided_on": thursday, "told_on": "2021-11-06"})

    assert found.select("told", "lateness").row(0) == (
        NoticeStatus.LATE,
        "up to 5 working days late",
    )


@pytest.mark.parametrize(
    ("as_at", "told"),
    [
        ("2021-11-03", NoticeStatus.TO_BE_TOLD),
        ("2021-11-04", NoticeStatus.TO_BE_TOLD),
        ("2021-11-05", NoticeStatus.NOT_YET),
    ],
)
def test_a_limit_has_not_passed_on_its_last_day(as_at, told):
    found = decisions_of({"decided_on": DECIDED_ON}, as_at=day_of(as_at))

    assert found["told"].item() == told


def test_told_while_the_limit_runs_is_told_apart_from_in_time():
    notice = {"decided_on": DECIDED_ON, "told_on": DECIDED_ON}

    assert decisions_of(notice, as_at=DECIDED_ON)["told"].to_list() == [
        NoticeStatus.TOLD_BEFORE_LIMIT
    ]


def test_a_letter_by_post_is_sent_and_not_told():
    letter = {"sent_on": DECIDED_ON, "method": "letter by post", "told_by": "DI"}
    found = decisions_of({"decided_on": DECIDED_ON, "asked_method": "letter by post", **letter})

    assert found.select("told", "method", "as_asked", "lateness", "days_to_tell").row(0) == (
        NoticeStatus.BY_POST,
        "letter by post",
        "not told",
        "not told",
        None,
    )


def test_a_letter_by_post_within_the_limit_is_still_to_be_told():
    letter = {"decided_on": DECIDED_ON, "sent_on": DECIDED_ON, "method": "letter by post"}

    assert decisions_of(letter, as_at=DECIDED_ON)["told"].to_list() == [NoticeStatus.TO_BE_TOLD]


@pytest.mark.parametrize("told_on", [None, "2021-11-03", "2022-01-05"])
def test_a_reason_to_be_exempt_comes_before_everything_else(told_on):
    found = decisions_of({"exempt_reason": "risk to safety", "told_on": told_on})

    assert found.select("told", "exempt_reason", "days_to_tell").row(0) == (
        NoticeStatus.EXEMPT,
        "risk to safety",
        None,
    )


def test_who_is_exempt_and_yet_told_is_in_no_count_of_the_telling():
    told = {"told_on": "2021-11-03", "method": "telephone", "right_explained": True}

    found = decisions_of({"exempt_reason": "risk to safety", **told})

    of_the_telling = ("method", "told_by", "as_asked", "isva_present", "right_explained")
    assert found.select(of_the_telling).row(0) == ("exempt",) * len(of_the_telling)


def test_what_came_after_the_day_is_not_known_on_it():
    later = {
        "told_on": "2022-03-01",
        "method": "video",
        "told_by": "SOLO",
        "isva_present": True,
        "right_explained": True,
        "asked_method": "video",
        "asked_recorded_on": "2022-03-01",
    }

    assert decisions_of(later).equals(decisions_of({}))
    assert decisions_of({"decided_on": "2022-03-01"}).is_empty()


def test_the_limit_is_the_one_in_force_on_the_day_decided():
    longer = STARTER_LIMITS.with_columns(days=pl.lit(10, pl.Int64), effective_from=DECIDED_ON)
    both = STARTER_LIMITS.vstack(longer)
    told_late = {"told_on": "2021-11-08"}

    found = decisions_of(
        {"decided_on": DECIDED_ON - timedelta(1), **told_late},
        {"decided_on": DECIDED_ON, **told_late},
        limits=both,
    )

    assert found["told"].to_list() == [NoticeStatus.LATE, NoticeStatus.IN_TIME]


# No record of telling


@pytest.mark.parametrize("code", NO_FURTHER_ACTION)
def test_an_outcome_of_no_further_action_without_a_notice_is_no_record_of_telling(code):
    found = decisions_of(cases=[{"outcome_code": code, "outcome_on": DECIDED_ON}])

    assert found.select("area", "month", "decided_by", "told").rows() == [
        ("Devon", day_of("2021-11-01"), "police", NoticeStatus.NO_RECORD)
    ]


def test_a_notice_of_the_case_is_a_record_and_counts_by_its_own_day():
    case = {"outcome_code": "16", "outcome_on": "2021-12-01"}
    found = decisions_of({"decided_on": DECIDED_ON}, cases=[case])

    assert found.select("month", "told", "support_ended").rows() == [
        (day_of("2021-11-01"), NoticeStatus.NOT_YET, "yes")
    ]


@pytest.mark.parametrize("code", [None, "1", "20"])
def test_any_other_outcome_needs_no_notice(code):
    assert decisions_of(cases=[{"outcome_code": code, "outcome_on": DECIDED_ON}]).is_empty()


@pytest.mark.parametrize(("decided_on", "by"), [("2021-11-03", "cps"), ("2021-11-04", "police")])
def test_an_outcome_is_the_cps_s_where_it_had_decided_the_same_by_then(decided_on, by):
    found = decisions_of(
        cases=[{"outcome_code": "15", "outcome_on": DECIDED_ON}],
        referrals=[{"decision": "no further action", "decided_on": decided_on}],
    )

    assert found["decided_by"].to_list() == [by]


def test_of_two_decisions_of_the_cps_the_first_is_enough():
    against = {"decision": "no further action"}
    found = decisions_of(
        cases=[{"outcome_code": "15", "outcome_on": DECIDED_ON}],
        referrals=[
            {"number": 1, "decided_on": "2021-10-01", **against},
            {"number": 2, "decided_on": "2021-12-01", **against},
        ],
    )

    assert found["decided_by"].to_list() == ["cps"]


def test_an_outcome_without_a_day_has_no_record_and_no_month():
    found = decisions_of(cases=[{"outcome_code": "15"}])

    assert found.select("month", "told").rows() == [(None, NoticeStatus.NO_RECORD)]


def test_an_outcome_whose_limit_has_not_passed_may_still_be_told():
    found = decisions_of(cases=[{"outcome_code": "15", "outcome_on": AS_AT}])

    assert found["told"].to_list() == [NoticeStatus.TO_BE_TOLD]


def test_an_outcome_that_no_limit_was_in_force_for_is_past_none():
    later = STARTER_LIMITS.with_columns(effective_from=DECIDED_ON + timedelta(1))
    ended = {"outcome_code": "15", "outcome_on": DECIDED_ON}

    found = decisions_of(cases=[ended, {**ended, "case": 2, "outcome_on": None}], limits=later)

    # An outcome with no day has no limit either, and still counts as no record.
    assert found.select("month", "told").rows() == [
        (day_of("2021-11-01"), NoticeStatus.NO_LIMIT),
        (None, NoticeStatus.NO_RECORD),
    ]


def test_a_notice_without_an_investigation_is_counted_with_nothing_known_of_the_case():
    found = decisions_of({"case": 4, "told_on": "2021-11-03"})

    assert found.select("area", "told", "support_ended").rows() == [
        ("not recorded", NoticeStatus.IN_TIME, "not recorded")
    ]


def test_an_area_that_appears_half_way_has_no_rows_before():
    found = decisions_of(
        {"case": 1, "decided_on": "2021-10-05"}, {"case": 2, "decided_on": "2021-12-07"}
    )

    assert found.select("area", "month").rows() == [
        ("Devon", day_of("2021-10-01")),
        ("Cornwall", day_of("2021-12-01")),
    ]


# In the way asked for


@pytest.mark.parametrize(
    ("asked", "recorded_on", "as_asked", "preference"),
    [
        ("telephone", "2021-11-02", "as asked", "recorded beforehand"),
        ("telephone", "2021-11-03", "as asked", "recorded beforehand"),
        ("telephone", "2021-11-04", "asked afterwards", "recorded afterwards"),
        ("telephone", None, "asked, day not known", "recorded, day not known"),
        ("video", "2021-11-02", "otherwise", "recorded beforehand"),
        ("no preference", "2021-11-02", "no preference", "recorded beforehand"),
        (None, None, "not recorded", "not recorded"),
    ],
)
def test_told_as_asked_needs_a_wish_recorded_by_the_day_told(
    asked, recorded_on, as_asked, preference
):
    wish = {"asked_method": asked, "asked_recorded_on": recorded_on}
    found = decisions_of({"told_on": DECIDED_ON, "method": "telephone", **wish})

    assert found.select("as_asked", "preference").row(0) == (as_asked, preference)


def test_a_wish_known_of_somebody_not_told_is_recorded_beforehand():
    found = decisions_of({"asked_method": "video", "asked_recorded_on": "2021-11-10"})

    assert found.select("as_asked", "preference", "asked_and_used").row(0) == (
        "not told",
        "recorded beforehand",
        "video; not told",
    )
