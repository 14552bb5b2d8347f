"""Inspections: the state of the answer to each, sentences on them, and facts published since."""

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import DAYS_TO_ANSWER, AnswerState
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.point_in_time import answer_due_on, answered_on
from metrics.text_format import counted, day_text

if TYPE_CHECKING:
    from metrics.day_state import DayState

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


LAW = (
    f"The Commissioner must publish the answer within {DAYS_TO_ANSWER} days, counting the day of "
    "publication as the first, and send a copy to the Secretary of State and to the inspectorate "
    "(Police Act 1996, section 55)."
)


def awaited_text(row: Row) -> str:
    """An answer that is awaited, and its days left; ``row``: as ``with_clock`` gives them."""
    due_on = day_text(row["answer_due_on"])
    return f"{row['short_title']}: answer to be published by {due_on}, {row['clock']}."


@memoize
def published_facts(day_state: "DayState") -> pl.DataFrame:
    """The facts published since about the recommendations of a day, the newest first.

    Facts about no recommendation are included. Adds ``number``, the label of the recommendation in
    words (null for none).
    """
    named = day_state.facts.inspection_words
    labels = {
        row["ref"]: ", ".join([str(row["number"]), *named.get(row["inspection"], [])])
        for row in day_state.tables["recommendation"].to_dicts()
    }
    recommendation = pl.col("recommendation")
    return (
        day_state.tables["published_fact"]
        .filter(recommendation.is_null() | recommendation.is_in(list(labels)))
        .with_columns(
            number=recommendation.replace_strict(labels, default=None, return_dtype=pl.String)
        )
        .sort("effective_on", "id", descending=True)
    )


@memoize
def days_differ_text(day_state: "DayState") -> str:
    """Why the day stated for an answer is one later than the law’s; empty where none is.

    A sentence for each inspection of which that is so.
    """
    is_one_later = pl.col("response_due_stated_on") == pl.col("answer_due_on").dt.offset_by("1d")
    return " ".join(
        f"{day_text(row['response_due_stated_on'])}, as stated for {row['short_title']}, does not "
        f"count the day of publication; by law {day_text(row['published_on'])} is the first of the "
        f"{DAYS_TO_ANSWER} days, and {day_text(row['answer_due_on'])} the last."
        for row in day_state.inspections.filter(is_one_later).iter_rows(named=True)
    )
