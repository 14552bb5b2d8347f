from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given

from metrics.meetings import changes
from metrics.meetings.changes import Window
from metrics.status_rules import recorded_after
from tests import made_up, oracles
from tests.builders import AS_AT, day_of, day_state, frame, tables
from tests.often import often

BOARD = day_of("2022-01-26")
WINDOW = Window(BOARD, AS_AT, recorded_after(tables(), BOARD))


def moved(*positions):
    found = WINDOW.takes_in(changes.moves(frame("position", *positions)))
    return found.select("state", "was", "still_so", "recorded_late").rows()


# Against the slow way


@often(100)
@given(made_up.stores_with("position"))
def test_voices_that_moved_are_what_a_slow_reading_gives(rows):
    positions = frame("position", *rows["position"])
    window = Window(made_up.SINCE, AS_AT, recorded_after(tables(), made_up.SINCE))

    assert window.takes_in(changes.moves(positions)).to_dicts() == oracles.moved_voices(
        positions.to_dicts(), made_up.SINCE, AS_AT
    )
    assert window.takes_in(positions).to_dicts() == oracles.takes_in(
        positions.to_dicts(), made_up.SINCE, AS_AT
    )


# The window


@pytest.mark.parametrize(
    ("effective_on", "recorded_at", "taken_in"),
    [
        (BOARD, "2022-01-26T23:59", []),
        (BOARD, "2022-01-27T00:00", [True]),
        (BOARD + timedelta(1), "2022-01-27T12:00", [False]),
        (AS_AT, "2022-02-28T12:00", [False]),
        (BOARD, "2022-02-28T23:59", [True]),
        (BOARD, "2022-03-01T00:00", [True]),
        (AS_AT + timedelta(1), "2022-03-01T12:00", []),
        (AS_AT, "2022-03-05T12:00", [False]),
    ],
)
def test_a_window_takes_in_what_took_effect_in_it_or_was_recorded_late_in_it(
    effective_on, recorded_at, taken_in
):
    rows = frame("position", {"effective_on": effective_on, "recorded_at": recorded_at})

    assert WINDOW.takes_in(rows)["recorded_late"].to_list() == taken_in


def test_a_window_over_no_rows_takes_in_none():
    assert WINDOW.takes_in(frame("position")).to_dicts() == []
    assert WINDOW.takes_in(changes.moves(frame("position"))).to_dicts() == []
    assert changes.new_evidence(frame("evidence"), WINDOW).to_dicts() == []


# Newly


def test_newly_is_what_holds_now_and_did_not_hold_then():
    then = pl.DataFrame({"ref": ["a", "b", "c"], "is_so": [True, False, None]})
    now = pl.DataFrame({"ref": ["a", "b", "c", "d", "e"], "is_so": [True, True, True, True, None]})

    assert changes.newly(then, now, pl.col("is_so"))["ref"].to_list() == ["b", "c", "d"]


def test_newly_compared_with_an_empty_past_is_all_that_holds():
    nothing = pl.DataFrame(schema={"ref": pl.String, "is_so": pl.Boolean})
    now = pl.DataFrame({"ref": ["a", "b"], "is_so": [True, False]})

    assert changes.newly(nothing, now, pl.col("is_so"))["ref"].to_list() == ["a"]
    assert changes.newly(now, nothing, pl.col("is_so"))["ref"].to_list() == []


def test_a_part_complete_again_since_the_board_after_being_taken_back_before_it_is_new():
    positions = [
        {"state": "complete", "effective_on": "2021-10-14"},
        {"state": "under way", "effective_on": "2021-11-18"},
        {"state": "complete", "effective_on": "2022-02-10"},
    ]
    then, now = day_state(BOARD, position=positions), day_state(position=positions)

    newly = changes.newly(then.parts, now.parts, pl.col("reported_complete"))

    assert newly["ref"].to_list() == ["P1"]


# Voices


def test_what_the_response_itself_says_is_not_new_evidence():
    evidence = frame(
        "evidence",
        {"effective_on": "2022-02-01", "date_basis": "not stated; due date used"},
        {"effective_on": "2022-02-01"},
    )

    assert changes.new_evidence(evidence, WINDOW)["ref"].to_list() == ["E2"]


# The sentence


def test_the_sentence_counts_one_and_many():
    assert changes.since_text("board of 26 January 2022", 1, ["2 actions"], 0) == (
        "Since the board of 26 January 2022: **1 part** newly reported complete, "
        "**2 actions** newly overdue, **no deadlines** moved after the date had passed."
    )
