"""The page of escalations: cases as at a month-end, joint actions by name on the day."""

import pytest

from metrics.escalations.escalation_figures import (
    outcome_figures,
    past_figures,
)
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.escalations.pathway_review_text import pathway_review
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
NO_ACTION = (
    "On 28 February 2022, no joint action was past the escalation point and not raised.",
    "No escalation of a joint action is open.",
)


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


def review(**rows):
    return pathway_review(summary(**rows))


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
    assert pathway_review(alone) == [
        "On 28 February 2022, 2 joint actions were past the escalation point and not raised to "
        "the level due; A2 longest, since 24 January 2022, and should have reached level "
        "3, the chief "
        "officer.",
        "No escalation of a joint action is open.",
    ]


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


# The summary to read out


def test_the_review_says_how_the_pathway_was_used_and_what_it_missed():
    resolved = {"resolved_on": "2021-12-09", "outcome": "changed", "rung": 2}

    said = review(
        action=[LATE, {"first_due_on": "2022-12-31"}],
        escalation=[{"subject": "A2", "rung": 3}],
        of_cases=[
            resolved,
            resolved | {"outcome": "unchanged", "resolved_on": "2021-12-10"},
            resolved | {"outcome": "withdrawn", "resolved_on": "2021-12-06"},
            {"route": "formal", "rung": 3, "respond_by_on": "2022-01-14"},
            {"raised_on": "2021-11-30"},
        ],
        referrals=[{"referred_on": "2021-12-01"}] * 40,
        plans=[{"case": 2, "target_on": "2022-01-21"}, {"case": 3, "target_on": "2021-11-01"}],
    )

    assert said == [
        "From 1 December 2021 to 31 January 2022, 4 escalations in cases were recorded: 1 formal "
        "and 3 informal; 3 at level 2 and 1 at level 3.",
        "1 of 2 answers changed something (50%); the median time to resolve an escalation was 5 "
        "working days.",
        "One is still open, past the day an answer was due.",
        "1 raised earlier is still open.",
        "40 referrals to the CPS were made in this period; for each 100 of them, 2.5 formal and "
        "7.5 informal escalations in cases were raised.",
        "On 31 January 2022, 2 case action plans were past the escalation point and not "
        "raised to the level due, 1 of them due at level 4.",
        "On 28 February 2022, 1 joint action was past the escalation point and not raised to "
        "the level due; A1 longest, since 28 February 2022, and should have reached level "
        "1, the owner.",
        "One escalation of a joint action is open.",
    ]


def test_silence_is_said_and_not_taken_for_health():
    assert review() == [
        "From 1 December 2021 to 31 January 2022, no escalation in a case was recorded, formal or "
        "informal.",
        "No referral to the CPS is recorded in this period, so there is no rate.",
        "On 31 January 2022, no case action plan was past the escalation point and not raised.",
        *NO_ACTION,
    ]
    assert review(area="Devon")[0] == (
        "From 1 December 2021 to 31 January 2022, no escalation in a case of Devon was recorded, "
        "formal or informal."
    )


@pytest.mark.parametrize(
    ("respond_by_on", "words"),
    [
        ([None, None], "2 are still open."),
        (["2022-01-30", None], "2 are still open, 1 of them past the day an answer was due."),
        (["2022-01-31", None], "2 are still open."),
        (["2022-01-30"], "One is still open, past the day an answer was due."),
    ],
)
def test_what_is_still_open_is_said_with_what_is_past_its_answer(respond_by_on, words):
    still_open = [{"raised_on": "2021-12-02", "respond_by_on": day} for day in respond_by_on]

    assert review(of_cases=still_open)[2] == words
