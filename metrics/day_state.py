"""Everything the app derives from a snapshot as at one day, computed once for every page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from metrics.day_facts import DayFacts, Make, day_facts_on
from metrics.frames import Tables
from metrics.periods import Limit, limits_in_force
from metrics.plan.deadlines import with_time_state
from metrics.plan.recurrences import with_days_overdue
from metrics.recommendations.part_time_states import with_dates
from metrics.recommendations.parts import summaries
from metrics.status_rules import Standings, standings, with_clock, with_open_business

DUE_SOON, DUE_AHEAD, STALE = "due_soon", "due_ahead", "stale"
# The codes of the limits that measures are counted with.
LIMITS_IN_USE = (
    DUE_SOON,
    DUE_AHEAD,
    STALE,
    "admin_finalise",
    "admin_finalise_advice",
    "early_advice",
    "meeting_before_nfa",
    "cps_decision",
    "review_acknowledge",
    "review_decide",
    "review_acknowledge_cps",
    "review_local_resolution",
    "review_independent",
    "support_end_early",
)

# One row per measure: its newest value in words and, for a share that may be shown, its
# denominator.
VALUES = {
    "code": pl.String,
    "title": pl.String,
    "said": pl.String,
    "met": pl.Int64,
    "of": pl.Int64,
    "is_of_few": pl.Boolean,
}
NO_VALUES = pl.DataFrame(schema=VALUES)


def no_values() -> pl.DataFrame:
    """The empty frame of values, for when no month-end is closed."""
    return NO_VALUES


@dataclass(frozen=True, eq=False)
class DayState:
    """Everything derived from a snapshot as at ``day``. Immutable, so results are stored on it.

    ``facts`` are shared with the days on which the same facts hold. ``values`` builds the newest
    value of every measure by that day, as ``metrics.measures.newest_values`` returns them. Every
    frame is built when a page first asks for it.
    """

    day: date
    facts: DayFacts
    values: Make = no_values

    @property
    def tables(self) -> Tables:
        """Every table as at the day; evidence about an action carries the action's part."""
        return self.facts.tables

    @property
    def inspection(self) -> str | None:
        """The only inspection included; null for all of them."""
        return self.facts.inspection

    @property
    def parts(self) -> pl.DataFrame:
        """One row per part, with the position of every voice on it."""
        return self.facts.parts

    @cached_property
    def actions(self) -> pl.DataFrame:
        """One row per action, with its dates and its open business."""
        due_soon, stale = (self.limits[code] for code in (DUE_SOON, STALE))
        actions = with_time_state(
            self.facts.progress, self.day, due_soon and due_soon.days, stale and stale.days
        )
        tables, names = self.tables, self.facts.names
        return with_open_business(actions, tables["escalation"], tables["ask"], names, self.day)

    @cached_property
    def recurrences(self) -> pl.DataFrame:
        """One row per thing that recurs: when it was done last, is due next, and how late it is."""
        return with_days_overdue(self.facts.recurrences, self.day)

    @property
    def figures_owed(self) -> pl.DataFrame:
        """One row per claim of a quantity that still lacks its number."""
        return self.facts.figures_owed

    @cached_property
    def recommendations(self) -> pl.DataFrame:
        """One row per recommendation."""
        return summaries(self.tables["recommendation"], self.parts, self.actions)

    @cached_property
    def standings(self) -> Standings:
        """The standing of each recommendation, by its ref and the body asked."""
        return standings(self.parts)

    @cached_property
    def inspections(self) -> pl.DataFrame:
        """Every inspection, newest first, with its deadlines, even where ``inspection`` is set."""
        return with_clock(self.facts.inspections, self.day)

    @cached_property
    def part_dates(self) -> pl.DataFrame:
        """One row per part with a date of its own, the earliest first."""
        due_soon = self.limits[DUE_SOON]
        return with_dates(self.facts.dated_parts, self.day, due_soon and due_soon.days)

    @property
    def titles(self) -> dict[str, str]:
        """The short title of each inspection that has recommendations, newest first, by ref."""
        return self.facts.titles

    @cached_property
    def limits(self) -> dict[str, Limit | None]:
        """The limits that the figures are counted with, by code; null where none is in force."""
        return limits_on(self.day, self.tables)

    @property
    def is_invented(self) -> bool:
        """True for a demonstration, in which everything after the response is invented."""
        return self.facts.is_invented

    @property
    def local_parts(self) -> pl.DataFrame:
        """Parts asked of the force or of the CPS Area."""
        return self.facts.local_parts

    @property
    def labels(self) -> dict[str, str]:
        """The label of each part, by its ref."""
        return self.facts.labels

    @property
    def claims(self) -> int:
        """The number of claims of a quantity without a number, supplied since or not."""
        return self.facts.claims


def day_state_on(day: date, tables: Tables, values: Make = no_values) -> DayState:
    """The state on ``day`` of everything recorded in ``tables``, for all inspections together."""
    return DayState(day, day_facts_on(day, tables), values)


def limits_on(day: date, tables: Tables) -> dict[str, Limit | None]:
    """The limits in force on ``day``, by code; null where none is."""
    return limits_in_force(tables["time_limit"], LIMITS_IN_USE, day)
