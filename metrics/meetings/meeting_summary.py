"""A board's summary: changes since its last meeting, and pending business."""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import EvidenceKind, MeetingKind, State, Voice
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings import changes
from metrics.meetings.attention import (
    ASKED_FOR,
    answers_not_held,
    labels_of,
    pressing_answers,
)
from metrics.meetings.changes import LateCounts, Window
from metrics.meetings.newly_overdue import ACTION, Change, counts_of, newly_past
from metrics.memoize import memoize
from metrics.text_format import capitalised, counted, day_text, listed

LONGEST_ITEM = 105
ENTERED_SINCE = "Entered since about earlier days, and not new"
COMPLETE = pl.col("reported_complete")
# The names of meetings in a sentence, the board first.
MEETINGS = {MeetingKind.BOARD: "board", MeetingKind.PERFORMANCE: "RaSSO performance meeting"}
VOICES = {
    Voice.FORCE: "force",
    Voice.CPS: "CPS",
    Voice.ADDRESSEE: "the body it is addressed to",
    Voice.OPCC: "OPCC",
    Voice.INSPECTORATE: "inspectorate",
}


@dataclass(frozen=True)
class Topic:
    """One kind of change, with a line for each item that changed."""

    name: str
    items: list[str]

    def in_short(self) -> str:
        """The first item, and the number of further ones."""
        if not self.items:
            return "None."
        more = len(self.items) - 1
        first = shorten(self.items[0], LONGEST_ITEM, placeholder=" …")
        return f"{first}; {more} more." if more else f"{first}."


@dataclass(frozen=True)
class Since:
    """Everything that changed between a meeting and the day of the page."""

    meeting: str
    sentence: str
    topics: list[Topic]


@memoize
def since_meeting(previous: DayState, then: DayState, day_state: DayState) -> Since:
    """Changes from the day of a meeting to ``day_state``.

    ``previous``: that day as the meeting could see it. ``then``: that day as it is known now. What
    was so by then, and was recorded since, is not new: it has a topic of its own, if there is any.
    """
    window = Window(previous.day, day_state.day)
    meeting = _meeting_on(day_state, previous.day)
    complete, complete_late = _newly(previous.parts, then.parts, day_state.parts, COMPLETE)
    overdue = newly_past(previous, then, day_state)
    entries = _Entries(
        window.takes_in(day_state.facts.date_changes),
        window.takes_in(day_state.facts.moves),
        changes.new_evidence(day_state.tables["evidence"], window),
        changes.hand_overs(day_state.tables["action_update"], window),
    )
    new = _Entries(*map(changes.happened, entries))
    late = _Entries(*map(changes.entered_late, entries))
    handed_over = _handed_over(day_state, new.hand_overs)
    topics = [
        Topic("Newly reported complete", [_part(row) for row in complete.to_dicts()]),
        Topic("Newly overdue", overdue.newly["item"].to_list()),
        Topic("Dates changed", [_date_change(row) for row in new.dates.to_dicts()]),
        *([Topic("Handed over", handed_over)] if handed_over else []),
        Topic("Changed positions", _moved(day_state, new.moves)),
        Topic("New evidence", [_evidence(row) for row in new.evidence.to_dicts()]),
        Topic("Decisions not done", _not_done(day_state)),
    ]
    late_items = _late_items(day_state, complete_late, overdue, late)
    sentence = changes.since_text(
        meeting,
        complete.height,
        counts_of(overdue.newly),
        new.dates.filter("after_passed").height,
        _late_counts(complete_late, overdue, late),
    )
    return Since(
        meeting, sentence, [*topics, Topic(ENTERED_SINCE, late_items)] if late_items else topics
    )


class _Entries(NamedTuple):
    """Entries of a window, by kind."""

    dates: pl.DataFrame
    moves: pl.DataFrame
    evidence: pl.DataFrame
    hand_overs: pl.DataFrame


def _late_counts(complete: pl.DataFrame, overdue: Change, late: _Entries) -> LateCounts:
    actions = overdue.entered_since.filter(pl.col("kind") == ACTION).height
    return LateCounts(
        complete.height,
        actions,
        late.dates.height,
        late.moves.height,
        late.evidence.height,
        other_days=overdue.entered_since.height - actions,
        hand_overs=late.hand_overs.height,
    )


def _late_items(
    day_state: DayState, complete: pl.DataFrame, overdue: Change, late: _Entries
) -> list[str]:
    return [
        *(f"{_part(row)}: reported complete by then" for row in complete.to_dicts()),
        *(f"{item}: overdue by then" for item in overdue.entered_since["item"]),
        *map(_date_change, late.dates.to_dicts()),
        *_handed_over(day_state, late.hand_overs),
        *_moved(day_state, late.moves),
        *map(_evidence, late.evidence.to_dicts()),
    ]


@memoize
def past_or_near(day_state: DayState) -> str:
    """Whether the statutory date for the answer to any inspection is known to be past, or near."""
    days_left = pressing_answers(day_state)["days_left"].to_list()
    past = sum(days < 0 for days in days_left)
    counts = ((past, "past"), (len(days_left) - past, "near"))
    clauses = [
        f"**{counted(number, 'statutory date')}** {'is' if number == 1 else 'are'} {word}"
        for number, word in counts
        if number
    ]
    if clauses:
        return f"{listed(clauses)}."
    if answers_not_held(day_state).is_empty():
        return "No statutory date is past or near."
    return "No answer is known to be late, and none is due soon."


