from datetime import timedelta

from metrics.meetings.meeting_dates import (
    board_days,
    last_board,
    last_boards,
    meetings_before,
)
from tests.builders import AS_AT, KINDS, day_of, frame

KINDS_KEPT = frame("meeting_kind", *KINDS)
BOARD = day_of("2022-01-26")


def test_a_meeting_on_the_day_itself_is_not_one_to_count_from():
    meetings = frame("meeting", {"held_on": BOARD}, {"held_on": AS_AT})

    assert meetings_before(meetings, AS_AT)["held_on"].to_list() == [BOARD]
    assert last_board(meetings, KINDS_KEPT, AS_AT) == BOARD
    assert last_board(meetings, KINDS_KEPT, AS_AT + timedelta(1)) == AS_AT


def test_a_performance_meeting_is_no_board():
    meetings = frame(
        "meeting",
        {"held_on": BOARD},
        {"held_on": "2022-02-17", "kind": "RaSSO performance meeting"},
    )

    assert last_board(meetings, KINDS_KEPT, AS_AT) == BOARD
    assert meetings_before(meetings, AS_AT)["ref"].to_list() == ["M2", "M1"]


def test_before_the_first_board_there_is_nothing_to_count_from():
    assert last_board(frame("meeting"), KINDS_KEPT, AS_AT) is None
    assert last_board(frame("meeting", {"held_on": AS_AT}), KINDS_KEPT, AS_AT) is None


def test_the_last_boards_are_days_each_once_and_the_newest_first():
    days = ["2021-09-29", "2021-10-27", "2021-10-27", "2022-01-26"]
    meetings = frame("meeting", *({"held_on": day} for day in days))

    assert last_boards(meetings, KINDS_KEPT, AS_AT, 2) == [BOARD, day_of("2021-10-27")]


def test_the_days_of_boards_are_those_held_by_the_day_and_those_planned_from_then_on():
    known = {"recorded_at": "2022-01-20T12:00:00"}
    meetings = frame(
        "meeting",
        {"held_on": BOARD},
        {"held_on": AS_AT + timedelta(1)},
        {"held_on": None, "planned_on": "2022-03-30", **known},
        {"held_on": None, "planned_on": "2022-02-27", **known},
        {"held_on": None, "planned_on": "2022-03-17", "kind": "RaSSO performance meeting", **known},
    )

    assert board_days(meetings, KINDS_KEPT, AS_AT, AS_AT) == (BOARD, day_of("2022-03-30"))
    assert board_days(meetings.clear(), KINDS_KEPT, AS_AT, AS_AT) == ()
