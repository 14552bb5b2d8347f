"""Rows about actions, their updates and their dates, and about the chart of dates."""

from collections.abc import Mapping

import polars as pl

from data_access.vocabulary import SPEAKER_NAMES, ActionKind, TimeState
from metrics.frames import Row
from metrics.plan.action_lists import WITHOUT_DATE, time_in_words, undated_actions
from metrics.plan.recurrences import every_text, how_often_text, next_text
from metrics.plan.slippage import (
    notice_text,
)
from metrics.recommendations.first_positions import in_the_answer
from metrics.text_format import counted, day_text, note_and_source
from ui.elements.markdown import NOTHING, plain, quiet, short_names
from ui.elements.state_badges import badge
from ui.rows.cell_format import (
    SIDES,
    TextRow,
    day_cell,
    owner_cell,
    per_row,
    per_row_of,
    writer_cell,
)

# The columns of the long list of actions: those at first, and those that a reader can add.
SAID_BY_STATE_OR_DATES = (TimeState.COMPLETE, TimeState.NOT_TAKEN_FORWARD, *WITHOUT_DATE)


@per_row
def action_rows(row: Row, labels: Mapping[str, str]) -> TextRow:
    """One row per action: its owner, lateness, both dates, and what it waits for."""
    return _action_cells(row, labels)


def _action_cells(row: Row, labels: Mapping[str, str]) -> TextRow:
    return {
        "Ref.": row["ref"],
        "Action": plain(row["title"]),
        "Part": labels.get(row["requirement"], NOTHING),
        "Whose": owner_cell(row),
        "Said by": SPEAKER_NAMES.get(row["said_by"], NOTHING),
        "State": state_cell(row),
        "Time": time_text(row),
        "Original date": day_cell(row["first_agreed_on"]),
        "Current date": day_cell(row["due_on"]),
        "Waiting on": plain(row["waiting_on"]) or NOTHING,
    }


@per_row_of(undated_actions)
def undated_rows(row: Row) -> TextRow:
    """One row per open action that is owed a date, the oldest first: how long it has had none."""
    return {
        "Action": f"**{row['ref']}** {plain(row['title'])}",
        "Whose": owner_cell(row),
        "No date for": counted(row["days_open"], "day")
        if row["is_followed_up"]
        else "nothing recorded here",
    }


@per_row
def action_lines(row: Row, labels: Mapping[str, str]) -> TextRow:
    """One row per action in four columns, for a long list: its owner, state and dates."""
    return {
        "Action": f"**{row['ref']}** {plain(row['title'])}{_part_label(row, labels)}",
        "Whose": owner_cell(row),
        "State": _state_and_time(row) + _waiting(row),
        "Dates": both_dates(row),
    }


def statement_text(statements: pl.DataFrame) -> str:
    """A sentence: what the row of a statement is, and why it is not among the actions."""
    kinds = {
        ActionKind.PURPOSE: "says what something is for",
        ActionKind.INTENTION: "says what is intended, and promises nothing that can be done",
        ActionKind.SUPPORT: "says who supports something",
    }
    return " ".join(
        f"{row['ref']}, {plain(row['title'])}, {kinds[row['kind']]}: it is kept as a statement "
        "and is not counted as an action. What was recorded about it stays here."
        for row in statements.iter_rows(named=True)
    )


def both_dates(row: Row) -> str:
    """The current date, and the first agreed one if that was another."""
    if row["due_on"] is None:
        return plain(time_in_words(row))
    if not row["days_later"]:
        return f"{day_text(row['due_on'])}, as first agreed"
    return f"was {day_text(row['first_agreed_on'])}, now {day_text(row['due_on'])}"


def time_text(row: Row) -> str:
    """The time state of an action, with how late it is."""
    if row["days_overdue"]:
        return f"**{counted(row['days_overdue'], 'day')} late**"
    if row["due_on"] is None and row["is_open"]:
        return quiet(plain(time_in_words(row)))
    return badge(row["time_state"])


def state_cell(row: Row) -> str:
    """The state recorded last, else what the response says, else that there is neither."""
    if row["state"]:
        return badge(row["state"])
    if row["stated_as"]:
        return quiet(in_the_answer(row["stated_as"], row["opened_on"]))
    return "nothing recorded"


