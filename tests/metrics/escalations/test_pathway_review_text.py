import pytest

from metrics.escalations.counts import all_escalations
from metrics.escalations.escalation_points import actions_past_point, count_plans_past_point
from metrics.escalations.pathway_review_text import pathway_review
from metrics.periods import Limit, Period
from tests.builders import AS_AT, day_of, day_state
from tests.made_up_cases import GRACES, numbered

WINTER = Period(day_of("2021-12-01"), AS_AT)
STALE = Limit(30, verified=False)


def review(actions=(), of_actions=(), of_cases=(), referrals=(), plans=()):
    now = day_state(action=actions, escalation=of_actions)
    raised, in_cases = now.tables["escalation"], numbered("case_escalation", of_cases)
    return pathway_review(
        all_escalations(raised, in_cases, AS_AT),
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
        "From 1 December 2021 to 28 February 2022, 4 escalations were recorded: 1 formal and 3 "
        "informal; 3 at level 2 and 1 at level 3.",
        "1 of 2 answers changed something (50%); the median time to resolve an escalation was 5 "
        "working days.",
        "One is still open, past the day an answer was due.",
        "1 raised earlier is still open.",
        "40 referrals to the CPS were made in this period; for each 100 of them, no formal and 7.5 "
        "informal escalations in cases were raised.",
        "On 28 February 2022, 2 joint actions and 1 case action plan are past the escalation point "
        "with no escalation recorded; A2 has been longest, since 24 January 2022, and should "
        "have reached level 4.",
    ]


def test_silence_is_said_and_not_taken_for_health():
    assert review() == [
        "From 1 December 2021 to 28 February 2022, no escalation was recorded, formal or informal.",
        "No referral to the CPS is recorded in this period, so there is no rate.",
        "On 28 February 2022, no joint action and no case action plan is past the escalation point "
        "with no escalation recorded.",
    ]


ENDED = {"raised_on": "2021-12-02", "resolved_on": "2021-12-09"}


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        (["changed"], "The one answer changed something"),
        (["unchanged"], "The one answer changed nothing"),
        (["unchanged", "unchanged"], "None of 2 answers changed anything"),
        (["changed", "changed"], "2 of 2 answers changed something (100%)"),
        (["withdrawn"], "It has not ended with an answer"),
        (["withdrawn", "withdrawn"], "None has ended with an answer"),
    ],
)
def test_what_came_of_none_of_one_and_of_many_is_said_in_plain_words(outcomes, words):
    said = review(of_cases=[ENDED | {"outcome": outcome} for outcome in outcomes])

    assert said[1] == f"{words}; the median time to resolve an escalation was 5 working days."
    assert said[2] == ("None of them is still open." if outcomes[1:] else "It is no longer open.")


@pytest.mark.parametrize(
    ("respond_by_on", "words"),
    [
        ([None, None], "2 are still open."),
        (["2022-02-27", None], "2 are still open, 1 of them past the day an answer was due."),
        (["2022-02-28", None], "2 are still open."),
        (["2022-02-27"], "One is still open, past the day an answer was due."),
    ],
)
def test_what_is_still_open_is_said_with_what_is_past_its_answer(respond_by_on, words):
    still_open = [{"raised_on": "2021-12-02", "respond_by_on": day} for day in respond_by_on]

    assert review(of_cases=still_open)[2] == words


def test_what_was_raised_before_the_period_and_is_still_open_is_not_passed_over():
    said = review(of_cases=[{"raised_on": "2021-11-30"}] * 2)

    assert said[1] == "2 raised earlier are still open."


def test_what_is_not_counted_is_not_spoken_of():
    now = day_state()
    nothing = numbered("case_escalation", ()), numbered("referral", ())
    raised = all_escalations(now.tables["escalation"], nothing[0], AS_AT)
    of_actions = actions_past_point(now.actions, now.tables["escalation"], GRACES, STALE, AS_AT)
    of_plans = count_plans_past_point(numbered("case_plan", ()), nothing[0], GRACES, STALE, AS_AT)

    without_cases = pathway_review(raised, nothing[1], of_actions, None, WINTER, AS_AT)
    without_actions = pathway_review(raised, nothing[1], None, of_plans, WINTER, AS_AT)

    past = "is past the escalation point with no escalation recorded."
    assert without_cases[1:] == [f"On 28 February 2022, no joint action {past}"]
    assert without_actions[-1] == f"On 28 February 2022, no case action plan {past}"
