"""Entries recorded of a meeting, or of all of them, and those that are still open."""

from typing import NamedTuple

import polars as pl

from data_access.vocabulary import ProposalKind
from metrics.day_state import DayState
from metrics.meetings.agenda import open_decisions, open_questions
from metrics.meetings.decisions import (
    decisions_not_done,
    rows_of_meeting,
    unanswered,
    with_lateness,
)
from metrics.memoize import memoize
from metrics.proposals import with_proposers


class MeetingRecord(NamedTuple):
    """Decisions, as ``with_lateness`` returns them, and questions, with who proposed an answer."""

    decided: pl.DataFrame
    not_done: pl.DataFrame
    asked: pl.DataFrame
    open_questions: pl.DataFrame


@memoize
def meeting_record(day_state: DayState, meeting: str | None) -> MeetingRecord:
    """The decisions and questions of ``meeting`` as they stand on the day; of all where null."""
    decisions, meetings = day_state.tables["decision"], day_state.tables["meeting"]
    asked = with_proposers(
        rows_of_meeting(day_state.tables["ask"], meeting),
        day_state.tables["proposal"],
        ProposalKind.ANSWER,
    )
    return MeetingRecord(
        rows_of_meeting(with_lateness(decisions, meetings, day_state.day), meeting),
        rows_of_meeting(decisions_not_done(decisions, meetings, day_state.day), meeting),
        asked,
        unanswered(asked),
    )


class CarriedOver(NamedTuple):
    """Open decisions and questions, each with ``times_open``."""

    decisions: pl.DataFrame
    questions: pl.DataFrame


@memoize
def carried_over(day_state: DayState, kind: str) -> CarriedOver:
    """The business open at the meeting of ``kind`` on the day, as on its agenda.

    That was decided or asked before the day at meetings of any kind, or asked between them. Units:
    ``times_open`` counts the meetings of ``kind`` that found it open, the one on the day included.
    """
    is_earlier = (pl.col("kind") == kind) & (pl.col("held_on") < day_state.day)
    held = day_state.tables["meeting"].filter(is_earlier)["held_on"].sort()

    def with_times(rows: pl.DataFrame, since: str) -> pl.DataFrame:
        found_open = held.len() + 1 - held.search_sorted(rows[since], side="right")
        return rows.with_columns(found_open.alias("times_open"))

    return CarriedOver(
        with_times(open_decisions(day_state), "held_on"),
        with_times(open_questions(day_state), "asked_on"),
    )
