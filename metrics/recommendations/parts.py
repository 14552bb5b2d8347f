"""Recommendations summed up from their parts, and sentences about parts."""

from datetime import date

import polars as pl

from data_access.vocabulary import Answered, Assurance, State, TimeState, Voice
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.recommendations.evidence_seen import SEEN_COUNTS
from metrics.recommendations.first_positions import in_the_answer
from metrics.recommendations.positions import ASKED_LOCALLY, state_word
from metrics.text_format import capitalised, counted, listed

# The least advanced first. A part with no position comes before them all, and one that is not for
# that voice to do after them.
ADVANCE = tuple(State)


def part_title(row: Row) -> str:
    """The label of a part and what it is about, in a few words."""
    return f"{row['label']}, {row['short_title']}"


def part_counts_text(local_parts: pl.DataFrame) -> str:
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


@memoize
def without_inspectorate_text(parts: pl.DataFrame) -> str:
    """The number of parts with no position of the inspectorate, in a sentence; empty for none."""
    without = parts["inspectorate_state"].null_count()
    if not without:
        return ""
    return (
        "No position of the inspectorate is recorded on "
        f"{without} of {counted(parts.height, 'part')}."
    )


@memoize
def silent_parts(parts: pl.DataFrame) -> pl.DataFrame:
    """Parts that the response does not answer in full, those not mentioned at all first."""
    not_in_full = pl.col("answered").is_in([Answered.PARTLY, Answered.NOT_MENTIONED])
    return parts.filter(not_in_full).sort(
        pl.col("answered") != Answered.NOT_MENTIONED, ~pl.col("is_local"), maintain_order=True
    )


def nothing_silent_text(parts: pl.DataFrame) -> str:
    """The sentence where none of ``parts`` is silent: all are answered, or no answer is held."""
    if unread := parts["answered"].null_count():
        return f"No response to {counted(unread, 'part')} is held here."
    return "The response addresses everything asked."


def summaries(
    recommendations: pl.DataFrame, parts: pl.DataFrame, actions: pl.DataFrame
) -> pl.DataFrame:
    """One row per recommendation, with the state of each voice taken from its least advanced part.

    Adds ``whose``, ``parts`` and ``parts_complete`` (local ones), ``force_state``, ``cps_state``
    and ``addressee_state`` (null where that voice is asked for something and has recorded nothing),
    ``asks_force``, ``asks_cps``, a count of each kind of evidence seen and of expired evidence,
    ``parts_seen``, ``parts_closed``, ``next_due_on``, ``days_overdue``, ``undated`` (open actions
    with no date), ``immediate`` (a part asked for at once and not reported complete),
    ``performance`` (the most worrying judgement) and ``judged_on`` (its day).
    """
    rows = recommendations
    for columns in (_part_columns(parts), _open_action_columns(actions, parts)):
        rows = rows.join(columns, left_on="ref", right_on="recommendation", how="left")
    return rows.sort("inspection", "number")


def with_recorded_parts(recommendations: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Each recommendation with what the force and the CPS have recorded of some of its parts.

    Adds, for each of the two, ``<voice>_recorded``, its least advanced state among the parts asked
    of it on which it has recorded one; ``<voice>_asked`` and ``<voice>_left`` (counts of the parts
    asked of it, and of those with nothing recorded). Nulls: nothing recorded; without parts, counts
    too.
    """
    columns = [
        column
        for voice, asked in ASKED_LOCALLY.items()
        for state in [pl.col(f"{voice}_state")]
        for column in (
            _least_advanced(f"{voice}_state", pl.col(asked) & state.is_not_null()).alias(
                f"{voice}_recorded"
            ),
            pl.col(asked).sum().cast(pl.Int64).alias(f"{voice}_asked"),
            (pl.col(asked) & state.is_null()).sum().cast(pl.Int64).alias(f"{voice}_left"),
        )
    ]
    of_parts = parts.group_by("recommendation").agg(columns)
    return recommendations.join(
        of_parts, left_on="ref", right_on="recommendation", how="left", maintain_order="left"
    )


def _part_columns(parts: pl.DataFrame) -> pl.DataFrame:
    worst_first = pl.col("performance").replace_strict(
        {word: place for place, word in enumerate(Assurance)},
        default=len(Assurance),
        return_dtype=pl.Int64,
    )
    newest = pl.col("judged_on").to_physical()
    return parts.group_by("recommendation", maintain_order=True).agg(
        pl.col(*SEEN_COUNTS).sum(),
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


def _open_action_columns(actions: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    is_open = actions.filter("is_open").join(
        parts.select("recommendation", requirement="ref"), on="requirement"
    )
    return is_open.group_by("recommendation").agg(
        next_due_on=pl.col("due_on").min(),
        days_overdue=pl.col("days_overdue").max(),
        undated=(pl.col("time_state") == TimeState.NO_DATE).sum(),
    )


@memoize
def others_text(parts: pl.DataFrame) -> str:
    """The states of bodies other than the force and the CPS Area, in a sentence."""
    others = parts.filter(~pl.col("is_local"))
    if others.is_empty():
        return ""
    states = [
        f"{row['addressee']} on {row['label']}: "
        f"{state_word(row['addressee_state'], Voice.ADDRESSEE)}"
        for row in others.filter(pl.col("addressee_state").is_not_null()).to_dicts()
    ]
    silent = others.filter(pl.col("addressee_state").is_null())
    unspoken = silent.filter(pl.col("force_stated").is_null())["label"].to_list()
    nothing = [f"nothing recorded for {_labels_listed(unspoken)}"] if unspoken else []
    of_answers = silent.drop_nulls("force_stated").group_by(
        "stated_on", "force_stated", maintain_order=True
    )
    first = [
        f"{in_the_answer(str(word), answered_on)} ({_labels_listed(rows['label'].to_list())})"
        for (answered_on, word), rows in of_answers
        if isinstance(answered_on, date)
    ]
    sentence = capitalised("; ".join(states + first + nothing))
    return f"{counted(others.height, 'part')} for other bodies. {sentence}."


def _labels_listed(labels: list[str]) -> str:
    """The labels of parts in a sentence, those of one inspection together."""
    by_inspection: dict[str, list[str]] = {}
    for label in labels:
        number, _, inspection = label.partition(", ")
        by_inspection.setdefault(inspection, []).append(number)
    return "; ".join(
        listed(numbers) + (f" of {inspection}" if inspection else "")
        for inspection, numbers in by_inspection.items()
    )


def _whose() -> pl.Expr:
    state = pl.col("addressee_state").replace(
        State.COMPLETE, state_word(State.COMPLETE, Voice.ADDRESSEE)
    )
    speaks = ~pl.col("is_local") & pl.col("addressee_state").is_not_null()
    return pl.when(speaks).then(pl.format("{}: {}", "addressee", state)).otherwise("addressee")


def _least_advanced(state: str, asked: pl.Expr) -> pl.Expr:
    place = pl.col(state).replace_strict(
        {word: number for number, word in enumerate(ADVANCE)}, default=-1, return_dtype=pl.Int64
    )
    return pl.col(state).filter(asked).sort_by(place.filter(asked), nulls_last=False).first()
