"""The annexes to the history of a recommendation: all that is recorded of it, in full."""

from collections.abc import Iterator, Sequence

import polars as pl

from metrics.cases.month_ends import last_closed_text
from metrics.cases.staff_figures import people_figures
from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, as_counted
from metrics.recommendations.evidence_seen import ages_text
from metrics.recommendations.first_positions import ages_of_answers
from metrics.recommendations.measure_evidence import NO_FIGURE, measures_of_parts
from metrics.recommendations.one_recommendation import OneRecommendation, with_words
from metrics.recommendations.part_dates import dates_in_short
from metrics.text_format import capitalised, counted, day_text
from ui.elements.markdown import NOTHING, plain
from ui.page.figures import if_available
from ui.page.filters import MONTHS, TWELVE
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Section
from ui.papers.paper_blocks import (
    bullet_blocks,
    figures,
    label_width,
    paragraph,
    paragraph_blocks,
    plain_bullet_blocks,
    table_blocks,
)
from ui.rows import recommendations as rows
from ui.rows.evidence import evidence_rows, quote_lines
from ui.rows.inspections import fact_rows
from ui.rows.measures import caveat_lines, meanings_of, measured_rows, newest_evidence_lines
from ui.rows.one_recommendation import history_rows
from ui.rows.plan import action_rows

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
    with_figure = of_them.filter(pl.col("said") != NO_FIGURE)
    of_figures = pl.col("ref").is_in(with_figure["requirement"].implode())
    is_unmeasured = ~pl.col("ref").is_in(of_them["requirement"].implode())
    closed = last_closed_text(summary.as_at if summary else None)
    return [
        *paragraph_blocks(closed),
        *panel,
        *table_blocks(
            measured_rows(parts.filter(of_figures | is_unmeasured), with_figure),
            "What is measured of each part, beside what is said of it",
            [label_width(day_state), 26, 26, 24, 14, 12],
            "",
        ),
        *paragraph_blocks(_without_figure_text(of_them)),
        *evidence,
        *bullet_blocks(_meanings(day_state, codes)),
    ]


def _without_figure_text(of_parts: pl.DataFrame) -> str:
    """The measures without a figure, counted and named, each with its target if it has one."""
    without = of_parts.filter(pl.col("said") == NO_FIGURE).unique("code", maintain_order=True)
    if without.is_empty():
        return ""
    named = [
        row["title"] + ("" if row["target"] == Measure.target else f" (target: {row['target']})")
        for row in without.iter_rows(named=True)
    ]
    number = counted(without.height, "measure")
    return f"{capitalised(NO_FIGURE)} of {number}: {'; '.join(map(plain, named))}."


def _meanings(day_state: DayState, codes: Sequence[str]) -> Iterator[str]:
    measures = [as_counted(MEASURES[code], day_state.limits) for code in codes]
    meanings = meanings_of(measures)
    for each in measures:
        yield f"**{capitalised(plain(each.title))}.** {meanings[each.code]}"
    yield from caveat_lines(measures)


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
