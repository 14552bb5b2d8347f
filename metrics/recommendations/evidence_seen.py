"""Evidence that the office has seen for a part, and claims whose figure nobody has supplied."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data_access.vocabulary import EvidenceKind
from metrics.text_format import counted, day_text

SEEN_KINDS = {
    EvidenceKind.DOCUMENT: ("document", "documents"),
    EvidenceKind.DATA: ("data set", "data sets"),
    EvidenceKind.AUDIT: ("audit", "audits"),
    EvidenceKind.VICTIM_VOICE: ("account of victims", "accounts of victims"),
}
SEEN_COUNTS = (*SEEN_KINDS, "expired")


def seen_evidence(evidence: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Evidence other than statements, with ``expired``: it no longer holds on ``as_at``."""
    return evidence.filter(pl.col("kind") != EvidenceKind.STATEMENT).with_columns(
        expired=(pl.col("expires_on") < as_at).fill_null(value=False)
    )


def with_part_of_action(evidence: pl.DataFrame, actions: pl.DataFrame) -> pl.DataFrame:
    """Evidence about an action alone gets the part of that action."""
    part_of_action = pl.col("action").replace_strict(
        actions["ref"], actions["requirement"], default=None
    )
    return evidence.with_columns(requirement=pl.coalesce("requirement", part_of_action))


def seen_by_part(seen: pl.DataFrame) -> pl.DataFrame:
    """One row per part with evidence: the number of valid pieces of each kind, and ``expired``.

    ``seen``: as ``seen_evidence`` gives it.
    """
    holds = ~pl.col("expired")
    return (
        seen.filter(pl.col("requirement").is_not_null())
        .group_by("requirement")
        .agg(
            pl.col("expired").sum().cast(pl.Int64),
            *(
                (holds & (pl.col("kind") == kind)).sum().cast(pl.Int64).alias(kind)
                for kind in SEEN_KINDS
            ),
        )
    )


def newest_seen(seen: pl.DataFrame) -> pl.DataFrame:
    """One row per part with evidence: the day of the newest piece, its own date where it has one.

    ``seen``: as ``seen_evidence`` gives it. Nulls: ``expired_on`` for a piece that still holds.
    Shape: requirement, newest_on, expired_on.
    """
    return (
        seen.filter(pl.col("requirement").is_not_null())
        .with_columns(newest_on=pl.coalesce("dated_on", "effective_on"))
        .sort("newest_on", "id")
        .unique("requirement", keep="last", maintain_order=True)
        .select(
            "requirement", "newest_on", expired_on=pl.when("expired").then(pl.col("expires_on"))
        )
    )


def ages_text(newest: pl.DataFrame, day: date) -> dict[str, str]:
    """The age of the newest evidence of each part on ``day``, and whether it still holds, by ref.

    ``newest``: as ``newest_seen`` gives it. A part with no evidence is left out.
    """
    return {
        part: f"{counted((day - newest_on).days, 'day')} old"
        + (f", out of date since {day_text(expired_on)}" if expired_on else "")
        for part, newest_on, expired_on in newest.iter_rows()
    }


def seen_text(counts: Mapping[str, int | None]) -> str:
    """The number of pieces of each kind that the office has seen and that still hold, in words.

    ``counts``: by kind, with ``expired`` for pieces of any kind that no longer hold.
    """
    words = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, (one, many) in SEEN_KINDS.items()
        if counts[kind]
    ]
    nothing = "none still valid" if counts["expired"] else "none seen"
    return ", ".join(words) or nothing


def figures_owed(evidence: pl.DataFrame, asks: pl.DataFrame) -> pl.DataFrame:
    """Each figure claimed without a number and not supplied since, the oldest first.

    An undertaking to measure something claims nothing.

    Shape: ref, requirement, title, quote, claimed_by (the ref of an organisation), claimed_on,
    asked_on (null where nobody asked).
    """
    supplied = evidence["supplies"].drop_nulls().implode()
    claims = evidence.filter("figure_owed").select(
        "ref", "requirement", "title", "quote", claimed_by="voice", claimed_on="effective_on"
    )
    asked = asks.group_by(ref="evidence").agg(pl.col("asked_on").min())
    return (
        claims.filter(~pl.col("ref").is_in(supplied))
        .join(asked, on="ref", how="left", maintain_order="left")
        .sort("claimed_on", pl.coalesce("asked_on", pl.date(9999, 1, 1)), maintain_order=True)
    )
