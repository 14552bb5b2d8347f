"""Parts with no action, no owner, no evidence or no update."""

from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import DateBasis, Origin
from metrics.memoize import memoize
from metrics.recommendations.evidence_seen import SEEN_COUNTS

if TYPE_CHECKING:
    from metrics.day_state import DayState

# The gaps of a part, in the order and the words in which they are listed.
GAPS = {
    "no_action": "without an action",
    "no_owner": "without a named owner",
    "no_evidence": "without any evidence seen",
    "no_update": "without an update since the response",
}
# The words that differ where no response is held on the day.
BEFORE_A_RESPONSE = {"no_update": "without an update"}
ALL = pl.lit(value=True)
# The day of an entry, and the condition that the response did not bring it, by table.
SINCE_THE_RESPONSE = {
    "position": ("effective_on", ALL),
    "judgement": ("effective_on", ALL),
    "evidence": ("effective_on", pl.col("date_basis") == DateBasis.STATED),
    "action": ("opened_on", pl.col("origin") != Origin.RESPONSE),
    "action_update": ("effective_on", ALL),
}


@memoize
def with_gaps(day_state: "DayState") -> pl.DataFrame:
    """Parts asked of the force or the CPS Area, in their order, with what each lacks.

    Adds ``actions``; ``owners``, the named owners of these; ``updated_on``, the day of the newest
    entry about the part or its actions, the response left out (null: none); and each of ``GAPS``,
    true or false. Evidence that is a statement was not seen; evidence that no longer holds was.
    """
    updated = pl.concat([_days_of(day_state, name) for name in SINCE_THE_RESPONSE])
    newest = updated.group_by("requirement").agg(updated_on=pl.col("day").max())
    actions = day_state.facts.progress.group_by("requirement").agg(
        actions=pl.len().cast(pl.Int64),
        owners=pl.col("owner_role").drop_nulls().unique(maintain_order=True).sort(),
    )
    joined = day_state.local_parts
    for each in (actions, newest):
        joined = joined.join(
            each, left_on="ref", right_on="requirement", how="left", maintain_order="left"
        )
    no_owner = pl.col("owners").list.len() == 0
    return joined.with_columns(pl.col("actions").fill_null(0)).with_columns(
        no_action=pl.col("actions") == 0,
        no_owner=no_owner.fill_null(value=True),
        no_evidence=pl.sum_horizontal(*SEEN_COUNTS) == 0,
        no_update=pl.col("updated_on").is_null(),
    )


@memoize
def parts_with_gaps(day_state: "DayState") -> pl.DataFrame:
    """The parts that lack anything, those that lack most first."""
    lacking = pl.sum_horizontal(*GAPS)
    return (
        with_gaps(day_state).filter(lacking > 0).sort(lacking, descending=True, maintain_order=True)
    )


@memoize
def gaps_text(day_state: "DayState") -> str:
    """The four counts of what parts lack. Markdown: bold numbers."""
    parts = with_gaps(day_state)
    words = GAPS if day_state.parts["answered"].is_not_null().any() else GAPS | BEFORE_A_RESPONSE
    counts = [f"**{int(parts[gap].sum())}** {words[gap]}" for gap in GAPS]
    return f"Of the same parts: {', '.join(counts)}."


def nothing_lacking_text(parts: pl.DataFrame) -> str:
    """The sentence where nothing is lacking: all is there, or no part is for either body."""
    if not parts["is_local"].any():
        return "No part of it is for the force or the CPS Area, so none is listed here."
    return (
        "Every part for the force or the CPS Area has an action, an owner, evidence and an update."
    )


def _days_of(day_state: "DayState", name: str) -> pl.DataFrame:
    """The part and the day of each entry of a table that was recorded after the response."""
    day, is_since = SINCE_THE_RESPONSE[name]
    rows = day_state.tables[name].filter(is_since)
    if name == "action_update":
        part_of = day_state.tables["action"].select("requirement", action="ref")
        rows = rows.join(part_of, on="action", maintain_order="left")
    return rows.filter(pl.col("requirement").is_not_null()).select("requirement", day=day)
