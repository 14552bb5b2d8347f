"""Where everything stands on a day, of one inspection or of one organisation alone."""

from dataclasses import replace
from functools import lru_cache

import polars as pl

from metrics.history import Tables, WhenAsked
from metrics.standing import KEPT, Standing

# In the place of an inspection's ref: what is tied to no part of any.
NO_INSPECTION = "none"


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


def _is_in(column: str, rows: pl.DataFrame) -> pl.Expr:
    """Whether ``column`` holds the ref of one of ``rows``; never where it holds nothing."""
    return pl.col(column).is_in(rows["ref"].implode()).fill_null(value=False)
