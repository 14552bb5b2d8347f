"""The board's judgement of each part."""

import polars as pl

from metrics.plan.deadlines import in_order


def latest_judgements(judgements: pl.DataFrame) -> pl.DataFrame:
    """The newest judgement of each part."""
    return in_order(judgements).unique(["requirement"], keep="last", maintain_order=True)


def judgements_at(judgements: pl.DataFrame, parts: pl.DataFrame, meeting: str) -> pl.DataFrame:
    """What was judged at ``meeting``, in the order of the parts; adds each part's ``label``."""
    return parts.select("label", requirement="ref").join(
        judgements.filter(pl.col("meeting") == meeting), on="requirement", maintain_order="left"
    )
