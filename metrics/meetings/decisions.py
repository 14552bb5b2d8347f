"""Decisions and questions of meetings: what of them is not done or not answered."""

from datetime import date

import polars as pl

from metrics.frames import Row
from metrics.memoize import memoize
from metrics.status_rules import late_days
from metrics.text_format import counted


@memoize
def with_lateness(decisions: pl.DataFrame, meetings: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Each decision with ``held_on`` of its meeting and ``days_late`` (null: done or not late)."""
    return decisions.join(
        meetings.select("held_on", "kind", meeting="ref"), on="meeting", maintain_order="left"
    ).with_columns(days_late=pl.when(pl.col("done_on").is_null()).then(late_days("due_on", as_at)))


@memoize
def decisions_not_done(
    decisions: pl.DataFrame, meetings: pl.DataFrame, as_at: date
) -> pl.DataFrame:
    """Open decisions, the most overdue first, as ``with_lateness`` returns them."""
    return (
        with_lateness(decisions, meetings, as_at)
        .filter(pl.col("done_on").is_null())
        .sort(
            "days_late", "held_on", descending=[True, False], nulls_last=True, maintain_order=True
        )
    )


@memoize
def rows_of_meeting(rows: pl.DataFrame, meeting: str | None) -> pl.DataFrame:
    """The rows that belong to ``meeting``; all rows where it is null."""
    return rows if meeting is None else rows.filter(pl.col("meeting") == meeting)


@memoize
def unanswered(asks: pl.DataFrame) -> pl.DataFrame:
    """The questions that have no answer yet."""
    return asks.filter(pl.col("answered_on").is_null())


def open_business_text(not_done: pl.DataFrame, questions: pl.DataFrame, as_at: date) -> str:
    """The decisions not done and the questions not answered by ``as_at``, with those late.

    Markdown: bold numbers.
    """
    if not_done.is_empty() and questions.is_empty():
        return "No decision or question is open."
    late = questions.select(late_days("due_on", as_at).count()).item()
    asked = _open_text(questions.height, late, "question", "answered", "no question is open")
    late = not_done["days_late"].count()
    decided = _open_text(not_done.height, late, "decision", "done", "No decision is open")
    return f"{decided}; {asked}."


def own_business_text(not_done: pl.DataFrame, questions: pl.DataFrame, as_at: date) -> str:
    """A sentence that counts the open decisions and questions of one meeting. Markdown."""
    if not_done.is_empty() and questions.is_empty():
        return "Nothing is open of what it decided and asked."
    text = open_business_text(not_done, questions, as_at)
    return f"Of what it decided and asked: {text[0].lower()}{text[1:]}"


def _open_text(number: int, late: int, what: str, done: str, none: str) -> str:
    """What is open and how much of it is late, without a nought that is no news."""
    if not number:
        return none
    if number == 1:
        return f"**1 {what}** not {done}, and {'late' if late else 'not late'}"
    of_them = f"**{late}** of them" if late else "none of them"
    return f"**{counted(number, what)}** not {done}, {of_them} late"


def decision_item(row: Row) -> str:
    """A decision not done, with the days it is late."""
    late = f", {counted(row['days_late'], 'day')} late" if row["days_late"] else ""
    return f"{row['text']}{late}"
