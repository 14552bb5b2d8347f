"""The agenda of a meeting: the exceptions of the day, and open business."""

import polars as pl

from data_access.vocabulary import MeetingKind, TimeState
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.attention import ASKED_FOR, answers_not_held, pressing_answers
from metrics.meetings.decisions import decision_item, decisions_not_done, unanswered
from metrics.meetings.meeting_summary import Topic
from metrics.meetings.other_entries import SIDES
from metrics.memoize import memoize
from metrics.plan.action_lists import overdue_actions, undated_actions
from metrics.recommendations.measure_evidence import differences_of_day
from metrics.recommendations.part_dates import part_date_text, pressing_parts
from metrics.text_format import NOBODY, counted, day_text, listed

PART_DATES = "Parts past or near their date"
DECIDED_EARLIER = "Decided earlier and not done"
ASKED_EARLIER = "Asked earlier and not answered"


@memoize
def agenda(day_state: DayState, kind: str) -> list[Topic]:
    """The exceptions that a meeting of ``kind`` looks at, one topic each, the worst first in each.

    A board asks about dates, parts and claims; police and CPS managers about joint actions.
    """
    topics = BOARD if kind == MeetingKind.BOARD else PERFORMANCE
    return [Topic(name, listing(day_state)) for name, listing in topics.items()]


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
def still_open(day_state: DayState) -> list[Topic]:
    """Decisions not done and questions not answered from before the day."""
    decisions, asks = open_decisions(day_state).to_dicts(), open_questions(day_state).to_dicts()
    return [
        Topic(DECIDED_EARLIER, [decision_item(row) for row in decisions]),
        Topic(ASKED_EARLIER, [_ask(day_state, row) for row in asks]),
    ]


@memoize
def agenda_text(day_state: DayState, heading: str, *kinds: str) -> list[str]:
    """The number of items under each topic of the agendas of ``kinds``, in a sentence.

    None where there are no items. A topic of several agendas is counted once. Markdown: bold
    numbers.
    """
    items = {topic.name: len(topic.items) for kind in kinds for topic in agenda(day_state, kind)}
    clauses = [
        f"**{number:,}** {COUNTED[name][number > 1]}" for name, number in items.items() if number
    ]
    return [f"{heading}: {listed(clauses)}."] if clauses else []


def _answers(day_state: DayState) -> list[str]:
    return [
        f"{row['short_title']}: {row['clock']}" for row in pressing_answers(day_state).to_dicts()
    ]


def _not_held(day_state: DayState) -> list[str]:
    return [
        f"{row['short_title']}: to be published by {day_text(row['answer_due_on'])}; {ASKED_FOR}"
        for row in answers_not_held(day_state).to_dicts()
    ]


def _part_dates(day_state: DayState) -> list[str]:
    return [
        f"{row['label']}, {row['short_title']} ({row['addressee']}): {part_date_text(row)}"
        for row in pressing_parts(day_state).to_dicts()
    ]


def _overdue(day_state: DayState) -> list[str]:
    return [
        f"{_action(row)}, {counted(row['days_overdue'], 'day')} late"
        for row in overdue_actions(day_state).to_dicts()
    ]


def _due_soon(day_state: DayState) -> list[str]:
    soon = day_state.actions.filter(pl.col("time_state") == TimeState.DUE_SOON).sort("due_on")
    return [f"{_action(row)}, due {day_text(row['due_on'])}" for row in soon.to_dicts()]


def _undated(day_state: DayState) -> list[str]:
    return [
        f"{_action(row)}, open {counted(row['days_open'], 'day')}"
        for row in undated_actions(day_state).to_dicts()
    ]


def _still(day_state: DayState) -> list[str]:
    stale = day_state.actions.filter("is_stale").sort("moved_on", maintain_order=True)
    return [
        f"{_action(row)}, no update for {counted(row['days_still'], 'day')}"
        for row in stale.to_dicts()
    ]


def _waiting(day_state: DayState) -> list[str]:
    waiting = day_state.actions.filter("is_open", pl.col("waiting_on").is_not_null())
    return [f"{_action(row)}, waiting on {row['waiting_on']}" for row in waiting.to_dicts()]


def _escalated(day_state: DayState) -> list[str]:
    still = day_state.tables["escalation"].filter(pl.col("resolved_on").is_null()).sort("raised_on")
    return [
        f"{row['ref']} about {row['subject']}, level {row['rung']}, raised by "
        f"{SIDES[row['side']]} on {day_text(row['raised_on'])}: {row['reason']}"
        for row in still.to_dicts()
    ]


def _immediate(day_state: DayState) -> list[str]:
    return [
        f"{row['label']}, {row['short_title']}: immediate action asked for, not reported complete"
        for row in day_state.parts.filter("immediate").to_dicts()
    ]


def _claims(day_state: DayState) -> list[str]:
    labels = day_state.labels
    return [
        f"{labels.get(row['requirement'], 'no part')}: {row['title']}"
        + ("" if row["asked_on"] else ", not yet requested")
        for row in day_state.figures_owed.to_dicts()
    ]


def _differences(day_state: DayState) -> list[str]:
    return [
        f"{row['label']}, {row['short_title']}: {row['difference']}"
        for row in differences_of_day(day_state).to_dicts()
    ]


def _action(row: Row) -> str:
    return f"{row['ref']}, {row['title']} ({row['lead']}, {row['owner_role'] or NOBODY})"


def _ask(day_state: DayState, row: Row) -> str:
    asked_on = day_text(row["asked_on"])
    return f"{day_state.facts.names[row['of_whom']]}: {row['what']} (asked {asked_on})"


BOARD = {
    "Statutory dates past or near": _answers,
    "Answers not held here": _not_held,
    PART_DATES: _part_dates,
    "Immediate action asked for": _immediate,
    "Overdue": _overdue,
    "No date agreed": _undated,
    "Positions that differ": _differences,
    "Claims without figures": _claims,
}
PERFORMANCE = {
    PART_DATES: _part_dates,
    "Overdue": _overdue,
    "Due soon": _due_soon,
    "No date agreed": _undated,
    "No recent update": _still,
    "Waiting on somebody": _waiting,
    "Escalations still open": _escalated,
}
# How one item of a topic is called in a sentence, and several.
COUNTED = {
    "Statutory dates past or near": ("statutory date past or near", "statutory dates past or near"),
    "Answers not held here": ("published answer not held here", "published answers not held here"),
    PART_DATES: ("part past or near its date", "parts past or near their date"),
    "Immediate action asked for": (
        "part that asks for immediate action",
        "parts that ask for immediate action",
    ),
    "Overdue": ("action overdue", "actions overdue"),
    "No date agreed": ("action with no date agreed", "actions with no date agreed"),
    "Positions that differ": ("difference between positions", "differences between positions"),
    "Claims without figures": ("claim without figures", "claims without figures"),
    "Due soon": ("action due soon", "actions due soon"),
    "No recent update": ("action with no recent update", "actions with no recent update"),
    "Waiting on somebody": ("action waiting on somebody", "actions waiting on somebody"),
    "Escalations still open": ("escalation still open", "escalations still open"),
}
