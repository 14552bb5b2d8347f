"""The state of the answer to each inspection: awaited, published, published late, not held here."""

from datetime import date

import polars as pl

from data_access.vocabulary import AnswerState
from metrics.frames import Row
from metrics.point_in_time import answer_due_on, answered_on
from metrics.text_format import counted, day_text

DATE_NOT_STATED = "answered, date not stated"
STATES = {
    "answer_state": pl.String,
    "days_left": pl.Int64,
    "days_late": pl.Int64,
    "clock": pl.String,
}


def with_answer_dates(inspections: pl.DataFrame) -> pl.DataFrame:
    """Each inspection with the dates of its answer, newest first.

    Adds ``answer_due_on`` (by law) and ``answered_on`` (null: not yet).
    """
    return inspections.with_columns(answered_on=answered_on(), answer_due_on=answer_due_on()).sort(
        "published_on", descending=True, maintain_order=True
    )


def with_clock(inspections: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Each inspection with the state of its answer on ``as_at``.

    ``inspections``: as ``with_answer_dates`` gives them, and as at that day. Adds ``answer_state``
    (an ``AnswerState``), ``days_left`` (of an answer awaited; negative where none was published by
    the day it was due; else null), ``days_late`` (of an answer not published, or published late;
    else null) and ``clock`` in words. An answer past its date that is not held here is not known to
    be late until somebody records that none was published.
    """
    states = [_state_of_answer(row, as_at) for row in inspections.iter_rows(named=True)]
    return inspections.hstack(pl.DataFrame(states, STATES, orient="row"))


def _state_of_answer(row: Row, as_at: date) -> tuple[str, int | None, int | None, str]:
    """The state of an answer, its days left and days late, and these in words."""
    due_on, published_on, none_by = (
        row[name] for name in ("answer_due_on", "responded_on", "none_published_by")
    )
    left = late = None
    if published_on and due_on and published_on > due_on:
        state, late = AnswerState.ANSWERED_LATE, (published_on - due_on).days
    elif row["answered_on"]:
        state = AnswerState.ANSWERED
    elif row["answer_owed"] is False:
        state = AnswerState.NOT_OWED
    elif due_on >= as_at:
        state, left = AnswerState.AWAITED, (due_on - as_at).days
    elif none_by and none_by >= due_on:
        late = (as_at - due_on).days
        state, left = AnswerState.NOT_PUBLISHED, -late
    else:
        state = AnswerState.NOT_HELD
    return state.value, left, late, _clock_text(state, published_on, left, late)


def _clock_text(
    state: AnswerState, published_on: date | None, left: int | None, late: int | None
) -> str:
    published = f"published {day_text(published_on)}" if published_on else DATE_NOT_STATED
    words = {
        AnswerState.ANSWERED: published,
        AnswerState.ANSWERED_LATE: f"{published}, {counted(late or 0, 'day')} late",
        AnswerState.AWAITED: f"{counted(left, 'day')} left" if left else "due today",
        AnswerState.NOT_HELD: "answer not held here",
        AnswerState.NOT_OWED: "no answer owed by law",
        AnswerState.NOT_PUBLISHED: (
            f"no answer published, {counted(late or 0, 'day')} past the date"
        ),
    }
    return words[state]
