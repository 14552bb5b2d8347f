"""The whole history of one recommendation: what it asks, who said and did what, what is silent."""

import polars as pl

from metrics.day_state import DayState
from metrics.recommendations.evidence_seen import ages_text
from metrics.recommendations.gaps import nothing_lacking_text
from metrics.recommendations.measure_evidence import (
    differences_of_day,
    differences_text,
    no_differences_text,
)
from metrics.recommendations.one_recommendation import OneRecommendation, one_recommendation
from metrics.recommendations.parts import nothing_silent_text, others_text, silent_parts
from ui.elements.markdown import DEMONSTRATION, NOTHING, plain, short_names
from ui.exports.downloads import MARKING
from ui.page import page_view, provenance
from ui.page.filters import RECOMMENDATION, is_chosen
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import (
    bullet_blocks,
    facts_of,
    label_width,
    paragraph,
    paragraph_blocks,
    table_blocks,
)
from ui.papers.recommendation_annexes import annexes
from ui.rows import recommendations as rows
from ui.rows.evidence import NO_CLAIMS, owed_rows
from ui.rows.one_recommendation import (
    NO_RESPONSE,
    comment_texts,
    counts_from_text,
    recommendation_text,
    wording_text,
)

HISTORY = "recommendation"
# Facts that the title of the paper states already.
IN_TITLE = ("No.", "What it asks")
# A column of many rows says less than a line of its own must.
SAYS_OF_WHAT = {"Parts": "Parts reported complete"}


def recommendation_paper(view: PageView, address: str) -> Paper:
    """The history of the recommendation that ``view`` has chosen. ``address``: of its page."""
    day_state = view.day_state
    chosen = view.in_full[RECOMMENDATION.key]
    row = day_state.recommendations.row(by_predicate=is_chosen(chosen), named=True)
    title = day_state.inspections.filter(pl.col("ref") == row["inspection"])["short_title"].item()
    return Paper(
        title=f"Recommendation {row['number']}: {row['short_title']}",
        facts=facts_of(view, page_view.address_of(view, address), ("Inspection", title)),
        marking=MARKING,
        mark=DEMONSTRATION if day_state.is_invented else "",
        file_stem=view.download(stem_name(chosen)).stem,
        sections=_sections(view, one_recommendation(day_state, row)),
    )


def stem_name(chosen: str) -> str:
    """The name of the file of a recommendation, before its day."""
    return f"{HISTORY}-{chosen.replace('/', '-')}"


def _sections(view: PageView, one: OneRecommendation) -> tuple[Section, ...]:
    return (
        Section("In short", (*_in_short(view, one),)),
        Section("What it asks", (*_asks(view, one),)),
        Section("What the published response says", (*_response(one),)),
        *annexes(view, one),
    )


def _in_short(view: PageView, one: OneRecommendation) -> list[Block]:
    """The state in short, by who says so; and what is not answered, lacking or contradicted."""
    day_state = view.day_state
    place = day_state.recommendations["ref"].index_of(one.row["ref"])
    stands = rows.recommendation_rows(day_state).row(place or 0, named=True)
    said = [
        f"**{SAYS_OF_WHAT.get(name, name)}:** {cell}"
        for name, cell in stands.items()
        if name not in IN_TITLE and cell != NOTHING
    ]
    return [
        *bullet_blocks(said),
        *paragraph_blocks(short_names(others_text(one.parts))),
        *_silent(day_state, one),
        *paragraph_blocks(provenance.of_store(view), provenance.source_text(view), is_quiet=True),
    ]


def _silent(day_state: DayState, one: OneRecommendation) -> list[Block]:
    refs = one.parts["ref"].implode()
    labels, width = one.parts["label"].implode(), label_width(day_state)
    lacking = rows.gap_rows(day_state)
    if lacking.width:
        lacking = lacking.filter(pl.col("Part").is_in(labels))
    differing = differences_of_day(day_state).filter(pl.col("ref").is_in(refs))
    ages = ages_text(day_state.facts.newest_seen, day_state.day)
    owed = day_state.figures_owed.filter(pl.col("requirement").is_in(refs))
    return [
        Heading("What the response does not address"),
        *table_blocks(
            rows.silence_rows(silent_parts(one.parts)),
            "What it does not answer",
            [width, 30, 14, 46],
            nothing_silent_text(one.parts),
        ),
        Heading("Parts with no action, owner, evidence or update"),
        *table_blocks(
            lacking,
            "Parts that lack an action, an owner, evidence or an update",
            [width, 24, 14, 9, 18, 14, 14],
            nothing_lacking_text(one.parts),
        ),
        Heading("Where positions differ"),
        *paragraph_blocks(differences_text(differing)),
        *table_blocks(
            rows.difference_rows(differing, ages),
            "Differences between what is said and what is seen",
            [width, 24, 44, 20],
            no_differences_text(one.parts),
        ),
        Heading("Claims without figures"),
        *table_blocks(
            owed_rows(owed, day_state.labels),
            "Claims without a number",
            [9, width, 26, 34, 12, 14],
            NO_CLAIMS,
        ),
    ]


def _asks(view: PageView, one: OneRecommendation) -> list[Block]:
    first, *items = recommendation_text(one.row).split("\n- ")
    publication = provenance.publication_name(view, one.row["inspection"])
    return [
        *paragraph_blocks(first),
        *bullet_blocks(items),
        *paragraph_blocks(plain(wording_text(one.row, publication)), is_quiet=True),
    ]


def _response(one: OneRecommendation) -> list[Block]:
    if one.comments.is_empty():
        return paragraph_blocks(NO_RESPONSE)
    # In one paragraph, so that no page ends between who speaks and the words.
    said = [paragraph(f"{who}: {text}") for who, text in comment_texts(one.comments)]
    return [*said, *paragraph_blocks(plain(counts_from_text(one.comments)), is_quiet=True)]
