"""The page of escalations: cases as at a month-end, joint actions by name on the day."""

from metrics.escalations.escalation_figures import (
    outcome_figures,
    past_figures,
)
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.periods import Period
from tests.builders import AS_AT, day_of, day_state
from tests.made_up_cases import ACTION_GRACE_DAYS, GRACE_DAYS, numbered, of_area

MONTH_END = day_of("2022-01-31")
LIMIT = {"title": "Late", "day_type": "working", "verified": False}
GRACES = [
    LIMIT | {"code": f"{of}_grace_{rung}", "days": days}
    for of, each in (("escalation", GRACE_DAYS), ("action", ACTION_GRACE_DAYS))
    for rung, days in each.items()
]
STALE = {"code": "stale", "title": "Stale", "days": 30}
LATE = {"first_due_on": "2022-02-18"}


def summary(area=None, has_cases=True, of_cases=(), plans=(), referrals=(), limits=GRACES, **rows):
    limits = {"time_limit": [{}, STALE, *limits]}
    tables = {
        "case_escalation": numbered("case_escalation", of_cases),
        "case_plan": numbered("case_plan", plans),
        "referral": numbered("referral", referrals),
    }
    if area:
        tables = {name: of_area(frame, area) for name, frame in tables.items()}
    then = day_state(MONTH_END, **limits, **rows)
    counts = EscalationCounts(then, Period(day_of("2021-12-01"), MONTH_END), tables, area)
    return EscalationSummary(day_state(AS_AT, **limits, **rows), counts if has_cases else None)


def test_joint_actions_are_as_at_the_day_and_cases_as_at_the_month_end():
    since = summary(
        action=[LATE, LATE | {"first_due_on": "2022-01-31"}],
        escalation=[{"subject": "A1", "rung": 1, "raised_on": "2022-02-28"}],
        of_cases=[
            {"about": "referral", "raised_on": "2022-01-31"},
            {"about": "referral", "raised_on": "2022-02-01"},
        ],
        plans=[{"target_on": "2022-01-21"}],
    )

    assert [figure.shown for figure in past_figures(since)] == ["1", "1", "1"]


def test_before_a_month_end_is_closed_joint_actions_stand_alone():
    alone = summary(has_cases=False, action=[LATE, {"first_due_on": "2022-01-14"}])

    assert [figure.shown for figure in past_figures(alone)] == ["2"]


def test_the_longest_is_the_one_without_an_escalation_for_longest_not_the_newest_at_its_rung():
    since = summary(action=[{"first_due_on": "2021-12-31"}, {"opened_on": "2021-12-20"}])

    # A1 came to the chief officer on 1 February, but one has been missing since its owner's day.
    assert since.past_actions.select("ref", "rung", "since").rows() == [
        ("A1", 3, day_of("2022-02-01")),
        ("A2", 1, day_of("2022-01-19")),
    ]
    assert past_figures(since)[-1].note == "on 28 February 2022; the longest since 11 January 2022"


def test_where_nothing_is_escalated_no_figure_counts_noughts_beside_it():
    none = summary()

    assert [(figure.shown, figure.note) for figure in outcome_figures(none.counted)] == [
        ("–", "none raised"),
        ("–", ""),
        ("–", "no referral in this period"),
    ]
    _, still_open, _ = past_figures(none)
    assert (still_open.shown, still_open.note) == ("0", "")
