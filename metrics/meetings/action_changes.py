"""Changes of actions between two days, a line each: complete, dates, hand-overs, other updates."""

from collections.abc import Collection

import polars as pl

from data_access.vocabulary import State
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.changes import Window, late_mark
from metrics.plan.deadlines import marked_updates
from metrics.plan.slippage import notice_text
from metrics.text_format import day_text, listed

IS_COMPLETE = pl.col("state") == State.COMPLETE


def action_line(row: Row) -> str:
    """The ref and the title of an action."""
    return f"{row['ref']}, {row['title']}"


def date_change_line(row: Row) -> str:
    """A changed date: its action, both dates, whether with notice, and why."""
    reason = f"reason: {row['change_reason']}" if row["change_reason"] else "reason not stated"
    return (
        f"{row['action']}, {row['title']}: was {day_text(row['was'])}, now {day_text(row['now'])}; "
        f"{notice_text(row)}; {reason}{late_mark(row)}"
    )


def hand_over_lines(day_state: DayState, updates: pl.DataFrame) -> list[str]:
    """A line for each hand-over: the action, the new lead or owner, the day, and who says so."""
    titles = dict(day_state.tables["action"].select("ref", "title").iter_rows())
    names = day_state.facts.names
    return [
        f"{row['action']}, {titles[row['action']]}: to "
        f"{', '.join(filter(None, (names.get(row['new_lead']), row['new_owner'])))}"
        f" from {day_text(row['effective_on'])}"
        + (f", by {row['handed_over_by']}" if row["handed_over_by"] else "")
        + late_mark(row)
        for row in updates.filter(pl.col("action").is_in(list(titles))).to_dicts()
    ]


def other_updates(day_state: DayState, window: Window, complete: Collection[str]) -> pl.DataFrame:
    """Updates of the window that say something which no other list of changes has, oldest first.

    ``complete``: the actions that are listed as newly complete. Left out are an update that says no
    more than that, and one that says no more than a changed date or a hand-over. Adds
    ``recorded_late`` and ``line``.
    """
    titles = day_state.tables["action"].select("title", action="ref")
    updates = window.takes_in(
        marked_updates(day_state.tables["action_update"], day_state.tables["action"])
        .with_columns(is_last_state=pl.col("id") == _newest_state())
        .join(titles, on="action", maintain_order="left")
    )
    lines = [_update_line(row, complete) for row in updates.iter_rows(named=True)]
    return updates.with_columns(line=pl.Series(lines, dtype=pl.String)).drop_nulls("line")


def _newest_state() -> pl.Expr:
    """The id of the newest update that gives its action another state."""
    return pl.col("id").filter("new_state").last().over("action")


def _update_line(row: Row, complete: Collection[str]) -> str | None:
    """A line on an update, without what stands in other lists; null if nothing is left."""
    is_listed = row["state"] == State.COMPLETE and row["action"] in complete
    # What it waits on says more than that it waits.
    is_said = row["state"] == State.WAITING and row["waiting_on"]
    clauses = []
    if row["new_state"] and not (is_listed and row["is_last_state"]) and not is_said:
        from_day = f"{row['state']} from {day_text(row['effective_on'])}, no longer so"
        clauses.append(f"now {row['state']}" if row["is_last_state"] else from_day)
    if row["new_due_on"] and not row["was"]:
        clauses.append(f"first date agreed, {day_text(row['new_due_on'])}")
    if row["new_review_on"]:
        clauses.append(f"to be reviewed on {day_text(row['new_review_on'])}")
    if row["waiting_on"]:
        clauses.append(f"waiting on {row['waiting_on']}")
    is_told = row["new_state"] or row["changes_date"] or row["new_lead"] or row["new_owner"]
    if not (clauses or is_told):
        clauses.append(f"still {row['state']}" if row["state"] else "a note")
    words = f"{row['action']}, {row['title']}: {listed(clauses)}{late_mark(row)}"
    return words if clauses else None
