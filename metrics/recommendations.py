"""How far each part of a recommendation is, by every voice apart, and where the voices differ."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from data_access.vocabulary import (
    Answered,
    Assurance,
    DeadlineKind,
    EvidenceKind,
    State,
    TimeState,
    Voice,
)
from metrics.deadlines import in_order
from metrics.wording import counted, listed

# The least advanced first; a part of which nothing was recorded stands before them all, and one
# that is not the speaker's to do behind them.
ADVANCE = tuple(State)
SEEN_KINDS = {
    EvidenceKind.DOCUMENT: ("document", "documents"),
    EvidenceKind.DATA: ("data set", "data sets"),
    EvidenceKind.AUDIT: ("audit", "audits"),
    EvidenceKind.VICTIM_VOICE: ("account of victims", "accounts of victims"),
}


def latest_positions(positions: pl.DataFrame) -> pl.DataFrame:
    """The newest entry of each voice on each part."""
    return in_order(positions).unique(["requirement", "voice"], keep="last", maintain_order=True)


def latest_judgements(judgements: pl.DataFrame) -> pl.DataFrame:
    """The newest judgement of each part."""
    return in_order(judgements).unique(["requirement"], keep="last", maintain_order=True)


def judgements_at(judgements: pl.DataFrame, parts: pl.DataFrame, meeting: str) -> pl.DataFrame:
    """What was judged at ``meeting``, in the order of the parts; adds each part's ``label``."""
    return parts.select("label", requirement="ref").join(
        judgements.filter(pl.col("meeting") == meeting), on="requirement", maintain_order="left"
    )


