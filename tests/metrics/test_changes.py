import polars as pl
import pytest
from hypothesis import given, settings

from metrics import changes
from metrics.changes import Window
from tests import made_up, oracles
from tests.builders import AS_AT, as_rows, day_of, frame, tables

BOARD = day_of("2022-01-26")
SINCE_THE_BOARD = Window(BOARD, AS_AT)
MADE_UP_WINDOW = Window(made_up.SINCE, AS_AT)


@settings(max_examples=100)
@given(made_up.stores_with("position"))
def test_the_window_takes_in_what_a_loop_over_the_rows_takes_in(rows):
    positions = tables(**rows)["position"]

    assert MADE_UP_WINDOW.takes_in(positions).to_dicts() == oracles.takes_in(
        positions.to_dicts(), made_up.SINCE, AS_AT
    )


@settings(max_examples=150)
@given(made_up.stores_with("position"))
def test_voices_that_moved_are_those_that_a_reader_of_every_entry_finds(rows):
    positions = tables(**rows)["position"]

    assert changes.moved_voices(positions, MADE_UP_WINDOW).to_dicts() == oracles.moved_voices(
        positions.to_dicts(), made_up.SINCE, AS_AT
    )


@settings(max_examples=100)
@given(made_up.stores_with("meeting", "decision"))
def test_decisions_not_done_are_those_that_a_loop_finds_in_the_same_order(rows):
    store = tables(**rows)
    plain = as_rows(store)

    not_done = changes.decisions_not_done(store["decision"], store["meeting"], AS_AT)

    assert not_done.to_dicts() == oracles.decisions_not_done(
        plain["decision"], plain["meeting"], AS_AT
    )


@pytest.mark.parametrize(
    ("effective_on", "recorded_on", "recorded_late"),
    [
        ("2022-01-26", "2022-01-26", []),  # on the day of the meeting: the board knew
        ("2022-01-26", "2022-01-27", [True]),
        ("2022-01-10", "2022-02-28", [True]),
        ("2022-01-10", "2022-03-01", []),
        ("2022-01-27", "2022-01-27", [False]),
        ("2022-02-28", "2022-03-05", [False]),
        ("2022-03-01", "2022-03-01", []),
    ],
)
def test_the_window_opens_the_day_after_the_meeting_and_closes_with_the_day_itself(
    effective_on, recorded_on, recorded_late
):
    entry = {"effective_on": effective_on, "recorded_at": f"{recorded_on}T12:00"}

    taken_in = SINCE_THE_BOARD.takes_in(frame("position", entry))

    assert taken_in["recorded_late"].to_list() == recorded_late


def test_a_voice_that_moved_twice_is_marked_where_it_is_not_so_any_more():
    positions = frame(
        "position",
        {"effective_on": "2022-01-10", "state": "under way"},
        {"effective_on": "2022-02-01", "state": "complete"},
        {"effective_on": "2022-02-20", "state": "under way"},
        {"effective_on": "2022-02-21", "state": "under way"},
    )

    moved = changes.moved_voices(positions, SINCE_THE_BOARD)

    assert moved.select("id", "was", "state", "still_so").rows() == [
        (2, "under way", "complete", False),
        (3, "complete", "under way", True),
    ]


def test_the_last_board_is_the_newest_before_the_day_and_never_one_of_that_day():
    meetings = frame(
        "meeting",
        {"held_on": BOARD},
        {"held_on": AS_AT},
        {"held_on": "2022-02-17", "kind": "RaSSO performance meeting"},
    )

    assert changes.last_board(meetings, AS_AT) == BOARD
    assert changes.last_board(meetings, BOARD) is None
    assert changes.last_board(frame("meeting"), AS_AT) is None
    assert changes.meetings_before(meetings, AS_AT)["id"].to_list() == [3, 1]


def test_newly_so_is_what_holds_now_and_did_not_hold_or_did_not_exist_then():
    then = pl.DataFrame({"ref": ["A1", "A2"], "late": [True, False]})
    now = pl.DataFrame({"ref": ["A1", "A2", "A3", "A4"], "late": [True, True, True, False]})

    assert changes.newly(then, now, pl.col("late"))["ref"].to_list() == ["A2", "A3"]


def test_what_the_response_itself_says_is_no_new_evidence():
    evidence = frame(
        "evidence",
        {"effective_on": "2022-02-01"},
        {"effective_on": "2022-02-01", "date_basis": "not stated; due date used"},
    )

    assert changes.new_evidence(evidence, SINCE_THE_BOARD)["ref"].to_list() == ["E1"]


def test_a_decision_due_on_the_day_itself_is_not_late():
    decisions = frame("decision", {"due_on": AS_AT}, {"due_on": "2022-02-27"}, {"due_on": None})

    not_done = changes.decisions_not_done(decisions, frame("meeting", {}), AS_AT)

    assert not_done.select("id", "days_late").rows() == [(2, 1), (1, None), (3, None)]


def test_nothing_recorded_changed_nothing():
    assert changes.moved_voices(frame("position"), SINCE_THE_BOARD).is_empty()
    assert changes.new_evidence(frame("evidence"), SINCE_THE_BOARD).is_empty()
    assert changes.decisions_not_done(frame("decision"), frame("meeting"), AS_AT).is_empty()


def test_the_sentence_says_what_changed_in_the_words_of_a_board():
    assert changes.in_a_sentence("board of 26 January 2022", 1, 2, 1) == (
        "Since the board of 26 January 2022: **1 part** newly reported complete, "
        "**2 actions** newly overdue, **1 date** changed after it had passed."
    )
