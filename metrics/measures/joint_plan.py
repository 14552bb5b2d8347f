"""Measures of parts, and of the joint action plan."""

from collections.abc import Callable
from functools import partial

import polars as pl

from metrics.day_state import DayState
from metrics.measures.measure import OF_THE_PLAN, Better, Measure, PlanCount
from metrics.plan.action_lists import (
    actions_on_first_date,
    coming_up,
    overdue_actions,
    stale_actions,
    undated_actions,
)
from metrics.plan.slippage import on_first_date

RESPONSE = "The Commissioner’s published response"
LOCAL_PARTS = "all parts asked of the force or of CPS South West"
OPEN_ACTIONS, DATED = "open actions", "open actions with a date"
NOT_OPEN_OR_NO_DATE = "actions complete or not being taken forward; actions with no date"
UPDATES = f"{RESPONSE}, and updates recorded since"
POSITIONS = "What each body said, as recorded by the office"
FEW_ROWS = "Counted over the plan's own tables of a few hundred rows, whatever the cases."


def _parts(column: str) -> PlanCount:
    return PlanCount(
        lambda state: state.parts.filter(column), lambda state: state.local_parts.height
    )


def _of_open(rows: Callable[[DayState], pl.DataFrame]) -> PlanCount:
    return PlanCount(rows, lambda state: int(state.actions["is_open"].sum()))


def _of_dated(rows: Callable[[DayState], pl.DataFrame]) -> PlanCount:
    return PlanCount(rows, lambda state: state.actions.filter("is_open")["due_on"].count())


_of_the_plan = partial(Measure, basis=OF_THE_PLAN, not_benchmarked=FEW_ROWS)
_of_parts = partial(
    _of_the_plan,
    denominator=LOCAL_PARTS,
    source=POSITIONS,
    better=Better.UP,
    page="briefing",
    before_title="parts of recommendations, ",
)
_of_actions = partial(
    _of_the_plan,
    denominator=OPEN_ACTIONS,
    exclusions=NOT_OPEN_OR_NO_DATE,
    source=UPDATES,
    page="joint_action_plan",
    before_title="joint actions, ",
)

JOINT_PLAN_MEASURES = (
    _of_parts(
        code="parts_reported_complete",
        title="reported complete",
        definition=(
            "Parts that every body asked (the force, CPS South West or both) reports as complete."
        ),
        numerator="parts whose newest position from each body asked is complete",
        exclusions="parts addressed to other bodies, such as the Home Office",
        caveat="Reported, evidence not yet seen: this is what the bodies say about themselves.",
        counts=_parts("reported_complete"),
    ),
    _of_parts(
        code="parts_evidence_seen",
        title="evidence seen by the OPCC",
        definition=(
            "Parts for which the OPCC has recorded that it has seen evidence of completion: a "
            "document, data, an audit or an account of victims, not a statement."
        ),
        numerator="parts whose newest OPCC position is complete",
        exclusions="parts addressed to other bodies",
        caveat="Counted whether or not the body asked reports the part complete.",
        counts=_parts("evidence_seen"),
    ),
    _of_parts(
        code="parts_closed",
        title="closed by the inspectorate",
        definition="Parts that an inspectorate has closed.",
        numerator="parts whose newest inspectorate position is complete",
        exclusions="parts addressed to other bodies",
        caveat="The inspectorate closes parts in its own time; silence is not a refusal.",
        counts=_parts("closed"),
    ),
    _of_actions(
        code="actions_overdue",
        title="overdue",
        definition="Open actions whose current date has passed. Due on the day is not overdue.",
        numerator="open actions with a current date before the as-at day",
        caveat=(
            "A date moved later hides lateness, so the count against the original date, which "
            "never changes, stands beside it."
        ),
        better=Better.DOWN,
        page="briefing",
        denominator=DATED,
        counts=_of_dated(overdue_actions),
    ),
    _of_actions(
        code="actions_no_date",
        title="no date agreed",
        definition=(
            "Open actions for which no date has ever been agreed, and no time stated in words."
        ),
        numerator="open actions with no current date and no time stated in words",
        exclusions=(
            "actions complete or not being taken forward; those in place that need no date, those "
            "that recur, and those with a time stated in words, each counted separately on the "
            "joint plan"
        ),
        caveat=(
            "An action with no date is never overdue: without this count it would look like good "
            "news."
        ),
        better=Better.DOWN,
        page="briefing",
        counts=_of_open(undated_actions),
    ),
    _of_actions(
        code="actions_due_soon",
        title="due in {days}",
        definition=("Open actions whose current date is the as-at day or in the {days} after it."),
        numerator="open actions with a current date within {days}",
        limit="due_soon",
        without_limit="due soon: no limit in force",
        denominator=DATED,
        counts=_of_dated(lambda state: coming_up(state, "due_soon")),
    ),
    _of_actions(
        code="actions_due_ahead",
        title="due within {days}",
        definition=(
            "Open actions whose current date is the as-at day or in the {days} after it, "
            "including those due sooner."
        ),
        numerator="open actions with a current date within {days}",
        limit="due_ahead",
        without_limit="due later on: no limit in force",
        denominator=DATED,
        counts=_of_dated(lambda state: coming_up(state, "due_ahead")),
    ),
    _of_actions(
        code="actions_on_first_date",
        title="on the original date",
        definition="Actions with a date whose current date is still the original date.",
        numerator="actions whose current date is the original date",
        denominator="actions with a date, including those complete",
        exclusions="actions not being taken forward; actions with no date",
        caveat="An action that is on its original date may still be overdue.",
        better=Better.UP,
        counts=PlanCount(actions_on_first_date, lambda state: on_first_date(state.actions).dated),
    ),
    _of_actions(
        code="actions_stale",
        title="no change for {days}",
        definition=(
            "Open actions with no new state, date or evidence for {days} or more. A note or a "
            "hand-over alone does not count as a change."
        ),
        numerator=(
            "open actions last changed, or opened and not changed since, {days} ago or earlier"
        ),
        exclusions=(
            "actions complete or not being taken forward; actions in the response of which nothing "
            "has been recorded since, counted separately"
        ),
        better=Better.DOWN,
        limit="stale",
        without_limit="no change: no limit in force",
        counts=_of_open(stale_actions),
        listed_before="actions_on_first_date",
    ),
    _of_the_plan(
        code="figures_owed",
        title="claims without figures",
        definition=(
            "Statements that claim a quantity in words, such as a measurable uplift, for which "
            "no number has been supplied."
        ),
        numerator="claims of a quantity with no evidence recorded that supplies the number",
        denominator="all claims of a quantity without a number",
        exclusions="none",
        caveat="Which words count as claiming a quantity is our reading of the response.",
        source=RESPONSE,
        better=Better.DOWN,
        page="briefing",
        counts=PlanCount(lambda state: state.figures_owed, lambda state: state.claims),
    ),
)
