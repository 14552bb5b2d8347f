"""Narrows a day state to one inspection, or to the actions that one organisation leads."""

from dataclasses import replace

import polars as pl

from metrics.day_facts import STATEMENT, DayFacts
from metrics.day_state import DayState
from metrics.frames import Tables
from metrics.memoize import memoize
from metrics.point_in_time import TablesOnDemand

# Used in place of an inspection's ref for actions that are tied to no part of any inspection.
NO_INSPECTION = "none"


@memoize
def of_inspection(day_state: DayState, ref: str) -> DayState:
    """The part of ``day_state`` that belongs to the inspection ``ref``, and to no other.

    An inspection has its findings, recommendations, parts and comments, the actions tied to its
    parts, and the positions, evidence, judgements, claims and escalations about these. Inspections
    and their deadlines, meetings, decisions and questions are shared, and are kept in full.

    An action tied to no part belongs to the joint plan and to no inspection: it is under
    ``NO_INSPECTION``, with its updates. So every part, action and claim is counted once, and the
    inspections and ``NO_INSPECTION`` add up to the whole.
    """
    return replace(day_state, facts=_facts_of_inspection(day_state.facts, ref))


@memoize
def led_by(day_state: DayState, organisation: str) -> DayState:
    """``day_state`` with only the actions that ``organisation`` leads, and the entries about these.

    Parts, evidence and claims are led by nobody, and are kept in full.
    """
    return replace(day_state, facts=_facts_led_by(day_state.facts, organisation))


@memoize
def _facts_of_inspection(facts: DayFacts, ref: str) -> DayFacts:
    tables = facts.tables
    asked = tables["recommendation"].filter(pl.col("inspection") == ref)
    required = tables["requirement"].filter(_is_in("recommendation", asked))
    to_no_part = ~_is_in("requirement", tables["requirement"])
    tied = to_no_part if ref == NO_INSPECTION else _is_in("requirement", required)
    recurring = tables["recurrence"].filter(tied)
    of_it = {
        "finding": tables["finding"].filter(pl.col("inspection") == ref),
        "recommendation": asked,
        "requirement": required,
        "comment": tables["comment"].filter(_is_in("recommendation", asked)),
        "stated_position": tables["stated_position"].filter(_is_in("requirement", required)),
        "recurrence": recurring,
        "occurrence": tables["occurrence"].filter(_is_in("recurrence", recurring)),
        "frequency": tables["frequency"].filter(_is_in("recurrence", recurring)),
    }
    return DayFacts(
        since=facts.since,
        tables=_instead(tables, of_it | _said_of(tables, tied)),
        make_parts=lambda: facts.parts.filter(_is_in("ref", required)).with_columns(
            label=required["label"]
        ),
        make_progress=lambda: facts.progress.filter(tied),
        make_figures_owed=lambda: facts.figures_owed.filter(tied),
        inspection=ref,
    )


@memoize
def _facts_led_by(facts: DayFacts, organisation: str) -> DayFacts:
    tables = facts.tables
    is_led = pl.col("lead_organisation") == organisation
    # An action may have been handed over since.
    led = tables["action"].filter(_is_in("ref", facts.progress.filter(is_led)))
    of_no_action = pl.col("action").is_null()
    of_them = {
        "recurrence": tables["recurrence"].filter(of_no_action | _is_in("action", led)),
        "action": led,
        "action_update": tables["action_update"].filter(_is_in("action", led)),
        "escalation": tables["escalation"].filter(_is_in("subject", led)),
    }
    return replace(
        facts,
        tables=_instead(tables, of_them),
        make_parts=lambda: facts.parts,
        make_progress=lambda: facts.progress.filter(is_led),
        make_figures_owed=lambda: facts.figures_owed,
    )


def _instead(tables: Tables, narrowed: dict[str, pl.DataFrame]) -> Tables:
    """Replaces those of ``tables`` that are in ``narrowed``."""
    return TablesOnDemand(tables, lambda name: narrowed[name] if name in narrowed else tables[name])


def _said_of(tables: Tables, tied: pl.Expr) -> dict[str, pl.DataFrame]:
    """The entries about the parts and actions for which ``tied`` is true."""
    actions, statements = (tables[name].filter(tied) for name in ("action", STATEMENT))
    refs = pl.concat([actions.select("ref"), statements.select("ref")])
    return {
        "position": tables["position"].filter(tied),
        "judgement": tables["judgement"].filter(tied),
        "evidence": tables["evidence"].filter(tied),
        "action": actions,
        STATEMENT: statements,
        "action_update": tables["action_update"].filter(_is_in("action", refs)),
        "escalation": tables["escalation"].filter(_is_in("subject", refs)),
    }


def _is_in(column: str, rows: pl.DataFrame) -> pl.Expr:
    """True where ``column`` is the ref of one of ``rows``; false where it is null."""
    return pl.col(column).is_in(rows["ref"].implode()).fill_null(value=False)
