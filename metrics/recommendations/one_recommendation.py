"""Everything that is held of one recommendation on a day."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import ProposalKind
from metrics.frames import Row
from metrics.proposals import with_proposers
from metrics.recommendations.inspections import published_facts

if TYPE_CHECKING:
    from metrics.day_state import DayState


@dataclass(frozen=True, eq=False)
class OneRecommendation:
    """A recommendation as at a day, and whatever belongs to it or to its parts and actions.

    ``row``: of ``DayState.recommendations``. ``parts`` and ``actions``: as there. ``positions`` and
    ``judgements``: the newest first, each with the ``label`` of its part. ``evidence``: recorded
    since the answer, with who proposed it. ``said``: statements that the answer brought, with their
    words. ``stated``: the first position of each body, in the answer. ``updates``, ``date_changes``
    and ``escalations``: of its actions and statements. ``asks``: of these or of its evidence.
    ``facts``: published since.
    """

    row: Row
    parts: pl.DataFrame
    positions: pl.DataFrame
    judgements: pl.DataFrame
    actions: pl.DataFrame
    evidence: pl.DataFrame
    said: pl.DataFrame
    comments: pl.DataFrame
    stated: pl.DataFrame
    updates: pl.DataFrame
    date_changes: pl.DataFrame
    escalations: pl.DataFrame
    asks: pl.DataFrame
    facts: pl.DataFrame


def one_recommendation(day_state: "DayState", row: Row) -> OneRecommendation:
    """All that is held on the day of the recommendation in ``row`` of ``day_state``."""
    tables, ref = day_state.tables, row["ref"]
    is_of_it = pl.col("recommendation") == ref
    parts = day_state.parts.filter(is_of_it)
    labelled = parts.select("label", requirement="ref")
    is_of_parts = pl.col("requirement").is_in(parts["ref"].implode())
    actions = day_state.actions.filter(is_of_parts)
    statements = day_state.facts.statements.filter(is_of_parts)
    refs = pl.concat([actions["ref"], statements["ref"]]).implode()
    is_of_actions = pl.col("action").is_in(refs)
    evidence = tables["evidence"].filter(is_of_parts | is_of_actions)
    since = evidence.filter(pl.col("quote").is_null())
    said = pl.concat([evidence, statements], how="diagonal_relaxed")
    updates = tables["action_update"].filter(is_of_actions)
    is_about_evidence = pl.col("evidence").is_in(evidence["ref"].implode())
    return OneRecommendation(
        row,
        parts,
        _newest_first(tables["position"].join(labelled, on="requirement")),
        _newest_first(tables["judgement"].join(labelled, on="requirement")),
        actions,
        with_proposers(since, tables["proposal"], ProposalKind.EVIDENCE),
        with_words(said),
        tables["comment"].filter(is_of_it),
        labelled.join(tables["stated_position"], on="requirement", maintain_order="left"),
        with_proposers(updates, tables["proposal"], ProposalKind.ACTION_UPDATE),
        day_state.facts.date_changes.filter(is_of_actions),
        tables["escalation"].filter(pl.col("subject").is_in(refs)),
        tables["ask"].filter((is_of_actions | is_about_evidence).fill_null(value=False)),
        published_facts(day_state).filter(is_of_it),
    )


def with_words(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows that quote the published response."""
    return rows.filter(pl.col("quote").is_not_null())


def _newest_first(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("effective_on", "id", descending=True)
