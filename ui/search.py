"""Looking for words in all that was known on a day.

What is typed stays in the reader's session: it is in no address, no log and no store.
"""

from typing import NamedTuple

import polars as pl
import streamlit as st

from data_access.full_text_index import Text, Wanted, index_of, places_found, wanted
from metrics.day_facts import DayFacts
from metrics.memoize import kept
from metrics.periods import Limit
from metrics.search.document_types import Kind, kinds_counted, several
from metrics.search.documents import things
from metrics.text_format import capitalised, listed
from ui.elements.cell_html import html_of
from ui.elements.figures import NO_FILTERS, PLAN, RECOMMENDATIONS
from ui.measure_pages import places_of
from ui.page import layout
from ui.page.filters import INSPECTION, MEETING, RECOMMENDATION
from ui.page.page_view import View
from ui.rows.cell_format import Row
from ui.rows.search_snippets import LONGEST_TEXT, LONGEST_TITLE, marked

MEETINGS = "../pages/meetings.py"
# Of one kind: so many at first, and so many more to be opened.
SHOWN_AT_FIRST = 5
SHOWN_MORE = 45


class Searched(NamedTuple):
    """All that can be looked for, a row a thing, and in which rows each word stands."""

    things: pl.DataFrame
    known_words: bytes


def box() -> Wanted:
    """The words that the reader is looking for; none before any are typed."""
    typed = st.text_input(
        "Words to look for",
        key="words",
        type="search",
        placeholder="A subject, a system, recommendation 4",
        autocomplete="off",
        persist_state="session",
    )
    asked = wanted(typed or "")
    if typed and not asked.words:
        st.info("There is no word in that: type letters or figures.")
    if asked.is_cut:
        st.info(f"That is a long text: the first {len(asked.words)} words of it are looked for.")
    return asked


def found_on(view: View, asked: Wanted) -> pl.DataFrame:
    """What held every word looked for as at the view's day, best first. Shape: as ``things``."""
    searched = _searched_on(view)
    return searched.things[places_found(searched.known_words, asked)]


def found_nowhere(view: View, asked: Wanted) -> str:
    """Which of the words, folded, stand in nothing that could be found; nothing where all do."""
    known_words = _searched_on(view).known_words
    words = [f"“{word}”" for word in asked.words if not places_found(known_words, Wanted((word,)))]
    return f"Nowhere at all: {listed(words)}. Is it spelt as it was meant?" if words else ""


def show(view: View, found: pl.DataFrame, asked: Wanted) -> None:
    """A section a kind: each thing found as a link to where it stands, and some of its words."""
    for kind, heading in kinds_counted(found["kind"]).items():
        of_kind = found.filter(pl.col("kind") == kind)
        name = kind.name.lower()
        with layout.section(f"found-{name}", capitalised(heading)):
            _show_each(view, of_kind.head(SHOWN_AT_FIRST), asked)
            others = of_kind.slice(SHOWN_AT_FIRST, SHOWN_MORE)
            if others.is_empty():
                continue
            with layout.fold(f"{others.height} more", f"found-{name}") as is_open:
                if is_open:
                    _show_each(view, others, asked)
            left = of_kind.height - SHOWN_AT_FIRST - others.height
            if left:
                st.caption(f"And {left:,} that are not shown: one word more finds fewer.")


def what_is_looked_through() -> str:
    """Each kind of thing that can be found; and that no case ever is."""
    return f"Looked through: {listed(map(several, Kind))}. Never a row of a case."


def _searched_on(view: View) -> Searched:
    # Days that know the same share it, unless a limit named in a definition changed between them.
    return _searched(view.day_state.facts, tuple(view.day_state.limits.items()))


@kept
def _searched(facts: DayFacts, limits: tuple[tuple[str, Limit | None], ...]) -> Searched:
    found = things(facts, dict(limits))
    texts = found.select(Text._fields).iter_rows()
    return Searched(found, index_of(Text(*each) for each in texts))


def _show_each(view: View, found: pl.DataFrame, asked: Wanted) -> None:
    for row in found.iter_rows(named=True):
        page, parameters = _where(view, row)
        title = marked(row["title"], asked, LONGEST_TITLE)
        st.page_link(page, label=title, query_params=parameters)
        if row["text"]:
            words = html_of(marked(row["text"], asked, LONGEST_TEXT))
            st.html(f'<p class="found">{words}</p>')


def _where(view: View, row: Row) -> tuple[str, dict[str, str]]:
    """The page on which a thing stands and its address, as at the view's day."""
    if row["kind"] == Kind.MEASURE:
        [place] = places_of([row["ref"]])
        return place.path, view.parameters()
    if row["kind"] in {Kind.MEETING, Kind.DECISION, Kind.ASK}:
        return MEETINGS, view.parameters(**{MEETING.key: row["meeting"] or ""})
    page, chosen = RECOMMENDATIONS, {RECOMMENDATION.key: row["number"] or ""}
    if row["action"]:
        page, chosen = PLAN, {"action": row["action"]}
    of = {INSPECTION.key: row["inspection"] or ""} if len(view.whole.titles) > 1 else {}
    return page, view.parameters(**(NO_FILTERS[page] | of | chosen))
