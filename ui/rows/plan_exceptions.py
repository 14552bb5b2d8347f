"""Rows about actions that are late, not escalated, due soon or waited for, and what waits."""

import polars as pl

from metrics.day_facts import DayFacts
from metrics.day_state import DUE_AHEAD, STALE, DayState
from metrics.escalations.counts import ACTION_LEVELS, graces
from metrics.escalations.escalation_points import LOWEST
from metrics.frames import Row
from metrics.plan.action_lists import (
    coming_up,
    no_change_text,
    overdue_actions,
    past_point,
    past_stated_time,
)
from metrics.plan.dependencies import behind_each
from metrics.plan.reminders import IS_CHASED, inspection_reminders, reminder_rows, reminder_text
from metrics.status_rules import open_business
from metrics.text_format import capitalised, counted, day_text, listed
from ui.elements.markdown import DEMONSTRATION, NOTHING, plain, quoted, shortened
from ui.rows.cell_format import TextRow, day_cell, owner_cell, per_row_of
from ui.rows.plan import both_dates, state_cell

LONGEST_WORD = 90
NOT_OVERDUE = (
    "The answer gives a time in its own words, and no date was agreed, so nothing here is counted "
    "as overdue. The question to ask is whether it was done."
)


@per_row_of(overdue_actions)
def overdue_rows(row: Row, *, in_full: bool = False) -> TextRow:
    """One row per overdue action, the latest first: owner, lateness, both dates, last update.

    ``in_full``: the last update is not shortened.
    """
    return {
        "Action": _action(row),
        "Whose": owner_cell(row),
        "Late": f"**{counted(row['days_overdue'], 'day')}**",
        "Dates": both_dates(row),
        "Waiting on, and last word": _waiting_and_last_word(row, in_full=in_full),
    }


@per_row_of(past_point)
def past_point_rows(row: Row) -> TextRow:
    """One row per action past its escalation point: the level that is due, and since when."""
    return {
        "Action": _action(row),
        "Should be with": f"**level {row['rung']}**, the {ACTION_LEVELS[row['rung']]}",
        "Since when, and why": f"{day_text(row['since'])}: {_why_past(row)}",
    }


@per_row_of(past_stated_time)
def past_stated_time_rows(row: Row) -> TextRow:
    """One row per action whose time in words has passed, the longest past first."""
    return {
        "Action": _action(row),
        "Whose": owner_cell(row),
        "Time stated": f"“{plain(row['time_stated'])}”",
        "Latest day that it can mean": day_cell(row["latest_on"]),
        "Where it stands": state_cell(row),
    }


def _coming(day_state: DayState) -> pl.DataFrame:
    return coming_up(day_state, DUE_AHEAD)


@per_row_of(_coming)
def coming_rows(row: Row, *, in_full: bool = False) -> TextRow:
    """One row per action due in the coming days, the nearest first. ``in_full``: as above."""
    return {
        "Falls due": _due_and_first(row),
        "Action": _action(row),
        "Whose": owner_cell(row),
        "Waiting on, and last word": _waiting_and_last_word(row, in_full=in_full),
    }


def waiting_rows(facts: DayFacts) -> pl.DataFrame:
    """One row per thing that open actions wait on, what holds up most first."""
    return pl.DataFrame(
        [
            {
                "Waited for": plain(thing.on),
                "Waiting": listed(thing.waiting),
                "Behind these": listed(ref for ref in thing.behind if ref not in thing.waiting)
                or NOTHING,
            }
            for thing in behind_each(facts.waiting_links)
        ]
    )


def coming_heading(day_state: DayState) -> str:
    """The heading of the list of actions due soon: how many, in how many days."""
    limit = day_state.limits[DUE_AHEAD]
    if limit is None:
        return "Due next: no limit in force says how far to look ahead"
    return f"Due in the next {limit.text}: {coming_up(day_state, DUE_AHEAD).height}"


