"""The headline figures of parts, of actions and of the joint plan, with the lists behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import TimeState
from metrics.day_state import DUE_AHEAD, DUE_SOON, DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, PlanCount, as_counted
from metrics.meetings.meeting_dates import last_board
from metrics.memoize import memoize
from metrics.plan.action_lists import (
    coming_up,
    count_without_date,
    not_followed_up,
    overdue_actions,
    past_point,
    past_stated_time,
    stale_actions,
    undated_actions,
)
from metrics.plan.slippage import on_first_date
from metrics.recommendations.part_dates import overdue_parts
from metrics.scope import NO_INSPECTION, of_inspection
from metrics.text_format import NO_NUMBER, counted, day_text, listed

# The value at an earlier meeting, as ``_at`` words it.
NO_ACTION = "No action is recorded by this day."


@dataclass(frozen=True)
class Figure:
    """A number with its denominator, the rows it counts, and its value at an earlier meeting in
    words.

    ``last_time`` is empty where there is nothing to compare with. ``instead`` is displayed in place
    of the number, where a nought would say what is not so.
    """

    measure: Measure
    value: int
    out_of: int
    last_time: str
    note: str
    rows: pl.DataFrame
    instead: str = ""

    @property
    def shown(self) -> str:
        """The number as displayed."""
        return self.instead or f"{self.value:,}"

    @property
    def beside(self) -> str:
        """The text beside the number: its value last time, and the note."""
        return "; ".join(text for text in (self.last_time, self.note) if text)


def counts_of_plan(code: str) -> PlanCount:
    """The declared count of a measure of the plan. Errors: TypeError for any other measure."""
    counts = MEASURES[code].counts
    if not isinstance(counts, PlanCount):
        raise TypeError(f"{code} counts nothing of the joint action plan.")
    return counts


def plan_figure(
    day_state: DayState, code: str, note: str = "", previous: DayState | None = None
) -> Figure:
    """The figure of a measure of the plan, compared with the ``previous`` day if given."""
    measure = as_counted(MEASURES[code], day_state.limits)
    counts = counts_of_plan(code)
    rows = counts.rows(day_state)
    last_time = _at(previous, day_state, counts.rows(previous).height) if previous else ""
    return Figure(measure, rows.height, counts.out_of(day_state), last_time, note, rows)


@memoize
def part_figures(day_state: DayState, previous: DayState | None) -> list[Figure]:
    """Figures of the parts for the force or CPS South West: reported, seen, closed."""
    note = "published since" if previous else ""
    # A 0 for an inspection not yet published would look like a count.
    if previous and day_state.inspection not in (None, *previous.tables["inspection"]["ref"]):
        previous = None
    codes = ("parts_reported_complete", "parts_evidence_seen", "parts_closed")
    return [plan_figure(day_state, code, "" if previous else note, previous) for code in codes]


@memoize
def action_figures(day_state: DayState, previous: DayState | None) -> list[Figure]:
    """Figures of the actions: overdue, without an agreed date; and of claims without a number."""
    followed_up = undated_actions(day_state).filter("is_followed_up")
    notes = {
        "actions_no_date": oldest(followed_up["days_open"].max()),
        "figures_owed": _requested(day_state),
    }
    return [
        _of_dated(plan_figure(day_state, "actions_overdue", previous=previous), day_state),
        *(plan_figure(day_state, code, note, previous) for code, note in notes.items()),
    ]


@memoize
def counted_elsewhere(full_state: DayState, inspection: str) -> list[str]:
    """The actions that the figures of ``inspection`` leave out, and their state, in sentences."""
    others = [(ref, f"of {title}") for ref, title in full_state.titles.items() if ref != inspection]
    narrowed = [
        (of_inspection(full_state, ref), words)
        for ref, words in [*others, (NO_INSPECTION, "tied to no inspection")]
    ]
    return [_in_short(state, words) for state, words in narrowed if state.actions.height]


def not_counted_here_text(full_state: DayState, inspection: str | None) -> str:
    """A sentence: what the figures of one of several inspections leave out; empty for nothing."""
    elsewhere = counted_elsewhere(full_state, inspection) if inspection else []
    if not elsewhere:
        return ""
    return f"Not counted here: {'; '.join(elsewhere)}. The joint action plan shows them all."


def parts_heading(day_state: DayState) -> str:
    """The heading over figures of parts, which gives their denominator."""
    return f"Of {counted(day_state.local_parts.height, 'part')} for the force or CPS South West"


@memoize
def actions_heading(day_state: DayState, full_state: DayState) -> str:
    """The heading over figures of actions, which gives their denominators.

    Where ``day_state`` is a part of ``full_state``, the plan's other actions are counted after it.
    """
    still_open = day_state.actions.filter("is_open")
    dated = still_open["due_on"].count()
    heading = f"Of {counted(still_open.height, 'open action')}, {dated} with a date"
    others = full_state.actions.height - day_state.actions.height
    if not others:
        return heading
    late = overdue_actions(full_state).height - overdue_actions(day_state).height
    return f"{heading}; {counted(others, 'other')} on the joint plan, {late} overdue"


def _at(previous: DayState, day_state: DayState, number: int) -> str:
    is_last = previous.day == last_board(
        day_state.tables["meeting"], day_state.tables["meeting_kind"], day_state.day
    )
    return f"{number} last time" if is_last else f"{number} on {day_text(previous.day)}"


def _of_dated(overdue: Figure, day_state: DayState) -> Figure:
    """With the number overdue against the original date; no number where no action has a date."""
    if not overdue.out_of:
        return replace(overdue, note="no open action has a date", instead=NO_NUMBER)
    number = day_state.actions["days_overdue_on_first"].count()
    return replace(overdue, note=f"{number} overdue against the original date" if number else "")


def _requested(day_state: DayState) -> str:
    """How long ago the oldest figure owed was requested: until then nobody waits for it."""
    owed = day_state.figures_owed
    requested_on = owed["asked_on"].min()
    if isinstance(requested_on, date):
        return f"oldest request {counted((day_state.day - requested_on).days, 'day')} ago"
    return "" if owed.is_empty() else "not yet requested"


def _in_short(day_state: DayState, of_what: str) -> str:
    overdue, undated = overdue_actions(day_state).height, undated_actions(day_state).height
    past = overdue_parts(day_state).height
    parts = f", and {counted(past, 'part')} past the date set" if past else ""
    return (
        f"{counted(day_state.actions.height, 'action')} {of_what}, {overdue} overdue and "
        f"{undated} with no date agreed{parts}"
    )


def oldest(days: object) -> str:
    """The age of the oldest row, to stand under a figure; empty where there are no rows."""
    return f"oldest {counted(days, 'day')}" if isinstance(days, int) else ""


@memoize
def plan_figures(day_state: DayState) -> list[Figure]:
    """The figures of the plan's dates: overdue, due soon, due in the longer time ahead."""
    overdue, _, _ = action_figures(day_state, None)
    return [
        overdue,
        _due(day_state, "actions_due_soon", DUE_SOON),
        _due(day_state, "actions_due_ahead", DUE_AHEAD),
    ]


