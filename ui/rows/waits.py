"""Branches of what is waited for, with the actions behind each and when these are due."""

from collections.abc import Callable, Mapping, Sequence

from data_access.vocabulary import TimeState
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.plan.dependencies import Waited, waiting_trees
from metrics.text_format import counted, day_text
from ui.elements.markdown import shortened
from ui.elements.marks import Mark, Shape
from ui.elements.trees import Branch

LONGEST_NAME = 80
SHAPES = {
    TimeState.OVERDUE: Shape.TRIANGLE,
    TimeState.DUE_SOON: Shape.DIAMOND,
    TimeState.ON_TIME: Shape.FULL,
    TimeState.NO_DATE: Shape.RING,
    TimeState.TIME_STATED: Shape.RING,
    TimeState.RECURS: Shape.RING,
    TimeState.IN_PLACE: Shape.RING,
    TimeState.COMPLETE: Shape.SQUARE,
    TimeState.NOT_TAKEN_FORWARD: Shape.CROSS,
}
MEANINGS = {
    Shape.TRIANGLE: "overdue",
    Shape.DIAMOND: "due soon",
    Shape.FULL: "due later",
    Shape.RING: "no date",
    Shape.SQUARE: "complete",
    Shape.CROSS: "not taken forward",
}


def waiting_branches(day_state: DayState, address: Callable[[str], str]) -> list[Branch]:
    """The things waited for, what holds up most first. ``address``: of an action by its ref."""
    trees = waiting_trees(day_state.facts.waiting_links)
    shown = day_state.actions.select("ref", "title", "time_state", "days_overdue", "due_on")
    actions = {row["ref"]: row for row in shown.iter_rows(named=True)} if trees else {}
    return _branches(trees, actions, address)


def _branches(
    waited: Sequence[Waited], actions: Mapping[str, Row], address: Callable[[str], str]
) -> list[Branch]:
    return [
        Branch(
            each.thing,
            shortened(actions[each.thing]["title"], LONGEST_NAME),
            _branches(each.waiting, actions, address),
            address(each.thing),
            _mark(actions[each.thing]),
        )
        if each.is_action
        else Branch(each.thing, "", _branches(each.waiting, actions, address))
        for each in waited
    ]


def _mark(row: Row) -> Mark:
    state = TimeState(row["time_state"])
    if row["days_overdue"]:
        return Mark(SHAPES[state], f"{counted(row['days_overdue'], 'day')} late")
    due = f", {day_text(row['due_on'])}" if row["due_on"] else ""
    return Mark(SHAPES[state], f"{state}{due}")
