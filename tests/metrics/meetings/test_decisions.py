import polars as pl
import pytest
from hypothesis import given, settings

from metrics.meetings.decisions import (
    decisions_not_done,
    open_business_text,
    own_business_text,
    with_lateness,
)
from tests import made_up, oracles
from tests.builders import AS_AT, day_of, frame

BOARD = day_of("2022-01-26")


@settings(max_examples=50)
@given(made_up.stores_with("meeting", "decision"))
def test_decisions_not_done_are_what_a_slow_reading_gives(rows):
    decisions, meetings = frame("decision", *rows["decision"]), frame("meeting", *rows["meeting"])

    assert decisions_not_done(decisions, meetings, AS_AT).to_dicts() == (
        oracles.decisions_not_done(decisions.to_dicts(), meetings.to_dicts(), AS_AT)
    )


@pytest.mark.parametrize(
    ("decisions", "questions", "text"),
    [
        (0, 0, "Nothing is open of what it decided and asked."),
        (
            0,
            1,
            "Of what it decided and asked: no decision is open; **1 question** not answered, and "
            "not late.",
        ),
        (
            1,
            0,
            "Of what it decided and asked: **1 decision** not done, and not late; no question is "
            "open.",
        ),
    ],
)
def test_what_is_open_of_one_meeting_is_said_to_be_its_own(decisions, questions, text):
    meetings = frame("meeting", {})
    not_done = decisions_not_done(frame("decision", *[{}] * decisions), meetings, AS_AT)

    assert own_business_text(not_done, frame("ask", *[{"due_on": None}] * questions), AS_AT) == text


@pytest.mark.parametrize(
    ("due_on", "done_on", "days_late"),
    [
        ("2022-02-27", None, 1),
        ("2022-02-28", None, None),
        (None, None, None),
        ("2022-02-14", "2022-02-28", None),
    ],
)
def test_a_decision_due_on_the_day_is_not_late(due_on, done_on, days_late):
    rows = frame("decision", {"due_on": due_on, "done_on": done_on})

    found = with_lateness(rows, frame("meeting", {}), AS_AT)

    assert found.select("days_late", "held_on").row(0) == (days_late, BOARD)


@pytest.mark.parametrize(
    ("days_late", "questions", "text"),
    [
        (
            [14, None],
            1,
            "**2 decisions** not done, **1** of them late; **1 question** not answered, and late.",
        ),
        ([None, None], 0, "**2 decisions** not done, none of them late; no question is open."),
        (
            [14],
            2,
            "**1 decision** not done, and late; **2 questions** not answered, **1** of them late.",
        ),
        ([None], 0, "**1 decision** not done, and not late; no question is open."),
        ([], 1, "No decision is open; **1 question** not answered, and late."),
        ([], 0, "No decision or question is open."),
    ],
)
def test_open_business_counts_what_is_late_and_says_no_nought(days_late, questions, text):
    not_done = frame("decision", *({} for _ in days_late)).with_columns(
        days_late=pl.Series(days_late, dtype=pl.Int64)
    )

    asked = frame("ask", *({"due_on": each} for each in (BOARD, None)[:questions]))
    assert open_business_text(not_done, asked, AS_AT) == text
