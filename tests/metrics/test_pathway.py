from metrics.escalation_points import actions_past_point, count_plans_past_point
from metrics.escalations import together
from metrics.pathway import pathway_review
from metrics.periods import Limit, Period
from tests.builders import AS_AT, day_of, standing
from tests.made_up_cases import GRACES, numbered

WINTER = Period(day_of("2021-12-01"), AS_AT)
STALE = Limit(30, verified=False)


def review(actions=(), of_actions=(), of_cases=(), referrals=(), plans=()):
    now = standing(action=actions, escalation=of_actions)
    raised, in_cases = now.tables["escalation"], numbered("case_escalation", of_cases)
    return pathway_review(
        together(raised, in_cases, AS_AT),
        numbered("referral", referrals),
        actions_past_point(now.actions, raised, GRACES, STALE, AS_AT),
        count_plans_past_point(numbered("case_plan", plans), in_cases, GRACES, STALE, AS_AT),
        WINTER,
        AS_AT,
    )


def test_the_review_says_how_the_pathway_was_used_and_what_it_missed():
    resolved = {"resolved_on": "2021-12-09", "outcome": "changed"}

    said = review(
        actions=[
            {"first_due_on": "2022-02-18"},
            {"first_due_on": "2022-01-14"},
            {"first_due_on": "2022-12-31"},
        ],
        of_actions=[
            {"subject": "A3", "route": "formal", "rung": 3, "respond_by_on": "2022-01-14"},
            {"subject": "A3", "raised_on": "2021-11-30"},
        ],
        of_cases=[
            resolved,
            resolved | {"outcome": "unchanged", "resolved_on": "2021-12-10"},
            resolved | {"outcome": "withdrawn", "resolved_on": "2021-12-06"},
        ],
        referrals=[{"referred_on": "2021-12-01"}] * 40,
        plans=[{"case": 2, "target_on": "2022-02-18"}],
    )

    assert said == [
        "From 1 December 2021 to 28 February 2022 4 escalations were recorded: 1 formal and 3 "
        "informal; 3 at rung 2 and 1 at rung 3.",
        "1 of 2 answers changed something (50%); median 5 working days to resolve one.",
        "1 still open, of which 1 past the day an answer was due.",
        "Escalations in cases per 100 referrals, of which there were 40: 0.0 formal and 7.5 "
        "informal.",
        "On 28 February 2022 2 joint actions and 1 case action plan are past the escalation point "
        "with none recorded; A2 has been longest, since 28 February 2022, and should have reached "
        "rung 4.",
    ]


def test_silence_is_said_and_not_taken_for_health():
    assert review() == [
        "From 1 December 2021 to 28 February 2022 no escalation was recorded, formal or informal.",
        "No referral to the CPS is recorded in this time, so there is no rate.",
        "On 28 February 2022 0 joint actions and 0 case action plans are past the escalation point "
        "with none recorded.",
    ]


def test_escalations_without_an_answer_have_no_share_and_no_median():
    said = review(of_cases=[{"raised_on": "2021-12-02"}])

    assert said[0] == (
        "From 1 December 2021 to 28 February 2022 1 escalation was recorded: 0 formal and 1 "
        "informal; 1 at rung 2."
    )
    assert said[1:3] == ["None has ended with an answer.", "1 still open."]
