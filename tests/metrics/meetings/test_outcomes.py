"""Outcomes of items are said in words, and how often a meeting is told the same is counted."""

import pytest

from metrics.meetings.outcomes import (
    carried_over_text,
    entry_words,
    newest_of_item,
    outcomes_at,
    said_before,
    times_same_words,
    without_outcomes,
)
from tests.builders import usual_tables

ITEM = "action A1"
BY_OTTO = {"recorded_at": "2022-01-26T12:00", "recorded_by": "Otto Recorder"}
BOARDS = [
    {"ref": f"M{number}", "held_on": f"2022-0{number}-26", "kind": "accountability board"}
    for number in range(1, 5)
]


def tables(*outcomes, **others):
    return usual_tables(**{"meeting": BOARDS, "meeting_outcome": outcomes, "action": [{}]} | others)


def update(meeting, row, **details):
    return {"meeting": meeting, "kind": "update", "table": "action_update", "row": row} | details


def no_change(meeting, row=None, **details):
    stood = {"table": "action_update", "row": row} if row else {}
    return {"meeting": meeting, "kind": "no change"} | stood | details


SAYINGS = {
    "action_update": (
        {
            "state": "waiting on another body",
            "new_due_on": "2022-04-30",
            "change_reason": "system roll-out",
            "agreed_by": "the board",
            "waiting_on": "the supplier",
            "note": "The supplier has answered",
        },
        "Waiting on another body, to be done by 30 April 2022, reason: system roll-out, agreed by "
        "the board, waiting on the supplier. The supplier has answered.",
    ),
    "action": (
        {"first_due_on": "2022-04-30"},
        "A1, Review the policy. Devon and Cornwall Police, Detective inspector, to be done by "
        "30 April 2022.",
    ),
    "escalation": (
        {"respond_by_on": "2022-02-14"},
        "X1, A1 to level 1, informal, answer due 14 February 2022. No answer.",
    ),
    "ask": (
        {"due_on": "2022-03-01"},
        "Devon and Cornwall Police: How many? Answer due 1 March 2022.",
    ),
    "decision": (
        {"due_on": "2022-02-09"},
        "Ask for the figures. OPCC policy officer, by 9 February 2022.",
    ),
    "judgement": (
        {},
        "How it is done now: part-assured; the plan: assured. What was seen. Judged by The "
        "Commissioner.",
    ),
}


@pytest.mark.parametrize("table", SAYINGS)
def test_an_entry_of_each_kind_is_said_with_its_owner_and_dates(table):
    row, words = SAYINGS[table]

    assert entry_words(tables(**{table: [row]}), table, 1) == words


def test_an_entry_that_was_corrected_is_said_as_it_was_corrected():
    corrected = [{"text": "Wrong"}, {"text": "Right", "corrects": 1}, {"text": "R.", "corrects": 2}]

    assert entry_words(tables(decision=corrected), "decision", 1) == "R. OPCC policy officer."


def test_outcomes_of_a_meeting_are_listed_in_order_with_what_was_taken_back():
    now = tables(
        no_change("M1", said="The lead was away"),
        {"meeting": "M1", "kind": "decision", "table": "decision", "row": 1},
        {"meeting": "M1", "kind": "taken back", "takes_back": 2, **BY_OTTO},
        no_change("M2"),
    )

    first, second = outcomes_at(now, "M1")

    assert (first.line, first.counts) == ("No change: The lead was away", True)
    assert (second.line, second.taken_back_by) == ("Decision", "Otto Recorder")
    assert newest_of_item(now, "M1", ITEM) == 3
    assert newest_of_item(now, "M1", "part P1") == 0


def test_the_agenda_of_a_meeting_under_way_is_worked_out_without_its_own_entries():
    now = tables(
        update("M1", 2),
        no_change("M1", 1),
        update("M2", 3),
        action_update=[{"note": "Old"}, {"note": "Here"}, {"note": "Later"}],
    )

    kept = without_outcomes(now, "M1")

    assert kept["action_update"]["note"].to_list() == ["Old", "Later"]
    assert kept["decision"] is now["decision"]


