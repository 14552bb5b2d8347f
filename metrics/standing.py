"""Where everything stands on a day, worked out once for every page; whole, or of one inspection."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial

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
# In the place of an inspection's ref: what is tied to no part of any.
NO_INSPECTION = "none"


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


@lru_cache(KEPT)
def of_inspection(whole: Standing, ref: str) -> Standing:
    """The part of ``whole`` that is of the inspection ``ref``: nothing of any other is in it.

    Of the inspection are its findings, recommendations, parts and comments, the actions tied to
    its parts, and what was said, seen, judged, claimed or escalated about these. Inspections with
    their clocks, meetings, decisions and questions are shared, and stay whole.

    An action tied to no part is of the joint plan and of no inspection: it is under
    ``NO_INSPECTION``, with what was said about it. So every part, action and claim is counted
    once, and the inspections and ``NO_INSPECTION`` add up to the whole.
    """
    known = whole.tables
    asked = known["recommendation"].filter(pl.col("inspection") == ref)
    required = known["requirement"].filter(_is_in("recommendation", asked))
    to_no_part = ~_is_in("requirement", known["requirement"])
    tied = to_no_part if ref == NO_INSPECTION else _is_in("requirement", required)
    of_it = {
        "finding": known["finding"].filter(pl.col("inspection") == ref),
        "recommendation": asked,
        "requirement": required,
        "comment": known["comment"].filter(_is_in("recommendation", asked)),
    }
    return Standing(
        day=whole.day,
        tables=_instead(known, of_it | _progress(known, tied)),
        make_parts=lambda: whole.parts.filter(_is_in("ref", required)).with_columns(
            label=required["label"]
        ),
        make_actions=lambda: whole.actions.filter(tied),
        make_figures_owed=lambda: whole.figures_owed.filter(tied),
        inspection=ref,
        values=whole.values,
    )


@lru_cache(KEPT)
def led_by(standing: Standing, organisation: str) -> Standing:
    """The part of ``standing`` whose actions ``organisation`` leads, with what was said of them.

    Parts, evidence and claims are not led by anybody, and stay whole.
    """
    known = standing.tables
    is_led = pl.col("lead_organisation") == organisation
    led = known["action"].filter(is_led)
    of_them = {
        "action": led,
        "action_update": known["action_update"].filter(_is_in("action", led)),
        "escalation": known["escalation"].filter(_is_in("subject", led)),
    }
    return replace(
        standing,
        tables=_instead(known, of_them),
        make_parts=lambda: standing.parts,
        make_actions=lambda: standing.actions.filter(is_led),
        make_figures_owed=lambda: standing.figures_owed,
    )


def limits_on(day: date, tables: Tables) -> dict[str, Limit | None]:
    """The limits in use as they hold on ``day``, by code."""
    return limits_in_force(tables["time_limit"], LIMITS_IN_USE, day)


def _instead(known: Tables, narrowed: dict[str, pl.DataFrame]) -> Tables:
    """``known`` with what is ``narrowed`` in the place of the whole."""
    return WhenAsked(known, lambda name: narrowed[name] if name in narrowed else known[name])


def _progress(known: Tables, tied: pl.Expr) -> dict[str, pl.DataFrame]:
    """What was recorded about the parts and actions of which ``tied`` holds."""
    actions = known["action"].filter(tied)
    return {
        "position": known["position"].filter(tied),
        "judgement": known["judgement"].filter(tied),
        "evidence": known["evidence"].filter(tied),
        "action": actions,
        "action_update": known["action_update"].filter(_is_in("action", actions)),
        "escalation": known["escalation"].filter(_is_in("subject", actions)),
    }


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


def _is_in(column: str, rows: pl.DataFrame) -> pl.Expr:
    """Whether ``column`` holds the ref of one of ``rows``; never where it holds nothing."""
    return pl.col(column).is_in(rows["ref"].implode()).fill_null(value=False)
