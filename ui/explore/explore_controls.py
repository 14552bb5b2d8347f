"""The boxes of the page Explore, the query they make, and its sources."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import streamlit as st

from metrics.cases.aggregation import NOT_RECORDED
from metrics.explore.chart_choice import DRAWN_LABELS, Drawn, ways_to_draw, why_not_drawn
from metrics.explore.choices import CHART, Offer, offers, stays_in_box
from metrics.explore.quantity import AREA, PERIOD
from metrics.explore.query import (
    BY,
    BY2,
    FROM,
    GRAIN,
    MEASURE,
    RELEASED,
    TO,
    Cell,
    Coverage,
    Query,
)
from metrics.explore.query_address import drill_down, in_full, keys_to_clear
from metrics.explore.query_text import title_of
from metrics.explore.registry import QUANTITIES
from metrics.explore.run_query import Sources, run_query
from metrics.explore.valid_query import Refusal, name_of_value, settle
from metrics.text_format import capitalised, listed
from ui.explore.linked_selects import (
    Forgets,
    box,
    current_value,
    notice,
)
from ui.page.page_view import PageView
from ui.page.url_state import keep_all, put, values_given

KEYS = (MEASURE, BY, BY2, GRAIN, CHART, AREA, FROM, TO, RELEASED)
# The boxes in the order in which a reader chooses.
IN_ROW = (MEASURE, BY, BY2, GRAIN, CHART, RELEASED, FROM, TO, AREA)
LABELS = {
    MEASURE: "What to count",
    BY: "Split by",
    BY2: "And by",
    GRAIN: "Length of a period",
    CHART: "Shown as",
    AREA: "Area",
    FROM: "From",
    TO: "To",
    RELEASED: "Quarter or year",
}
# Choices of old links that have no box any more.
GONE = {
    "also": "In one table with",
    "area2": "Compared with",
    "day": "Before and after",
    "with": "Areas counted as one",
}
WHY_GONE = "has no box any more: one question is answered at a time"
NOTHING_CHOSEN = {
    BY: "Nothing",
    BY2: "Nothing more",
    AREA: "All areas",
    FROM: "The usual start",
    TO: "The newest",
    RELEASED: "The newest",
}
# What is counted before anything is chosen: work, which every store has; of a store with no closed
# month-end, what it has without one. Each is split, so that it has a picture, and ends with the
# newest month.
FIRST = {MEASURE: "case_plans_open", BY: PERIOD, GRAIN: "month"}
FIRST_WITHOUT_CASES = {MEASURE: "actions", BY: "time_state"}
# Session key: the choices that the reader's last choice cleared.
LET_GO = "let go in explore"


class Exploration(NamedTuple):
    """The query, its answer and drawing, the choices on offer and the sources of the answer.

    ``view``: holds the reader's choices, and every choice in full for its link. ``draw_boxes``:
    draws the boxes, with a reason beside each choice that is not allowed.
    """

    view: PageView
    query: Query
    cells: Sequence[Cell]
    drawn: Drawn
    coverage: Coverage
    sources: Sources
    draw_boxes: Callable[[], None]


def explore(view: PageView) -> Exploration:
    """Answer the query of the reader's choices.

    What is no choice at all is named in one notice, and leaves the address.
    """
    coverage = view.state.explore_coverage(view.day)
    asked = {key: current_value(key) for key in KEYS}
    first = FIRST if coverage.months else FIRST_WITHOUT_CASES
    asked |= {MEASURE: asked[MEASURE] or first[MEASURE]} if any(asked.values()) else first
    settled = settle(asked, coverage)
    query = settled.query
    read_from = sources(view)
    cells = run_query(query, read_from)
    ways = ways_to_draw(query, cells)
    wanted = asked[CHART]
    drawn = Drawn(wanted) if wanted in ways else ways[0]
    full = in_full(settled)
    refused = [*settled.refused]
    if wanted and wanted not in ways:
        refused.append(Refusal(CHART, wanted, why_not_drawn(query, cells, wanted)))
    allowed = {**settled.values, CHART: wanted if wanted in ways else None}
    offered = offers(query, coverage, view.day_state.limits, ways)
    standing = [each for each in refused if stays_in_box(each, allowed, offered)]
    values = allowed | {each.key: each.given for each in standing}
    keep_all(values)
    usual = {
        MEASURE: capitalised(title_of(query.quantity, view.day_state.limits)),
        GRAIN: capitalised(query.grain),
        CHART: DRAWN_LABELS[ways[0]],
    }
    gone = {key: given for key, given in values_given().items() if key in GONE}
    put(dict.fromkeys(gone))
    notice(
        [
            (LABELS[each.key], name_of_value(each, coverage), each.why)
            for each in refused
            if each not in standing
        ]
        + [(GONE[key], given, WHY_GONE) for key, given in gone.items()]
    )
    seen = replace(view, chosen=allowed, in_full=full | {CHART: drawn.value})
    draw_boxes = partial(_draw_boxes, coverage, offered, values, usual, standing)
    return Exploration(seen, query, cells, drawn, coverage, read_from, draw_boxes)


def sources(view: PageView) -> Sources:
    """The sources from which answers to a view's queries are read."""
    coverage = view.state.explore_coverage(view.day)
    return Sources(
        coverage.people,
        partial(view.state.explored_cases, view.day),
        view.state.day_state,
        [each for each in coverage.areas if each != NOT_RECORDED],
    )


