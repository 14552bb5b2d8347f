"""Proposals of contributors: which are open, which were returned, and what was made of them."""

import polars as pl

from data_access.vocabulary import ProposalDecision, ProposalKind
from metrics.frames import Row
from metrics.text_format import counted


def of_organisation(proposals: pl.DataFrame, organisation: str | None) -> pl.DataFrame:
    """The proposals of an organisation; all of them if it is null."""
    return proposals.filter(pl.col("organisation") == organisation) if organisation else proposals


def undecided(proposals: pl.DataFrame) -> pl.DataFrame:
    """The proposals that nobody has decided, the oldest first."""
    return proposals.filter(pl.col("decision").is_null()).sort("id")


def to_send_again(proposals: pl.DataFrame) -> pl.DataFrame:
    """The returned proposals that were not sent again, the newest first."""
    is_followed = pl.col("id").is_in(proposals["follows"].drop_nulls().implode())
    is_returned = pl.col("decision") == ProposalDecision.RETURNED
    return proposals.filter(is_returned, ~is_followed).sort("id", descending=True)


def decided(proposals: pl.DataFrame) -> pl.DataFrame:
    """The proposals that were decided, the last decided first."""
    return proposals.filter(pl.col("decision").is_not_null()).sort(
        "decided_at", "id", descending=True
    )


def updates_since(proposal: Row, updates: pl.DataFrame) -> pl.DataFrame:
    """The updates of its action that were recorded after a proposal was written, newest first."""
    # The number of a withdrawn update may be given again, so its moment counts too.
    is_later = (pl.col("id") > (proposal["seen"] or 0)) | (
        pl.col("recorded_at") > proposal["recorded_at"]
    )
    return updates.filter(pl.col("action") == proposal["action"], is_later).sort(
        "id", descending=True
    )


def with_proposers(rows: pl.DataFrame, proposals: pl.DataFrame, kind: ProposalKind) -> pl.DataFrame:
    """``rows`` of the table of ``kind`` with ``proposed_by`` and ``accepted_by``.

    Nulls: for rows that nobody proposed. Shape: as ``rows`` where no proposal was accepted.
    """
    accepted = proposals.filter(
        pl.col("kind") == kind, pl.col("decision") == ProposalDecision.ACCEPTED
    )
    if accepted.is_empty():
        return rows
    who = accepted.select(id="recorded_row", proposed_by="recorded_by", accepted_by="decided_by")
    return rows.join(who, on="id", how="left", maintain_order="left")


def waiting_text(number: int) -> str:
    """A sentence: how many proposals wait for the office."""
    if not number:
        return "No proposal waits for the office."
    return f"**{counted(number, 'proposal')}** {'waits' if number == 1 else 'wait'} for the office."
