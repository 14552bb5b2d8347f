"""A walk through whatever can stand in the address of Explore: something is always answered."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.explore.chart_choice import Drawn, ways_to_draw, why_not_drawn
from metrics.explore.quantity import AREA
from metrics.explore.query import KEYS, Coverage
from metrics.explore.query_address import in_full
from metrics.explore.query_text import headline, query_text
from metrics.explore.run_query import Sources, counted_at, overall_share, run_query
from metrics.explore.valid_query import Settled, settle
from metrics.measures.measure import MeasureKind
from tests.explorer_states import DAYS, State, states
from tests.often import rounds
from ui import reads
from ui.explore.explore_controls import sources
from ui.page.page_view import PageView
from ui.rows.explore import answer_rows, chart_rows, number_columns
from ui.rows.explore_file import file_rows

FEW, MANY = 60, 2_000
# Most of the walk is where there is most to see.
KINDS = st.sampled_from(["demonstration"] * 8 + ["starter", "empty"])
Exploration = Callable[[str, str], "Looked"]


class Looked(NamedTuple):
    """The view of a page, the periods and areas to choose from, and the sources of results."""

    view: PageView
    coverage: Coverage
    sources: Sources


@pytest.fixture(scope="module")
def look(store_for):
    """Looks at a kind of store on a day."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:

        def looked(kind, day):
            patch.setenv("STORE_URL", store_for(kind))
            if (kind, day) not in found:
                snapshot = reads.store_state()
                day_state = snapshot.day_state(date.fromisoformat(day))
                view = PageView(day_state, day_state, snapshot, {}, {})
                found[kind, day] = Looked(view, snapshot.explore_coverage(view.day), sources(view))
            return found[kind, day]

        yield looked


def is_answered(look: Exploration, asked: State, kind: str, day: str) -> bool:
    """Whether a state comes to a question, the same when asked again, and to words and rows."""
    view, coverage, found = look(kind, day)
    settled = settle(asked, coverage)
    query, cells = settled.query, run_query(settled.query, found)
    assert_same_when_asked_again(settled, coverage)
    assert_refused_by_name(settled, asked)
    assert_drawn(query, cells)
    assert query_text(query, view.day_state.limits).endswith("?")
    assert headline(query, cells, view.day_state.limits).endswith(".")
    assert counted_at(query, found, coverage) <= view.day
    if query.splits == (AREA,) and query.quantity.kind == MeasureKind.SHARE and cells:
        overall_share(query, cells, found)
    link = in_full(settled)
    opened = settle(link, coverage)
    assert (opened.query, opened.refused) == (query, [])
    return True


def assert_same_when_asked_again(settled: Settled, coverage: Coverage) -> None:
    again = settle(settled.values, coverage)
    assert (again.query, again.refused, again.values) == (
        settled.query,
        [],
        settled.values,
    )


def assert_refused_by_name(settled: Settled, asked: State) -> None:
    """Each value asked for is used, or refused with a reason."""
    done = {*settled.query.splits, *settled.values.values()}
    not_done = {key for key in KEYS if asked[key] and asked[key] not in done}
    refused = {each.key: each.given for each in settled.refused}
    assert not_done <= refused.keys()
    assert refused == {key: asked[key] for key in refused}
    assert all(each.why.strip() for each in settled.refused)


def assert_drawn(query, cells):
    """Every way to draw an answer has rows, and any other way a reason."""
    ways, rows = ways_to_draw(query, cells), answer_rows(query, cells)
    assert {*number_columns(query, rows)} <= {*rows.columns}
    assert file_rows(query, cells, "What").height == len(cells)
    if {Drawn.LINE, Drawn.BAR} & {*ways}:
        assert chart_rows(query, cells).height == len(cells)
    for way in (*Drawn, "no such word"):
        assert way in ways or why_not_drawn(query, cells, way)


@settings(max_examples=rounds(MANY, FEW))
@given(states(), KINDS, st.sampled_from(DAYS))
def test_whatever_is_asked_is_answered(look, asked, kind, day):
    assert is_answered(look, asked, kind, day)
