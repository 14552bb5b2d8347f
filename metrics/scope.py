"""Narrows a day state to one inspection, or to the actions that one organisation leads."""

from dataclasses import replace

import polars as pl

from metrics.day_facts import DayFacts
from metrics.day_state import DayState
from metrics.frames import Tables
from metrics.memoize import memoize
from metrics.point_in_time import WhenAsked

# Used in place of an inspection's ref for actions that are tied to no part of any inspection.
NO_INSPECTION = "none"


@memoize
def of_inspection(whole: DayState, ref: str) -> DayState:
    """The part of ``whole`` that belongs to the inspection ``ref``, and to no other.

    An inspection has its findings, recommendations, parts and comments, the actions tied to its
    parts, and the positions, evidence, judgements, claims and escalations about these. Inspections
    and their deadlines, meetings, decisions and questions are shared, and are kept in full.

    An action tied to no part belongs to the joint plan and to no inspection: it is under
    ``NO_INSPECTION``, with its updates. So every part, action and claim is counted once, and the
    inspections and ``NO_INSPECTION`` add up to the whole.
    """
    return replace(whole, facts=_facts_of_inspection(whole.facts, ref))


@memoize
def led_by(whole: DayState, organisation: str) -> DayState:
    """``whole`` with only the actions that ``organisation`` leads, and the entries about these.

    Parts, evidence and claims are led by nobody, and are kept in full.
    """
    return replace(whole, facts=_facts_led_by(whole.facts, organisation))


@memoize
def _facts_of_inspection(whole: DayFacts, ref: str) -> DayFacts:
    tables = whole.tables
    asked = tables["recommendation"].filter(pl.col("inspection") == ref)
    required = tables["requirement"].filter(_is_in("recommendation", asked))
    to_no_part = ~_is_in("requirement", tables["requirement"])
    tied = to_no_part if ref == NO_INSPECTION else _is_in("requirement", required)
    of_it = {
        "finding": tables["finding"].filter(pl.col("inspection") == ref),
        "recommendation": asked,
        "requirement": required,
        "comment": tables["comment"].filter(_is_in("recommendation", asked)),
    }
    return DayFacts(
        since=whole.since,
        tables=_instead(tables, of_it | _said_of(tables, tied)),
        make_parts=lambda: whole.parts.filter(_is_in("ref", required)).with_columns(
            label=required["label"]
        ),
        make_progress=lambda: whole.progress.filter(tied),
        make_figures_owed=lambda: whole.figures_owed.filter(tied),
        inspection=ref,
    )


@memoize
def _facts_led_by(whole: DayFacts, organisation: str) -> DayFacts:
    tables = whole.tables
    is_led = pl.col("lead_organisation") == organisation
    led = tables["action"].filter(is_led)
    of_them = {
        "action": led,
        "action_update": tables["action_update"].filter(_is_in("action", led)),
        "escalation": tables["escalation"].filter(_is_in("subject", led)),
    }
    return replace(
        whole,
        tables=_instead(tables, of_them),
        make_parts=lambda: whole.parts,
        make_progress=lambda: whole.progress.filter(is_led),
        make_figures_owed=lambda: whole.figures_owed,
    )


def _instead(tables: Tables, narrowed: dict[str, pl.DataFrame]) -> Tables:
    """Replaces those of ``tables`` that are in ``narrowed``."""
    return WhenAsked(tables, lambda name: narrowed[name] if name in narrowed else tables[name])


def _said_of(tables: Tables, tied: pl.Expr) -> dict[str, pl.DataFrame]:
    """The entries about the parts and actions for which ``tied`` is true."""
    actions = tables["action"].filter(tied)
    return {
        "position": tables["position"].filter(tied),
        "judgement": tables["judgement"].filter(tied),
        "evidence": tables["evidence"].filter(tied),
        "action": actions,
        "action_update": tables["action_update"].filter(_is_in("action", actions)),
        "escalation": tables["escalation"].filter(_is_in("subject", actions)),
    }


def _is_in(column: str, rows: pl.DataFrame) -> pl.Expr:
    """True where ``column`` is the ref of one of ``rows``; false where it is null."""
    return pl.col(column).is_in(rows["ref"].implode()).fill_null(value=False)
