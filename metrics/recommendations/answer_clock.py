"""The state of the answer to each inspection: awaited, published, published late, not held here."""

from datetime import date

import polars as pl

from data_access.vocabulary import AnswerState
from metrics.frames import Row
from metrics.point_in_time import answer_due_on, answered_on
from metrics.text_format import counted, day_text

CLOCK_COLUMNS = {
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
    """Each inspection with the state of its answer on ``as_at``, in the order given.

    ``inspections``: as ``with_answer_dates`` gives them, and as at that day. Adds ``answer_state``
    (an ``AnswerState``), ``days_left`` (of an answer awaited; negative where none was published by
    the day it was due; else null), ``days_late`` (of an answer not published, or published late;
    else null) and ``clock`` in words. An answer past its date that is not held here is not known to
    be late until somebody records that none was published.
    """
    states = [_state_of_answer(row, as_at) for row in inspections.iter_rows(named=True)]
    return inspections.hstack(pl.DataFrame(states, CLOCK_COLUMNS, orient="row"))


def _state_of_answer(row: Row, as_at: date) -> tuple[str, int | None, int | None, str]:
    """The state of an answer, its days left and days late, and these in words."""
    due_on, published_on, none_by = (
        row[name] for name in ("answer_due_on", "responded_on", "none_published_by")
    )
    published = f"published {day_text(published_on)}"
    if published_on and due_on and published_on > due_on:
        late = (published_on - due_on).days
        words = f"{published}, {counted(late, 'day')} late"
        return AnswerState.ANSWERED_LATE.value, None, late, words
    if row["answered_on"]:
        words = published if published_on else "answered, date not stated"
        return AnswerState.ANSWERED.value, None, None, words
    if row["answer_owed"] is False:
        return AnswerState.NOT_OWED.value, None, None, "no answer owed by law"
    days = abs((due_on - as_at).days)
    if due_on >= as_at:
        words = f"{counted(days, 'day')} left" if days else "due today"
        return AnswerState.AWAITED.value, days, None, words
    if none_by and none_by >= due_on:
        words = f"no answer published, {counted(days, 'day')} past the date"
        return AnswerState.NOT_PUBLISHED.value, -days, days, words
    return AnswerState.NOT_HELD.value, None, None, "answer not held here"