@memoize
def history_figures(day_state: DayState) -> list[Figure]:
    """Figures that a list of dates would not show: no date, no news, still on the first date."""
    _, undated, _ = action_figures(day_state, None)
    return [
        undated,
        plan_figure(day_state, "actions_stale", _stale_note(day_state)),
        _on_original_date(day_state),
    ]


def _on_original_date(day_state: DayState) -> Figure:
    """The actions still on their first date; where none has a date, that and no number."""
    dates = on_first_date(day_state.actions)
    if not dates.dated:
        figure = plan_figure(day_state, "actions_on_first_date", "no action has a date yet")
        return replace(figure, instead=NO_NUMBER)
    note = f"of {dates.dated:,} dated; {dates.later:,} moved later"
    return plan_figure(day_state, "actions_on_first_date", note)


def _stale_note(day_state: DayState) -> str:
    """The longest time without a change, and how many open actions are not counted."""
    longest = oldest(stale_actions(day_state)["days_still"].max())
    untouched = not_followed_up(day_state).height
    if not untouched:
        return longest
    return "; ".join(filter(None, (longest, f"{untouched} never updated, not counted")))


def past_point_text(day_state: DayState) -> str:
    """The number of actions past the escalation point, by reason. Markdown: bold numbers."""
    past = past_point(day_state)
    if past.is_empty():
        return "**None** is past the point at which it should have been escalated."
    late = past["due_on"].count()
    should = f"**{past.height}** not escalated to the required level"
    if late == past.height:
        return f"{should}."
    if not late:
        return f"{should}: with no date and no recent change."
    return f"{should}: {late} late, {past.height - late} with no date and no recent change."


