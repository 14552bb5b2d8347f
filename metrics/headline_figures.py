"""The briefing's six figures, each with what it was last time and the list behind it."""

from dataclasses import dataclass

import polars as pl

from data_access.vocabulary import TimeState
from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure
from metrics.meetings.changes import last_board
from metrics.memoize import memoize
from metrics.scope import NO_INSPECTION, of_inspection
from metrics.text_format import counted, day_in_words


@dataclass(frozen=True)
class Figure:
    """One number, out of how many, the rows it counts, and in words what it was at a meeting.

    ``last_time`` is empty where there is nothing to compare with.
    """

    measure: Measure
    value: int
    out_of: int
    last_time: str
    note: str
    rows: pl.DataFrame


@memoize
def part_figures(day_state: DayState, previous: DayState | None) -> list[Figure]:
    """Of the parts for the force or CPS South West: reported, seen, closed."""
    columns = {
        "parts_reported_complete": "reported_complete",
        "parts_evidence_seen": "evidence_seen",
        "parts_closed": "closed",
    }
    nothing_before = "published since" if previous else "no earlier board"
    # Of an inspection that was not published, nought would not be a count.
    if previous and day_state.inspection not in (None, *previous.tables["inspection"]["ref"]):
        previous = None
    return [
        Figure(
            measure=MEASURES[code],
            value=int(day_state.parts[column].sum()),
            out_of=day_state.local_parts.height,
            last_time=_at(previous, day_state, int(previous.parts[column].sum()))
            if previous
            else "",
            note="" if previous else nothing_before,
            rows=day_state.parts.filter(column),
        )
        for code, column in columns.items()
    ]


@memoize
def action_figures(day_state: DayState, previous: DayState | None) -> list[Figure]:
    """Of the actions: overdue, with no date agreed; and the figures claimed and not supplied."""
    overdue, undated = overdue_actions(day_state), undated_actions(day_state)
    on_first = day_state.actions["days_overdue_on_first"].count()
    return [
        Figure(
            measure=MEASURES["actions_overdue"],
            value=overdue.height,
            out_of=day_state.actions.height,
            last_time=_at(previous, day_state, overdue_actions(previous).height)
            if previous
            else "",
            note=f"{on_first} on the date first agreed",
            rows=overdue,
        ),
        Figure(
            measure=MEASURES["actions_no_date"],
            value=undated.height,
            out_of=day_state.actions.height,
            last_time=_at(previous, day_state, undated_actions(previous).height)
            if previous
            else "",
            note=oldest(undated["days_open"].max()),
            rows=undated,
        ),
        Figure(
            measure=MEASURES["figures_owed"],
            value=day_state.figures_owed.height,
            out_of=day_state.claims,
            last_time=_at(previous, day_state, previous.figures_owed.height) if previous else "",
            note=oldest(_days_since_claimed(day_state).max()),
            rows=day_state.figures_owed,
        ),
    ]


@memoize
def counted_elsewhere(whole: DayState, inspection: str) -> list[str]:
    """Whose actions the figures of ``inspection`` leave out, and how those stand."""
    others = [(ref, f"of {title}") for ref, title in whole.titles.items() if ref != inspection]
    return [
        _in_short(of_inspection(whole, ref), words)
        for ref, words in [*others, (NO_INSPECTION, "tied to no inspection")]
    ]


def parts_heading(day_state: DayState) -> str:
    """What the figures of parts are out of."""
    return f"Of {counted(day_state.local_parts.height, 'part')} for the force or CPS South West"


@memoize
def actions_heading(day_state: DayState, whole: DayState) -> str:
    """What the figures of actions are out of, those closed since included.

    Where ``day_state`` is a part of ``whole``, the plan's other actions are counted behind it.
    """
    number, still_open = day_state.actions.height, day_state.actions["is_open"].sum()
    heading = f"Of {counted(number, 'action')}, {still_open} still open"
    others = whole.actions.height - number
    if not others:
        return heading
    late = overdue_actions(whole).height - overdue_actions(day_state).height
    return f"{heading}; {counted(others, 'other')} on the joint plan, {late} overdue"


@memoize
def overdue_actions(day_state: DayState) -> pl.DataFrame:
    """Open actions past their current date, the longest overdue first."""
    return day_state.actions.filter(pl.col("days_overdue").is_not_null()).sort(
        "days_overdue", descending=True, maintain_order=True
    )


@memoize
def undated_actions(day_state: DayState) -> pl.DataFrame:
    """Open actions with no date agreed, the oldest first; of a day, those tied to a part first."""
    return day_state.actions.filter(pl.col("time_state") == TimeState.NO_DATE).sort(
        "opened_on", pl.col("requirement").is_null(), maintain_order=True
    )


def _at(previous: DayState, day_state: DayState, number: int) -> str:
    is_last = previous.day == last_board(day_state.tables["meeting"], day_state.day)
    return f"{number} last time" if is_last else f"{number} on {day_in_words(previous.day)}"


def _days_since_claimed(day_state: DayState) -> pl.Series:
    claimed_on = day_state.figures_owed["claimed_on"]
    return day_state.figures_owed.select(
        (pl.lit(day_state.day) - pl.lit(claimed_on)).dt.total_days().alias("days")
    )["days"]


def _in_short(day_state: DayState, of_what: str) -> str:
    overdue, undated = overdue_actions(day_state).height, undated_actions(day_state).height
    return (
        f"{counted(day_state.actions.height, 'action')} {of_what}, {overdue} overdue and "
        f"{undated} with no date agreed"
    )


def oldest(days: object) -> str:
    """What stands under a figure: how old its oldest row is; nothing for none."""
    return f"oldest {counted(days, 'day')}" if isinstance(days, int) else ""
