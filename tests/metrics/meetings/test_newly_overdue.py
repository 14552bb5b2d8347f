"""Newly past a day of its own since a meeting: actions, times in words, parts and what recurs."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from metrics.day_state import day_state_on
from metrics.meetings.meeting_summary import ENTERED_SINCE, since_meeting
from metrics.meetings.newly_overdue import newly_past
from metrics.status_rules import known_at_meeting
from tests import made_up
from tests.builders import AS_AT, tables, usual_tables
from tests.often import often

SINCE = made_up.SINCE
FAR = date(2000, 1, 1)
MAYBE = st.none() | made_up.DAYS
STATES = st.sampled_from([None, "under way", "complete", "not being taken forward"])
ACTIONS = st.lists(st.tuples(MAYBE, MAYBE, STATES, made_up.DAYS), max_size=3)
PARTS = st.lists(st.tuples(MAYBE, STATES, made_up.DAYS), max_size=3)
TIMES = st.lists(st.lists(st.tuples(made_up.DAYS, MAYBE), max_size=3), max_size=2)


def store_of(actions, parts, times):
    """Actions with a date or a time in words, parts with a date, and what recurs every 10 days."""
    # The part of its own keeps what recurs apart from the parts with a date.
    return tables(
        inspection=[{"published_on": FAR}],
        recommendation=[{}],
        requirement=[
            *({"due_on": due, "deadline_kind": "inspectorate"} for due, _, _ in parts),
            {"ref": "none"},
        ],
        position=[
            {"requirement": f"P{number}", "state": state, "effective_on": day, "voice": "force"}
            for number, (_, state, day) in enumerate(parts, 1)
            if state
        ],
        action=[
            {"opened_on": FAR, "first_due_on": due, "latest_on": latest, "time_stated": "soon"}
            for due, latest, _, _ in actions
        ],
        action_update=[
            {"action": f"A{number}", "state": state, "effective_on": day}
            for number, (_, _, state, day) in enumerate(actions, 1)
            if state
        ],
        recurrence=[
            {"requirement": "none", "action": None, "times_a_year": None, "effective_on": FAR}
            for _ in times
        ],
        frequency=[
            {"recurrence": f"T{number}", "every": 10, "unit": "days", "effective_on": FAR}
            for number, _ in enumerate(times, 1)
        ],
        occurrence=[
            {"recurrence": f"T{number}", "done_on": done, "next_due_on": said}
            for number, of_one in enumerate(times, 1)
            for done, said in of_one
        ],
        organisation=[{}],
    )


def past_on(day, actions, parts, times):
    """By hand: each thing that is past its day on ``day``, and which day of it that is."""
    past: set[tuple[object, ...]] = set()
    for number, (due, latest, state, said_on) in enumerate(actions):
        if state in ("complete", "not being taken forward") and said_on <= day:
            continue
        if due is not None:
            past |= {("action", number)} if due < day else set()
        elif latest is not None and latest < day:
            past.add(("time in words", number))
    for number, (due, state, said_on) in enumerate(parts):
        is_closed = state in ("complete", "not being taken forward") and said_on <= day
        if due is not None and due < day and not is_closed:
            past.add(("part", number))
    for number, of_one in enumerate(times):
        done = [(when, place, said) for place, (when, said) in enumerate(of_one) if when <= day]
        if not done:
            continue
        when, _, said = max(done, key=lambda each: each[:2])
        due = said or when + timedelta(10)
        if due < day:
            past.add(("recurrence", number, due))
    return past


@often(200)
@given(ACTIONS, PARTS, TIMES)
def test_what_is_newly_past_its_day_is_what_a_count_by_hand_gives(actions, parts, times):
    store = store_of(actions, parts, times)
    then, now = day_state_on(SINCE, store), day_state_on(AS_AT, store)

    found = newly_past(then, then, now)

    expected = past_on(AS_AT, actions, parts, times) - past_on(SINCE, actions, parts, times)
    assert sorted(found.newly["kind"]) == sorted(kind for kind, *_ in expected)
    assert found.entered_since.is_empty()


def since(**rows):
    store = usual_tables(meeting=[{"held_on": SINCE}], **rows)
    previous = day_state_on(SINCE, known_at_meeting(store, SINCE))
    return since_meeting(previous, day_state_on(SINCE, store), day_state_on(AS_AT, store))


def topics(found):
    return {each.name: each.items for each in found.topics}


def test_each_kind_is_counted_and_named_apart():
    found = since(
        requirement=[{"due_on": "2022-02-20", "deadline_kind": "inspectorate"}],
        action=[
            {"title": "Review the policy", "first_due_on": "2022-02-27"},
            {"title": "Ask all", "time_stated": "in early 2022", "latest_on": "2022-02-26"},
        ],
        recurrence=[{"action": None}],
        occurrence=[{"done_on": "2021-08-25"}],
    )

    assert (
        "**1 action**, **1 part past its own date** and **1 thing to be done again** newly "
        "overdue, **1 action** newly past a time in words, **no deadlines** moved"
    ) in found.sentence
    assert topics(found)["Newly overdue"] == [
        "A1, Review the policy, 1 day late",
        "1, Record characteristics, 8 days past the inspectorate’s date; progress not recorded",
        "Meetings with services, due again 3 days ago",
    ]
    assert topics(found)["Newly past a time in words"] == [
        "A2, Ask all, 2 days past “in early 2022”"
    ]


HANDED = {"new_lead": "O2", "new_owner": "Senior prosecutor", "handed_over_by": "The board"}
BODIES = [{}, {"name": "CPS South West"}]


def test_a_hand_over_to_another_lead_or_owner_has_a_line():
    found = since(
        organisation=BODIES,
        action=[{}, {"title": "Ask all"}, {}],
        action_update=[
            HANDED | {"effective_on": "2022-02-20"},
            {"action": "A2", "new_owner": "Inspector", "effective_on": "2022-02-14"},
            {"action": "A3", "note": "No hand-over", "effective_on": "2022-02-20"},
            HANDED | {"action": "A3", "effective_on": "2022-02-10"},
        ],
    )

    assert topics(found)["Handed over"] == [
        "A2, Ask all: to Inspector from 14 February 2022",
        "A1, Review the policy: to CPS South West, Senior prosecutor from 20 February 2022, by The "
        "board",
    ]
    assert ENTERED_SINCE not in topics(found)


def test_a_hand_over_before_the_meeting_that_was_entered_since_is_not_new():
    late = HANDED | {"effective_on": "2022-02-01", "recorded_at": "2022-02-20T12:00"}

    found = since(organisation=BODIES, action=[{}], action_update=[late])

    assert "Handed over" not in topics(found)
    assert found.sentence.endswith("Entered since, and not new: **1 action** handed over by then.")
    assert topics(found)[ENTERED_SINCE] == [
        "A1, Review the policy: to CPS South West, Senior prosecutor from 1 February 2022, by The "
        "board (entered afterwards, 20 February 2022)"
    ]


def test_a_time_that_was_missed_by_the_meeting_and_entered_since_is_not_new():
    late = {"done_on": "2021-08-01", "recorded_at": "2022-02-20T12:00"}

    found = since(recurrence=[{}], action=[{"title": "Meet"}], occurrence=[late])

    assert "**0 actions** newly overdue" in found.sentence
    assert found.sentence.endswith(
        "Entered since, and not new: **1 thing** past due by then and "
        "**1 other entry** of earlier days."
    )
