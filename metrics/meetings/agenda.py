"""What a meeting should spend its time on: the exceptions of the day, and what is still open."""

from typing import Any

import polars as pl

from data_access.vocabulary import MeetingKind, Side, TimeState
from metrics.day_state import Standing
from metrics.headline_figures import overdue_actions, undated_actions
from metrics.meetings.attention import labels_of, pressing_answers
from metrics.meetings.changes import decisions_not_done
from metrics.meetings.meeting_summary import Topic
from metrics.memoize import kept
from metrics.text_format import NOBODY, counted, day_in_words

Row = dict[str, Any]
SIDES = {Side.POLICE.value: "the police", Side.CPS.value: "the CPS"}


@kept
def agenda(standing: Standing, kind: str) -> list[Topic]:
    """The exceptions that a meeting of ``kind`` looks at, a topic each, the worst first in each.

    A board asks about dates, parts and claims; police and CPS managers about joint actions.
    """
    topics = BOARD if kind == MeetingKind.BOARD else PERFORMANCE
    return [Topic(name, listing(standing)) for name, listing in topics.items()]


@kept
def still_open(standing: Standing) -> list[Topic]:
    """What earlier meetings decided and asked and still wait for, on the standing's day."""
    earlier = standing.tables["meeting"].filter(pl.col("held_on") < standing.day)["ref"]
    decided = standing.tables["decision"].filter(pl.col("meeting").is_in(earlier.implode()))
    not_done = decisions_not_done(decided, standing.tables["meeting"], standing.day)
    asked = standing.tables["ask"].filter(
        pl.col("answered_on").is_null(), pl.col("asked_on") < standing.day
    )
    return [
        Topic("Decided earlier and not done", [_decision(row) for row in not_done.to_dicts()]),
        Topic(
            "Asked earlier and not answered",
            [_ask(standing, row) for row in asked.sort("asked_on").to_dicts()],
        ),
    ]


def _answers(standing: Standing) -> list[str]:
    return [
        f"{row['short_title']}: {row['clock']}" for row in pressing_answers(standing).to_dicts()
    ]


def _overdue(standing: Standing) -> list[str]:
    return [
        f"{_action(row)}, {counted(row['days_overdue'], 'day')} late"
        for row in overdue_actions(standing).to_dicts()
    ]


def _due_soon(standing: Standing) -> list[str]:
    soon = standing.actions.filter(pl.col("time_state") == TimeState.DUE_SOON).sort("due_on")
    return [f"{_action(row)}, due {day_in_words(row['due_on'])}" for row in soon.to_dicts()]


def _undated(standing: Standing) -> list[str]:
    return [
        f"{_action(row)}, open {counted(row['days_open'], 'day')}"
        for row in undated_actions(standing).to_dicts()
    ]


def _still(standing: Standing) -> list[str]:
    stale = standing.actions.filter("is_stale").sort("moved_on", maintain_order=True)
    return [
        f"{_action(row)}, nothing new for {counted(row['days_still'], 'day')}"
        for row in stale.to_dicts()
    ]


def _waiting(standing: Standing) -> list[str]:
    waiting = standing.actions.filter("is_open", pl.col("waiting_on").is_not_null())
    return [f"{_action(row)}, waiting on {row['waiting_on']}" for row in waiting.to_dicts()]


def _escalated(standing: Standing) -> list[str]:
    still = standing.tables["escalation"].filter(pl.col("resolved_on").is_null()).sort("raised_on")
    return [
        f"{row['ref']} about {row['subject']}, rung {row['rung']}, raised by "
        f"{SIDES[row['side']]} on {day_in_words(row['raised_on'])}: {row['reason']}"
        for row in still.to_dicts()
    ]


def _immediate(standing: Standing) -> list[str]:
    return [
        f"{row['label']}, {row['short_title']}: asked for at once, not reported complete"
        for row in standing.parts.filter("immediate").to_dicts()
    ]


def _claims(standing: Standing) -> list[str]:
    labels = labels_of(standing)
    return [
        f"{labels.get(row['requirement'], 'no part')}: {row['title']}"
        + ("" if row["asked_on"] else ", never asked for")
        for row in standing.figures_owed.to_dicts()
    ]


def _differences(standing: Standing) -> list[str]:
    return [
        f"{row['label']}, {row['short_title']}: {row['difference']}"
        for row in standing.differences.to_dicts()
    ]


def _action(row: Row) -> str:
    return f"{row['ref']}, {row['title']} ({row['lead']}, {row['owner_role'] or NOBODY})"


def _decision(row: Row) -> str:
    late = f", {counted(row['days_late'], 'day')} late" if row["days_late"] else ""
    return f"{row['text']}{late}"


def _ask(standing: Standing, row: Row) -> str:
    asked_on = day_in_words(row["asked_on"])
    return f"{standing.known.names[row['of_whom']]}: {row['what']} (asked {asked_on})"


BOARD = {
    "Statutory dates past or near": _answers,
    "Asked for at once": _immediate,
    "Overdue": _overdue,
    "No date agreed": _undated,
    "Voices that differ": _differences,
    "Figures claimed and not supplied": _claims,
}
PERFORMANCE = {
    "Overdue": _overdue,
    "Due soon": _due_soon,
    "No date agreed": _undated,
    "Nothing new": _still,
    "Waiting on somebody": _waiting,
    "Escalations still open": _escalated,
}