@memoize
def statutory_dates(day_state: DayState) -> list[str]:
    """Each awaited answer with its days left, after the number of dates past or near, and the
    answers that are not held here.

    Where answers are awaited and none is near, that number is left out.
    """
    awaited = [
        f"{row['short_title']}: answer to be published by {day_text(row['answer_due_on'])}, "
        f"{row['clock']}."
        for row in day_state.inspections.filter(pl.col("days_left").is_not_null()).to_dicts()
    ]
    is_near = not pressing_answers(day_state).is_empty()
    counts = [] if awaited and not is_near else [past_or_near(day_state)]
    return [*counts, *awaited, *not_held_text(day_state)]


def not_held_text(day_state: DayState) -> list[str]:
    """The answers that are past their date and not held here, in a sentence; empty for none."""
    titles = answers_not_held(day_state)["short_title"].to_list()
    if not titles:
        return []
    is_one = len(titles) == 1
    asked = capitalised(ASKED_FOR) if is_one else f"Of each, {ASKED_FOR}"
    return [
        f"**{counted(len(titles), 'published answer')}** {'is' if is_one else 'are'} not "
        f"held here: {listed(titles)}. {asked}."
    ]


def open_business_text(not_done: pl.DataFrame, unanswered: pl.DataFrame) -> str:
    """Open decisions and questions of all meetings, counted. Markdown: bold numbers."""
    if not_done.is_empty() and unanswered.is_empty():
        return "No decision or question is open."
    late = not_done["days_late"].count()
    return (
        f"**{counted(not_done.height, 'decision')}** not done, **{late}** of them late; "
        f"**{counted(unanswered.height, 'question')}** not answered."
    )


def decision_item(row: Row) -> str:
    """A decision not done, with the days it is late."""
    late = f", {counted(row['days_late'], 'day')} late" if row["days_late"] else ""
    return f"{row['text']}{late}"


def state_word(state: str | None, voice: Voice) -> str:
    """The words for a state as ``voice`` gives it; "nothing recorded" for null."""
    if state == State.COMPLETE:
        return {Voice.OPCC: "evidence seen", Voice.INSPECTORATE: "closed"}.get(
            voice, "reported complete"
        )
    return state or "nothing recorded"


def _meeting_on(day_state: DayState, day: date) -> str:
    kinds = day_state.tables["meeting"].filter(pl.col("held_on") == day)["kind"]
    words = [word for kind, word in MEETINGS.items() if kind in kinds]
    return f"{listed(words)} of {day_text(day)}"


def _part(row: Row) -> str:
    return f"{row['label']}, {row['short_title']}"


def _date_change(row: Row) -> str:
    how = "after the old date had passed" if row["after_passed"] else "with notice"
    return (
        f"{row['title']}: was {day_text(row['was'])}, now {day_text(row['now'])}; "
        f"{how}; {row['change_reason'] or 'reason not stated'}{_late_mark(row)}"
    )


def _newly(
    previous: pl.DataFrame, then: pl.DataFrame, current: pl.DataFrame, condition: pl.Expr
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that newly meet the condition: those that did not on the day of ``then``, and those that
    did, as is known only since.
    """
    newly = changes.newly(previous, current, condition)
    was_so = pl.col("ref").is_in(then.filter(condition)["ref"].implode())
    return newly.filter(~was_so), newly.filter(was_so)


def _moved(day_state: DayState, moves: pl.DataFrame) -> list[str]:
    labels = labels_of(day_state)
    return [
        f"{labels.get(row['requirement'], '')}: {_move(row, Voice(row['voice']))}{_late_mark(row)}"
        for row in moves.to_dicts()
    ]


def _move(row: Row, voice: Voice) -> str:
    word = state_word(row["state"], voice)
    if row["still_so"]:
        return f"{VOICES[voice]} now {word}"
    return f"{VOICES[voice]} {word} from {day_text(row['effective_on'])}, no longer so"


def _handed_over(day_state: DayState, updates: pl.DataFrame) -> list[str]:
    """To whom each action was handed over, from which day, and who says so."""
    titles = dict(day_state.tables["action"].select("ref", "title").iter_rows())
    names = day_state.facts.names
    return [
        f"{titles[row['action']]}: to "
        f"{', '.join(filter(None, (names.get(row['new_lead']), row['new_owner'])))}"
        f" from {day_text(row['effective_on'])}"
        + (f", by {row['handed_over_by']}" if row["handed_over_by"] else "")
        + _late_mark(row)
        for row in updates.filter(pl.col("action").is_in(list(titles))).to_dicts()
    ]


def _evidence(row: Row) -> str:
    return f"{row['title']}{_statement_mark(row)}{_late_mark(row)}"


def _not_done(day_state: DayState) -> list[str]:
    late = changes.decisions_not_done(
        day_state.tables["decision"], day_state.tables["meeting"], day_state.day
    )
    return [decision_item(row) for row in late.to_dicts()]


def _statement_mark(row: Row) -> str:
    return " (a statement)" if row["kind"] == EvidenceKind.STATEMENT else ""


def _late_mark(row: Row) -> str:
    return f" (recorded late, {day_text(row['recorded_at'])})" if row["recorded_late"] else ""
