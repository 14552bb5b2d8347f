"""The boxes of the page Explore, the query they make, and the sources of its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import streamlit as st

from metrics.cases.aggregation import NOT_RECORDED
from metrics.cases.month_ends import month_end
from metrics.explore.allowed_dimensions import first_splits, second_splits, why_no_area
from metrics.explore.chart_choice import DRAWN_LABELS, Drawn, ways_to_draw, why_not_drawn
from metrics.explore.comparison import OTHERS
from metrics.explore.period_ranges import months_between
from metrics.explore.quantity import AREA
from metrics.explore.query import (
    BY,
    BY2,
    FROM,
    GRAIN,
    MEASURE,
    TO,
    Cell,
    Coverage,
    Query,
    Refusal,
    Settled,
    finest,
    grains_of,
    settle,
)
from metrics.explore.query_text import Limits, title_of
from metrics.explore.registry import QUANTITIES
from metrics.explore.run_query import Sources, run_query
from metrics.periods import Period
from metrics.text_format import capitalised
from ui.explore.linked_selects import box, current_value, notice
from ui.page.page_view import PageView
from ui.page.url_state import keep_all

CHART = "chart"
KEYS = (MEASURE, BY, BY2, AREA, FROM, TO, GRAIN, CHART)
LABELS = {
    MEASURE: "What to count",
    BY: "Split by",
    BY2: "And by",
    AREA: "Area",
    FROM: "From",
    TO: "To",
    GRAIN: "Length of a period",
    CHART: "Shown as",
}
NOTHING_CHOSEN = {
    BY: "Nothing",
    BY2: "Nothing more",
    AREA: "All areas",
    FROM: "The usual start",
    TO: "The newest",
}
# Keys whose values are dropped if they do not fit another choice.
GIVES_WAY = {MEASURE: (BY, BY2, GRAIN), BY: (BY2, GRAIN), BY2: (GRAIN,)}


class Exploration(NamedTuple):
    """The query, its answer and drawing, the choices on offer and the sources of the answer.

    ``view``: holds the reader's choices, and every choice in full for its link.
    """

    view: PageView
    query: Query
    cells: Sequence[Cell]
    drawn: Drawn
    coverage: Coverage
    sources: Sources


def explore(view: PageView) -> Exploration:
    """Draw the boxes and a notice of refused values; return the query with its answer."""
    coverage = coverage_on(view)
    asked = {key: current_value(key) for key in KEYS}
    settled = settle(asked, coverage)
    query = settled.query
    read_from = sources(view)
    cells = run_query(query, read_from)
    ways = ways_to_draw(query, cells)
    refused, wanted = [*settled.refused], asked[CHART]
    if wanted and wanted not in ways:
        refused.append(Refusal(CHART, wanted, why_not_drawn(query, cells, wanted)))
    chosen = Drawn(wanted) if wanted in ways else None
    values = {**settled.values, CHART: chosen and chosen.value}
    # These include the second side, whose empty values may be in a link.
    keep_all({**values, **{key: current_value(key) or None for key in OTHERS}})
    _boxes(view, query, coverage, ways, values)
    notice([(LABELS[each.key], each.given, each.why) for each in refused])
    drawn = chosen or ways[0]
    seen = replace(view, chosen=values, in_full=in_full(settled, drawn))
    return Exploration(seen, query, cells, drawn, coverage, read_from)


def keys_to_clear(
    key: str, values: Mapping[str, str | None], coverage: Coverage, chosen: str | None
) -> set[str]:
    """The keys to clear when ``chosen`` is set under ``key``, the form of drawing included."""
    gives_way = GIVES_WAY.get(key, ())
    if key == BY and chosen is None:
        # The second split would become the first, and bring back the values that go with it.
        return {CHART, *gives_way}
    refused = settle({**values, key: chosen}, coverage).refused
    is_drawn_anew = {CHART} if gives_way else set()
    return is_drawn_anew | {each.key for each in refused if each.key in gives_way}


def in_full(settled: Settled, drawn: Drawn) -> dict[str, str]:
    """Every parameter of the view, with the defaults written out."""
    query = settled.query
    first, last = _months(settled)
    values = {
        MEASURE: query.quantity.code,
        **dict(zip((BY, BY2), query.splits, strict=False)),
        AREA: query.area,
        GRAIN: query.grain.value if query.is_by_period else None,
        FROM: first,
        TO: last,
        CHART: drawn.value,
    }
    return {key: value for key, value in values.items() if value}


def _months(settled: Settled) -> tuple[str | None, str | None]:
    """The first and last month in full, as the address has them without data, or null."""
    periods = settled.query.periods
    if not periods:
        return settled.values[FROM], settled.values[TO]
    if periods[-1].last != month_end(periods[-1].last):
        # The last month is not over: the default then depends on the day, which every link holds.
        return None, None
    return f"{periods[0].first:%Y-%m}", f"{periods[-1].last:%Y-%m}"


def coverage_on(view: PageView) -> Coverage:
    """The choices on offer on the day of the view."""
    summary = view.state.victim_summary(view.day, None, None)
    cases = view.state.case_summary(view.day, None, None)
    opened_on = min(view.full_state.tables["action"]["opened_on"], default=view.day)
    return Coverage(
        view.day,
        [Period(each.first, each.last) for each in summary.quarters] if summary else [],
        [Period(each.first, each.last) for each in summary.years] if summary else [],
        months_between(cases.period.first, cases.as_at) if cases else [],
        months_between(opened_on, view.day),
        [*area_choices(view), NOT_RECORDED],
    )


def sources(view: PageView) -> Sources:
    """The sources from which answers to a view's queries are read."""
    return Sources(
        view.state.victim_summary(view.day, None, None),
        partial(view.state.explored_cases, view.day),
        view.state.day_state,
        area_choices(view),
    )


