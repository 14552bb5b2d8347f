"""Where everything stands on a day, worked out once for every page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import polars as pl

from metrics import inspections, recommendations, voices
from metrics.evidenced import NO_VALUES, against, evidenced
from metrics.figures_owed import figures_owed
from metrics.history import Tables, WhenAsked, as_at
from metrics.periods import Limit, limits_in_force
from metrics.plan import deadlines
from metrics.seen import newest_seen, seen_evidence, with_part_of_action
from metrics.wording import told_apart

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
# How many results of one function of a standing are kept: few look at one page at a time.
KEPT = 24
# Makes a frame when it is needed.
Make = Callable[[], pl.DataFrame]


def no_values() -> pl.DataFrame:
    """The values of measures where no month-end is closed: none."""
    return NO_VALUES


@dataclass(frozen=True, eq=False)
class Standing:
    """Where everything stands on ``day``. Never changed, so what is worked out from it is kept.

    ``tables``: as at that day; evidence about an action bears the part of it. ``inspection``: the
    one it is narrowed to; null for the whole. ``values`` makes the newest value of every measure
    by that day, as ``metrics.newest_values`` has them. Every frame is made when a page first asks
    for it.
    """

    day: date
    tables: Tables
    make_parts: Make
    make_actions: Make
    make_figures_owed: Make
    inspection: str | None = None
    values: Make = no_values

    @cached_property
    def parts(self) -> pl.DataFrame:
        """A row a part, with what every voice says of it."""
        return self.make_parts()

    @cached_property
    def actions(self) -> pl.DataFrame:
        """A row an action, with its dates."""
        return self.make_actions()

    @cached_property
    def figures_owed(self) -> pl.DataFrame:
        """A row a claim without its number."""
        return self.make_figures_owed()

    @cached_property
    def labelled(self) -> pl.DataFrame:
        """The ref and the label of each part, in the order of the parts."""
        asked = self.tables["requirement"].select("ref", "label", "recommendation")
        whole = asked if self.inspection else _with_inspection(asked, self.tables)
        return whole.select("ref", "label")

    @cached_property
    def recommendations(self) -> pl.DataFrame:
        """A row a recommendation."""
        return recommendations.summaries(self.tables["recommendation"], self.parts, self.actions)

    @cached_property
    def inspections(self) -> pl.DataFrame:
        """A row an inspection, newest first, with its clock: all of them, however narrowed."""
        return inspections.with_clock(self.tables["inspection"], self.day)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The short title of each inspection that holds recommendations, newest first, by ref."""
        holding = self.tables["recommendation"]["inspection"].implode()
        held = self.inspections.filter(pl.col("ref").is_in(holding))
        return dict(held.select("ref", "short_title").iter_rows())

    @cached_property
    def differences(self) -> pl.DataFrame:
        """A row for each part on which voices differ, or figures do not bear out what is said."""
        return pl.concat([voices.differences(self.parts), self.not_borne_out])

    @cached_property
    def not_borne_out(self) -> pl.DataFrame:
        """A row for each part reported complete with a target missed, or nothing measured."""
        return against(self.parts, self.measured)

    @cached_property
    def measured(self) -> pl.DataFrame:
        """A row for each part and each measure that is evidence for it."""
        return evidenced(self.tables["requirement"], self.values(), self.limits)

    @cached_property
    def newest_seen(self) -> pl.DataFrame:
        """A row for each part of which anything was seen: the newest piece of it."""
        return newest_seen(seen_evidence(self.tables["evidence"], self.day))

    @cached_property
    def limits(self) -> dict[str, Limit | None]:
        """The limits that the figures are counted with, by code; null where none is in force."""
        return limits_on(self.day, self.tables)

    @cached_property
    def names(self) -> dict[str, str]:
        """What each organisation is called, by its ref."""
        return dict(self.tables["organisation"].select("ref", "name").iter_rows())

    @cached_property
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


def standing_on(day: date, tables: Tables, values: Make = no_values) -> Standing:
    """Where everything recorded in ``tables`` stood on ``day``, of all inspections together.

    Where two or more hold recommendations, the label of a part names its inspection too.
    """
    stood = as_at(tables, day)

    def with_parts(name: str) -> pl.DataFrame:
        # Of every action: what was seen of one before it was opened is of its part all the same.
        is_evidence = name == "evidence"
        return with_part_of_action(stood[name], tables["action"]) if is_evidence else stood[name]

    known = WhenAsked(stood, with_parts)
    return Standing(
        day=day,
        tables=known,
        make_parts=partial(_parts, known, day),
        make_actions=partial(_actions, known, day),
        make_figures_owed=partial(_figures_owed, known),
        values=values,
    )


def limits_on(day: date, tables: Tables) -> dict[str, Limit | None]:
    """The limits in use as they hold on ``day``, by code."""
    return limits_in_force(tables["time_limit"], LIMITS_IN_USE, day)


def _parts(known: Tables, day: date) -> pl.DataFrame:
    said = voices.with_voices(
        known["requirement"], known["position"], known["judgement"], known["evidence"], day
    )
    return _with_inspection(said, known)


def _figures_owed(known: Tables) -> pl.DataFrame:
    owed = figures_owed(known["evidence"], known["action"], known["ask"])
    return _with_name(owed, known, "claimed_by")


def _actions(known: Tables, day: date) -> pl.DataFrame:
    progress = deadlines.with_progress(known["action"], known["action_update"], known["evidence"])
    limits = limits_on(day, known)
    due_soon, stale = (limit and limit.days for limit in (limits[DUE_SOON], limits[STALE]))
    stated = deadlines.with_time_state(progress, day, due_soon, stale)
    return _with_name(stated, known, "lead_organisation")


def _with_name(rows: pl.DataFrame, known: Tables, whose: str) -> pl.DataFrame:
    """Rows with ``lead``, the name of the organisation whose ref is in the column ``whose``."""
    named = known["organisation"].select(pl.col("ref").alias(whose), lead="name")
    return rows.join(named, on=whose, how="left", maintain_order="left")


def _with_inspection(parts: pl.DataFrame, known: Tables) -> pl.DataFrame:
    """Parts whose labels say of which inspection, where there are parts of several."""
    asking = known["inspection"].join(
        known["recommendation"], left_on="ref", right_on="inspection", how="semi"
    )
    if asking.height < 2:
        return parts
    titles = dict(zip(asking["ref"], told_apart(asking["short_title"]), strict=True))
    of_which = known["recommendation"].select(
        recommendation="ref", title=pl.col("inspection").replace_strict(titles)
    )
    return (
        parts.join(of_which, on="recommendation", maintain_order="left")
        .with_columns(label=pl.format("{}, {}", "label", "title"))
        .drop("title")
    )
