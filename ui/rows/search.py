"""The documents that match a search, with the search words in bold."""

from typing import NamedTuple

import polars as pl

from data_access.full_text_index import WORD, SearchTerms, Text, build_index, find_places
from metrics.day_facts import DayFacts
from metrics.day_state import DayState
from metrics.memoize import memoize
from metrics.periods import Limit
from metrics.search.documents import documents
from metrics.text_format import listed
from ui.elements.markdown import escaped, in_one_line

LONGEST_TITLE = 160
LONGEST_SNIPPET = 260
CUT = "…"


class SearchIndex(NamedTuple):
    """All documents of a day, one per row, and the rows of each word."""

    documents: pl.DataFrame
    words: bytes


def matches(day_state: DayState, terms: SearchTerms) -> pl.DataFrame:
    """The documents that contain every search word, best first. Shape: as ``documents``."""
    index = _index_on(day_state)
    return index.documents[find_places(index.words, terms)]


def unmatched_text(day_state: DayState, terms: SearchTerms) -> str:
    """A sentence with the words that are in no document; empty if there are none."""
    words = _index_on(day_state).words
    nowhere = [f"“{word}”" for word in terms.words if not find_places(words, SearchTerms((word,)))]
    return f"Not found anywhere: {listed(nowhere)}. Check the spelling." if nowhere else ""


def excerpt_text(text: str, terms: SearchTerms, longest: int) -> str:
    """The part of ``text`` around the first search word, with all search words in bold."""
    excerpt = _excerpt(in_one_line(text), terms, longest)
    pieces, at = [], 0
    for word in WORD.finditer(excerpt):
        if terms.match(word[0]):
            pieces += [escaped(excerpt[at : word.start()]), f"**{escaped(word[0])}**"]
            at = word.end()
    return "".join([*pieces, escaped(excerpt[at:])])


def _excerpt(text: str, terms: SearchTerms, longest: int) -> str:
    if len(text) <= longest:
        return text
    places = (word.start() for word in WORD.finditer(text) if terms.match(word[0]))
    place = next(places, 0)
    first = min(max(place - longest // 4, 0), len(text) - longest)
    # The part starts with a whole word, unless that would leave out the search word.
    start = max(text.find(" ", first, place) + 1, first)
    part = text[start : start + longest]
    if start + longest < len(text):
        part = f"{part.rsplit(' ', 1)[0]} {CUT}"
    return f"{CUT} {part}" if start else part


def _index_on(day_state: DayState) -> SearchIndex:
    # Days with equal facts share an index, unless a limit named in a definition differs.
    return _index(day_state.facts, tuple(day_state.limits.items()))


@memoize
def _index(facts: DayFacts, limits: tuple[tuple[str, Limit | None], ...]) -> SearchIndex:
    all_documents = documents(facts, dict(limits))
    texts = all_documents.select(Text._fields).iter_rows()
    return SearchIndex(all_documents, build_index(Text(*each) for each in texts))
