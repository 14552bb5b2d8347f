"""Positions of each voice on each part, their differences, and judgements of the board."""

from datetime import date

import polars as pl

from data_access.vocabulary import DeadlineKind, State, Voice
from metrics.plan.deadlines import in_order
from metrics.recommendations.evidence_seen import (
    SEEN_COUNTS,
    SEEN_KINDS,
    seen_by_part,
    seen_evidence,
)

VOICES = {
    Voice.FORCE: "force",
    Voice.CPS: "CPS",
    Voice.ADDRESSEE: "the body it is addressed to",
    Voice.OPCC: "OPCC",
    Voice.INSPECTORATE: "inspectorate",
}


def state_word(state: str | None, voice: Voice) -> str:
    """The words for a state as ``voice`` gives it; "nothing recorded" for null."""
    if state == State.COMPLETE:
        return {Voice.OPCC: "evidence seen", Voice.INSPECTORATE: "closed"}.get(
            voice, "reported complete"
        )
    return state or "nothing recorded"


# A part is asked of the force, of the CPS Area, of both, or of others alone.
ASKED_LOCALLY = {Voice.FORCE: "for_force", Voice.CPS: "for_cps"}
IS_ASKED = {
    **{voice: pl.col(column) for voice, column in ASKED_LOCALLY.items()},
    Voice.ADDRESSEE: ~pl.col("is_local"),
}
# How the words of a difference between the force and the CPS begin.
FORCE_SAYS = "force: "


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


def differences(parts: pl.DataFrame) -> pl.DataFrame:
    """Parts on which force and CPS differ, or whose completion is not confirmed by all.

    Shape: one row per difference, by kind and then in the order of the parts: ref, label,
    short_title, recommendation, difference (in words).
    """
    force_state, cps_state = pl.col("force_state"), pl.col("cps_state")
    force_cps = (
        pl.col("for_force")
        & pl.col("for_cps")
        & (force_state.is_not_null() | cps_state.is_not_null())
        & force_state.ne_missing(cps_state)
    )
    nothing = "nothing recorded"
    both_states = pl.format(
        f"{FORCE_SAYS}{{}}; CPS: {{}}", force_state.fill_null(nothing), cps_state.fill_null(nothing)
    )
    unseen = pl.col("reported_complete") & ~pl.col("evidence_seen")
    ahead = pl.col("evidence_seen") & ~pl.col("reported_complete")
    closed_ahead = pl.col("closed") & ~pl.col("reported_complete")
    holds = pl.sum_horizontal(*SEEN_KINDS) > 0
    out_of_date = pl.col("evidence_seen") & (pl.col("expired") > 0) & ~holds
    kinds = [
        (both_states, force_cps),
        (pl.lit("reported complete, evidence not yet seen"), unseen),
        (pl.lit("evidence seen, not reported complete"), ahead),
        (pl.lit("closed by the inspectorate, not reported complete"), closed_ahead),
        (pl.lit("evidence seen, none still valid"), out_of_date),
    ]
    return pl.concat(
        parts.filter(is_so).select(
            "ref", "label", "short_title", "recommendation", words.alias("difference")
        )
        for words, is_so in kinds
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
