"""Where everything stands on a day, worked out once for every page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from metrics import deadlines, inspections, recommendations, voices
from metrics.figures_owed import figures_owed
from metrics.history import Tables, as_at
from metrics.periods import days_allowed
from metrics.seen import with_part_of_action

LIMITS_IN_USE = ("due_soon", "stale")
# How many results of one function of a standing are kept.
KEPT = 64


@dataclass(frozen=True, eq=False)
class Standing:
    """Where everything stands on ``day``. Never changed, so what is worked out from it is kept.

    ``tables``: as at that day. ``parts``: a row a part, with every voice. ``actions``: a row an
    action, with its dates. ``figures_owed``: a row a claim without its number.
    """

    day: date
    tables: Tables
    parts: pl.DataFrame
    actions: pl.DataFrame
    figures_owed: pl.DataFrame

    @cached_property
    def recommendations(self) -> pl.DataFrame:
        """A row a recommendation."""
        return recommendations.summaries(self.tables["recommendation"], self.parts, self.actions)

    @cached_property
    def inspections(self) -> pl.DataFrame:
        """A row an inspection, newest first, with its clock."""
        return inspections.with_clock(self.tables["inspection"], self.day)

    @cached_property
    def differences(self) -> pl.DataFrame:
        """A row for each part on which voices differ."""
        return voices.differences(self.parts)

    @property
    def is_invented(self) -> bool:
        """True for a demonstration, in which everything after the response is invented."""
        return "demonstration" in self.tables["setting"]["key"]

    @property
    def local_parts(self) -> pl.DataFrame:
        """Parts asked of the force or of the CPS Area."""
        return self.parts.filter("is_local")

    @property
    def claims(self) -> int:
        """Claims of a quantity without a number, supplied since or not."""
        return sum(
            self.tables[name].filter("figure_owed").height for name in ("evidence", "action")
        )


def standing_on(day: date, tables: Tables) -> Standing:
    """Where everything recorded in ``tables`` stood on ``day``."""
    known = as_at(tables, day)
    due_soon_days, stale_days = (
        days_allowed(known["time_limit"], code, day) for code in LIMITS_IN_USE
    )
    progress = deadlines.with_progress(known["action"], known["action_update"], known["evidence"])
    actions = deadlines.with_time_state(progress, day, due_soon_days, stale_days).join(
        known["organisation"].select(lead_organisation="ref", lead="name"),
        on="lead_organisation",
        how="left",
        maintain_order="left",
    )
    evidence = with_part_of_action(known["evidence"], known["action"])
    return Standing(
        day=day,
        tables=known,
        parts=voices.with_voices(
            known["requirement"], known["position"], known["judgement"], evidence, day
        ),
        actions=actions,
        figures_owed=figures_owed(evidence, known["action"], known["ask"]).join(
            known["organisation"].select(claimed_by="ref", lead="name"),
            on="claimed_by",
            how="left",
            maintain_order="left",
        ),
    )
