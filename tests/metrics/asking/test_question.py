"""Of a question every word is understood, says nothing by itself, or is named."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data_access.full_text_index import words_in
from metrics.asking.synonyms import Kind
from tests.metrics.asking.asking import LEXICON, chosen, read
from tests.metrics.explore.questions import COVERAGE, settled

KNOWN = sorted({word for phrase in LEXICON.entries for word in phrase})
TIMES = ["since april", "last quarter", "in 2021/22", "between april and june", "this year"]
TEXTS = st.lists(
    st.sampled_from([*KNOWN, *LEXICON.fillers, *LEXICON.negations, *TIMES]) | st.text(max_size=12),
    max_size=14,
).map(" ".join)


def words_of(text):
    found = read(text)
    return [(each.words, sorted(each.entry.means)) for each in found.found], found.not_understood


@given(TEXTS)
@example("<script>alert(1)</script>")
@example("\u202e \u0639\u0631\u0628\u064a \u05e9\u05dc\u05d5\u05dd \U0001f600 \0")
@example("x" * 5_000)
@example("open plans " * 500)
def test_every_word_of_any_text_is_understood_a_filler_or_named(text):
    found = read(text)
    understood = [word for each in found.found for word in each.words.split()]

    left_out = [word for each in found.left_out for word in each.words.split()]

    missing = {*words_in(text)} - {*understood, *left_out, *found.not_understood} - LEXICON.fillers
    assert missing == set()


@given(TEXTS)
def test_the_choices_that_any_text_becomes_are_all_allowed_and_lead_back_to_the_same(text):
    choices = chosen(text)
    if choices is None:
        return

    again = settled(
        COVERAGE,
        since=choices.values.get("from"),
        until=choices.values.get("to"),
        **{key: value for key, value in choices.values.items() if key not in ("from", "to")},
    )
    assert (again.refused, again.query) == ([], choices.query)


@given(TEXTS)
def test_what_is_understood_and_not_chosen_has_its_reason(text):
    choices = chosen(text)

    for each in choices.not_chosen if choices else ():
        assert each.words
        assert each.why
        # No limit that is still to be filled in.
        assert "{" not in each.words + each.why


def test_the_longest_words_that_stand_for_one_thing_count_over_fillers_between():
    assert words_of("victims who were told late by phone") == (
        [
            ("told late", [Kind.CATEGORY, Kind.QUANTITY]),
            ("phone", [Kind.CATEGORY]),
        ],
        [],
    )


@pytest.mark.parametrize(
    ("text", "found", "left_out", "not_understood"),
    [
        ("actions not overdue", ["actions"], ["not overdue"], []),
        ("told in time excluding Plymouth", ["told in time"], ["excluding plymouth"], []),
        ("actions not led by the CPS", ["actions"], ["not led by the cps"], ["led"]),
        ("told late, but not since April", ["told late"], ["not since april"], ["but"]),
        ("plans except in Devon since April", ["plans", "since april"], ["except in devon"], []),
        ("actions that aren’t late in Devon", ["actions", "devon"], ["arent late"], []),
        # What is split by shows the others too.
        ("open plans not over 90 days", ["open plans", "over 90 days"], [], ["not"]),
        # What has a name of its own is not left out.
        ("victims not told", ["not told"], [], []),
        ("victims who were not told late", ["not told late"], [], []),
        ("actions with no date", ["actions with no date"], [], []),
        ("actions not complete", ["actions", "not complete"], [], []),
        # A number.
        ("no. of reviews", ["reviews"], [], ["no"]),
        # Nothing follows.
        ("open plans or not", ["open plans"], [], ["not"]),
    ],
)
def test_what_a_question_leaves_out_is_named_and_never_chosen(
    text, found, left_out, not_understood
):
    reading = read(text)

    assert [each.words for each in reading.found] == found
    assert [each.words for each in reading.left_out] == left_out
    assert reading.not_understood == not_understood


def test_a_word_that_is_no_other_is_named_once():
    assert words_of("elephants in Devon and more elephants") == (
        [("devon", [Kind.AREA])],
        ["elephants", "more"],
    )


@pytest.mark.parametrize(
    ("name", "ref"),
    [("CPS", "cps"), ("the force", "force"), ("Devon and Cornwall Police", "force")],
)
def test_an_organisation_is_known_by_its_name_and_by_what_it_is(name, ref):
    [found] = read(name).found

    assert found.of(Kind.ORGANISATION) == (ref,)