def count_reminders(day_state: DayState, only: str | None = None) -> int:
    """The number of organisations to remind. ``only``: the ref of the one chosen."""
    leads = day_state.actions.select(pl.col("lead").filter(IS_CHASED)).to_series()
    return len({*leads, *_inspection_lines(day_state, only)})


def reminders(day_state: DayState, only: str | None = None) -> list[tuple[str, str]]:
    """The label and text of a reminder to each organisation that owes an answer.

    ``only``: the ref of the one organisation whose actions ``day_state`` has.
    """
    mark = f"{DEMONSTRATION}.\n\n" if day_state.is_invented else ""
    by_lead = {
        of_lead["lead"][0]: of_lead
        for of_lead in reminder_rows(day_state.actions).partition_by("lead", maintain_order=True)
    }
    asked = _inspection_lines(day_state, only)
    found = []
    for name in dict.fromkeys([*by_lead, *asked]):
        counts, texts = [], []
        if (actions := by_lead.get(name)) is not None:
            counts.append(counted(actions.height, "action"))
            texts.append(reminder_text(actions, day_state.day))
        if lines := asked.get(name):
            counts.append(counted(len(lines), "date of an inspection", "dates of inspections"))
            texts.append(_inspection_text(day_state, lines))
        found.append((f"{name}: {listed(counts)}", mark + "\n".join(texts)))
    return found


def _inspection_lines(day_state: DayState, only: str | None) -> dict[str, list[str]]:
    names = day_state.facts.names
    return {
        name: lines
        for name, lines in inspection_reminders(day_state).items()
        if only is None or name == names.get(only)
    }


def _inspection_text(day_state: DayState, lines: list[str]) -> str:
    heading = f"Inspections on {day_text(day_state.day)}"
    return "\n".join([heading, "", *(f"- {line}" for line in lines), ""])


def escalation_point_text(day_state: DayState) -> str:
    """The rule for escalation points, by the limits in force."""
    found = graces(day_state.tables["time_limit"], day_state.day, of_actions=True)
    after = [
        f"level {rung} (the {ACTION_LEVELS[rung]}) after {grace.text}"
        for rung, grace in found.items()
        if grace
    ]
    stale = day_state.limits[STALE]
    sentences = [
        f"Overdue actions should reach {listed(after)}." if after else "",
        f"With no date and no change for {stale.text}: level {LOWEST}." if stale else "",
    ]
    if not any(sentences):
        return "No limit is in force that says when a delay should be escalated."
    verified = all(limit.verified for limit in (*found.values(), stale) if limit)
    return " ".join(filter(None, [*sentences, "" if verified else "Our own limits: not verified."]))


def _action(row: Row) -> str:
    return f"**{row['ref']}** {plain(row['title'])}"


def _due_and_first(row: Row) -> str:
    """The current date in bold, and the first agreed one if that was another."""
    first = f", first agreed {day_text(row['first_agreed_on'])}" if row["days_later"] else ""
    return f"**{day_text(row['due_on'])}**{first}"


def _waiting_and_last_word(row: Row, *, in_full: bool) -> str:
    waits = f"**{plain(capitalised(row['waiting_on']))}.** " if row["waiting_on"] else ""
    return f"{waits}{_last_word(row, in_full=in_full)}"


def _last_word(row: Row, *, in_full: bool) -> str:
    word = "Nothing said."
    if row["last_word"]:
        said = quoted(row["last_word"] if in_full else shortened(row["last_word"], LONGEST_WORD))
        word = f"{said}; last entry {day_text(row['updated_on'])}"
    return ". ".join([*(plain(capitalised(each)) for each in open_business(row)), word])


def _why_past(row: Row) -> str:
    recorded = f"; level {row['highest']} is recorded" if row["highest"] else ""
    if row["due_on"] is None:
        return f"no date, {no_change_text(row)}"
    return f"**{counted(row['working_days_late'], 'working day')} late**{recorded}"
