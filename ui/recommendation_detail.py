"""One recommendation, whole: its text and parts, who said what, and what bears it out."""

import polars as pl
import streamlit as st

from data_access.vocabulary import Voice
from metrics.meetings.meeting_summary import VOICES
from metrics.recommendations.parts import silent_parts
from metrics.text_format import capitalised, day_in_words
from ui.elements import prose
from ui.elements.markdown import plain, quoted
from ui.elements.tables import table
from ui.page import layout, provenance
from ui.page.page_view import View
from ui.part_measures import measured
from ui.rows.evidence import evidence_rows, quote_lines
from ui.rows.parts import judgement_rows, part_rows, position_rows, silence_rows
from ui.rows.plan import action_rows

SPEAKERS = {Voice.FORCE: "The Chief Constable", Voice.OPCC: "The Commissioner"}


def recommendation(view: View, number: int) -> None:
    """Draws recommendation ``number`` as it stood on the view's day."""
    day_state = view.day_state
    row = day_state.recommendations.row(by_predicate=pl.col("number") == number, named=True)
    parts = day_state.parts.filter(pl.col("recommendation") == row["ref"])
    refs = parts["ref"].implode()
    with layout.section("text", f"{number}. {row['short_title']}"):
        st.markdown(_text(row))
        st.caption(
            f"Wording: {row['wording']}. Read in section {row['section']}, paragraph "
            f"{row['paragraph']} of {provenance.published(view)}."
        )
        table(part_rows(parts), key="parts", alt=f"The parts of recommendation {number}")
        silent = silent_parts(parts)
        if not silent.is_empty():
            st.subheader("Where the response is silent")
            table(silence_rows(silent), key="silences", alt="What it does not answer")
    with layout.section("measured", "What is measured"):
        measured(view, parts)
    with layout.section("positions", "What each voice says now"):
        _positions(view, parts)
    with layout.section("actions", "Actions"):
        actions = day_state.actions.filter(pl.col("requirement").is_in(refs))
        table(
            action_rows(actions, dict(parts.select("ref", "label").iter_rows())),
            key="actions",
            alt=f"Actions for recommendation {number}",
            download=view.download(f"actions-recommendation-{number}"),
        )
        prose.nothing_if_empty(actions, "No action is recorded for this recommendation.")
        _quotes("What the answer promised", actions, "promised")
    with layout.section("evidence", "Evidence"):
        evidence = day_state.tables["evidence"].filter(
            pl.col("requirement").is_in(refs) | pl.col("action").is_in(actions["ref"].implode())
        )
        recorded = evidence.filter(pl.col("quote").is_null())
        table(evidence_rows(recorded, view.day), key="evidence", alt="Evidence recorded since")
        prose.nothing_if_empty(recorded, "No evidence has been recorded.")
        _quotes("What the answer says is so", evidence, "said-so")
    with layout.section("comments", "What the published response says"):
        _comments(view, row["ref"])


def _text(row: dict[str, str]) -> str:
    """The recommendation's text; its points, which the response marks with dots, on lines."""
    text = quoted(row["text"]) if row["wording"] == "verbatim" else plain(row["text"])
    return text.replace("• ", "\n- ")


def _positions(view: View, parts: pl.DataFrame) -> None:
    said = (
        view.day_state.tables["position"]
        .join(parts.select("label", requirement="ref"), on="requirement")
        .sort("effective_on", "id", descending=True)
    )
    table(position_rows(said), key="positions", alt="Every position, the newest first")
    prose.nothing_if_empty(said, "No voice has said anything yet.")
    judged = view.day_state.tables["judgement"].join(
        parts.select("label", requirement="ref"), on="requirement"
    )
    if not judged.is_empty():
        st.subheader("The board’s judgement")
        table(
            judgement_rows(judged.sort("effective_on", "id", descending=True)),
            key="judgements",
            alt="Every judgement, the newest first",
        )


def _quotes(heading: str, quoted: pl.DataFrame, key: str) -> None:
    said = quoted.filter(pl.col("quote").is_not_null())
    if not said.is_empty():
        with layout.fold(f"{heading}: {said.height}", key) as is_open:
            if is_open:
                prose.bullets_of_markdown(quote_lines(said))


def _comments(view: View, ref: str) -> None:
    said = view.day_state.tables["comment"].filter(pl.col("recommendation") == ref)
    prose.nothing_if_empty(said, "There is no response on this day.")
    for row in said.iter_rows(named=True):
        speaker = SPEAKERS.get(row["voice"], capitalised(VOICES[row["voice"]]))
        st.markdown(f"**{speaker}**, section {row['section']}, paragraph {row['paragraph']}")
        st.markdown("> " + plain(row["text"]))
    if not said.is_empty():
        st.caption(f"Counts from {day_in_words(said['effective_on'][0])}: {said['date_basis'][0]}.")
