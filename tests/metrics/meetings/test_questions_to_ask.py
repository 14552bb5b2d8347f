"""Questions to ask: each from a recorded fact, none asked again before its answer is due."""

from datetime import timedelta

import pytest

from data_access.vocabulary import OutcomeKind
from metrics.meetings.questions_to_ask import (
    MOST_ASKED_AGAIN,
    Reason,
    addressed,
    question_about,
    questions_to_ask,
)
from tests.builders import AS_AT, day_of, day_state

FORCE = {"ref": "force", "name": "Devon and Cornwall Police", "kind": "police force"}
CPS = {"ref": "cps", "name": "CPS South West", "kind": "prosecution service"}
ACTION = {"lead_organisation": "force", "title": "Review the policy", "requirement": None}
LATE = ACTION | {"first_due_on": "2021-12-14"}
JOINT = {"for_force": True, "for_cps": True}
ASK = {"of_whom": "force", "what": "How many?", "asked_on": "2022-01-26"}
# Six boards, a month apart.
BOARDS = [day_of(f"2022-{month:02}-26") for month in range(1, 7)]


def state(day=AS_AT, **rows):
    return day_state(day, **{"organisation": [FORCE, CPS], "action": [], **rows})


def asked(day=AS_AT, **rows):
    """The reason, the body and the words of each question."""
    now = state(day, **rows)
    return [(each.reason, addressed(now, each), each.what) for each in questions_to_ask(now)]


def test_nothing_is_asked_where_nothing_is_recorded():
    assert asked(inspection=[], recommendation=[], requirement=[]) == []


@pytest.mark.parametrize(
    ("rows", "question"),
    [
        (
            {"action": [LATE]},
            (
                Reason.LATE,
                "Chief Constable",
                "A1 was promised for 14 December. What is still to do, and by when?",
            ),
        ),
        (
            {
                "action": [LATE],
                "action_update": [{"new_due_on": "2022-02-14", "waiting_on": "the CPS’s comments"}],
            },
            (
                Reason.LATE,
                "Chief Constable",
                "A1 was promised for 14 December and has moved. It waits on the CPS’s comments. "
                "Who decides, and by when?",
            ),
        ),
        (
            {
                "action": [LATE | {"lead_organisation": "cps"}],
                "escalation": [
                    {
                        "subject": "A1",
                        "side": "police",
                        "rung": 2,
                        "raised_on": "2022-01-20",
                        "respond_by_on": "2022-02-03",
                    }
                ],
            },
            (
                Reason.ESCALATED,
                "CPS South West",
                "A1 was escalated to you on 20 January 2022, for an answer by 3 February 2022. "
                "What is your answer?",
            ),
        ),
        (
            {"position": [{"state": "complete"}]},
            (Reason.NOT_SHOWN, "Chief Constable", "1 is reported complete. What shows it?"),
        ),
        (
            {
                "requirement": [JOINT],
                "position": [{"state": "under way"}, {"voice": "cps", "state": "complete"}],
            },
            (
                Reason.DISAGREE,
                "Chief Constable",
                "The force says that 1 is under way and the CPS that it is complete. Which is it?",
            ),
        ),
        (
            {"requirement": [JOINT], "position": [{"state": "under way"}]},
            (
                Reason.ONE_SILENT,
                "CPS South West",
                "On 1 the force says “under way”. Where do you stand?",
            ),
        ),
        (
            {"action": [ACTION | {"origin": "response", "opened_on": "2021-09-10"}]},
            (
                Reason.SILENT,
                "Chief Constable",
                "In 2021 you promised: “Review the policy.” What became of it?",
            ),
        ),
        (
            {"ask": [ASK | {"due_on": "2022-02-14"}]},
            (
                Reason.NOT_ANSWERED,
                "Chief Constable",
                "“How many?”",
            ),
        ),
    ],
)
def test_each_fact_makes_its_question(rows, question):
    assert asked(**rows) == [question]


def test_five_are_asked_two_of_them_again_and_nothing_twice():
    late = [LATE | {"title": f"Action {number}"} for number in range(6)]
    asks = [ASK | {"what": f"Question {number}?", "due_on": "2022-02-14"} for number in range(4)]

    reasons = [reason for reason, _, _ in asked(action=late, ask=asks)]

    assert reasons == [Reason.NOT_ANSWERED] * MOST_ASKED_AGAIN + [Reason.LATE] * 3


def board(number, **outcome):
    """An outcome about the first action at one of the boards, by its number."""
    return {"meeting": f"M{number + 1}", "item": "action A1", "place": 1, **outcome}


def kinds_at_boards(outcomes, asks):
    """The reasons of the questions at each board, by what is recorded until then."""
    found = []
    for held_on in BOARDS:
        known = [row for row in outcomes if BOARDS[int(row["meeting"][1:]) - 1] < held_on]
        asked_by_then = [
            row if (row.get("answered_on") or AS_AT) <= held_on else row | {"answered_on": None}
            for row in asks
            if row["asked_on"] < held_on
        ]
        rows = {
            "meeting": [{"held_on": day} for day in BOARDS],
            "action": [LATE, LATE | {"first_due_on": "2021-12-20"}],
            "meeting_outcome": known,
            "ask": asked_by_then,
        }
        found.append([(each.key, each.reason) for each in questions_to_ask(state(held_on, **rows))])
    return found


def test_over_six_boards_what_was_asked_waits_for_its_day_and_comes_back_until_answered():
    first, second = ("action A1", Reason.LATE), ("action A2", Reason.LATE)
    ask = {
        "of_whom": "force",
        "what": "When?",
        "action": "A1",
        "meeting": "M1",
        "asked_on": BOARDS[0],
        "due_on": BOARDS[0] + timedelta(45),
        "answer": "In June.",
        "answered_on": BOARDS[4] - timedelta(1),
    }

    found = kinds_at_boards([], [ask])

    again = ("action A1", Reason.NOT_ANSWERED)
    assert found == [
        [first, second],
        # Its answer is not due yet.
        [second],
        [again, second],
        [again, second],
        # It was answered, and nothing is newer.
        [second],
        [second],
    ]


def test_what_a_meeting_did_not_reach_comes_first_at_the_next():
    first, second = ("action A1", Reason.LATE), ("action A2", Reason.LATE)
    put_off = board(0, kind=OutcomeKind.NOT_REACHED) | {"item": "action A2"}

    found = kinds_at_boards([put_off], [])

    assert found == [[first, second], *[[second, first]] * 5]


def test_the_question_about_an_item_is_the_first_that_its_facts_make():
    now = state(action=[LATE])

    assert question_about(now, "action A1") == questions_to_ask(now)[0]
    assert question_about(now, "action A2") is None
