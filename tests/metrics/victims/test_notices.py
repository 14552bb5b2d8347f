from datetime import timedelta

import polars as pl
import pytest

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


def test_an_outcome_without_a_day_has_no_record_and_no_month():
    found = decisions_of(cases=[{"outcome_code": "15"}])

    assert found.select("month", "told").rows() == [(None, NoticeStatus.NO_RECORD)]
