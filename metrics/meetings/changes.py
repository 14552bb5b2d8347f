"""Changes between two days, such as the last meeting and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import DateBasis
from metrics.frames import Row
from metrics.plan.deadlines import HANDS_OVER, in_order
from metrics.text_format import counted, day_text, listed


class LateCounts(NamedTuple):
    """Entries recorded after a meeting about its day or an earlier one, counted by kind."""

    complete: int
    overdue: int
    dates: int
    positions: int
    evidence: int
    other_days: int = 0
    hand_overs: int = 0
    done: int = 0
    others: int = 0

    @property
    def sentence(self) -> str:
        """The kinds that there are, in a sentence. Markdown: bold numbers."""
        kinds = [
            (self.complete, "part", "parts", "reported complete by then"),
            (self.done, "action", "actions", "complete by then"),
            (self.overdue, "action", "actions", "overdue by then"),
            (self.other_days, "thing", "things", "past due by then"),
            (self.dates, "date", "dates", "changed by then"),
            (self.hand_overs, "action", "actions", "handed over by then"),
            (self.positions, "position", "positions", "held by then"),
            (self.evidence, "piece", "pieces", "of evidence"),
            (self.others, "other entry", "other entries", "of earlier days"),
        ]
        clauses = [
            f"{_strong(counted(number, thing, things))} {words}"
            for number, thing, things, words in kinds
            if number
        ]
        return f"Entered since, and not new: {listed(clauses)}."


NOTHING_LATE = LateCounts(0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Window:
    """The days after ``since`` up to and including ``as_at``.

    ``is_late``: true for rows that were recorded after ``since``, and might have been before.
    """

    since: date
    as_at: date
    is_late: pl.Expr

    def takes_in(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows that took effect in the window, or that took effect earlier and were recorded since.

        Adds ``recorded_late``: true for the second kind.
        """
        late = (pl.col("effective_on") <= self.since) & self.is_late
        return rows.with_columns(recorded_late=late).filter(
            pl.col("recorded_late") | (pl.col("effective_on") > self.since),
            pl.col("effective_on") <= self.as_at,
        )


def newly(previous: pl.DataFrame, current: pl.DataFrame, condition: pl.Expr) -> pl.DataFrame:
    """Rows of ``current`` that meet the condition and did not in ``previous``, by their ``ref``."""
    before = previous.filter(condition)["ref"].implode()
    return current.filter(condition, ~pl.col("ref").is_in(before))


def happened(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of a window, as ``Window.takes_in`` returns them, that took effect in it."""
    return rows if rows.is_empty() else rows.filter(~pl.col("recorded_late"))


def entered_late(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of a window that took effect before it, and were recorded in it."""
    return rows if rows.is_empty() else rows.filter("recorded_late")


def moves(positions: pl.DataFrame) -> pl.DataFrame:
    """Positions that differ from the same voice's position on the part before, oldest first.

    Adds ``was`` (null: nothing recorded before) and ``still_so`` (false where the voice has moved
    again since).
    """
    voice_on_part = ("requirement", "voice")
    moved = (
        in_order(positions)
        .with_columns(was=pl.col("state").shift().over(voice_on_part))
        .filter(pl.col("state").ne_missing(pl.col("was")))
    )
    return moved.with_columns(still_so=pl.col("id") == pl.col("id").last().over(voice_on_part))


def new_evidence(evidence: pl.DataFrame, window: Window) -> pl.DataFrame:
    """Evidence of the window that was recorded after the response."""
    return window.takes_in(evidence.filter(pl.col("date_basis") == DateBasis.STATED))


def hand_overs(updates: pl.DataFrame, window: Window) -> pl.DataFrame:
    """Updates of the window that hand an action to another lead or owner, oldest first."""
    return window.takes_in(in_order(updates.filter(HANDS_OVER)))


def late_mark(row: Row) -> str:
    """A mark that a row of a window was recorded late, and when; empty where it was not."""
    return f" (entered afterwards, {day_text(row['recorded_at'])})" if row["recorded_late"] else ""


def since_text(
    meeting: str,
    complete: int,
    overdue: Sequence[str],
    changed_after: int,
    late: LateCounts = NOTHING_LATE,
    past_words: int = 0,
) -> str:
    """Counts of changes since ``meeting``, in the order a board asks for them. Markdown.

    ``overdue``: what is newly past its day, counted by kind, as ``counts_of`` gives it.
    ``past_words``: actions newly past a time in words, said only where there are any.
    ``late``: what was recorded since about the day of the meeting or an earlier one, which is not
    new; a sentence of its own, if there is any.
    """
    moved = counted(changed_after, "deadline") if changed_after else "no deadlines"
    clauses = [
        f"{_strong(counted(complete, 'part'))} newly reported complete",
        f"{listed(map(_strong, overdue))} newly overdue",
        f"{_strong(counted(past_words, 'action'))} newly past a time in words"
        if past_words
        else "",
        f"{_strong(moved)} moved after the date had passed",
    ]
    new = f"Since the {meeting}: {', '.join(filter(None, clauses))}."
    return f"{new} {late.sentence}" if any(late) else new


def _strong(words: str) -> str:
    return f"**{words}**"
