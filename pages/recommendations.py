"""What does each recommendation ask, who said what of it, and what bears that out, in evidence
and in figures?
"""

import polars as pl

from metrics.briefing_findings import contradictions
from metrics.recommendations.evidence_seen import ages_text
from metrics.recommendations.first_positions import ages_of_answers
from metrics.recommendations.gaps import gaps_text
from metrics.recommendations.inspections import published_facts
from metrics.recommendations.measure_evidence import (
    differences_of_day,
    no_differences_text,
    seen_text_of,
)
from metrics.recommendations.one_recommendation import (
    OneRecommendation,
    one_recommendation,
    with_words,
)
from metrics.recommendations.part_dates import dates_in_short
from metrics.recommendations.parts import (
    nothing_silent_text,
    silent_parts,
    without_inspectorate_text,
)
from ui.elements import layout, prose
from ui.elements.marks import link_to_shapes, mark_grid
from ui.elements.tables import closed_table, table
from ui.page import findings, page_view, provenance, room
from ui.page.filters import ASKED, ASKED_OF, INSPECTION, RECOMMENDATION, RESPONSE, is_chosen
from ui.page.page_view import PageView
from ui.page.part_measures import measures_table
from ui.papers import documents
from ui.rows import recommendations as rows
from ui.rows.evidence import NO_CLAIMS, evidence_rows, owed_rows, quote_lines
from ui.rows.inspections import fact_rows
from ui.rows.one_recommendation import (
    NO_RESPONSE,
    comment_texts,
    counts_from_text,
    history_rows,
    recommendation_text,
    wording_text,
)
from ui.rows.part_marks import NOT_WELL_TEXT, SAID_AND_SEEN, said_and_seen_rows
from ui.rows.plan import action_rows


def _draw_all(view: PageView) -> None:
    """Draw the parts of all recommendations that pass the filters, and the notable ones."""
    day_state = view.day_state
    findings.draw_finding(contradictions(day_state))
    room.stop_if_shown()
    parts = _filtered_parts(view)
    _draw_parts(view, parts)
    _draw_in_words(view, parts, dates_in_short(day_state), "parts")
    _draw_lacks(view)
    key_findings = day_state.tables["finding"]["text"]
    with layout.fold(f"The inspection’s key findings: {len(key_findings)}", "findings") as is_open:
        if is_open:
            prose.bullets(key_findings, "No key finding of it is held here.")
    _draw_facts(published_facts(day_state))


def _draw_parts(view: PageView, parts: pl.DataFrame) -> None:
    """Draw what is said of each part against what is seen of it, contradictions first."""
    day_state = view.day_state
    with layout.section("parts", seen_text_of(parts)):
        if parts.is_empty():
            return
        link_to_shapes("parts")
        filters = {key: value for key, value in view.chosen.items() if value}
        addresses = page_view.recommendation_addresses(view, **filters)
        mark_grid(
            said_and_seen_rows(day_state, parts, addresses),
            SAID_AND_SEEN,
            key="parts",
            first="Part",
            alt="Each part: what is said, what is seen, and who has closed it",
            listed=NOT_WELL_TEXT,
        )


def _draw_in_words(view: PageView, parts: pl.DataFrame, dates: dict[str, str], name: str) -> None:
    """Draw parts, their ``dates``, and each body’s position on them, as a table in a fold.

    ``name``: of its download.
    """
    with layout.fold(f"Every part and position in words: {parts.height}", "parts") as is_open:
        if is_open:
            table(
                rows.part_rows(parts, dates),
                key="parts",
                alt="Every part and position",
                download=view.download(name),
            )
            prose.caption(
                " ".join(
                    filter(
                        None, (ages_of_answers(parts, view.day), without_inspectorate_text(parts))
                    )
                )
            )


def _draw_lacks(view: PageView) -> None:
    """Draw what parts lack, where positions differ, and what is not addressed or has no figure."""
    day_state = view.day_state
    gaps = rows.gap_rows(day_state)
    label = f"Parts with no action, owner, evidence or update: {gaps.height}"
    with layout.fold(label, "gaps") as is_open:
        if is_open:
            prose.markdown(gaps_text(day_state))
            table(
                gaps,
                key="gaps",
                alt="Parts that lack an action, an owner, evidence or an update",
                wide="What it asks",
                download=view.download("parts-without"),
                empty="Every part has an action, an owner, evidence and an update.",
            )
    silences = silent_parts(day_state.parts)
    with layout.fold(
        f"What the response does not address: {silences.height}", "silences"
    ) as is_open:
        if is_open:
            table(
                rows.silence_rows(silences),
                key="silences",
                alt="Parts not answered in full",
                empty=nothing_silent_text(day_state.parts),
            )
    differences = differences_of_day(day_state)
    with layout.fold(f"Where positions differ: {differences.height}", "differences") as is_open:
        if is_open:
            table(
                rows.difference_rows(differences, ages_text(day_state.facts.newest_seen, view.day)),
                key="differences",
                alt="Differences between what is said and what is seen",
                wide="Difference",
                download=view.download("differences"),
                empty=no_differences_text(day_state.parts),
            )
    owed = owed_rows(day_state.figures_owed, day_state.labels)
    with layout.fold(f"Claims without figures: {owed.height}", "owed") as is_open:
        if is_open:
            table(
                owed,
                key="owed",
                alt="Claims without a number",
                download=view.download("figures-owed"),
                empty=NO_CLAIMS,
            )


