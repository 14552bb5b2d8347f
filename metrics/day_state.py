"""Where everything stands on a day, worked out once for every page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from metrics.day_facts import DayFacts, Make, day_facts_on
from metrics.periods import Limit, limits_in_force
from metrics.plan.deadlines import with_time_state
from metrics.point_in_time import Tables
from metrics.recommendations import inspections
from metrics.recommendations import parts as recommendations

DUE_SOON, DUE_AHEAD, STALE = "due_soon", "due_ahead", "stale"
# The limits that measures are counted with.
LIMITS_IN_USE = (
    DUE_SOON,
    DUE_AHEAD,
    STALE,
    "admin_finalise",
    "early_advice",
    "meeting_before_nfa",
    "cps_decision",
    "review_acknowledge",
    "review_decide",
    "support_end_early",
)

# Of a measure: its newest value in words, and where it is a share that may be shown, of how many.
VALUES = {
    "code": pl.String,
    "title": pl.String,
    "said": pl.String,
    "met": pl.Int64,
    "of": pl.Int64,
    "is_withheld": pl.Boolean,
}
NO_VALUES = pl.DataFrame(schema=VALUES)


def no_values() -> pl.DataFrame:
    """The values of measures where no month-end is closed: none."""
    return NO_VALUES


@dataclass(frozen=True, eq=False)
class DayState:
    """Where everything stands on ``day``. It never changes, so results are stored on it.

    ``facts`` are shared with the days on which the same facts hold. ``values`` makes the newest
    value of every measure by that day, as ``metrics.measures.newest_values`` gives them. Every
    frame is made when a page first asks for it.
    """

    day: date
    facts: DayFacts
    values: Make = no_values

    @property
    def tables(self) -> Tables:
        """Every table as at the day; evidence about an action bears the part of it."""
        return self.facts.tables

    @property
    def inspection(self) -> str | None:
        """The inspection that it is narrowed to; null for the whole."""
        return self.facts.inspection

    @property
    def parts(self) -> pl.DataFrame:
        """A row a part, with what every voice says of it."""
        return self.facts.parts

    @cached_property
    def actions(self) -> pl.DataFrame:
        """A row an action, with its dates."""
        due_soon, stale = (self.limits[code] for code in (DUE_SOON, STALE))
        return with_time_state(
            self.facts.progress, self.day, due_soon and due_soon.days, stale and stale.days
        )

    @property
    def figures_owed(self) -> pl.DataFrame:
        """A row a claim without its number."""
        return self.facts.figures_owed

    @cached_property
    def recommendations(self) -> pl.DataFrame:
        """A row a recommendation."""
        return recommendations.summaries(self.tables["recommendation"], self.parts, self.actions)

    @cached_property
    def inspections(self) -> pl.DataFrame:
        """A row an inspection, newest first, with its clock: all of them, however narrowed."""
        return inspections.with_clock(self.tables["inspection"], self.day)

    @property
    def titles(self) -> dict[str, str]:
        """The short title of each inspection that holds recommendations, newest first, by ref."""
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
    def claims(self) -> int:
        """Claims of a quantity without a number, supplied since or not."""
        return self.facts.claims


def day_state_on(day: date, tables: Tables, values: Make = no_values) -> DayState:
    """Where everything recorded in ``tables`` stood on ``day``, of all inspections together."""
    return DayState(day, day_facts_on(day, tables), values)


def limits_on(day: date, tables: Tables) -> dict[str, Limit | None]:
    """The limits in use as they hold on ``day``, by code."""
    return limits_in_force(tables["time_limit"], LIMITS_IN_USE, day)
