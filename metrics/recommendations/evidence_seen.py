"""What the office has seen of a part, and not only been told."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data_access.vocabulary import EvidenceKind
from metrics.text_format import counted, day_in_words

SEEN_KINDS = {
    EvidenceKind.DOCUMENT: ("document", "documents"),
    EvidenceKind.DATA: ("data set", "data sets"),
    EvidenceKind.AUDIT: ("audit", "audits"),
    EvidenceKind.VICTIM_VOICE: ("account of victims", "accounts of victims"),
}
COUNTED = (*SEEN_KINDS, "expired")


def seen_evidence(evidence: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Evidence other than statements, with ``expired``: it no longer holds on ``as_at``."""
    return evidence.filter(pl.col("kind") != EvidenceKind.STATEMENT).with_columns(
        expired=(pl.col("expires_on") < as_at).fill_null(value=False)
    )


def with_part_of_action(evidence: pl.DataFrame, actions: pl.DataFrame) -> pl.DataFrame:
    """Evidence about an action alone counts for the part that the action is for."""
    part_of_action = pl.col("action").replace_strict(
        actions["ref"], actions["requirement"], default=None
    )
    return evidence.with_columns(requirement=pl.coalesce("requirement", part_of_action))


def seen_by_part(seen: pl.DataFrame) -> pl.DataFrame:
    """A row a part of which anything was seen: the pieces of each kind that hold, and ``expired``.

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
    """A row a part of which anything was seen: the newest piece, of its own day where it has one.

    ``seen``: as ``seen_evidence`` gives it. Nulls: ``expired_on`` of a piece that still holds.
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


def ages_in_words(newest: pl.DataFrame, day: date) -> dict[str, str]:
    """How old the newest evidence of each part is on ``day``, and whether it holds, by its ref.

    ``newest``: as ``newest_seen`` gives it; a part of which nothing was seen has no words.
    """
    return {
        part: f"{counted((day - newest_on).days, 'day')} old"
        + (f", out of date since {day_in_words(expired_on)}" if expired_on else "")
        for part, newest_on, expired_on in newest.iter_rows()
    }


def seen_in_words(counts: Mapping[str, int | None]) -> str:
    """How many pieces of each kind the office has seen and still hold; else that there are none.

    ``counts``: of each kind, and ``expired``, those of any kind that no longer hold.
    """
    words = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, (one, many) in SEEN_KINDS.items()
        if counts[kind]
    ]
    nothing = "none that still holds" if counts["expired"] else "none seen"
    return ", ".join(words) or nothing
