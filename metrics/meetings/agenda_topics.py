"""Topics that go on the agenda of a meeting by themselves: the exceptions of a day."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import TimeState
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.other_entries import SIDES
from metrics.meetings.questions_to_ask import addressed, questions_to_ask
from metrics.plan.action_lists import (
    no_change_text,
    overdue_actions,
    past_point,
    stale_actions,
    undated_actions,
)
from metrics.recommendations.measure_evidence import differences_of_day
from metrics.recommendations.part_dates import (
    at_once_text,
    immediate_parts,
    part_date_text,
    pressing_parts,
)
from metrics.recommendations.parts import part_title
from metrics.recommendations.statutory_dates import (
    ASKED_FOR,
    answers_not_held,
    pressing_answers,
)
from metrics.status_rules import late_days, late_text, open_business, undated_text
from metrics.text_format import NOBODY, counted, day_text

PART_DATES = "Parts past or near their date"
LATE_ANSWERS = "Escalated or asked, and late for an answer"


class Listed(NamedTuple):
    """One thing under a topic.

    ``key``: what it is about, such as "action A12", which never changes. ``text``: the whole
    sentence. ``why``: that part of it which another topic does not say.
    """

    key: str
    text: str
    why: str


Listing = Callable[[DayState], list[Listed]]


def _listed(kind: str, row: Row, called: str, why: str, between: str = ", ") -> Listed:
    return Listed(f"{kind} {row['ref']}", f"{called}{between}{why}", why)


def _answers(day_state: DayState) -> list[Listed]:
    return [
        _listed("inspection", row, row["short_title"], row["clock"], ": ")
        for row in pressing_answers(day_state).to_dicts()
    ]


def _not_held(day_state: DayState) -> list[Listed]:
    return [
        _listed(
            "inspection",
            row,
            row["short_title"],
            f"its answer was to be published by {day_text(row['answer_due_on'])}; {ASKED_FOR}",
            ": ",
        )
        for row in answers_not_held(day_state).to_dicts()
    ]


def _part_dates(day_state: DayState) -> list[Listed]:
    return [
        _listed("part", row, f"{part_title(row)} ({row['addressee']})", part_date_text(row), ": ")
        for row in pressing_parts(day_state).to_dicts()
    ]


def _immediate(day_state: DayState) -> list[Listed]:
    return [
        _listed("part", row, part_title(row), at_once_text(row), ": ")
        for row in immediate_parts(day_state)
    ]


def _differences(day_state: DayState) -> list[Listed]:
    return [
        _listed("part", row, part_title(row), row["difference"], ": ")
        for row in differences_of_day(day_state).to_dicts()
    ]


def _overdue(day_state: DayState) -> list[Listed]:
    return [
        _action(row, f"{counted(row['days_overdue'], 'day')} late")
        for row in overdue_actions(day_state).to_dicts()
    ]


def _due_soon(day_state: DayState) -> list[Listed]:
    soon = day_state.actions.filter(pl.col("time_state") == TimeState.DUE_SOON).sort("due_on")
    return [_action(row, f"due {day_text(row['due_on'])}") for row in soon.to_dicts()]


def _past_point(day_state: DayState) -> list[Listed]:
    return [
        _action(
            row,
            f"should have been escalated to level {row['rung']} on {day_text(row['since'])}",
        )
        for row in past_point(day_state).to_dicts()
    ]


def _undated(day_state: DayState) -> list[Listed]:
    return [_action(row, undated_text(row)) for row in undated_actions(day_state).to_dicts()]


def _still(day_state: DayState) -> list[Listed]:
    return [_action(row, no_change_text(row)) for row in stale_actions(day_state).to_dicts()]


def _waiting(day_state: DayState) -> list[Listed]:
    waiting = day_state.actions.filter("is_open", pl.col("waiting_on").is_not_null())
    return [_action(row, f"waiting on {row['waiting_on']}") for row in waiting.to_dicts()]


def _unanswered(day_state: DayState) -> list[Listed]:
    is_late = late_days("due_on", day_state.day).is_not_null()
    asks = day_state.tables["ask"].filter(pl.col("answered_on").is_null(), is_late)
    waiting = {*_open_escalations(day_state, only_late=True)["subject"], *asks["action"]}
    rows = day_state.actions.filter(pl.col("ref").is_in(waiting - {None}))
    return [_action(row) for row in rows.to_dicts()]


def _open_escalations(day_state: DayState, *, only_late: bool) -> pl.DataFrame:
    is_late = late_days("respond_by_on", day_state.day).is_not_null()
    return day_state.tables["escalation"].filter(
        pl.col("resolved_on").is_null(), is_late if only_late else True
    )


def escalated(day_state: DayState, *, only_late: bool = False) -> list[Listed]:
    """The escalations of joint actions that are open, the one longest past its answer first.

    ``only_late``: those alone whose answer is past its day.
    """
    rows = _open_escalations(day_state, only_late=only_late)
    still = rows.sort("respond_by_on", "raised_on", nulls_last=True)
    return [
        _listed(
            "escalation",
            row,
            f"{row['ref']} about {row['subject']}",
            f"level {row['rung']}, raised by {SIDES[row['side']]} on {day_text(row['raised_on'])}"
            + (f", answer due {day_text(due)}" if (due := row["respond_by_on"]) else "")
            + late_text(due, day_state.day)
            + f": {row['reason']}",
        )
        for row in still.to_dicts()
    ]


def _claims(day_state: DayState) -> list[Listed]:
    labels, actions = day_state.labels, set(day_state.tables["action"]["ref"])
    return [
        Listed(
            f"{'action' if row['ref'] in actions else 'evidence'} {row['ref']}",
            f"{labels.get(row['requirement'], 'no part')}: {row['title']}"
            + ("" if row["asked_on"] else ", not yet requested"),
            "claims a figure" + ("" if row["asked_on"] else ", not yet requested"),
        )
        for row in day_state.figures_owed.to_dicts()
    ]


def _to_ask(day_state: DayState) -> list[Listed]:
    """The questions to ask; the office's own are listed among what is open."""
    return [
        Listed(each.key, f"{addressed(day_state, each)}: {each.what}", "")
        for each in questions_to_ask(day_state)
        if not each.key.startswith("question ")
    ]


