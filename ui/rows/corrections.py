"""Rows about corrections of meetings and actions."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from data_access.vocabulary import SPEAKER_NAMES, Voice
from metrics.frames import Row
from metrics.recommendations.positions import VOICES
from metrics.text_format import capitalised, day_text
from ui.elements.markdown import plain
from ui.rows.cell_format import day_cell

# A voice as the response or an update names it.
VOICE_NAMES = {voice: capitalised(words) for voice, words in VOICES.items()} | SPEAKER_NAMES
# What is corrected, in the words of its form.
CALLED = {
    "kind": "Which kind",
    "held_on": "Held on",
    "planned_on": "Planned for",
    "chair": "Who chairs it",
    "members": "Who comes",
    "title": "What is to be done",
    "lead_organisation": "Who leads",
    "said_by": "Who said it",
    "owner_role": "Who answers for it",
    "first_due_on": "Original due date",
    "deadline_kind": "Kind of date",
    "rung": "Level",
    "route": "Formal, or settled between managers",
    "side": "Which side raised it",
    "reason": "Why",
    "raised_on": "Raised on",
    "respond_by_on": "Answer due on",
    "voice": "Who says or gives it",
    "strength": "Strength",
    "dated_on": "Document date",
    "expires_on": "Valid until",
    "link": "Where it is kept",
    "effective_on": "Effective date",
    "performance": "How it is done now",
    "plan": "The plan for it",
    "reasons": "Why",
    "given_by": "Who judged",
    "meeting": "At which meeting",
    "review_due_on": "To be judged again by",
}
CALLED_OF_KINDS = {
    "title": "What it is called",
    "is_board": "A board",
    "chair": "Who chairs it",
    "members": "Who usually comes",
    "every": "Meets every",
    "unit": "Weeks or months",
    "series_from": "Counted from",
    "nth": "Which one of the month",
    "weekday": "Weekday",
    "retired_on": "Planned until",
}


def correction_rows(
    corrections: Sequence[Row],
    names: Mapping[str, str] | None = None,
    called: Mapping[str, str] = CALLED,
) -> pl.DataFrame:
    """One row per correction: when it was recorded, by whom, and what stood there before.

    ``names``: of organisations or kinds of meetings, by their refs. ``called``: the columns.
    """
    return pl.DataFrame(
        [
            {
                "Corrected": day_cell(row["recorded_at"].date()),
                "By": plain(row["recorded_by"]),
                "Before": "; ".join(
                    f"{called[column]}: {plain(_value_text(column, value, names or {}))}"
                    for column, value in row["was"].items()
                ),
            }
            for row in corrections
        ]
    )


def _value_text(column: str, value: str | int | None, names: Mapping[str, str]) -> str:
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.endswith(("_on", "_from")):
        return day_text(date.fromisoformat(str(value)))
    if column in ("said_by", "voice"):
        return VOICE_NAMES[Voice(str(value))]
    is_ref = column in ("lead_organisation", "kind")
    return names.get(str(value), str(value)) if is_ref else str(value)
