"""Words are found in the texts that hold them, whatever was typed and however it is written."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import full_text_index
from data_access.full_text_index import (
    MOST_WORDS,
    SearchTerms,
    Text,
    build_index,
    find_places,
    parse_terms,
)
from data_access.store import StoreProblem
from tests.often import often

FEW = ["victim", "victims", "Victim’s", "victim's", "review", "Reviewed", "4", "4a", "café", "CAFE"]
BETWEEN = st.sampled_from([" ", "  ", ", ", " - ", "/", "\n", " “", "” ", "\0", " (", ")* "])
TEXTS = st.lists(
    st.lists(st.tuples(st.sampled_from(FEW), BETWEEN), max_size=4).map(
        lambda pairs: "".join(word + gap for word, gap in pairs)
    ),
    min_size=3,
    max_size=3,
).map(lambda three: Text(*three))
TYPED = st.lists(st.tuples(st.sampled_from([*FEW, "vic", "re", "caf"]), BETWEEN), max_size=4).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)


def found(typed, *texts):
    return find_places(build_index(Text("", "", text) for text in texts), parse_terms(typed))


def plainly(text):
    """A text in small letters, without accents and apostrophes, cut at all that is no letter."""
    for apostrophe in "'’":
        text = text.replace(apostrophe, "")
    letters = unicodedata.normalize("NFD", text.lower())
    bare = (each for each in letters if unicodedata.category(each) != "Mn")
    return "".join(each if each.isalnum() else " " for each in bare).split()


def holds(text, typed):
    """The slow and obvious way: each word in turn, beside each word of the text in turn."""
    typed_words, held = plainly(typed), plainly(" ".join(text))
    # A word typed twice stands where it was typed last.
    looked_for = [word for at, word in enumerate(typed_words) if word not in typed_words[at + 1 :]]
    last = len(looked_for) - 1
    return bool(looked_for) and all(
        any(
            seen in {word, word + "s"}
            or (len(word) > 3 and word.endswith("s") and seen == word[:-1])
            or (place == last and seen.startswith(word))
            for seen in held
        )
        for place, word in enumerate(looked_for)
    )


@often(400)
@given(st.lists(TEXTS, max_size=6), TYPED)
def test_what_is_found_is_what_a_plain_look_through_every_word_finds(texts, typed):
    places = find_places(build_index(texts), parse_terms(typed))

    assert sorted(places) == [place for place, text in enumerate(texts) if holds(text, typed)]


@often(200)
@given(st.lists(st.text(), max_size=4), st.text())
def test_whatever_is_typed_of_whatever_was_written_is_answered(texts, typed):
    places = found(typed, *texts)

    asked = parse_terms(typed)
    held = [text for place, text in enumerate(texts) if place in places]
    assert all(any(asked.match(word) for word in parse_terms(text).words) for text in held)


@often(200)
@given(st.text(min_size=1))
def test_a_text_is_found_by_all_of_its_own_words(text):
    few = " ".join(parse_terms(text).words[:MOST_WORDS])

    assert (1 in found(few, "something else", text)) == bool(few)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("victim’s", "The victim's account"),
        ("victims right", "The Victims’ Right to Review"),
        ("day told", "told within five days"),
        ("days", "on the day"),
        ("café", "a cafe\u0301"),
        ("STRASSE", "die Straße"),
        ("finding", "ﬁnding"),
        ("esca", "the escalation policy"),
    ],
)
def test_a_word_is_found_however_it_is_written(typed, text):
    assert found(typed, text) == [0]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("esca policy", "the escalation policy"),
        ("review right", "The right to be told"),
        ("scalation", "the escalation policy"),
        ("victim NOT right", "the victim’s right"),
    ],
)
def test_only_the_last_word_may_be_a_beginning_and_all_must_be_there(typed, text):
    assert found(typed, text) == []


@pytest.mark.parametrize("typed", ["", " ", "***", '"', "\0", "’’", "- ( ) : ^ *", "—", "😀"])
def test_what_holds_no_word_finds_nothing(typed):
    assert parse_terms(typed) == SearchTerms(())
    assert found(typed, "anything") == []


@pytest.mark.parametrize(
    "typed",
    [
        "review*",
        '"review"',
        "^review",
        "text:review",
        "-review",
        "NEAR(review, 2)",
        "'; DROP TABLE found; --review",
    ],
)
def test_signs_of_a_query_language_are_signs_and_words_alone(typed):
    text = "text near 2 or drop table found review"

    assert found(typed, text) == [0]


def test_of_a_long_text_the_first_words_are_looked_for_and_that_is_known():
    many = [f"w{number:02}" for number in range(MOST_WORDS + 1)]

    assert parse_terms(" ".join(many[:-1])) == SearchTerms(tuple(many[:-1]))
    assert parse_terms(" ".join(many)) == SearchTerms(tuple(many[:-1]), is_cut=True)
    assert found(" ".join(many), " ".join(many[:-1])) == [0]
    assert parse_terms("again " * 10_000) == SearchTerms(("again",))
    assert found("a" * 10_000, "a") == []


def test_a_word_among_the_names_comes_before_one_in_the_title_and_that_before_the_text():
    texts = [Text("x", "x", "four"), Text("x", "four", "x"), Text("four", "x", "x")]

    assert find_places(build_index(texts), parse_terms("four")) == [2, 1, 0]


def test_a_whole_word_comes_before_one_that_only_begins_so():
    assert found("A1", "A10", "A11", "A1", "A12") == [2, 0, 1, 3]


def test_many_threads_may_look_at_once():
    index = build_index(Text("", "", f"word{number} all") for number in range(50))

    with ThreadPoolExecutor(16) as threads:
        each = list(
            threads.map(
                lambda number: find_places(index, parse_terms(f"word{number} all")), range(50)
            )
        )

    assert each == [[number] for number in range(50)]


def test_a_python_without_the_means_is_said_in_plain_words(monkeypatch):
    monkeypatch.setattr(
        full_text_index, "CREATE", full_text_index.CREATE.replace("fts5", "fts_that_is_not_there")
    )

    with pytest.raises(StoreProblem, match=r"^Nothing can be looked for: "):
        found("word", "word")


def test_the_index_holds_no_text():
    index = build_index([Text("", "", "A sentence that was blanked since")])

    assert b"A sentence" not in index
    assert b"that was blanked since" not in index