def area_choices(view: PageView) -> list[str]:
    """The areas, in order of name."""
    names: list[str] = view.full_state.tables["area"]["name"].sort().to_list()
    return names


def _boxes(
    view: PageView,
    query: Query,
    coverage: Coverage,
    ways: Sequence[Drawn],
    values: Mapping[str, str | None],
) -> None:
    quantity, limits = query.quantity, view.day_state.limits
    options = _options(query, coverage, limits) | {
        CHART: {each.value: DRAWN_LABELS[each] for each in ways}
    }
    usual = {
        MEASURE: capitalised(title_of(quantity, limits)),
        GRAIN: capitalised(query.grain),
        CHART: DRAWN_LABELS[ways[0]],
    }
    with st.container(key="boxes-explore", horizontal=True, vertical_alignment="bottom"):
        for key in KEYS:
            if options[key] and (key != CHART or len(ways) > 1):
                otherwise = usual.get(key) or NOTHING_CHOSEN[key]
                forgets = partial(keys_to_clear, key, values, coverage)
                box(key, LABELS[key], options[key], otherwise, values[key], forgets)


def _options(query: Query, coverage: Coverage, limits: Limits) -> dict[str, dict[str, str]]:
    """By key, the values that fit the rest of the query, with their labels."""
    quantity = query.quantity
    every, _ = finest(quantity, coverage, query.splits, query.area)
    has_start = query.is_by_period or not quantity.on_the_day
    grains = grains_of(quantity, query.splits, query.area) if query.is_by_period else ()
    seconds = second_splits(quantity, query.splits[0]) if query.splits else []
    areas = [] if why_no_area(quantity, query.splits) else coverage.areas
    return {
        MEASURE: {code: capitalised(title_of(each, limits)) for code, each in QUANTITIES.items()},
        BY: {each: capitalised(quantity.label(each)) for each in first_splits(quantity)},
        BY2: {each: capitalised(quantity.label(each)) for each in seconds},
        AREA: {each: each for each in areas},
        FROM: {f"{each.first:%Y-%m}": f"{each.first:%B %Y}" for each in every if has_start},
        TO: {f"{each.last:%Y-%m}": f"{each.last:%B %Y}" for each in every},
        GRAIN: {each.value: capitalised(each) for each in grains},
    }
