"""Recommendations summed up from their parts, and sentences about parts."""

from datetime import date

import polars as pl

from data_access.vocabulary import Answered, Assurance, State, TimeState, Voice
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.recommendations.evidence_seen import SEEN_COUNTS
from metrics.recommendations.first_positions import in_the_answer
from metrics.recommendations.positions import state_word
from metrics.status_rules import ASKED_LOCALLY
from metrics.text_format import capitalised, counted, listed


def part_title(row: Row) -> str:
    """The label of a part and what it is about, in a few words."""
    return f"{row['label']}, {row['short_title']}"


def is_recorded(part: Row) -> bool:
    """Whether anybody asked has recorded a position on a part."""
    return any(part[f"{voice}_state"] for voice in (*ASKED_LOCALLY, Voice.ADDRESSEE))


def complete_text(recommendations: pl.DataFrame) -> str:
    """How many recommendations for the force or the CPS are complete in every part.

    The number of all of them, where none is for either.
    """
    ours = recommendations.filter(pl.col("parts") > 0)
    complete = (ours["parts"] == ours["parts_complete"]).sum()
    if ours.is_empty():
        return counted(recommendations.height, "recommendation")
    return f"Recommendations: {complete} of {ours.height} for force or CPS complete"


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
    """One row per recommendation, summed up from its parts and actions.

    Adds ``whose``, ``parts`` and ``parts_complete`` (local ones), a count of each kind of evidence
    seen and of expired evidence,
    ``parts_seen``, ``parts_closed``, ``next_due_on``, ``days_overdue``, ``undated`` (open actions
    with no date), ``immediate`` (a part asked for at once and not reported complete),
    ``performance`` (the most worrying judgement) and ``judged_on`` (its day).
    """
    rows = recommendations
    for columns in (_part_columns(parts), _open_action_columns(actions, parts)):
        rows = rows.join(columns, left_on="ref", right_on="recommendation", how="left")
    return rows.sort("inspection", "number")


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
