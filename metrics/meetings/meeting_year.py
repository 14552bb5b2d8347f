"""The yield of each meeting of a year: decisions, questions, judgements, entries of its day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import Assurance, Origin
from metrics.day_facts import DayFacts
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.decisions import with_lateness
from metrics.memoize import memoize
from metrics.text_format import counted, listed

A_YEAR = timedelta(365)


class Business(StrEnum):
    """The state of a decision or a question on the day."""

    SETTLED = "settled"
    OPEN = "open"
    LATE = "late"


class Judged(NamedTuple):
    """A judgement: the label of its part, and the performance judged."""

    label: str
    performance: Assurance


class EntriesOfDay(NamedTuple):
    """Entries that count from the day of a meeting, whichever meeting of that day they came of.

    ``dates``: updates that agree a date; they are among ``updates``.
    """

    updates: int
    dates: int
    actions: int
    escalations: int


class MeetingBrought(NamedTuple):
    """A meeting and what it brought. ``decisions`` and ``questions``: each with its words."""

    ref: str
    kind: str
    held_on: date
    decisions: list[tuple[Business, str]]
    questions: list[tuple[Business, str]]
    judged: list[Judged]
    of_its_day: EntriesOfDay


@memoize
def meetings_of_year(day_state: DayState) -> list[MeetingBrought]:
    """The meetings held in the year up to the day, newest first."""
    day, tables = day_state.day, day_state.tables
    decisions = _by_meeting(with_lateness(tables["decision"], tables["meeting"], day))
    questions, judgements = _by_meeting(tables["ask"]), _by_meeting(tables["judgement"])
    of_day = _entries_by_day(day_state.facts)
    held = tables["meeting"].select("held_on", "id", "ref", "kind").rows()
    return [
        MeetingBrought(
            ref,
            kind,
            held_on,
            [(_standing(row, "done_on", day), row["text"]) for row in decisions[ref]],
            [(_standing(row, "answered_on", day), row["what"]) for row in questions[ref]],
            _judged(judgements[ref], day_state.labels),
            EntriesOfDay(*(counts[held_on] for counts in of_day)),
        )
        for held_on, _, ref, kind in sorted(held, reverse=True)
        if held_on > day - A_YEAR
    ]


def year_text(meetings: Iterable[MeetingBrought]) -> str:
    """A sentence: how many meetings there were, and how much of what they asked is settled."""
    held = list(meetings)
    settled = [
        f"{_number_settled(business)} of {counted(len(business), thing)} {word}"
        for business, thing, word in (
            ([each for of in held for each, _ in of.decisions], "decision", "done"),
            ([each for of in held for each, _ in of.questions], "question", "answered"),
        )
        if business
    ]
    what = listed(settled) or "no decision and no question recorded"
    return f"{counted(len(held), 'meeting')} in a year: {what}"


def _number_settled(business: list[Business]) -> int:
    return business.count(Business.SETTLED)


def _standing(row: Row, settled_on: str, day: date) -> Business:
    if row[settled_on]:
        return Business.SETTLED
    return Business.LATE if row["due_on"] and row["due_on"] < day else Business.OPEN


def _by_meeting(rows: pl.DataFrame) -> dict[str, list[Row]]:
    by_meeting: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        by_meeting[row["meeting"]].append(row)
    return by_meeting


def _judged(rows: list[Row], labels: dict[str, str]) -> list[Judged]:
    """The judgements in the order of the parts."""
    by_part = {row["requirement"]: Assurance(row["performance"]) for row in rows}
    return [Judged(label, by_part[ref]) for ref, label in labels.items() if ref in by_part]


@memoize
def _entries_by_day(facts: DayFacts) -> list[Counter[date]]:
    """The number of entries by day, of each kind in the order of ``EntriesOfDay``."""
    actions = facts.tables["action"].select("ref", "origin", "opened_on").rows()
    refs = {ref for ref, _, _ in actions}
    updates = facts.tables["action_update"].select("action", "effective_on", "new_due_on").rows()
    return [
        Counter(day for action, day, _ in updates if action in refs),
        Counter(day for action, day, due_on in updates if action in refs and due_on),
        # The actions of an answer were opened with it, at no meeting.
        Counter(day for _, origin, day in actions if origin != Origin.RESPONSE),
        Counter(facts.tables["escalation"]["raised_on"].to_list()),
    ]