def _draw_boxes(
    coverage: Coverage,
    offered: Mapping[str, Offer],
    values: Mapping[str, str | None],
    usual: Mapping[str, str],
    standing: Sequence[Refusal],
) -> None:
    texts = {**NOTHING_CHOSEN, **usual}
    why_not = {
        key: _reason([each for each in standing if each.key == key], offer)
        for key, offer in offered.items()
    }

    def about(key: str) -> tuple[str, str, Offer, str, str | None]:
        return key, LABELS[key], offered[key], texts[key], values[key]

    def forgets(key: str) -> Forgets:
        return partial(_forget, key, values[key], coverage)

    with st.container(key="boxes-explore", horizontal=True, vertical_alignment="top"):
        for key in (each for each in IN_ROW if each in offered):
            box(*about(key), forgets(key), why_not[key])
    if let_go := st.session_state.pop(LET_GO, ""):
        st.caption(let_go)


def _reason(refused: Sequence[Refusal], offer: Offer) -> str:
    """Why choices that stand in a box are not allowed; empty for none."""
    return " ".join(f"“{offer.choices[each.given].label}” {each.why}." for each in refused)


def _forget(key: str, before: str | None, coverage: Coverage, chosen: str | None) -> set[str]:
    """Like ``keys_to_clear``; the page then names the splits that were cleared.

    Of choices that come together each is made among those that were made before it.
    """
    values = {each: st.session_state[each] for each in KEYS} | {key: before}
    keys = keys_to_clear(key, values, coverage, chosen)
    quantity = QUANTITIES[values[MEASURE] or ""]
    splits = [
        quantity.label(split) for each in (BY, BY2) if each in keys and (split := values[each])
    ]
    if splits and chosen:
        st.session_state[LET_GO] = (
            f"No longer split by {listed(splits)}: your last choice cannot be split by that."
        )
    return keys


def open_mark(place: str, explored: Exploration) -> None:
    """Ask what a press on the mark named ``place`` asks, as one step in the history."""
    keep_all(_opening(place, explored))


def mark_address(place: str, explored: Exploration) -> dict[str, str]:
    """The parameters of a link that asks what a press on the mark asks; empty if that is nothing.

    An empty value clears a choice.
    """
    changes = _opening(place, explored)
    return values_given() | {key: value or "" for key, value in changes.items()} if changes else {}


def _opening(place: str, explored: Exploration) -> dict[str, str | None]:
    asked = {key: current_value(key) for key in KEYS}
    return drill_down(place, explored.query, explored.cells, asked, explored.coverage)
