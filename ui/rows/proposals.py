"""Rows and lines about proposals: what each says, field by field, and what became of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from data_access.vocabulary import ProposalDecision, ProposalKind
from metrics.frames import Row
from metrics.text_format import capitalised, day_text
from ui.elements.markdown import NOTHING, plain, short_names
from ui.elements.state_badges import badge
from ui.rows.cell_format import TextRow, day_cell, per_row
from ui.rows.plan import both_dates, state_cell

KINDS = {
    ProposalKind.ACTION_UPDATE: "Update of",
    ProposalKind.EVIDENCE: "Evidence on",
    ProposalKind.ANSWER: "Answer to:",
}
# The fields of a proposal, in the words of its form.
CALLED = {
    "effective_on": "Effective date",
    "state": "New state",
    "new_due_on": "New date",
    "change_reason": "Why the date changes",
    "agreed_by": "Who agreed the new date",
    "waiting_on": "Waiting on",
    "new_review_on": "Next review",
    "new_lead": "Handed over to",
    "new_owner": "Who answers for it now",
    "handed_over_by": "Who handed it over",
    "note": "In their words",
    "source": "Source",
    "title": "What the evidence says or shows",
    "requirement": "About which part",
    "voice": "Who says or gives it",
    "kind": "Kind",
    "strength": "Strength",
    "dated_on": "Document date",
    "expires_on": "Valid until",
    "link": "Where it is kept",
    "supplies": "Gives the figure that was claimed in",
    "answer": "What was answered",
    "answered_on": "Answered on",
}
# Fields that the heading of a proposal names already.
IN_THE_HEADING = {"action", "ask"}
# Fields with a word of a vocabulary, which tell a reader less than a sentence does.
WORDS = {"state", "change_reason", "voice", "kind", "strength"}


def field_lines(
    values: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, str]
) -> list[str]:
    """A line per field that a proposal fills, with what stands there now if it replaces that.

    ``now``: by field, null for nothing. ``names``: of organisations, by their refs.
    """
    return [
        f"{CALLED[field]}: {_value_text(field, value, names)}"
        + (f", now {_value_text(field, now[field], names)}" if now.get(field) else "")
        for field, value in values.items()
        if field not in IN_THE_HEADING
    ]


def now_text(action: Row) -> str:
    """The present state of the action of a proposal, its date, and what it waits for."""
    waiting = f"; waiting on {plain(action['waiting_on'])}" if action["waiting_on"] else ""
    return f"**{action['ref']} now:** {state_cell(action)}; {both_dates(action)}{waiting}."


@per_row
def decided_rows(row: Row, about: Mapping[int, str]) -> TextRow:
    """One row per decided proposal: what it was, whose, and what came of it and why.

    ``about``: what each is about, by its id.
    """
    return {
        "No.": str(row["id"]) + (f", after {row['follows']}" if row["follows"] else ""),
        "Proposal": about[row["id"]],
        "Proposed": f"{plain(row['recorded_by'])}, {day_cell(row['recorded_at'].date())}",
        "Result": badge(row["decision"]),
        "Decided": f"{plain(row['decided_by'])}, {day_cell(row['decided_at'].date())}",
        "Why": plain(row["reason"]) or NOTHING,
    }


def subject_text(row: Row, actions: Mapping[str, str], questions: Mapping[int, str]) -> str:
    """The kind of a proposal, and the title of its action, or its question."""
    title = actions.get(row["action"], "") or questions.get(row["ask"], "")
    ref = f"{row['action']}: " if row["action"] else ""
    return f"{KINDS[row['kind']]} {ref}{plain(title)}"


def by_text(row: Row, names: Mapping[str, str]) -> str:
    """The proposer, the organisation and the moment of a proposal, in words."""
    whose = short_names(names[row["organisation"]])
    again = f", after proposal {row['follows']} was returned" if row["follows"] else ""
    return (
        f"Proposal {row['id']}, by {plain(row['recorded_by'])} for {plain(whose)}, "
        f"{day_text(row['recorded_at'].date())}{again}"
    )


def updates_since_text(updates: Iterable[Row]) -> str:
    """The entries on its action since a proposal was written, a line each."""
    return "\n".join(
        f"- From {day_text(row['effective_on'])}: {row['state'] or 'no new state'}"
        + (f", new date {day_text(row['new_due_on'])}" if row["new_due_on"] else "")
        + (f". {plain(row['note'])}" if row["note"] else "")
        + f" ({plain(row['recorded_by'])})"
        for row in updates
    )


def decided_text(decision: ProposalDecision, number: int) -> str:
    """The confirmation of a decision."""
    return f"Proposal {number} is {decision}."


def _value_text(field: str, value: Any, names: Mapping[str, str]) -> str:
    if value is None or value == "":
        return "not stated"
    if isinstance(value, date):
        return day_cell(value)
    if field == "new_lead":
        return plain(short_names(names.get(value, value)))
    return capitalised(str(value).replace("_", " ")) if field in WORDS else plain(str(value))
