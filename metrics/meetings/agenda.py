"""The agenda of a meeting: the exceptions of the day, and open business."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import NamedTuple

import polars as pl

from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.agenda_topics import BOARD, PERFORMANCE, TOPIC_NOUNS, Listing, escalated
from metrics.meetings.decisions import decisions_not_done, unanswered
from metrics.meetings.meeting_dates import is_board
from metrics.meetings.meeting_summary import Topic
from metrics.memoize import memoize
from metrics.status_rules import days_late, late_days, late_text
from metrics.text_format import NOBODY, counted, day_text, listed

DECIDED_EARLIER = "Decided earlier and not done"
ASKED_EARLIER = "Asked earlier and not answered"
ONCE = "Each thing stands once, under the first of these that applies."


class AgendaItem(NamedTuple):
    """One thing that a meeting looks at.

    ``key``: what it is about, which stays the same from day to day: a kind and the ref or number of
    what it is, such as "action A12", "part rape-1/3/b", "inspection rape-1", "evidence E5",
    "escalation X3", "decision 7", "question 4", or "added 7" of one that the office added.
    ``topic``: the first under which it is listed. Nulls: where nobody said who speaks of it, or how
    long.
    """

    key: str
    topic: str
    text: str
    speaker: str | None = None
    minutes: int | None = None


@memoize
def agenda(day_state: DayState, kind: str) -> list[Topic]:
    """The exceptions that a meeting of ``kind`` looks at, by topic, the worst first in each.

    A board asks about dates, parts and claims; police and CPS managers about joint actions. Each
    thing stands once, under the first topic that lists it; a topic whose things all stand under
    earlier ones is left out.
    """
    items = _exceptions(day_state, kind)
    topics = {
        name: [each.text for each in items if each.topic == name]
        for name in _topics(day_state, kind)
    }
    return [
        Topic(name, topics[name])
        for name, listing in _topics(day_state, kind).items()
        if topics[name] or not listing(day_state)
    ]


@memoize
def agenda_items(
    day_state: DayState, kind: str, *, still_to_come: bool = False
) -> list[AgendaItem]:
    """The items for a meeting of ``kind``: what is late of earlier business, its exceptions, then
    other business still open.

    Each thing is one item, under the first topic that lists it; its text says what the others
    say of it too. Keys are unique. ``still_to_come``: what was decided or asked on the very day is
    earlier than the meeting.
    """
    late, others = _open_business(day_state, still_to_come)
    exceptions = _exceptions(day_state, kind)
    said = _said_of(day_state, {each.key for each in exceptions})
    return [
        *(each for each in late if each.key not in said),
        *exceptions,
        *(each for each in others if each.key not in said),
    ]


def _topics(day_state: DayState, kind: str) -> Mapping[str, Listing]:
    return BOARD if is_board(day_state, kind) else PERFORMANCE


@memoize
def _exceptions(day_state: DayState, kind: str) -> list[AgendaItem]:
    items: dict[str, AgendaItem] = {}
    for topic, listing in _topics(day_state, kind).items():
        for key, text, why in listing(day_state):
            if key not in items:
                items[key] = AgendaItem(key, topic, text)
            elif why:
                items[key] = items[key]._replace(text=f"{items[key].text}; {why}")
    return [item for key, item in items.items() if key not in _said_of(day_state, items)]


def _said_of(day_state: DayState, items: Collection[str]) -> set[str]:
    """The keys of escalations and questions about actions that are ``items``: these say them."""
    escalations = day_state.tables["escalation"].select("ref", "subject").iter_rows()
    asks = day_state.tables["ask"].select("id", "action").iter_rows()
    about = {f"escalation {ref}": action for ref, action in escalations}
    about |= {f"question {number}": action for number, action in asks}
    return {key for key, action in about.items() if f"action {action}" in items}


def _open_business(
    day_state: DayState, still_to_come: bool
) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """Decisions not done and questions not answered: those past their day, and the others."""
    decisions, questions = open_decisions(day_state), open_questions(day_state)
    if still_to_come:
        tables = day_state.tables
        decisions = decisions_not_done(tables["decision"], tables["meeting"], day_state.day)
        questions = unanswered(tables["ask"]).sort("asked_on", maintain_order=True)
    late: list[AgendaItem] = []
    others: list[AgendaItem] = []
    for kind, topic, rows, text in (
        ("decision", DECIDED_EARLIER, decisions, _decision),
        ("question", ASKED_EARLIER, questions, partial(_ask, day_state)),
    ):
        for row in rows.to_dicts():
            is_late = days_late(row["due_on"], day_state.day)
            item = AgendaItem(f"{kind} {row['id']}", topic, text(row))
            (late if is_late else others).append(item)
    return late, others


@memoize
def open_decisions(day_state: DayState) -> pl.DataFrame:
    """Decisions of meetings before the day that are not done. Shape: ``decisions_not_done``."""
    earlier = day_state.tables["meeting"].filter(pl.col("held_on") < day_state.day)["ref"]
    decisions = day_state.tables["decision"].filter(pl.col("meeting").is_in(earlier.implode()))
    return decisions_not_done(decisions, day_state.tables["meeting"], day_state.day)


@memoize
def open_questions(day_state: DayState) -> pl.DataFrame:
    """Questions asked before the day and not answered, the oldest first."""
    asks = unanswered(day_state.tables["ask"])
    return asks.filter(pl.col("asked_on") < day_state.day).sort("asked_on", maintain_order=True)


@memoize
def late_answers(day_state: DayState) -> list[str]:
    """Escalations and questions whose answer is past its day, the longest first, each in a line."""
    is_late = late_days("due_on", day_state.day).is_not_null()
    late = unanswered(day_state.tables["ask"]).filter(is_late).sort("due_on", "id")
    return [
        *(f"Escalation {each.text}" for each in escalated(day_state, only_late=True)),
        *(f"Asked of {_ask(day_state, row)}" for row in late.to_dicts()),
    ]


def nothing_under_text(numbers: Mapping[str, int]) -> str:
    """The topics that have no item, in a sentence; empty if each has one.

    ``numbers``: how many items each topic has, by its name.
    """
    names = [name for name, number in numbers.items() if not number]
    return f"Nothing under: {'; '.join(names)}." if names else ""


@memoize
def agenda_text(day_state: DayState, heading: str, *kinds: str) -> list[str]:
    """The number of items under each topic of the agendas of ``kinds``, in a sentence.

    None where there are no items. A topic of several agendas is counted once, and a thing under the
    first topic that lists it. Markdown: bold numbers.
    """
    items = {topic.name: len(topic.items) for kind in kinds for topic in agenda(day_state, kind)}
    clauses = [
        f"**{number:,}** {TOPIC_NOUNS[name][number > 1]}"
        for name, number in items.items()
        if number
    ]
    return [f"{heading}: {listed(clauses)}.", ONCE] if clauses else []


def _decision(row: Row) -> str:
    decided = f"{row['owner'] or NOBODY}, decided {day_text(row['held_on'])}"
    return f"{row['text']} ({decided}, {_due(row)}){_late(row['days_late'])}"


def _ask(day_state: DayState, row: Row) -> str:
    asked = f"{day_state.facts.names[row['of_whom']]}: {row['what']}"
    when = f"asked {day_text(row['asked_on'])}, {_due(row)}"
    return f"{asked} ({when}){late_text(row['due_on'], day_state.day)}"


def _due(row: Row) -> str:
    return f"due {day_text(row['due_on'])}" if row["due_on"] else "no date agreed"


def _late(days: int | None) -> str:
    return f", {counted(days, 'day')} late" if days else ""
