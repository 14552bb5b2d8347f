from datetime import timedelta

import pytest

from metrics.victims.referred_decisions import Met, referred_decisions
from tests.builders import AS_AT, day_of
from tests.made_up_cases import OF_VICTIMS, STARTER_LIMITS, case_frame, numbered

NFA_ON = day_of("2022-01-31")
BY_CPS = {"decided_on": NFA_ON, "decision": "no further action"}


def meetings(*referrals, limits=STARTER_LIMITS, **investigation):
    """By who decided: met, of, and not known to be of both, of the one case."""
    nothing = {name: case_frame(name, []) for name in OF_VICTIMS}
    tables = nothing | {
        "investigation": case_frame("investigation", [investigation]),
        "referral": numbered("referral", referrals),
    }
    found = referred_decisions(tables, limits, AS_AT).select("decided_by", "meeting").rows()
    of = {side: [word for by, word in found if by == side] for side in ("police", "cps")}
    return {
        side: (words.count(Met.BOTH), len(words), words.count(Met.NOT_KNOWN))
        for side, words in of.items()
    }


def test_a_case_without_a_decision_is_not_counted():
    assert meetings() == {"police": (0, 0, 0), "cps": (0, 0, 0)}


def test_without_a_limit_a_decision_has_a_category_of_its_own():
    tables = {
        **{name: case_frame(name, []) for name in OF_VICTIMS},
        "referral": numbered("referral", [BY_CPS]),
    }

    found = referred_decisions(tables, STARTER_LIMITS.clear(), AS_AT)

    assert found["meeting"].to_list() == ["no limit in force"]


@pytest.mark.parametrize(("days_before", "met"), [(-1, 0), (0, 1), (28, 1), (29, 0)])
def test_a_meeting_counts_on_the_day_or_within_the_limit_before_it(days_before, met):
    meeting = {"meeting_on": NFA_ON - timedelta(days_before), "both_roles_met": True}

    assert meetings({**BY_CPS, **meeting})["cps"] == (met, 1, 0)
    police = meetings(meeting, outcome_code="15", outcome_on=NFA_ON)["police"]
    assert police == (met, 1, 0)


@pytest.mark.parametrize("both", [False, None])
def test_a_meeting_not_known_to_have_had_both_roles_is_not_met(both):
    assert meetings({**BY_CPS, "meeting_on": NFA_ON, "both_roles_met": both})["cps"] == (0, 1, 1)


@pytest.mark.parametrize(("days_later", "of_police"), [(-1, 1), (0, 0), (1, 0)])
def test_a_police_outcome_after_the_same_decision_of_the_cps_is_counted_once(days_later, of_police):
    outcome = {"outcome_code": "15", "outcome_on": NFA_ON + timedelta(days_later)}

    assert meetings(BY_CPS, **outcome) == {"police": (0, of_police, 0), "cps": (0, 1, 0)}


@pytest.mark.parametrize(
    ("code", "referred_on", "counted"),
    [("15", "2022-01-31", 1), ("15", "2022-02-01", 0), ("1", "2022-01-31", 0)],
)
def test_a_police_outcome_counts_only_after_a_referral_and_as_no_further_action(
    code, referred_on, counted
):
    found = meetings({"referred_on": referred_on}, outcome_code=code, outcome_on=NFA_ON)

    assert found["police"] == (0, counted, 0)


def test_of_several_referrals_any_meeting_in_time_will_do():
    with_one = {"meeting_on": NFA_ON, "both_roles_met": False}
    with_both = {"meeting_on": NFA_ON, "both_roles_met": True}

    found = meetings(with_one, with_both, outcome_code="16", outcome_on=NFA_ON)

    assert found["police"] == (1, 1, 0)