def _part_label(row: Row, labels: Mapping[str, str]) -> str:
    return f" ({labels[row['requirement']]})" if row["requirement"] in labels else ""


def _state_and_time(row: Row) -> str:
    state = state_cell(row)
    # For these, the state and the dates already say how the time stands.
    is_said = row["time_state"] in SAID_BY_STATE_OR_DATES
    return state if is_said else f"{state}; {time_text(row)}"


def _waiting(row: Row) -> str:
    return f"; waiting on {plain(row['waiting_on'])}" if row["waiting_on"] else ""


@per_row
def recurrence_rows(row: Row, labels: Mapping[str, str]) -> TextRow:
    """One row per thing that recurs: how often, when it was done last, and when it is due next."""
    return {
        "Part": labels.get(row["requirement"], NOTHING),
        "What recurs": f"{plain(row['title'])}" + (f" ({row['action']})" if row["action"] else ""),
        "How often": plain(how_often_text(row)),
        "Times recorded": f"{row['times_done']}",
        "Last done": day_cell(row["last_done_on"], "not recorded"),
        "Due next": next_text(row),
    }


@per_row
def occurrence_rows(row: Row) -> TextRow:
    """One row per time that something was done, as recorded."""
    return {
        "Done on": day_cell(row["done_on"]),
        "Due next, as said then": day_cell(row["next_due_on"]),
        "In their words": plain(row["note"]) or NOTHING,
        "Recorded": writer_cell(row | {"effective_on": row["done_on"]}),
    }


@per_row
def frequency_rows(row: Row) -> TextRow:
    """One row per time that it was agreed how often something is done, as recorded."""
    return {
        "Agreed on": day_cell(row["effective_on"]),
        "How often": every_text(row["every"], row["unit"]) if row["every"] else "no more",
        "Agreed by": plain(row["agreed_by"]),
        "Recorded": writer_cell(row),
    }


@per_row
def date_change_rows(row: Row) -> TextRow:
    """One row per changed date: old and new date, reason, who agreed, and whether in time."""
    return {
        "Action": f"{row['action']}: {plain(row['title'])}",
        "Changed": day_cell(row["effective_on"]),
        "Was": day_cell(row["was"]),
        "Now": day_cell(row["now"]),
        "Why": row["change_reason"] or "not stated",
        "Agreed by": plain(row["agreed_by"]),
        "Notice": notice_text(row),
        "Recorded": day_cell(row["recorded_at"].date()),
    }


@per_row
def update_rows(row: Row, names: Mapping[str, str]) -> TextRow:
    """One row per update of an action as recorded, with a mark on corrected ones.

    ``names``: of organisations, by their refs.
    """
    return {
        "From": day_cell(row["effective_on"]),
        "State": badge(row["state"]),
        "New date": day_cell(row["new_due_on"]),
        "Waiting on": plain(row["waiting_on"]) or NOTHING,
        "In their words": _handed_over(row, names) + plain(note_and_source(row)) or NOTHING,
        "Recorded": writer_cell(row) + ("; **corrected**" if row.get("is_corrected") else ""),
    }


def _handed_over(row: Row, names: Mapping[str, str]) -> str:
    """The new lead and owner that an update names, and who says so; empty without either."""
    to = [short_names(names.get(row["new_lead"], "")), row["new_owner"] or ""]
    if not any(to):
        return ""
    by = f" by {row['handed_over_by']}" if row["handed_over_by"] else ""
    return f"**Handed to** {plain(': '.join(filter(None, to)))}{plain(by)}. "


def _newest_escalations(escalations: pl.DataFrame) -> pl.DataFrame:
    return escalations.sort("raised_on", "id", descending=True)


@per_row_of(_newest_escalations)
def escalation_rows(row: Row) -> TextRow:
    """One row per escalation, the newest first: its action, level, side, dates and outcome."""
    return {
        "Ref.": row["ref"],
        "About": row["subject"],
        "Level": str(row["rung"]),
        "Raised by": SIDES[row["side"]],
        "Route": row["route"],
        "Why": plain(row["reason"]),
        "Raised": day_cell(row["raised_on"]),
        "Answer due": day_cell(row["respond_by_on"], "no date agreed"),
        "Result": row["outcome"]
        + (f", {day_cell(row['resolved_on'])}" if row["resolved_on"] else ""),
    }
