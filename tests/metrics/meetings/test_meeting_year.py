"""What each meeting of a year brought, and how much of it is settled."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data_access.vocabulary import Assurance, MeetingKind
from metrics.meetings.meeting_year import (
    Business,
    EntriesOfDay,
    Judged,
    MeetingBrought,
    meetings_of_year,
    year_text,
)
from tests.builders import day_state
from tests.often import often

DAY, BOARD_DAY = date(2022, 2, 28), date(2022, 1, 26)
BOARD, PERFORMANCE = MeetingKind.BOARD, MeetingKind.PERFORMANCE
NONE_OF_ITS_DAY = EntriesOfDay(0, 0, 0, 0)
DONE, OPEN, LATE = Business.SETTLED, Business.OPEN, Business.LATE


def brought(decisions=(), questions=()):
    return MeetingBrought(
        "B1", BOARD, BOARD_DAY, list(decisions), list(questions), [], NONE_OF_ITS_DAY
    )


def test_a_meeting_has_what_it_decided_asked_and_judged_and_the_entries_of_its_day():
    now = day_state(
        DAY,
        meeting=[{"ref": "B1", "kind": BOARD, "held_on": BOARD_DAY}],
        decision=[
            {"text": "Done", "meeting": "B1", "due_on": BOARD_DAY, "done_on": DAY},
            {"text": "Due on the day", "meeting": "B1", "due_on": DAY},
            {"text": "Late", "meeting": "B1", "due_on": DAY - timedelta(1)},
            {"text": "With no date", "meeting": "B1"},
        ],
        ask=[
            {"what": "Answered", "meeting": "B1", "answered_on": DAY, "answer": "Ten"},
            {"what": "Late", "meeting": "B1", "due_on": DAY - timedelta(1)},
            {"what": "At no meeting", "meeting": None},
        ],
        recommendation=[{"ref": "R1"}],
        requirement=[{"ref": "P1", "label": "1"}, {"ref": "P2", "label": "2"}],
        judgement=[
            {"requirement": "P2", "meeting": "B1", "performance": Assurance.NOT_ASSURED},
            {"requirement": "P1", "meeting": "B1", "performance": Assurance.ASSURED},
            {"requirement": "P1", "meeting": None, "performance": Assurance.NOT_ASSURED},
        ],
        action=[
            {"ref": "A1"},
            {"ref": "A2", "opened_on": BOARD_DAY},
            {"ref": "A3", "opened_on": BOARD_DAY, "origin": "response"},
            {"ref": "S1", "kind": "purpose"},
        ],
        action_update=[
            {"action": "A1", "effective_on": BOARD_DAY, "note": "A word"},
            {"action": "A2", "effective_on": BOARD_DAY, "new_due_on": DAY},
            {"action": "S1", "effective_on": BOARD_DAY},
            {"action": "A1", "effective_on": DAY},
        ],
        escalation=[{"ref": "E1", "raised_on": BOARD_DAY}, {"ref": "E2", "raised_on": DAY}],
    )

    assert meetings_of_year(now) == [
        MeetingBrought(
            "B1",
            BOARD,
            BOARD_DAY,
            [(DONE, "Done"), (OPEN, "Due on the day"), (LATE, "Late"), (OPEN, "With no date")],
            [(DONE, "Answered"), (LATE, "Late")],
            [Judged("1", Assurance.ASSURED), Judged("2", Assurance.NOT_ASSURED)],
            EntriesOfDay(updates=2, dates=1, actions=1, escalations=1),
        )
    ]


def test_the_meetings_of_a_year_up_to_the_day_are_there_the_latest_first():
    now = day_state(
        DAY,
        meeting=[
            {"ref": "A year ago", "held_on": date(2021, 2, 28)},
            {"ref": "The day after", "held_on": date(2021, 3, 1)},
            {"ref": "On the day", "held_on": DAY, "kind": PERFORMANCE},
            {
                "ref": "Planned",
                "held_on": None,
                "recorded_at": "2022-01-20T12:00:00",
                "planned_on": date(2022, 3, 30),
            },
        ],
    )

    assert [(each.ref, each.kind) for each in meetings_of_year(now)] == [
        ("On the day", PERFORMANCE),
        ("The day after", BOARD),
    ]


def test_before_the_first_meeting_there_is_none():
    assert meetings_of_year(day_state(DAY)) == []


@pytest.mark.parametrize(
    ("meetings", "words"),
    [
        ([brought()], "1 meeting in a year: no decision and no question recorded"),
        (
            [brought(decisions=[(DONE, "a"), (OPEN, "b")]), brought(decisions=[(LATE, "c")])],
            "2 meetings in a year: 1 of 3 decisions done",
        ),
        (
            [brought([(DONE, "a")], [(OPEN, "b"), (LATE, "c")])],
            "1 meeting in a year: 1 of 1 decision done and 0 of 2 questions answered",
        ),
    ],
)
def test_the_headline_says_how_much_of_what_was_decided_and_asked_is_settled(meetings, words):
    assert year_text(meetings) == words


DAYS = some.dates(date(2021, 2, 1), DAY)


@given(some.lists(DAYS, max_size=4), some.lists(some.tuples(DAYS, some.booleans()), max_size=12))
@often(100)
def test_the_entries_of_each_day_equal_a_slow_count(held, updates):
    now = day_state(
        DAY,
        meeting=[{"ref": f"M{n}", "held_on": day} for n, day in enumerate(held)],
        action=[{"ref": "A1"}],
        action_update=[
            {"effective_on": day, "new_due_on": DAY if is_date else None}
            for day, is_date in updates
        ],
    )

    for each in meetings_of_year(now):
        of_day = [is_date for day, is_date in updates if day == each.held_on]
        assert each.of_its_day == EntriesOfDay(len(of_day), sum(of_day), 0, 0)