def seen_evidence(evidence: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Evidence other than statements that has not expired on ``as_at``."""
    lasting = pl.col("expires_on").is_null() | (pl.col("expires_on") >= as_at)
    return evidence.filter(pl.col("kind") != EvidenceKind.STATEMENT, lasting)


def with_part_of_action(evidence: pl.DataFrame, actions: pl.DataFrame) -> pl.DataFrame:
    """Evidence about an action alone counts for the part that the action is for."""
    part_of = actions.select(action="ref", part_of_action="requirement")
    return (
        evidence.join(part_of, on="action", how="left", maintain_order="left")
        .with_columns(requirement=pl.coalesce("requirement", "part_of_action"))
        .drop("part_of_action")
    )


def with_voices(
    requirements: pl.DataFrame,
    positions: pl.DataFrame,
    judgements: pl.DataFrame,
    evidence: pl.DataFrame,
    as_at: date,
) -> pl.DataFrame:
    """Each part with what every voice says of it on ``as_at``.

    Adds, for each voice, ``<voice>_state``, ``<voice>_on`` and ``<voice>_note`` (null: nothing
    recorded); ``is_local`` (asked of the force or the CPS Area); ``reported_complete`` (every
    body asked says complete), ``evidence_seen`` and ``closed``; ``immediate`` (asked for at once,
    and the bodies asked, other ones too, do not all say complete); a count of each kind of
    evidence seen (0 for none); the board's ``performance``, ``plan`` and ``judged_on``.
    """
    joined = requirements
    latest = latest_positions(positions)
    for voice in Voice:
        joined = joined.join(
            latest.filter(pl.col("voice") == voice).select(
                pl.col("requirement"),
                pl.col("state").alias(f"{voice}_state"),
                pl.col("effective_on").alias(f"{voice}_on"),
                pl.col("note").alias(f"{voice}_note"),
            ),
            left_on="ref",
            right_on="requirement",
            how="left",
            maintain_order="left",
        )
    judged = latest_judgements(judgements).select(
        "requirement", "performance", "plan", "reasons", "review_due_on", judged_on="effective_on"
    )
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
    done = reported_complete | (~is_local & complete[Voice.ADDRESSEE])
    return (
        joined.join(
            judged, left_on="ref", right_on="requirement", how="left", maintain_order="left"
        )
        .join(
            _seen_by_part(seen_evidence(evidence, as_at)),
            left_on="ref",
            right_on="requirement",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            pl.col(*SEEN_KINDS).fill_null(0),
            is_local=is_local,
            reported_complete=reported_complete,
            immediate=(pl.col("deadline_kind") == DeadlineKind.IMMEDIATE) & ~done,
            evidence_seen=is_local & complete[Voice.OPCC],
            closed=is_local & complete[Voice.INSPECTORATE],
        )
    )


def part_counts_in_words(local_parts: pl.DataFrame) -> str:
    """The headline of the parts. Markdown: bold numbers."""
    reported, seen, closed = (
        int(local_parts[column].sum())
        for column in ("reported_complete", "evidence_seen", "closed")
    )
    return (
        f"Of **{counted(local_parts.height, 'part')}** for the force or CPS South West: "
        f"**{reported}** reported complete, evidence seen by the OPCC for **{seen}**, "
        f"**{closed}** closed by the inspectorate."
    )


def silent_parts(parts: pl.DataFrame) -> pl.DataFrame:
    """Parts that the response does not answer in full, those not mentioned at all first."""
    not_whole = pl.col("answered").is_in([Answered.PARTLY, Answered.NOT_MENTIONED])
    return parts.filter(not_whole).sort(
        pl.col("answered") != Answered.NOT_MENTIONED, ~pl.col("is_local"), maintain_order=True
    )


def differences(parts: pl.DataFrame) -> pl.DataFrame:
    """Parts where voices differ: force and CPS, or a completion that not all bear out.

    Shape: a row a difference, kind after kind and each kind in the order of the parts: ref, label,
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
    said = pl.format(
        "force: {}; CPS: {}", force_state.fill_null(nothing), cps_state.fill_null(nothing)
    )
    unseen = pl.col("reported_complete") & ~pl.col("evidence_seen")
    ahead = pl.col("evidence_seen") & ~pl.col("reported_complete")
    closed_ahead = pl.col("closed") & ~pl.col("reported_complete")
    kinds = [
        (said, force_cps),
        (pl.lit("reported complete, evidence not yet seen"), unseen),
        (pl.lit("evidence seen, not reported complete"), ahead),
        (pl.lit("closed by the inspectorate, not reported complete"), closed_ahead),
    ]
    return pl.concat(
        parts.filter(is_so).select(
            "ref", "label", "short_title", "recommendation", words.alias("difference")
        )
        for words, is_so in kinds
    )


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


def summaries(
    recommendations: pl.DataFrame, parts: pl.DataFrame, actions: pl.DataFrame
) -> pl.DataFrame:
    """A row a recommendation, the state of each voice being that of its least advanced part.

    Adds ``whose``, ``parts`` and ``parts_complete`` (local ones), ``force_state``, ``cps_state``
    and ``addressee_state`` (null: something is asked of that voice and nothing recorded),
    ``asks_force``, ``asks_cps``, a count of each kind of evidence seen, ``parts_seen``,
    ``parts_closed``, ``next_due_on``, ``days_overdue``, ``undated`` (open actions with no date),
    ``immediate`` (a part asked for at once and not reported complete), ``performance``
    (the most worrying judgement) and ``judged_on`` (its day).
    """
    worst_first = pl.col("performance").replace_strict(
        {word: place for place, word in enumerate(Assurance)},
        default=len(Assurance),
        return_dtype=pl.Int64,
    )
    newest = pl.col("judged_on").to_physical()
    by_recommendation = parts.group_by("recommendation", maintain_order=True).agg(
        pl.col(*SEEN_KINDS).sum(),
        whose=_whose().unique(maintain_order=True).str.join("; "),
        parts=pl.col("is_local").sum(),
        parts_complete=pl.col("reported_complete").sum(),
        parts_seen=pl.col("evidence_seen").sum(),
        parts_closed=pl.col("closed").sum(),
        asks_force=pl.col("for_force").any(),
        asks_cps=pl.col("for_cps").any(),
        force_state=_least_advanced("force_state", pl.col("for_force")),
        cps_state=_least_advanced("cps_state", pl.col("for_cps")),
        addressee_state=_least_advanced("addressee_state", ~pl.col("is_local")),
        immediate=pl.col("immediate").any(),
        performance=pl.col("performance").sort_by(worst_first).first(),
        judged_on=pl.col("judged_on").sort_by(worst_first, -newest).first(),
    )
    is_open = actions.filter("is_open").join(
        parts.select("recommendation", requirement="ref"), on="requirement"
    )
    dates = is_open.group_by("recommendation").agg(
        next_due_on=pl.col("due_on").min(),
        days_overdue=pl.col("days_overdue").max(),
        undated=(pl.col("time_state") == TimeState.NO_DATE).sum(),
    )
    return (
        recommendations.join(
            by_recommendation, left_on="ref", right_on="recommendation", how="left"
        )
        .join(dates, left_on="ref", right_on="recommendation", how="left")
        .sort("inspection", "number")
    )


def others_in_words(parts: pl.DataFrame) -> str:
    """Where the bodies other than the force and the CPS Area stand, on a line of their own."""
    others = parts.filter(~pl.col("is_local"))
    if others.is_empty():
        return ""
    said = [
        f"{row['addressee']} on {row['label']}: {as_reported(row['addressee_state'])}"
        for row in others.filter(pl.col("addressee_state").is_not_null()).to_dicts()
    ]
    silent = others.filter(pl.col("addressee_state").is_null())["label"].to_list()
    nothing = [f"nothing recorded for {listed(silent)}"] if silent else []
    return f"{counted(others.height, 'part')} for other bodies. {'; '.join(said + nothing)}."


def as_reported(state: str) -> str:
    """A state in the mouth of the body that was asked: what it says of itself is a report."""
    return "reported complete" if state == State.COMPLETE else state


def _whose() -> pl.Expr:
    said = pl.col("addressee_state").replace(State.COMPLETE, as_reported(State.COMPLETE))
    speaks = ~pl.col("is_local") & pl.col("addressee_state").is_not_null()
    return pl.when(speaks).then(pl.format("{}: {}", "addressee", said)).otherwise("addressee")


def _least_advanced(state: str, asked: pl.Expr) -> pl.Expr:
    place = pl.col(state).replace_strict(
        {word: number for number, word in enumerate(ADVANCE)}, default=-1, return_dtype=pl.Int64
    )
    return pl.col(state).filter(asked).sort_by(place.filter(asked), nulls_last=False).first()


def seen_in_words(counts: Mapping[str, int | None]) -> str:
    """How many pieces of each kind the office has seen; "none seen" for none."""
    words = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}"
        for kind, (one, many) in SEEN_KINDS.items()
        if counts[kind]
    ]
    return ", ".join(words) or "none seen"


def _seen_by_part(seen: pl.DataFrame) -> pl.DataFrame:
    return (
        seen.filter(pl.col("requirement").is_not_null())
        .group_by("requirement")
        .agg((pl.col("kind") == kind).sum().cast(pl.Int64).alias(kind) for kind in SEEN_KINDS)
    )
