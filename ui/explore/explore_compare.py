"""The comparison on Explore: a second answer for other months or another area."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl
import streamlit as st

from metrics.explore.allowed_dimensions import why_no_area
from metrics.explore.choices import Choice, Offer
from metrics.explore.comparison import (
    ALL_AREAS,
    AREA2,
    FROM2,
    OTHERS,
    RELEASED2,
    TO2,
    Pair,
    comparison_text,
    difference_text,
    pairs,
    settle_second,
    why_not_compared,
)
from metrics.explore.people import key_of, released_in
from metrics.explore.period_lengths import finest
from metrics.explore.period_ranges import LENGTHS, month_key
from metrics.explore.query import Cell, Coverage, Query
from metrics.explore.query_text import cell_text, title_of, where_and_when
from metrics.explore.run_query import run_query
from metrics.explore.several_measures import name_of_value
from metrics.explore.valid_query import Refusal, Settled
from metrics.measures.measure import Family, MeasureKind
from metrics.releases.people import period_key
from metrics.text_format import capitalised
from metrics.victims.victim_figures import TOGETHER, months_text
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.explore.explore_controls import sources
from ui.explore.linked_selects import box, current_value, notice
from ui.page import figures
from ui.page.page_view import PageView
from ui.page.url_state import keep_all
from ui.rows.explore_file import compared_file_rows, file_name

SAME = "The same"
COMPARE, COMPARED = "Compare with other months or another area", "Compared with"
LABELS = {
    FROM2: f"{COMPARED}: from",
    TO2: f"{COMPARED}: to",
    RELEASED2: f"{COMPARED}: quarter or year",
    AREA2: f"{COMPARED}: area",
}
CHANCE = "More than chance?"
HOW_CHANCE_IS_TOLD = (
    "More than chance: two shares so far apart would come about by chance in fewer than one of 20 "
    "such comparisons (95%: the interval of their difference, from the Wilson interval of each)."
)


def compare(
    view: PageView,
    query: Query,
    cells: Sequence[Cell],
    coverage: Coverage,
    values: Mapping[str, str],
) -> tuple[dict[str, str], dict[str, str]]:
    """Draw both sides beside each other, or a fold in which to choose a second one.

    Returns the reader's choices for the second side, and all its values in full for the link.
    """
    given = {key: value for key in OTHERS if (value := current_value(key))}
    if given:
        with layout.section("compare", COMPARED, has_controls=True):
            return _compared(view, query, cells, coverage, values, given)
    with layout.fold(COMPARE, "compare") as is_open:
        if is_open:
            _compared(view, query, cells, coverage, values, {})
    return {}, {}


def _compared(
    view: PageView,
    query: Query,
    cells: Sequence[Cell],
    coverage: Coverage,
    values: Mapping[str, str],
    given: Mapping[str, str],
) -> tuple[dict[str, str], dict[str, str]]:
    """Draw the boxes of the second side, a notice of refused values, and both answers."""
    if why := why_not_compared(query):
        prose.words(why)
        _forget(given)
        return {}, {}
    options = _options(query, coverage)
    refused = [
        (LABELS[key], value, "cannot be chosen here")
        for key, value in given.items()
        if value not in options[key]
    ]
    kept = {key: value for key, value in given.items() if value in options[key]}
    # A refused value must not replace one that both sides share.
    for key, each in _refused_of(settle_second({**values, **kept}, coverage)).items():
        kept.pop(key, None)
        refused.append((LABELS[key], name_of_value(each, coverage), each.why))
    _forget(given.keys() - kept.keys())
    other = settle_second({**values, **kept}, coverage)
    with st.container(key="boxes-compare", horizontal=True, vertical_alignment="bottom"):
        for key in OTHERS:
            if options[key]:
                offer = Offer({each: Choice(label) for each, label in options[key].items()})
                box(key, LABELS[key], offer, SAME, kept.get(key))
    notice(refused)
    if not kept or other is None:
        prose.words("Choose other months, or another area, to see both side by side.")
        return {}, {}
    others = run_query(other.query, sources(view))
    _draw(view, query, other.query, pairs(query, cells, other.query, others))
    full = kept | _in_full(other.query, options)
    return kept, {key: full[key] for key in OTHERS if key in full}


def _forget(keys: Iterable[str]) -> None:
    # A refused value leaves the address, whether or not it has a box here.
    keep_all(dict.fromkeys(keys))


def _in_full(other: Query, options: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The months, or the quarter or year, of the second side, if they can be chosen here."""
    if not other.periods:
        return {}
    if other.quantity.family == Family.VICTIMS:
        return {RELEASED2: period_key(other.periods[0].first, LENGTHS[other.grain])}
    first, last = month_key(other.periods[0].first), month_key(other.periods[-1].last)
    return {key: month for key, month in ((FROM2, first), (TO2, last)) if month in options[key]}


def _draw(view: PageView, query: Query, other: Query, found: Sequence[Pair]) -> None:
    prose.words(comparison_text(query, other, found))
    heads = [capitalised(where_and_when(each)) for each in (query, other)]
    is_share = query.quantity.kind == MeasureKind.SHARE
    of = capitalised(query.quantity.label(query.splits[0])) if query.splits else "Figure"
    rows = pl.DataFrame(
        [
            {
                of: plain(pair.place) or "All",
                heads[0]: cell_text(query.quantity, pair.one),
                heads[1] if heads[1] != heads[0] else f"{heads[1]} ": cell_text(
                    query.quantity, pair.other
                ),
                "Difference": difference_text(query, pair),
                **({CHANCE: capitalised(pair.apart or "cannot be told")} if is_share else {}),
            }
            for pair in found
        ]
    )
    title = capitalised(title_of(query.quantity, view.day_state.limits))
    name = f"{file_name([query])}-beside-{file_name([other], is_second=True)}"
    table(
        rows,
        key="compared",
        alt="Both side by side",
        numbers=rows.columns[1:4],
        download=figures.download(view, name, view.day, None)._replace(
            rows=lambda: compared_file_rows(query, other, found, title)
        ),
    )
    if is_share:
        prose.caption(HOW_CHANCE_IS_TOLD)


def _refused_of(other: Settled | None) -> dict[str, Refusal]:
    """The refused values of the second side, by their keys on that side."""
    refused = {each.key: each for each in other.refused} if other else {}
    return {second: refused[first] for second, first in OTHERS.items() if first in refused}


def _options(query: Query, coverage: Coverage) -> dict[str, dict[str, str]]:
    quantity, splits = query.quantity, query.splits
    has_areas = not why_no_area(quantity, splits)
    areas = {ALL_AREAS: capitalised(TOGETHER)} | {each: each for each in coverage.areas}
    times: dict[str, dict[str, str]] = {FROM2: {}, TO2: {}, RELEASED2: {}}
    if quantity.family == Family.VICTIMS:
        released = released_in(quantity, splits, query.area, coverage.people)
        times[RELEASED2] = {
            key_of(each): capitalised(months_text(each)) for each in reversed(released)
        }
    else:
        every, _ = finest(quantity, coverage, splits, of_areas=query.is_of_areas)
        times[TO2] = {month_key(each.last): f"{each.last:%B %Y}" for each in every}
        if not quantity.on_the_day:
            times[FROM2] = {month_key(each.first): f"{each.first:%B %Y}" for each in every}
    return times | {AREA2: areas if has_areas else {}}
