"""Every word that a question is understood by, on one day in one store."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from data_access.vocabulary import ReturnReason
from metrics.asking.synonyms import Kind, synonyms
from metrics.cases.aggregation import NO, NOT_RECORDED, YES
from metrics.explore.case_counts import CONSIDERED, ESCALATION_WORDS, PLANS_CLOSED
from metrics.explore.quantity import LABELS, PERIOD
from metrics.explore.query_text import category_text, title_of
from metrics.explore.registry import QUANTITIES
from metrics.measures.case_plans import OPEN_PLAN_WORDS
from metrics.periods import Limits
from metrics.trends.trend_text import Grain
from metrics.victims.row_sets import ROW_SETS

# "Victims" and "days" are plurals; "gas", "CPS" and "process" are not.
SHORTEST_PLURAL = 4
# A part of an area's name stands for the area if it has at least as many letters.
SHORTEST_PART = 4
# Words of these kinds may belong to several dimensions; the quantity counted tells which is meant.
OF_DIMENSIONS = {Kind.CATEGORY, Kind.SPLIT}
SAY_NOTHING_OF_THEIR_OWN = (Kind.FILLER, Kind.NEGATION)
# Categories that say nothing without their dimension.
SAY_NOTHING_ALONE = {YES, NO, NOT_RECORDED, "other", "otherwise", "exempt", "decision"}
OF_CASES = {
    "considered": CONSIDERED.values(),
    "closed_reason": PLANS_CLOSED,
    "return_reason": [each.value for each in ReturnReason],
    **ESCALATION_WORDS,
    **OPEN_PLAN_WORDS,
}
Phrase = tuple[str, ...]
# Splits a text into its words, without capitals and accents.
WordsIn = Callable[[str], Sequence[str]]


class PhraseMeaning(NamedTuple):
    """The meaning of a phrase, by kind, and a sentence to show where it is used."""

    means: Mapping[Kind, tuple[str, ...]]
    note: str = ""


class Lexicon(NamedTuple):
    """``entries``: by phrase, without fillers and plurals. ``longest``: of a phrase, in words.

    ``negations``: words by which what follows is left out.
    """

    entries: Mapping[Phrase, PhraseMeaning]
    fillers: frozenset[str]
    negations: frozenset[str]
    longest: int

    def is_filler(self, word: str) -> bool:
        """Whether the word says nothing by itself."""
        return word in self.fillers

    def phrase(self, words: Iterable[str]) -> Phrase:
        """The words as entries have them."""
        return tuple(singular(each) for each in words if each not in self.fillers)


class Names(NamedTuple):
    """Names in a store and the app: areas, and by key organisations, kinds and pages.

    ``kinds``: by kind of organisation, the key of the first organisation of it.
    """

    areas: Sequence[str]
    organisations: Mapping[str, str]
    kinds: Mapping[str, str]
    pages: Mapping[str, str]


def singular(word: str) -> str:
    """A word without the s of its plural."""
    is_plural = len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word


def lexicon(names: Names, limits: Limits, words_in: WordsIn) -> Lexicon:
    """The words of the registries, of the list of synonyms, and of the store.

    Of the registries, the first that has a phrase keeps it; a synonym takes its place, and a name
    of the store that of both. Words of several dimensions stand for all of them.
    """
    fillers, negations = (
        frozenset(word for each in synonyms() if each.kind == kind for word in words_in(each.words))
        for kind in SAY_NOTHING_OF_THEIR_OWN
    )
    entries: dict[Phrase, PhraseMeaning] = {}
    made = Lexicon(entries, fillers, negations, 0)

    def add(words: str, kind: Kind, means: tuple[str, ...], note: str = "") -> None:
        if phrase := made.phrase(words_in(words)):
            before = entries.get(phrase, PhraseMeaning({}))
            entries[phrase] = PhraseMeaning({**before.means, kind: means}, note or before.note)

    def add_new(words: str, kind: Kind, means: tuple[str, ...]) -> None:
        entry = entries.get(made.phrase(words_in(words)), PhraseMeaning({}))
        before = entry.means.get(kind, ())
        if not before or kind in OF_DIMENSIONS:
            add(words, kind, tuple(dict.fromkeys((*before, *means))))

    for words, dimensions in categories().items():
        add_new(words, Kind.CATEGORY, dimensions)
    for words, keys in _splits().items():
        add_new(words, Kind.SPLIT, keys)
    for grain in Grain:
        add(grain.value, Kind.GRAIN, (grain.value,))
    for code, quantity in QUANTITIES.items():
        for words in (code.replace("_", " "), quantity.title, title_of(quantity, limits)):
            add_new(words, Kind.QUANTITY, (code,))
    for file, title in names.pages.items():
        add(title, Kind.PAGE, (file,))
    _add_synonyms(add, names)
    for ref, name in names.organisations.items():
        add(name, Kind.ORGANISATION, (ref,))
    _add_areas(add, names.areas, made, words_in)
    return made._replace(longest=max(map(len, entries), default=0))


def _add_synonyms(add: Callable[..., None], names: Names) -> None:
    for each in synonyms():
        if each.kind == Kind.ORGANISATION:
            if ref := names.kinds.get(each.means[0]):
                add(each.words, each.kind, (ref,), each.note)
        elif each.kind == Kind.CATEGORY:
            add(each.words, each.kind, categories()[each.means[0]], each.note)
        elif each.kind not in SAY_NOTHING_OF_THEIR_OWN:
            add(each.words, each.kind, each.means, each.note)


def _add_areas(
    add: Callable[..., None], areas: Sequence[str], made: Lexicon, words_in: WordsIn
) -> None:
    """Each area by its name, and by a word that no other area and nothing else has."""
    parts: dict[str, list[str]] = {}
    for area in areas:
        for word in {*words_in(area)} - made.fillers:
            parts.setdefault(word, []).append(area)
    for word, having in parts.items():
        is_known = made.phrase([word]) in made.entries
        if len(having) == 1 and len(word) >= SHORTEST_PART and not is_known:
            add(word, Kind.AREA, (having[0],))
    for area in areas:
        add(area, Kind.AREA, (area,))


@cache
def categories() -> Mapping[str, tuple[str, ...]]:
    """The dimensions that have each category, as pages show it, in the order of the registry."""
    found: dict[str, list[str]] = {}
    for dimension, category in _every_category():
        if category.lower() not in SAY_NOTHING_ALONE:
            found.setdefault(category_text(dimension, category).lower(), []).append(dimension)
    return {category: tuple(dict.fromkeys(places)) for category, places in found.items()}


def _every_category() -> Iterator[tuple[str, str]]:
    for quantity in QUANTITIES.values():
        words = ROW_SETS[quantity.rows].words if quantity.rows else OF_CASES
        for dimension in quantity.dimensions:
            yield from ((dimension, str(each)) for each in words.get(dimension, ()))


def _splits() -> dict[str, tuple[str, ...]]:
    """The dimensions that each label names."""
    found: dict[str, tuple[str, ...]] = {label: (key,) for key, label in LABELS.items()}
    for quantity in QUANTITIES.values():
        for key, label in quantity.dimensions.items():
            found[label] = tuple(dict.fromkeys((*found.get(label, ()), key)))
    return found | {LABELS[PERIOD]: (PERIOD,)}
