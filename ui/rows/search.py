"""The documents that match a search, with the search words in bold."""

import polars as pl

from data_access.full_text_index import WORD, SearchTerms, Text, build_index, find_places
from metrics.day_facts import DayFacts
from metrics.day_state import DayState
from metrics.memoize import memoize
from metrics.periods import Limit
from metrics.search.documents import DocumentType, documents
from metrics.text_format import listed
from ui.elements.markdown import escaped, in_one_line
from ui.pages import FIND, WHERE_PEOPLE_SIGN_IN

LONGEST_TITLE = 160
LONGEST_SNIPPET = 260
CUT = "…"
# All documents of a day, one per row, and the rows of each word.
SearchIndex = tuple[pl.DataFrame, bytes]


def matches(day_state: DayState, terms: SearchTerms) -> pl.DataFrame:
    """The documents that contain every search word, best first. Shape: as ``documents``."""
    all_documents, words = _index_on(day_state)
    return all_documents[find_places(words, terms)]


def unmatched_text(day_state: DayState, terms: SearchTerms) -> str:
    """A sentence with the words that are in no document; empty if there are none."""
    _, words = _index_on(day_state)
    nowhere = [f"“{word}”" for word in terms.words if not find_places(words, SearchTerms((word,)))]
    return f"Not found anywhere: {listed(nowhere)}. Check the spelling." if nowhere else ""


def excerpt_text(text: str, terms: SearchTerms, longest: int) -> str:
    """The part of ``text`` around the first search word, with all search words in bold."""
    return marked(_excerpt(in_one_line(text), terms, longest), terms)


def marked(text: str, terms: SearchTerms) -> str:
    """A text in one line with all search words in bold."""
    pieces, at = [], 0
    for word in WORD.finditer(text):
        if terms.match(word[0]):
            pieces += [escaped(text[at : word.start()]), f"**{escaped(word[0])}**"]
            at = word.end()
    return "".join([*pieces, escaped(text[at:])])


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
def _index(
    facts: DayFacts, limits: tuple[tuple[str, Limit | None], ...]
) -> tuple[pl.DataFrame, bytes]:
    pages = [
        {"kind": DocumentType.PAGE, "ref": page.path, "title": page.title, "text": page.question}
        for page in WHERE_PEOPLE_SIGN_IN
        if page != FIND
    ]
    all_documents = documents(facts, dict(limits), pages)
    texts = all_documents.select(Text._fields).iter_rows()
    return all_documents, build_index(Text(*each) for each in texts)
