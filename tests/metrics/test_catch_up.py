from metrics.catch_up import (
    actions_to_report,
    newest_entries,
    parts_to_report,
    state_on,
)
from tests.builders import day_of, day_state, frame

POSITIONS = [
    {"state": "under way", "effective_on": "2021-10-14"},
    {"state": "complete", "effective_on": "2022-02-10"},
    {"voice": "cps", "state": "not started", "effective_on": "2022-02-17"},
]


def test_a_part_has_a_row_for_each_body_asked_and_its_newest_position():
    state = day_state(
        requirement=[
            {"part": "a", "label": "1a", "for_force": True, "for_cps": True},
            {"part": "b", "label": "1b", "for_force": False, "for_cps": False},
        ],
        position=POSITIONS[:2],
    )

    rows = parts_to_report(state).select("requirement", "voice", "label", "state", "since").rows()

    assert rows == [
        ("P1", "force", "1a", "complete", day_of("2022-02-10")),
        ("P1", "cps", "1a", None, None),
        ("P2", "addressee", "1b", None, None),
    ]


def test_a_body_has_the_word_of_its_own_in_the_answer_and_no_other_bodys():
    asked_of_both = {"part": "a", "for_force": True, "for_cps": True}
    asked_of_others = {"part": "b", "for_force": False, "for_cps": False}
    state = day_state(
        requirement=[asked_of_both, asked_of_others, asked_of_both | {"part": "c"}],
        stated_position=[
            {"stated_as": "under way"},
            {"voice": "opcc", "stated_as": "planned"},
            {"requirement": "P2", "stated_as": "left to another body"},
        ],
    )

    told = parts_to_report(state).select("requirement", "voice", "stated").rows()

    none = "no statement of its own in the answer"
    assert told == [
        ("P1", "force", "under way"),
        ("P1", "cps", none),
        ("P2", "addressee", none),
        ("P3", "force", None),
        ("P3", "cps", None),
    ]


def test_an_action_has_its_state_since_the_newest_update_that_gives_one():
    updates = [
        {"effective_on": "2021-12-16", "state": "under way"},
        {"effective_on": "2022-01-20", "note": "Nothing new"},
        {"effective_on": "2022-02-17", "new_due_on": "2022-05-31", "agreed_by": "Board"},
    ]
    state = day_state(action=[{}, {}], action_update=updates)

    rows = actions_to_report(state).select("action", "state", "since", "due_on").rows()

    assert rows == [
        ("A1", "under way", day_of("2021-12-16"), day_of("2022-05-31")),
        ("A2", None, None, None),
    ]


def test_the_state_on_a_day_is_of_the_newest_entry_by_then_with_the_day_of_a_later_one():
    positions = frame("position", *POSITIONS)
    force = {"requirement": "P1", "voice": "force"}

    found = [
        state_on(positions, day_of(day), **force)
        for day in ("2021-10-13", "2021-10-14", "2022-02-09", "2022-02-10")
    ]

    first, second = day_of("2021-10-14"), day_of("2022-02-10")
    assert found == [
        (None, first),
        ("under way", second),
        ("under way", second),
        ("complete", None),
    ]


def test_of_no_entries_there_is_no_state_and_no_newest():
    none = frame("position")

    assert state_on(none, day_of("2022-02-28"), requirement="P1", voice="force") == (None, None)
    assert newest_entries(none, ("requirement", "voice")) == {}


def test_the_newest_entry_is_the_last_recorded_of_each_subject():
    assert newest_entries(frame("position", *POSITIONS), ("requirement", "voice")) == {
        ("P1", "force"): 2,
        ("P1", "cps"): 3,
    }
