"""The whole history of one recommendation: what it asks, who said and did what, what is silent.

Its annexes have all that is recorded of it, in full.
"""

from collections.abc import Iterator, Sequence

import polars as pl

from metrics.cases.month_ends import last_closed_text
from metrics.cases.staff_figures import people_figures
from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.recommendations.evidence_seen import ages_text
from metrics.recommendations.first_positions import ages_of_answers
from metrics.recommendations.gaps import nothing_lacking_text
from metrics.recommendations.measure_evidence import (
    differences_of_day,
    differences_text,
    measures_of_parts,
    no_differences_text,
)
from metrics.recommendations.one_recommendation import (
    OneRecommendation,
    one_recommendation,
    with_words,
)
from metrics.recommendations.part_dates import dates_in_short
from metrics.recommendations.parts import nothing_silent_text, others_text, silent_parts
from metrics.text_format import capitalised, day_text
from ui.elements.markdown import DEMONSTRATION, NOTHING, plain, short_names
from ui.exports.downloads import MARKING
from ui.page import page_view, provenance
from ui.page.figures import if_available
from ui.page.filters import MONTHS, RECOMMENDATION, TWELVE, is_chosen
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import (
    bullet_blocks,
    facts_of,
    figures,
    label_width,
    paragraph,
    paragraph_blocks,
    plain_bullet_blocks,
    table_blocks,
)
from ui.rows import recommendations as rows
from ui.rows.evidence import NO_CLAIMS, evidence_rows, owed_rows, quote_lines
from ui.rows.inspections import fact_rows
from ui.rows.measures import meaning_of, measured_rows, newest_evidence_lines
from ui.rows.one_recommendation import (
    NO_RESPONSE,
    comment_texts,
    counts_from_text,
    history_rows,
    recommendation_text,
    wording_text,
)
from ui.rows.plan import action_rows

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


NOTHING_MEASURED = "Nothing is measured of it."


def annexes(view: PageView, one: OneRecommendation) -> tuple[Section, ...]:
    """Its parts and what is measured, its actions and evidence, and everything by its day."""
    blocks_of = {
        "Each part: who says what, and what is measured": _parts(view, one),
        "Actions and evidence": _actions_and_evidence(view, one),
        "Everything said and done, in order": _in_order(view.day_state, one),
    }
    return tuple(
        Section(f"Annex {letter}. {heading}", tuple(blocks))
        for letter, (heading, blocks) in zip("ABC", blocks_of.items(), strict=True)
    )


def _parts(view: PageView, one: OneRecommendation) -> list[Block]:
    day_state, width = view.day_state, label_width(view.day_state)
    dates = dates_in_short(day_state) if one.parts["due_on"].count() else {}
    judgements = table_blocks(
        rows.judgement_rows(one.judgements),
        "Every judgement, the newest first",
        [width, 12, 12, 34, 18, 14, 12],
        "",
    )
    stated = table_blocks(
        rows.first_position_rows(one.stated),
        "The first position on each part",
        [width, 13, 12, 60, 14],
        "",
    )
    ages = plain(ages_of_answers(one.parts, view.day))
    return [
        *table_blocks(
            rows.part_rows(one.parts, dates),
            f"The parts of recommendation {one.row['number']}",
            [width, 22, 14, *([12] if dates else []), 10, 13, 13, 13, 16, 12],
            "No part is recorded.",
        ),
        Heading("What is measured"),
        *_measured(view, one.parts),
        *_heading("Positions, the newest first", one.positions),
        *table_blocks(
            rows.position_rows(one.positions),
            "Every position, the newest first",
            [width, 11, 14, 14, 44, 20],
            "No position has been recorded yet.",
        ),
        *([Heading("The board’s judgement"), *judgements] if one.judgements.height else []),
        *(
            [
                Heading("What each said first, in the published answer"),
                *paragraph_blocks(ages),
                *stated,
            ]
            if one.stated.height
            else []
        ),
    ]