@memoize
def not_counted_text(day_state: DayState) -> str:
    """Why actions with no date are not past the escalation point; empty where there are none.

    Silence counts once something was recorded since the answer.
    """
    number = undated_actions(day_state).filter(~pl.col("is_followed_up")).height
    if not number:
        return ""
    actions = counted(number, "action")
    return (
        f"{actions} with no date and no entry since the answer "
        f"{'is' if number == 1 else 'are'} not counted. Once anything is recorded of one, its days "
        "of no change count from its last new state, date or evidence, else from the day it was "
        "opened."
    )


@memoize
def plan_text(day_state: DayState) -> str:
    """The joint action plan in a sentence. Markdown: bold numbers."""
    if day_state.actions.is_empty():
        return NO_ACTION
    overdue = overdue_actions(day_state)
    dated = day_state.actions.select(pl.col("due_on").filter("is_open").count()).item()
    late = (
        f", the longest by {counted(overdue['days_overdue'][0], 'day')}" if overdue.height else ""
    )
    of_dated = f"Of **{counted(dated, 'dated open action')}**, **{overdue.height}** overdue{late}."
    return (
        f"{of_dated if dated else 'No open action has a date.'} "
        f"{without_date_text(count_without_date(day_state), past_stated_time(day_state).height)}"
    )


def without_date_text(numbers: dict[str, int], past: int) -> str:
    """Open actions with no date, counted by why they have none. Markdown: bold numbers.

    ``past``: those whose time stated in words has passed.
    """
    undated = numbers[TimeState.NO_DATE]
    passed = f", which has passed for **{past}**" if past else ""
    clauses = {
        TimeState.IN_PLACE: ("is in place and needs none", "are in place and need none"),
        TimeState.RECURS: ("recurs", "recur"),
        TimeState.TIME_STATED: (
            f"has a time stated in words{passed}",
            f"have a time stated in words{passed}",
        ),
    }
    others = [
        f"**{numbers[state]}** {one if numbers[state] == 1 else many}"
        for state, (one, many) in clauses.items()
        if numbers[state]
    ]
    owed = f"**{undated}** {'has' if undated == 1 else 'have'} no date agreed"
    return f"{owed}; {listed(others)}." if others else f"{owed}."


def _due(day_state: DayState, code: str, limit: str) -> Figure:
    due = coming_up(day_state, limit)
    return plan_figure(day_state, code, f"next {day_text(due['due_on'][0])}" if due.height else "")


# Of each figure of the briefing, the code of its measure.
CODES = (
    "parts_reported_complete",
    "parts_evidence_seen",
    "parts_closed",
    "actions_overdue",
    "actions_no_date",
    "figures_owed",
)


class AtMeeting(NamedTuple):
    """The day of a board, and the number of each figure then, by the code of its measure."""

    held_on: date
    numbers: Mapping[str, int]


@memoize
def numbers_then(day_state: DayState) -> dict[str, int]:
    """The number of each figure of the briefing on the day of ``day_state``, by its code."""
    return {code: counts_of_plan(code).rows(day_state).height for code in CODES}


def earlier_numbers(figure: Figure, earlier: Sequence[AtMeeting]) -> list[int]:
    """The number of ``figure`` at each of the ``earlier`` boards, in their order."""
    return [meeting.numbers[figure.measure.code] for meeting in earlier]


def key_to_bars_text(earlier: Sequence[AtMeeting]) -> str:
    """A sentence on the bars beside a figure; empty where there are none."""
    return f"; bars: the last {counted(len(earlier), 'board')}, and now" if earlier else ""


def before_text(figure: Figure, earlier: Sequence[AtMeeting]) -> str:
    """The numbers before, in short, as the words of the bars."""
    return f"before: {', '.join(map(str, earlier_numbers(figure, earlier)))}"


def at_meetings_text(figure: Figure, earlier: Sequence[AtMeeting]) -> str:
    """The number at each of the ``earlier`` boards with its day; empty where there are none."""
    if not earlier:
        return ""
    numbers = zip(earlier_numbers(figure, earlier), earlier, strict=True)
    return f"Before: {listed(f'{number} on {day_text(at.held_on)}' for number, at in numbers)}."