def test_what_was_said_last_time_is_of_the_last_meeting_of_the_kind_that_said_anything():
    now = tables(
        no_change("M1", said="First"),
        no_change("M2", item="part P1"),
        {"meeting": "M3", "kind": "not reached"},
        {"meeting": "M3", "kind": "taken back", "takes_back": 3},
    )

    earlier = said_before(now, "M4", ITEM)

    assert earlier
    assert (earlier.ref, [each.words for each in earlier.outcomes]) == ("M1", ["First"])
    assert said_before(now, "M1", ITEM) is None


NOTES = [
    {"note": "Training is being planned."},
    {"note": "training is  being planned."},
    {"note": "Training has begun."},
]
RUNS = {
    "nothing recorded": ([], 0),
    "one update": ([update("M4", 1)], 1),
    "the same words typed again, in other letters": ([update("M3", 1), update("M4", 2)], 2),
    "no change repeats the word that stood": ([update("M3", 1), no_change("M4", 1)], 2),
    "other words": ([update("M3", 1), update("M4", 3)], 1),
    "four times": ([update("M1", 1), no_change("M2", 1), no_change("M3", 1), update("M4", 2)], 4),
    "other words between": ([update("M1", 1), update("M2", 3), update("M3", 1)], 0),
    "not reached is passed over": (
        [update("M2", 1), {"meeting": "M3", "kind": "not reached"}, no_change("M4", 1)],
        2,
    ),
    "what was taken back is passed over": (
        [
            update("M2", 1),
            update("M3", 3),
            {"meeting": "M3", "kind": "taken back", "takes_back": 2},
            no_change("M4", 1),
        ],
        2,
    ),
    "no word stood at all": ([no_change("M2"), no_change("M3"), no_change("M4")], 3),
    "another item": ([update("M3", 1, item="part P1"), update("M4", 2)], 1),
}


@pytest.mark.parametrize("run", RUNS)
def test_meetings_in_a_row_that_were_told_the_same_words_are_counted(run):
    outcomes, times = RUNS[run]

    assert times_same_words(tables(*outcomes, action_update=NOTES), "M4", ITEM) == times


def test_a_meeting_of_another_kind_is_told_apart():
    others = [*BOARDS, {"ref": "P1", "kind": "RaSSO performance meeting", "held_on": "2022-03-30"}]
    now = tables(
        update("M3", 1), update("P1", 3), no_change("M4", 1), action_update=NOTES, meeting=others
    )

    assert times_same_words(now, "M4", ITEM) == 2


CARRIED = {
    "an update": ([update("M4", 1)], ""),
    "no change, for the first time": ([no_change("M4")], "Carried over."),
    "no change, again": (
        [update("M3", 1), no_change("M4", 1)],
        "Carried over, at the second meeting.",
    ),
    "the third time": (
        [update("M2", 1), no_change("M3", 1), no_change("M4", 1)],
        "Carried over, at the third meeting. The same words at the third meeting.",
    ),
    "an update that says the same": (
        [update("M2", 1), update("M3", 2), update("M4", 1)],
        "The same words at the third meeting.",
    ),
    "not reached": ([{"meeting": "M4", "kind": "not reached"}], "Carried over."),
    "no change and a decision": (
        [no_change("M4"), {"meeting": "M4", "kind": "decision", "table": "decision", "row": 1}],
        "",
    ),
}


@pytest.mark.parametrize("what", CARRIED)
def test_an_item_is_said_to_be_carried_over_and_to_bring_the_same_words(what):
    outcomes, sentence = CARRIED[what]
    now = tables(*outcomes, action_update=NOTES, decision=[{}])

    assert carried_over_text(now, "M4", ITEM) == sentence


def test_what_the_office_added_to_one_agenda_is_not_said_to_be_carried_over():
    unreached = {"meeting": "M4", "kind": "not reached", "item": "added 7"}

    assert carried_over_text(tables(unreached), "M4", "added 7") == ""


def test_a_text_that_is_no_longer_there_is_not_made_up():
    assert entry_words(tables(), "decision", 7) == "what it said is no longer there"


def test_right_to_left_and_long_texts_are_said_whole():
    long = "م" * 2000

    assert (
        entry_words(tables(decision=[{"text": long, "owner": None}]), "decision", 1) == f"{long}."
    )