def _measured(view: PageView, parts: pl.DataFrame) -> list[Block]:
    day_state = view.day_state
    ages = ages_text(day_state.facts.newest_seen, day_state.day)
    of_them = measures_of_parts(day_state).filter(
        pl.col("requirement").is_in(parts["ref"].implode())
    )
    evidence = plain_bullet_blocks(newest_evidence_lines(parts, ages))
    if of_them.is_empty():
        return [paragraph(NOTHING_MEASURED), *evidence]
    codes = of_them["code"].unique(maintain_order=True).to_list()
    summary = view.state.case_summary(view.day, None, MONTHS[TWELVE])
    people = people_figures(summary, codes) if summary else []
    panel = (
        [
            figures(
                f"People, as at {day_text(summary.as_at)}",
                [if_available(each, view) for each in people],
            )
        ]
        if summary and people
        else []
    )
    closed = last_closed_text(summary.as_at if summary else None)
    return [
        *paragraph_blocks(closed),
        *panel,
        *table_blocks(
            measured_rows(parts, of_them),
            "What is measured of each part, beside what is said of it",
            [label_width(day_state), 26, 26, 24, 14, 12],
            "",
        ),
        *evidence,
        *bullet_blocks(_meanings(day_state, codes)),
    ]


def _meanings(day_state: DayState, codes: Sequence[str]) -> Iterator[str]:
    for code in codes:
        measure = as_counted(MEASURES[code], day_state.limits)
        yield f"**{capitalised(plain(measure.title))}.** {meaning_of(measure)}"


def _actions_and_evidence(view: PageView, one: OneRecommendation) -> list[Block]:
    labels = dict(one.parts.select("ref", "label").iter_rows())
    facts = table_blocks(fact_rows(one.facts), "What else was published", [12, 46, 10, 22, 10], "")
    return [
        *_heading("Actions", one.actions),
        *table_blocks(
            _for_upright_pages(action_rows(one.actions, labels)),
            f"Actions for recommendation {one.row['number']}",
            [32, label_width(view.day_state), 18, 12, 16, 16, 14],
            "No action is recorded for this recommendation.",
        ),
        *_quotes("What the answer promised", with_words(one.actions)),
        *_heading("Evidence", one.evidence),
        *table_blocks(
            evidence_rows(one.evidence, view.day),
            "Evidence recorded since",
            [8, 30, 12, 12, 12, 12, 14, 18],
            "No evidence has been recorded.",
        ),
        *_quotes("Statements in the answer", one.said),
        *([Heading("What else was published"), *facts] if one.facts.height else []),
    ]


def _for_upright_pages(actions: pl.DataFrame) -> pl.DataFrame:
    """The rows of actions in fewer columns: two dates side by side would be broken up."""
    if actions.is_empty():
        return actions
    return actions.select(
        pl.format("**{}** {}", "Ref.", "Action").alias("Action"),
        "Part",
        "Whose",
        "Said by",
        _both("State", "Time"),
        _both("Original date", "Current date"),
        "Waiting on",
    )


def _both(one: str, other: str) -> pl.Expr:
    """Two columns as one, with a dash alone where there is nothing in either."""
    is_nothing = (pl.col(one) == NOTHING) & (pl.col(other) == NOTHING)
    both = pl.when(is_nothing).then(pl.lit(NOTHING)).otherwise(pl.format("{} / {}", one, other))
    return both.alias(f"{one} / {other}")


def _heading(text: str, listed: pl.DataFrame) -> list[Block]:
    """A heading, but for a sentence that says that there is nothing below it."""
    return [Heading(text)] if listed.height else []


def _quotes(heading: str, quotes: pl.DataFrame) -> list[Block]:
    lines = bullet_blocks(quote_lines(quotes))
    return [Heading(f"{heading}: {quotes.height}"), *lines] if lines else []


def _in_order(day_state: DayState, one: OneRecommendation) -> list[Block]:
    return table_blocks(
        history_rows(day_state, one),
        "Everything said and done, the oldest first",
        [11, 13, 8, 58, 15],
        "Nothing is recorded.",
    )