def _action(row: Row, why: str = "") -> Listed:
    """``why``: empty where its open escalations and questions say it."""
    called = f"{row['ref']}, {row['title']} ({row['lead']}, {row['owner_role'] or NOBODY})"
    still_open = open_business(row)
    text = ", ".join(filter(None, (called, "; ".join(filter(None, (why, *still_open))))))
    return Listed(f"action {row['ref']}", text, why)


BOARD: Mapping[str, Listing] = {
    "Statutory dates past or near": _answers,
    "Answers not held here": _not_held,
    PART_DATES: _part_dates,
    LATE_ANSWERS: _unanswered,
    "Immediate action asked for": _immediate,
    "Overdue": _overdue,
    "Past the escalation point": _past_point,
    "No date agreed": _undated,
    "Escalations still open": escalated,
    "Contradictions": _differences,
    "Claims without figures": _claims,
    "Questions to ask": _to_ask,
}
PERFORMANCE: Mapping[str, Listing] = {
    LATE_ANSWERS: _unanswered,
    PART_DATES: _part_dates,
    "Overdue": _overdue,
    "Past the escalation point": _past_point,
    "Due soon": _due_soon,
    "No date agreed": _undated,
    "No recent change": _still,
    "Waiting on somebody": _waiting,
    "Escalations still open": escalated,
}
# The nouns for one item of a topic, and for several.
TOPIC_NOUNS = {
    "Statutory dates past or near": ("statutory date past or near", "statutory dates past or near"),
    "Answers not held here": ("answer not held here", "answers not held here"),
    PART_DATES: ("part past or near its date", "parts past or near their date"),
    LATE_ANSWERS: ("action late for an answer", "actions late for an answer"),
    "Immediate action asked for": (
        "part that asks for immediate action",
        "parts that ask for immediate action",
    ),
    "Overdue": ("action overdue", "actions overdue"),
    "Past the escalation point": (
        "action past the escalation point",
        "actions past the escalation point",
    ),
    "No date agreed": ("action with no date agreed", "actions with no date agreed"),
    "Contradictions": ("part that is contradicted", "parts that are contradicted"),
    "Claims without figures": ("claim without figures", "claims without figures"),
    "Questions to ask": ("question to ask", "questions to ask"),
    "Due soon": ("action due soon", "actions due soon"),
    "No recent change": ("action with no recent change", "actions with no recent change"),
    "Waiting on somebody": ("action waiting on somebody", "actions waiting on somebody"),
    "Escalations still open": ("escalation still open", "escalations still open"),
}
