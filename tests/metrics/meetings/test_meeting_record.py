"""What a meeting finds open of earlier ones, and how many of its kind found it so."""

from datetime import date

import pytest

from data_access.vocabulary import MeetingKind
from metrics.meetings.agenda import ASKED_EARLIER, DECIDED_EARLIER, agenda_items
from metrics.meetings.meeting_record import carried_over, meeting_record
from tests.builders import day_state

DAY = date(2022, 2, 28)
OPEN_BUSINESS = (DECIDED_EARLIER, ASKED_EARLIER)
BOARD, PERFORMANCE = MeetingKind.BOARD, MeetingKind.PERFORMANCE
MEETINGS = [
    {"ref": "B3", "kind": BOARD, "held_on": DAY},
    {"ref": "B1", "kind": BOARD, "held_on": date(2021, 12, 1)},
    {"ref": "P1", "kind": PERFORMANCE, "held_on": date(2022, 1, 5)},
    {"ref": "B2", "kind": BOARD, "held_on": date(2022, 1, 26)},
]


def times(rows, column):
    return dict(rows.select(column, "times_open").rows())


def test_what_is_open_of_earlier_meetings_of_any_kind_is_counted_at_each_of_the_kind_since():
    now = day_state(
        DAY,
        meeting=MEETINGS,
        decision=[
            {"text": "Old", "meeting": "B1"},
            {"text": "Newer", "meeting": "B2"},
            {"text": "Of this day", "meeting": "B3"},
            {"text": "Done", "meeting": "B1", "done_on": DAY},
            {"text": "Of managers", "meeting": "P1"},
        ],
        ask=[
            {"what": "Asked", "meeting": "B1", "asked_on": date(2021, 12, 1)},
            {"what": "Answered", "meeting": "B1", "answered_on": DAY, "answer": "Ten"},
            {"what": "At no meeting", "meeting": None, "asked_on": date(2022, 1, 30)},
            {"what": "On the day", "meeting": "B3", "asked_on": DAY},
        ],
    )

    board, managers = carried_over(now, BOARD), carried_over(now, PERFORMANCE)
    assert times(board.decisions, "text") == {"Old": 2, "Newer": 1, "Of managers": 2}
    assert times(board.questions, "what") == {"Asked": 2, "At no meeting": 1}
    assert times(managers.decisions, "text") == {"Old": 2, "Newer": 1, "Of managers": 1}
    assert times(managers.questions, "what") == {"Asked": 2, "At no meeting": 1}


@pytest.mark.parametrize("kind", [BOARD, PERFORMANCE])
def test_what_is_carried_over_is_the_open_business_of_the_agenda(kind):
    now = day_state(
        DAY,
        meeting=MEETINGS,
        organisation=[{"ref": "force", "name": "Force"}],
        decision=[{"text": each["ref"], "meeting": each["ref"]} for each in MEETINGS],
        ask=[
            {"what": str(day), "meeting": None, "of_whom": "force", "asked_on": day}
            for day in (DAY, date(2022, 1, 4), date(2022, 1, 26))
        ],
    )

    on_agenda = [each.key for each in agenda_items(now, kind) if each.topic in OPEN_BUSINESS]
    carried = zip(("decision", "question"), carried_over(now, kind), strict=True)
    assert [f"{name} {number}" for name, rows in carried for number in rows["id"]] == on_agenda
    assert len(on_agenda) == 5


def test_a_first_meeting_finds_nothing_open():
    now = day_state(DAY, meeting=MEETINGS[:1], decision=[{"meeting": "B3"}], ask=[])

    assert [each.is_empty() for each in carried_over(now, BOARD)] == [True, True]


def test_the_record_of_a_meeting_is_its_own_and_of_all_where_none_is_named():
    now = day_state(
        DAY,
        meeting=MEETINGS,
        decision=[
            {"text": "Old", "meeting": "B1"},
            {"text": "Done", "meeting": "B1", "done_on": DAY},
            {"text": "Newer", "meeting": "B2"},
        ],
        ask=[{"what": "Asked", "meeting": "B2"}],
    )

    of_first, of_all = meeting_record(now, "B1"), meeting_record(now, None)
    assert [*of_first.decided["text"]] == ["Old", "Done"]
    assert [*of_first.not_done["text"]] == ["Old"]
    assert of_first.asked.is_empty()
    assert [*of_all.decided["text"]] == ["Old", "Done", "Newer"]
    assert [*of_all.open_questions["what"]] == ["Asked"]
