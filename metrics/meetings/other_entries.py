"""Other entries since a meeting: recurrences, judgements, escalations, meetings, answers.

Each kind gives its entries of a window with a ``line`` of each and ``recorded_late``.
"""

from collections.abc import Callable

import polars as pl

from data_access.vocabulary import EscalationSide, Origin
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.changes import Window, late_mark
from metrics.plan.recurrences import how_often
from metrics.text_format import day_text

SIDES = {
    EscalationSide.POLICE: "the police",
    EscalationSide.CPS: "the CPS",
    EscalationSide.OPCC: "the OPCC",
}
EntriesByKind = dict[str, pl.DataFrame]


def other_entries(day_state: DayState, window: Window) -> EntriesByKind:
    """The entries of the window by the name of their kind, in the order of a board."""
    return {name: entries(day_state, window) for name, entries in KINDS.items()}


def _new_actions(day_state: DayState, window: Window) -> pl.DataFrame:
    # Actions of the response stand from its publication, whenever a store was begun.
    added = day_state.tables["action"].filter(pl.col("origin") != Origin.RESPONSE)
    rows = window.takes_in(added.with_columns(effective_on="opened_on"))
    return _with_lines(rows, lambda row: f"{row['ref']}, {row['title']}")


def _frequencies(day_state: DayState, window: Window) -> pl.DataFrame:
    agreed = _titled(day_state, "frequency").with_columns(often=how_often().fill_null("no more"))
    return _with_lines(
        window.takes_in(agreed),
        lambda row: f"{row['title']}: {row['often']}, agreed by {row['agreed_by']}",
    )


def _occurrences(day_state: DayState, window: Window) -> pl.DataFrame:
    done = _titled(day_state, "occurrence").with_columns(effective_on="done_on")
    return _with_lines(
        window.takes_in(done), lambda row: f"{row['title']}: on {day_text(row['done_on'])}"
    )


def _titled(day_state: DayState, table: str) -> pl.DataFrame:
    """The rows of a table about what recurs, with the title of that or of its action."""
    actions = day_state.tables["action"].select(action="ref", of_action="title")
    titles = (
        day_state.tables["recurrence"]
        .join(actions, on="action", how="left")
        .select(recurrence="ref", title=pl.coalesce("title", "of_action"))
    )
    return day_state.tables[table].join(titles, on="recurrence", maintain_order="left")


def _judgements(day_state: DayState, window: Window) -> pl.DataFrame:
    labels = day_state.labels
    return _with_lines(
        window.takes_in(day_state.tables["judgement"]),
        lambda row: (
            f"{labels[row['requirement']]}: performance {row['performance']}, plan {row['plan']}"
        ),
    )


def _raised(day_state: DayState, window: Window) -> pl.DataFrame:
    raised = day_state.tables["escalation"].with_columns(effective_on="raised_on")
    return _with_lines(
        window.takes_in(raised),
        lambda row: (
            f"{row['ref']} about {row['subject']}, to level {row['rung']}, by {SIDES[row['side']]}"
        ),
    )


def _resolved(day_state: DayState, window: Window) -> pl.DataFrame:
    rows = _on_a_day(day_state.tables["escalation"], "resolved_on", window)
    return _with_lines(rows, lambda row: f"{row['ref']} about {row['subject']}: {row['outcome']}")


def _decided(day_state: DayState, window: Window) -> pl.DataFrame:
    held = day_state.tables["meeting"].select("held_on", meeting="ref")
    decisions = day_state.tables["decision"].join(held, on="meeting", maintain_order="left")
    return _with_lines(_on_a_day(decisions, "held_on", window), _text)


def _done(day_state: DayState, window: Window) -> pl.DataFrame:
    return _with_lines(_on_a_day(day_state.tables["decision"], "done_on", window), _text)


def _asked(day_state: DayState, window: Window) -> pl.DataFrame:
    names = day_state.facts.names
    rows = _on_a_day(day_state.tables["ask"], "asked_on", window)
    return _with_lines(rows, lambda row: f"{names[row['of_whom']]}: {row['what']}")


def _answered(day_state: DayState, window: Window) -> pl.DataFrame:
    names = day_state.facts.names
    rows = _on_a_day(day_state.tables["ask"], "answered_on", window)
    return _with_lines(rows, lambda row: f"{names[row['of_whom']]}: {row['what']}")


def _published(day_state: DayState, window: Window) -> pl.DataFrame:
    rows = _on_a_day(day_state.inspections, "responded_on", window)
    return _with_lines(rows, lambda row: f"{row['short_title']}, {day_text(row['responded_on'])}")


def _text(row: Row) -> str:
    text: str = row["text"]
    return text


def _on_a_day(rows: pl.DataFrame, day: str, window: Window) -> pl.DataFrame:
    """The rows with that day in the window; none of them is known to be recorded late."""
    return rows.filter(
        pl.col(day).is_between(window.since, window.as_at, closed="right")
    ).with_columns(recorded_late=pl.lit(value=False))


def _with_lines(rows: pl.DataFrame, line: Callable[[Row], str]) -> pl.DataFrame:
    lines = [line(row) + late_mark(row) for row in rows.iter_rows(named=True)]
    return rows.with_columns(line=pl.Series(lines, dtype=pl.String))


KINDS: dict[str, Callable[[DayState, Window], pl.DataFrame]] = {
    "New actions": _new_actions,
    "How often, as agreed": _frequencies,
    "Done again": _occurrences,
    "Judged by the board": _judgements,
    "Escalated": _raised,
    "Escalations resolved": _resolved,
    "Decided": _decided,
    "Decisions done": _done,
    "Asked": _asked,
    "Questions answered": _answered,
    "Answers published": _published,
}
