"""The page of escalations, for joint actions, for cases, and for both together."""

import pytest

from metrics.escalations.escalation_figures import (
    escalations_text,
    not_verified,
    of_actions_text,
    outcome_figures,
    past_figures,
)
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.periods import Period
from tests.builders import AS_AT, day_of, day_state
from tests.made_up_cases import GRACE_DAYS, numbered, of_area
from tests.sentences import (
    JOINT_ACTIONS_LEFT_OUT,
    OF_DEVON_ONLY,
    OF_JOINT_ACTIONS,
    RUNGS_NOT_VERIFIED,
)

MONTH_END = day_of("2022-01-31")
GRACES = [
    {"code": f"escalation_grace_{rung}", "title": "Late", "days": days, "day_type": "working"}
    | {"verified": False}
    for rung, days in GRACE_DAYS.items()
]
STALE = {"code": "stale", "title": "Stale", "days": 30}
LATE = {"first_due_on": "2022-02-18"}


def summary(area=None, has_cases=True, of_cases=(), plans=(), referrals=(), limits=GRACES, **rows):
    limits = {"time_limit": [{}, STALE, *limits]}
    now = day_state(AS_AT, **limits, **rows)
    then = day_state(MONTH_END, **limits, **rows) if has_cases else now
    tables = {
        "case_escalation": numbered("case_escalation", of_cases),
        "case_plan": numbered("case_plan", plans),
        "referral": numbered("referral", referrals),
    }
    if area:
        tables = {name: of_area(frame, area) for name, frame in tables.items()}
    period = Period(day_of("2021-02-01"), then.day)
    return EscalationSummary(now, EscalationCounts(then, period, tables, area, has_cases))


def test_joint_actions_are_as_at_the_day_and_cases_as_at_the_month_end():
    since = summary(
        action=[LATE],
        escalation=[{"subject": "A1", "rung": 1, "raised_on": "2022-02-28"}],
        of_cases=[
            {"about": "referral", "raised_on": "2022-01-31"},
            {"about": "referral", "raised_on": "2022-02-01"},
        ],
        plans=[{"target_on": "2022-01-21"}],
    )

    assert escalations_text(since) == (
        "**0 joint actions** and **1 case action plan** are past the escalation point with no "
        "escalation recorded. **2 escalations** are open: 1 of a joint action, 1 in a case."
    )
    assert since.counted.raised["about"].to_list() == ["referral"]


@pytest.mark.parametrize(
    ("actions", "cases", "said"),
    [
        (0, 0, "**0 escalations** are open: none of a joint action, none in a case."),
        (0, 1, "**1 escalation** is open: none of a joint action, 1 in a case."),
        (2, 2, "**4 escalations** are open: 2 of joint actions, 2 in cases."),
    ],
)
def test_the_open_escalations_are_said_in_words_that_fit_their_number(actions, cases, said):
    raised = {"rung": 1, "raised_on": "2022-01-10"}
    since = summary(
        action=[{"first_due_on": "2022-06-30"}] * actions,
        escalation=[raised | {"subject": f"A{number}"} for number in range(1, actions + 1)],
        of_cases=[{"about": "referral", "raised_on": "2022-01-10"}] * cases,
    )

    assert escalations_text(since).endswith(said)


def test_before_a_month_end_is_closed_joint_actions_stand_alone():
    alone = summary(has_cases=False, action=[LATE, {"first_due_on": "2022-01-14"}])

    assert escalations_text(alone) == (
        "**2 joint actions** are past the escalation point with no escalation recorded. "
        "**0 escalations** of joint actions are open."
    )
    assert [figure.shown for figure in past_figures(alone)] == ["2", "–", "0"]
    assert past_figures(alone)[1].said == "no month-end is closed"
    assert outcome_figures(alone)[2].note == "no month-end is closed"
    assert alone.counted.review[0] == (
        f"{OF_JOINT_ACTIONS}: no month-end is closed, so no case is counted."
    )


def test_an_area_leaves_joint_actions_named_and_out_of_what_is_counted():
    devon = summary(
        "Devon",
        action=[LATE],
        escalation=[{"subject": "A1", "rung": 1, "raised_on": "2022-01-10"}],
        of_cases=[{"case": 1}, {"case": 2}],
    )

    assert devon.of_actions["ref"].to_list() == ["X1"]
    assert devon.counted.by("about").select("about", "raised").rows() == [
        ("joint action", 0),
        ("case action plan", 1),
        ("referral", 0),
        ("early advice", 0),
        ("decision", 0),
    ]
    assert devon.counted.review[0] == OF_DEVON_ONLY
    assert of_actions_text(devon) == JOINT_ACTIONS_LEFT_OUT


def test_the_longest_is_the_one_without_an_escalation_for_longest_not_the_newest_at_its_rung():
    since = summary(action=[{"first_due_on": "2021-12-31"}, {"opened_on": "2021-12-20"}])

    # A1 came to rung 4 on 15 February, but one has been missing since rung 1 was due.
    assert since.past_actions.select("ref", "rung", "since").rows() == [
        ("A1", 4, day_of("2022-02-15")),
        ("A2", 1, day_of("2022-01-19")),
    ]
    assert past_figures(since)[0].note == "the longest since 11 January 2022"


def test_where_nothing_is_escalated_no_figure_counts_noughts_beside_it():
    none = summary()

    assert [(figure.shown, figure.note) for figure in outcome_figures(none)] == [
        ("–", "none raised"),
        ("–", ""),
        ("–", "no referral in this period"),
    ]
    _, _, still_open = past_figures(none)
    assert (still_open.shown, still_open.note) == ("0", "")


def test_what_nobody_verified_is_named():
    assert not_verified(summary()) == (RUNGS_NOT_VERIFIED)
    assert not_verified(summary(limits=())) == (
        "Not verified: who decides at each level. Check them against the local escalation policy."
    )
