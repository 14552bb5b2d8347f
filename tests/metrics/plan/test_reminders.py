import pytest

from metrics.plan.reminders import reminder_rows, reminder_text
from tests.builders import AS_AT, day_state

ORGANISATIONS = [
    {"name": "Devon and Cornwall Police"},
    {"name": "CPS South West", "kind": "prosecution service"},
]
MOVED = {"effective_on": "2022-02-20", "state": "under way"}


def rows_of(*actions, updates=(), recurrences=()):
    now = day_state(
        organisation=ORGANISATIONS, action=actions, action_update=updates, recurrence=recurrences
    )
    return reminder_rows(now.actions)


def line_of(action, *updates):
    return rows_of(action, updates=updates)["line"].to_list()


def test_each_organisation_is_asked_for_what_is_most_pressing_first():
    rows = rows_of(
        {"first_due_on": "2022-12-31"},
        {},
        {"first_due_on": "2022-03-07"},
        {"first_due_on": "2022-02-27"},
        {"first_due_on": "2022-02-01"},
        {"first_due_on": "2022-02-27", "lead_organisation": "O2"},
    )

    assert rows.select("lead", "kind", "ref").rows() == [
        ("CPS South West", "overdue", "A6"),
        ("Devon and Cornwall Police", "overdue", "A5"),
        ("Devon and Cornwall Police", "overdue", "A4"),
        ("Devon and Cornwall Police", "due soon", "A3"),
        ("Devon and Cornwall Police", "no date agreed", "A2"),
        ("Devon and Cornwall Police", "stale", "A1"),
    ]


def test_what_is_closed_or_on_time_and_moving_is_not_chased():
    rows = rows_of(
        {"first_due_on": "2021-12-01"},
        {"first_due_on": "2022-06-30"},
        updates=[{"action": "A1", "state": "complete"}, {"action": "A2", **MOVED}],
    )

    assert rows.rows() == []
    assert rows_of().rows() == []


def test_a_line_says_what_whose_when_how_late_and_what_is_asked():
    late = {"title": "Review the policy", "first_due_on": "2021-12-14"}
    moved = {"effective_on": "2022-02-20", "new_due_on": "2022-02-14", "change_reason": "partner"}

    assert line_of(late, moved) == [
        "A1, Review the policy (Detective inspector): due 14 February 2022, first agreed "
        "14 December 2021, 14 days late. Please say what is still to do, and by when."
    ]


def test_a_line_says_what_is_missing():
    undated = {"title": "Review the policy", "opened_on": "2022-02-27", "owner_role": None}

    assert line_of(undated) == [
        "A1, Review the policy (owner not stated): no date agreed, open for 1 day. "
        "Please give a date."
    ]


def test_a_line_says_for_how_long_nothing_new_was_heard():
    stale = {"title": "Review the policy", "opened_on": "2022-01-29", "first_due_on": "2022-06-30"}

    assert line_of(stale) == [
        "A1, Review the policy (Detective inspector): due 30 June 2022; no change for 30 days. "
        "Please say how it stands."
    ]


def test_a_note_is_no_change_and_its_day_is_said():
    said = {"title": "Review the policy", "opened_on": "2021-09-10", "origin": "response"}
    note = {"effective_on": "2022-02-17", "note": "In hand"}

    assert line_of(said, note) == [
        "A1, Review the policy (Detective inspector): no date agreed, open for 171 days; no change "
        "for 171 days (the update of 17 February 2022 changed nothing). Please give a date."
    ]


def test_the_rows_of_one_organisation_make_the_text_of_an_email():
    rows = rows_of(
        {"title": "Review the policy", "first_due_on": "2022-02-27"},
        {"title": "Print the leaflet", "first_due_on": "2022-02-28"},
        updates=[{"action": "A1", **MOVED}, {"action": "A2", **MOVED}],
    )

    assert reminder_text(rows, AS_AT) == (
        "Joint action plan on 28 February 2022, Devon and Cornwall Police: 2 updates "
        "requested\n\n"
        "Overdue\n"
        "- A1, Review the policy (Detective inspector): due 27 February 2022, 1 day late. "
        "Please say what is still to do, and by when.\n\n"
        "Due soon\n"
        "- A2, Print the leaflet (Detective inspector): due 28 February 2022. "
        "Please say whether the date will be met.\n"
    )
    assert reminder_text(rows.clear(), AS_AT) == ""


def test_what_is_in_place_or_recurs_is_not_asked_for_a_date():
    kept_up = {"origin": "response", "stated_as": "in place"}
    rows = rows_of(kept_up, kept_up, recurrences=[{"action": "A2"}])

    assert rows.rows() == []


@pytest.mark.parametrize(
    ("latest_on", "lines"),
    [
        ("2022-02-28", []),
        (
            "2022-02-27",
            [
                "A1, Review the policy (Detective inspector): “in the winter”, 27 February 2022 "
                "at the latest. Please say whether it was done."
            ],
        ),
    ],
)
def test_a_time_in_words_is_asked_about_once_it_is_past(latest_on, lines):
    timed = {"origin": "response", "time_stated": "in the winter", "latest_on": latest_on}

    assert line_of(timed) == lines


def test_an_action_stays_in_its_place_whatever_was_said_of_it_until_it_has_a_date_or_is_complete():
    said = {"origin": "response", "opened_on": "2021-09-10"}
    updates = [
        {"action": "A1", "state": "under way", "effective_on": "2022-02-20"},
        {"action": "A3", "new_due_on": "2022-12-31", "effective_on": "2022-02-20"},
        {"action": "A4", "state": "complete", "effective_on": "2022-02-20"},
    ]

    assert rows_of(*[said] * 5, updates=updates).select("kind", "ref").rows() == [
        ("no date agreed", "A1"),
        ("no date agreed", "A2"),
        ("no date agreed", "A5"),
    ]


def test_what_was_agreed_to_be_done_again_is_not_asked_about_its_first_time():
    timed = {"origin": "response", "time_stated": "in the winter", "latest_on": "2022-01-31"}

    assert rows_of(timed, recurrences=[{"action": "A1"}]).rows() == []
