"""Everything since a meeting: each thing that was recorded has one line, of whatever kind."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from metrics.day_state import day_state_on
from metrics.meetings.meeting_summary import ENTERED_SINCE, since_meeting
from metrics.status_rules import known_at_meeting
from tests import made_up
from tests.builders import AS_AT, usual_tables
from tests.often import often

BOARD = date(2022, 1, 26)
LATE = {"recorded_at": "2022-02-02T12:00"}


def since(**rows):
    store = usual_tables(meeting=[{"held_on": BOARD}, *rows.pop("meeting", [])], **rows)
    previous = day_state_on(BOARD, known_at_meeting(store, BOARD))
    return since_meeting(previous, day_state_on(BOARD, store), day_state_on(AS_AT, store))


def topics(found):
    return {each.name: each.items for each in found.topics if each.items}


def test_a_part_newly_complete_has_one_line_and_each_update_of_an_action_has_one():
    found = since(
        position=[
            {"state": "complete", "effective_on": "2022-02-15"},
            {"state": "complete", "effective_on": "2022-02-16", "voice": "opcc"},
        ],
        action=[{"title": title} for title in ("Meet", "Consider", "Review", "Ask", "Train")],
        action_update=[
            {"effective_on": "2022-02-15", "state": "complete"},
            {"action": "A2", "effective_on": "2022-02-15", "state": "under way"},
            {"action": "A3", "effective_on": "2022-02-16", "new_due_on": "2022-06-30"},
            {"action": "A4", "effective_on": "2022-02-16", "note": "Nothing new."},
            {"action": "A5", "effective_on": "2022-02-16", "waiting_on": "the College"},
        ],
    )

    assert topics(found) == {
        "Newly reported complete": ["1, Record characteristics"],
        "Actions newly complete": ["A1, Meet"],
        "Other updates of actions": [
            "A2, Consider: now under way",
            "A3, Review: first date agreed, 30 June 2022",
            "A4, Ask: a note",
            "A5, Train: waiting on the College",
        ],
        "Changed positions": ["1: OPCC now evidence seen"],
    }
    assert found.number == 7


def test_an_action_that_is_complete_no_more_is_not_newly_complete():
    found = since(
        action=[{"title": "Meet"}],
        action_update=[
            {"effective_on": "2022-02-01", "state": "complete"},
            {"effective_on": "2022-02-10", "state": "under way"},
        ],
    )

    assert topics(found) == {
        "Other updates of actions": [
            "A1, Meet: complete from 1 February 2022, no longer so",
            "A1, Meet: now under way",
        ]
    }


def test_one_update_that_moves_a_date_hands_over_and_says_more_is_in_each_list_once():
    found = since(
        action=[{"title": "Meet", "first_due_on": "2022-03-01"}],
        action_update=[
            {
                "effective_on": "2022-02-10",
                "state": "under way",
                "new_due_on": "2022-03-31",
                "new_owner": "Inspector",
            }
        ],
    )

    assert topics(found) == {
        "Dates changed": [
            "A1, Meet: was 1 March 2022, now 31 March 2022; with notice; reason not stated"
        ],
        "Handed over": ["A1, Meet: to Inspector from 10 February 2022"],
        "Other updates of actions": ["A1, Meet: now under way"],
    }
    assert found.number == 3


def test_every_other_kind_of_entry_is_listed_and_what_is_not_done_is_no_change():
    found = since(
        meeting=[{"held_on": "2022-02-17", "kind": "RaSSO performance meeting"}],
        inspection=[{}, {"ref": "I2", "short_title": "Phase two", "responded_on": "2022-02-20"}],
        action=[{"opened_on": "2022-02-10", "title": "Train", "first_due_on": "2022-06-30"}],
        judgement=[{"effective_on": "2022-02-10"}],
        recurrence=[{"action": None}],
        frequency=[{"effective_on": "2022-02-01"}],
        occurrence=[{"done_on": "2022-02-20", "recorded_at": "2022-02-20T12:00"}],
        escalation=[
            {"raised_on": "2022-02-01", "rung": 2, "side": "cps"},
            {"resolved_on": "2022-02-01", "outcome": "changed"},
        ],
        decision=[
            {"meeting": "M2", "text": "Ask for the figures"},
            {"text": "Meet again", "done_on": "2022-02-10"},
        ],
        ask=[
            {"asked_on": "2022-02-17"},
            {"what": "Why?", "answered_on": "2022-02-10", "answer": "So."},
        ],
    )

    assert topics(found) == {
        "New actions": ["A1, Train"],
        "How often, as agreed": ["Meetings with services: every 6 months, agreed by The board"],
        "Done again": ["Meetings with services: on 20 February 2022"],
        "Judged by the board": ["1: performance part-assured, plan assured"],
        "Escalated": ["X1 about A1, to level 2, by the CPS"],
        "Escalations resolved": ["X2 about A1: changed"],
        "Decided": ["Ask for the figures"],
        "Decisions done": ["Meet again"],
        "Asked": ["Devon and Cornwall Police: How many?"],
        "Questions answered": ["Devon and Cornwall Police: Why?"],
        "Answers published": ["Phase two, 20 February 2022"],
        "Decisions not done": ["Ask for the figures"],
    }
    assert found.number == 11


def test_what_was_so_by_the_meeting_and_entered_since_is_counted_apart_and_once():
    found = since(
        action=[{"title": "Meet"}, {"title": "Consider"}],
        action_update=[
            LATE | {"effective_on": "2022-01-20", "state": "complete"},
            LATE | {"action": "A2", "effective_on": "2022-01-20", "state": "under way"},
        ],
        recurrence=[{"action": None}],
        frequency=[LATE | {"effective_on": BOARD, "every": None, "unit": None}],
    )

    assert topics(found) == {
        ENTERED_SINCE: [
            "A1, Meet: complete by then",
            "A2, Consider: now under way (entered afterwards, 2 February 2022)",
            "How often, as agreed: Meetings with services: no more, agreed by The board "
            "(entered afterwards, 2 February 2022)",
        ]
    }
    assert found.sentence.endswith(
        "Entered since, and not new: **1 action** complete by then and **2 other entries** of "
        "earlier days."
    )
    assert found.number == 3


STATES = st.sampled_from([None, "under way", "complete", "not being taken forward"])
UPDATES = st.lists(
    st.tuples(made_up.DAYS, STATES, st.sampled_from([None, "2022-06-30", "2022-07-31"])), max_size=5
)


def changes_by_hand(updates):
    """The changes of an action without a first date, from its updates, each a day and what it says.

    Newly complete; each changed date; each update that says something else, or nothing at all.
    """
    state, due, was_complete, number, completing = None, None, False, 0, None
    told = []
    for place, (day, new_state, new_due) in enumerate(sorted(updates, key=lambda each: each[0])):
        if day > AS_AT:
            continue
        is_new_state = new_state is not None and new_state != state
        moves_date = new_due is not None and due is not None and new_due != due
        first_date = new_due is not None and due is None
        state, due = new_state or state, new_due or due
        if day <= BOARD:
            was_complete = state == "complete"
        if is_new_state:
            completing = place
        number += moves_date and day > BOARD
        if day > BOARD:
            told.append((place, is_new_state, first_date, moves_date))
    is_newly_complete = state == "complete" and not was_complete
    for place, is_new_state, first_date, moves_date in told:
        completes = is_newly_complete and place == completing
        number += (is_new_state and not completes) or first_date or not (is_new_state or moves_date)
    return number + is_newly_complete


@often(150)
@given(st.lists(UPDATES, max_size=2))
def test_the_number_of_changes_of_actions_is_what_a_count_by_hand_gives(of_actions):
    found = since(
        action=[{"opened_on": "2021-09-10", "origin": "response"} for _ in of_actions],
        action_update=[
            {"action": f"A{number}", "effective_on": day, "state": state, "new_due_on": due}
            for number, updates in enumerate(of_actions, 1)
            for day, state, due in updates
        ],
    )

    assert found.number == sum(map(changes_by_hand, of_actions))
