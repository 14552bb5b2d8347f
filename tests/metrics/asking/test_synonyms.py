"""Each other word leads to a thing that exists, and to one alone."""

from collections import Counter

from data_access.full_text_index import words_in
from data_access.vocabulary import OrganisationKind
from metrics.asking.lexicon import SAY_NOTHING_OF_THEIR_OWN, categories
from metrics.asking.synonyms import Kind, synonyms
from metrics.explore.quantity import NO_DIMENSIONS
from metrics.explore.query_text import title_of
from metrics.explore.registry import QUANTITIES
from metrics.trends.trend_text import Grain
from tests.metrics.asking.asking import LEXICON, LIMITS
from ui.page.filters import SHOWN
from ui.pages import PAGES

EXISTING = {
    Kind.QUANTITY: {*QUANTITIES},
    Kind.SPLIT: {*NO_DIMENSIONS}.union(*(each.dimensions for each in QUANTITIES.values())),
    Kind.CATEGORY: {*categories()},
    Kind.GRAIN: {*Grain},
    Kind.PAGE: {each.file for each in PAGES},
    Kind.SHOW: {*SHOWN},
    Kind.ORGANISATION: {*OrganisationKind},
    Kind.FILLER: set(),
    Kind.NEGATION: set(),
}


def phrase(words):
    return LEXICON.phrase(words_in(words))


def test_each_leads_to_things_that_exist():
    assert [each for each in synonyms() if not {*each.means} <= EXISTING[each.kind]] == []
    assert [
        each for each in synonyms() if bool(each.means) == (each.kind in SAY_NOTHING_OF_THEIR_OWN)
    ] == []


def test_only_words_of_several_quantities_or_dimensions_have_more_than_one_meaning():
    several = {each.kind for each in synonyms() if len(each.means) > 1}

    assert several == {Kind.QUANTITY, Kind.SPLIT}


def test_none_is_there_twice_in_whatever_form():
    fillers = Counter(each.words for each in synonyms() if each.kind == Kind.FILLER)
    others = Counter(phrase(each.words) for each in synonyms() if each.kind != Kind.FILLER)

    assert [words for words, number in (fillers + others).items() if number > 1] == []
    assert () not in others


def test_none_takes_a_title_away_from_another_quantity():
    titles = {phrase(title_of(each, LIMITS)): code for code, each in QUANTITIES.items()}
    taken = [
        each
        for each in synonyms()
        if each.kind == Kind.QUANTITY
        and titles.get(phrase(each.words), each.means[0]) not in each.means
    ]

    assert taken == []


def test_every_quantity_is_found_by_its_title_but_one_named_as_another():
    ref = {
        code: LEXICON.entries[phrase(title_of(each, LIMITS))].means[Kind.QUANTITY]
        for code, each in QUANTITIES.items()
    }

    assert {code: means for code, means in ref.items() if means[0] != code} == {
        "isva_referral_offered": ("isva_offered",)
    }
