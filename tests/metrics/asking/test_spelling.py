"""An error of one letter is offered mended, and never taken for what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.full_text_index import words_in
from metrics.asking.spelling import words_meant
from tests.metrics.asking.asking import LEXICON, read
from tests.metrics.explore.questions import TODAY


def meant(text):
    return words_meant(words_in(text), LEXICON, TODAY)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        # A letter is missing, too many or another; two changed places.
        ("told in time in Plymoth", {"plymoth": "plymouth"}),
        ("escaltions by route", {"escaltions": "escalations"}),
        ("reviiews by result", {"reviiews": "reviews"}),
        ("right to reveiw requests", {"reveiw": "review"}),
        ("told late since Janury 2021", {"janury": "january"}),
        ("victms told lete in Devom", {"victms": "victims", "devom": "devon"}),
    ],
)
def test_a_word_one_letter_off_is_offered_and_not_taken(text, other):
    assert meant(text) == other
    assert {*other} <= {*read(text).not_understood}


@pytest.mark.parametrize(
    "text",
    [
        "told in time in Plymouth",
        # Two letters, a short word, a word known from elsewhere, and words that are no question.
        "told in time in Plimoth",
        "told in time in Dvn",
        "withdrawals early",
        "is it getting better",
        "x" * 5_000,
    ],
)
def test_nothing_is_offered_where_nothing_more_would_be_understood(text):
    assert meant(text) == {}


@given(st.text(max_size=60))
def test_of_any_text_only_words_that_are_not_understood_are_offered_mended(text):
    assert {*meant(text)} <= {*read(text).not_understood}
