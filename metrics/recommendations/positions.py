"""Positions of each voice on each part, and judgements of the board."""

from datetime import date

import polars as pl

from data_access.vocabulary import DeadlineKind, State, Voice
from metrics.plan.deadlines import in_order
from metrics.recommendations.evidence_seen import SEEN_COUNTS, seen_by_part, seen_evidence
from metrics.status_rules import ASKED_LOCALLY, NOT_RECORDED

VOICES = {
    Voice.FORCE: "force",
    Voice.CPS: "CPS",
    Voice.ADDRESSEE: "the body it is addressed to",
    Voice.OPCC: "OPCC",
    Voice.INSPECTORATE: "inspectorate",
}


def state_word(state: str | None, voice: Voice) -> str:
    """The words for a state as ``voice`` gives it; "not recorded" for null."""
    if state == State.COMPLETE:
        return {Voice.OPCC: "evidence seen", Voice.INSPECTORATE: "closed"}.get(
            voice, "reported complete"
        )
    return state or NOT_RECORDED


IS_ASKED = {
    **{voice: pl.col(column) for voice, column in ASKED_LOCALLY.items()},
    Voice.ADDRESSEE: ~pl.col("is_local"),
}


def latest_judgements(judgements: pl.DataFrame) -> pl.DataFrame:
    """The newest judgement of each part."""
    return in_order(judgements).unique(["requirement"], keep="last", maintain_order=True)


def judgements_at(judgements: pl.DataFrame, parts: pl.DataFrame, meeting: str) -> pl.DataFrame:
    """Judgements given at ``meeting``, in the order of the parts; adds each part's ``label``."""
    return parts.select("label", requirement="ref").join(
        judgements.filter(pl.col("meeting") == meeting), on="requirement", maintain_order="left"
    )


def with_voices(
    requirements: pl.DataFrame,
    positions: pl.DataFrame,
    judgements: pl.DataFrame,
    evidence: pl.DataFrame,
    as_at: date,
) -> pl.DataFrame:
    """Each part with the position of every voice on ``as_at``.

    Adds, for each voice, ``<voice>_state``, ``<voice>_on`` and ``<voice>_note`` (null where nothing
    is recorded); ``is_local`` (asked of the force or the CPS Area); ``reported_complete`` (every
    body asked says complete), ``evidence_seen`` and ``closed``; ``immediate`` (asked for at once,
    and the bodies asked, including others, do not all say complete); a count of each kind of
    evidence seen that still holds, and ``expired``, of evidence that no longer does (0 for none);
    the board's ``performance``, ``plan`` and ``judged_on``.
    """
    judged = latest_judgements(judgements).select(
        "requirement", "performance", "plan", "reasons", "review_due_on", judged_on="effective_on"
    )
    seen = seen_by_part(seen_evidence(evidence, as_at))
    return (
        _with_states(requirements, positions)
        .pipe(_with, judged)
        .pipe(_with, seen)
        .with_columns(pl.col(*SEEN_COUNTS).fill_null(0))
        .with_columns(**_completion())
    )


def _with_states(requirements: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Adds the newest entry of every voice to each part."""
    newest = [
        pl.col(column).filter(pl.col("voice") == voice).last().alias(f"{voice}_{name}")
        for voice in Voice
        for name, column in {"state": "state", "on": "effective_on", "note": "note"}.items()
    ]
    return _with(requirements, in_order(positions).group_by("requirement").agg(newest))


def _completion() -> dict[str, pl.Expr]:
    """Columns that follow from the states of the voices."""
    complete = {
        voice: (pl.col(f"{voice}_state") == State.COMPLETE).fill_null(value=False)
        for voice in Voice
    }
    is_local = pl.col("for_force") | pl.col("for_cps")
    reported_complete = (
        is_local
        & (~pl.col("for_force") | complete[Voice.FORCE])
        & (~pl.col("for_cps") | complete[Voice.CPS])
    )
    superseded = pl.col(f"{Voice.INSPECTORATE}_state") == State.SUPERSEDED
    done = (
        reported_complete
        | (~is_local & complete[Voice.ADDRESSEE])
        | superseded.fill_null(value=False)
    )
    return {
        "is_local": is_local,
        "reported_complete": reported_complete,
        "immediate": (pl.col("deadline_kind") == DeadlineKind.IMMEDIATE) & ~done,
        "evidence_seen": is_local & complete[Voice.OPCC],
        "closed": is_local & complete[Voice.INSPECTORATE],
    }


def _with(parts: pl.DataFrame, of_parts: pl.DataFrame) -> pl.DataFrame:
    """Adds to each part the columns of its row in ``of_parts``; null where it has none."""
    return parts.join(
        of_parts, left_on="ref", right_on="requirement", how="left", maintain_order="left"
    )