def _filtered_parts(view: PageView) -> pl.DataFrame:
    """The parts that pass the filters."""
    parts, asked_of = view.day_state.parts, view.chosen[ASKED_OF.key]
    answer = view.chosen[RESPONSE.key]
    if asked_of:
        parts = parts.filter(ASKED[asked_of][1])
    return parts.filter(pl.col("answered") == answer.replace("-", " ")) if answer else parts


def _draw_facts(facts: pl.DataFrame) -> None:
    """Draw what was published since, unless nothing was."""
    if not facts.is_empty():
        with layout.fold(f"What else was published: {facts.height}", "facts") as is_open:
            if is_open:
                table(fact_rows(facts), key="facts", alt="What else was published", wide="What")


def _draw_one(view: PageView, chosen: str) -> None:
    """Draw one recommendation: its text, parts, positions and evidence."""
    day_state = view.day_state
    row = day_state.recommendations.row(by_predicate=is_chosen(chosen), named=True)
    one = one_recommendation(day_state, row)
    if room.draws():
        _draw_asked(view, one)
    room.stop_if_shown()
    _draw_parts(view, one.parts)
    dates = dates_in_short(day_state) if one.parts["due_on"].count() else {}
    _draw_in_words(view, one.parts, dates, f"parts-recommendation-{row['number']}")
    _draw_silences(silent_parts(one.parts))
    with layout.section("measured", "What is measured"):
        measures_table(view, one.parts)
    with layout.section("positions", "Positions, the newest first"):
        _draw_positions(view, one)
    _draw_actions_and_evidence(view, one)
    _draw_facts(one.facts)
    with layout.section("comments", "What the published response says"):
        prose.nothing_if_empty(one.comments, NO_RESPONSE)
        for who, text in comment_texts(one.comments):
            prose.markdown(who)
            prose.markdown(f"> {text}")
        if counts_from := counts_from_text(one.comments):
            prose.caption(counts_from)
    _draw_history(view, one)


def _draw_asked(view: PageView, one: OneRecommendation) -> None:
    """Draw the words of a recommendation."""
    with layout.section("text", f"{one.row['number']}. {one.row['short_title']}"):
        prose.markdown(recommendation_text(one.row))
        publication = provenance.publication_name(view, one.row["inspection"])
        prose.caption(wording_text(one.row, publication))


def _draw_silences(silent: pl.DataFrame) -> None:
    """Draw the parts of a recommendation that the response does not answer, if there are any."""
    if not silent.is_empty():
        with layout.section("silences", "What the response does not address"):
            table(rows.silence_rows(silent), key="silences", alt="What it does not answer")


def _draw_actions_and_evidence(view: PageView, one: OneRecommendation) -> None:
    """Draw the actions and the evidence for the parts of a recommendation."""
    number = one.row["number"]
    with layout.section("actions", "Actions"):
        closed_table(
            action_rows(one.actions, dict(one.parts.select("ref", "label").iter_rows())),
            key="actions",
            alt=f"Actions for recommendation {number}",
            download=view.download(f"actions-recommendation-{number}"),
            empty="No action is recorded for this recommendation.",
        )
        _draw_quotes("What the answer promised", with_words(one.actions), "promised")
    with layout.section("evidence", "Evidence"):
        table(
            evidence_rows(one.evidence, view.day),
            key="evidence",
            alt="Evidence recorded since",
            empty="No evidence has been recorded.",
        )
        _draw_quotes("Statements in the answer", one.said, "said-so")


def _draw_positions(view: PageView, one: OneRecommendation) -> None:
    """Draw every position and judgement, the newest first; then the first, of the response."""
    closed_table(
        rows.position_rows(one.positions),
        key="positions",
        alt="Every position, the newest first",
        empty="No position has been recorded yet.",
    )
    if not one.judgements.is_empty():
        prose.subheading("The board’s judgement")
        alt = "Every judgement, the newest first"
        table(rows.judgement_rows(one.judgements), key="judgements", alt=alt)
    stated = rows.first_position_rows(one.stated)
    if not stated.is_empty():
        prose.subheading("What each said first, in the published answer")
        prose.words(ages_of_answers(one.parts, view.day))
        closed_table(
            stated, key="first-positions", alt="The first position on each part", wide="Words"
        )


def _draw_quotes(heading: str, quotes: pl.DataFrame, key: str) -> None:
    if not quotes.is_empty():
        with layout.fold(f"{heading}: {quotes.height}", key) as is_open:
            if is_open:
                prose.bullets_of_markdown(quote_lines(quotes))


def _draw_history(view: PageView, one: OneRecommendation) -> None:
    """Draw everything said and done about a recommendation, in order, and the document of it."""
    history = history_rows(view.day_state, one)
    with layout.fold(f"Everything said and done, in order: {history.height}", "history") as is_open:
        if is_open:
            table(
                history,
                key="history",
                alt="Everything said and done, the oldest first",
                wide="In their words",
                download=view.download(f"history-recommendation-{one.row['number']}"),
            )
    with layout.fold("Document to hand out", "documents") as is_open:
        if is_open:
            documents.offer_recommendation(view, one)


# Read
view = page_view.header("Recommendations", INSPECTION, RECOMMENDATION, ASKED_OF, RESPONSE)
provenance.stop_if_empty(view)
number = view.chosen[RECOMMENDATION.key]

# Draw
if number:
    _draw_one(view, number)
else:
    _draw_all(view)
page_view.copy_link(view)
provenance.source(view, f"Source: {provenance.publication_name(view)} and what was recorded since.")
