"""Figures that were claimed in words: which of them nobody has supplied."""

import polars as pl


def figures_owed(evidence: pl.DataFrame, actions: pl.DataFrame, asks: pl.DataFrame) -> pl.DataFrame:
    """Each figure claimed without a number and not supplied since, the oldest first.

    Shape: ref, requirement, title, quote, claimed_by (the ref of an organisation), claimed_on,
    asked_on (null: nobody asked).
    """
    supplied = evidence["supplies"].drop_nulls().implode()
    columns = ["ref", "requirement", "title", "quote"]
    claims = pl.concat(
        [
            evidence.filter("figure_owed").select(
                *columns, claimed_by="voice", claimed_on="effective_on"
            ),
            actions.filter("figure_owed").select(
                *columns, claimed_by="lead_organisation", claimed_on="opened_on"
            ),
        ]
    )
    asked = (
        pl.concat(asks.select("asked_on", ref=claim) for claim in ("evidence", "action"))
        .group_by("ref")
        .agg(pl.col("asked_on").min())
    )
    return (
        claims.filter(~pl.col("ref").is_in(supplied))
        .join(asked, on="ref", how="left", maintain_order="left")
        .sort("claimed_on", pl.coalesce("asked_on", pl.date(9999, 1, 1)), maintain_order=True)
    )
