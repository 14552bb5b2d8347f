"""The state of the answer to each inspection: awaited, published, published late, not held here."""

from datetime import date

import polars as pl

from data_access.vocabulary import AnswerState
from metrics.frames import Row
from metrics.point_in_time import answer_due_on, answered_on
from metrics.text_format import counted, day_text


def with_clock(inspections: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Each inspection with the state of its answer on ``as_at``, newest first.

    Adds ``answer_due_on`` (by law), ``answered_on`` (null: not yet), ``answer_state`` (an
    ``AnswerState``), ``days_left`` (of an answer awaited; negative where none was published by the
    day it was due; else null), ``days_late`` (of an answer not published, or published late; else
    null) and ``clock`` in words. An answer past its date that is not held here is not known to be
    late until somebody records that none was published.
    ``inspections`` must already be as at that day.
    """
    left = (pl.col("answer_due_on") - pl.lit(as_at)).dt.total_days()
    clocked = (
        inspections.with_columns(answered_on=answered_on(), answer_due_on=answer_due_on())
        .with_columns(answer_state=_answer_state(as_at))
        .with_columns(
            days_left=pl.when(_is(AnswerState.AWAITED, AnswerState.NOT_PUBLISHED)).then(left),
            days_late=pl.when(_is(AnswerState.NOT_PUBLISHED))
            .then(-left)
            .when(_is(AnswerState.ANSWERED_LATE))
            .then((pl.col("responded_on") - pl.col("answer_due_on")).dt.total_days()),
        )
    )
    clocks = [_clock_text(row) for row in clocked.iter_rows(named=True)]
    return clocked.with_columns(clock=pl.Series(clocks, dtype=pl.String)).sort(
        "published_on", descending=True, maintain_order=True
    )


def _answer_state(as_at: date) -> pl.Expr:
    due_on = pl.col("answer_due_on")
    states = (
        (pl.col("responded_on") > due_on, AnswerState.ANSWERED_LATE),
        (pl.col("answered_on").is_not_null(), AnswerState.ANSWERED),
        (~pl.col("answer_owed"), AnswerState.NOT_OWED),
        (due_on >= as_at, AnswerState.AWAITED),
        (pl.col("none_published_by") >= due_on, AnswerState.NOT_PUBLISHED),
    )
    return pl.coalesce(
        *(pl.when(is_so).then(pl.lit(state.value)) for is_so, state in states),
        pl.lit(AnswerState.NOT_HELD.value),
    )


def _is(*states: AnswerState) -> pl.Expr:
    return pl.col("answer_state").is_in(states)


def _clock_text(row: Row) -> str:
    late, left = (
        "" if row[column] is None else counted(row[column], "day")
        for column in ("days_late", "days_left")
    )
    published = day_text(row["responded_on"], "")
    words = {
        AnswerState.ANSWERED: f"published {published}",
        AnswerState.ANSWERED_LATE: f"published {published}, {late} late",
        AnswerState.AWAITED: f"{left} left" if row["days_left"] else "due today",
        AnswerState.NOT_HELD: "answer not held here",
        AnswerState.NOT_OWED: "no answer owed by law",
        AnswerState.NOT_PUBLISHED: f"no answer published, {late} past the date",
    }
    is_undated = row["answer_state"] == AnswerState.ANSWERED and row["responded_on"] is None
    return "answered, date not stated" if is_undated else words[row["answer_state"]]
