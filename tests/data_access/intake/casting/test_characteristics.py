"""Answers about characteristics become whether it was asked, and are gone."""

from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.casting.parsers import asked_as
from data_access.vocabulary import AskedAs

ANSWERS: dict[AskedAs, Sequence[str | None]] = {
    AskedAs.OWN_ACCOUNT: (
        "W1 - White British|A2|Female|M|No|34|25-34|Married|Don’t know|Other|own account|"
        "Self-defined|B9 Any other Black background|Refugee|Visual impairment|No religion|"
        "Not married|X"
    ).split("|"),
    AskedAs.PREFERS_NOT_TO_SAY: (
        "Prefer not to say|PREFERS NOT TO SAY|Declined|Refused|Refused to answer|"
        "Would rather not say|Did not wish to disclose|Not disclosed|Did not answer|N4|"
        "N4 - Declined to define ethnicity|Not stated (N4)"
    ).split("|"),
    AskedAs.NOT_ASKED: [
        "Not asked",
        "not yet asked",
        "Unable to ask",
        "Could not be asked",
        "N1",
        "N2 - Situation involving public disorder",
        "N3",
        "Not stated - N3",
        "Officer's presence urgently required elsewhere",
    ],
    AskedAs.NOT_RECORDED: [
        None,
        "n/a",
        "None",
        "None recorded",
        "Unknown",
        "Not known",
        "U",
        "NK",
        "NS",
        "Not stated",
        "Not recorded",
        "Not provided",
        "Officer perceived: White",
        "IC1",
        "IC 3 Black",
        "System default",
        "Default",
        "0",
        "999",
    ],
}


@pytest.mark.parametrize("means", ANSWERS)
def test_an_answer_is_turned_into_how_it_was_come_by(means):
    answers = ANSWERS[means]

    asked = asked_as(pl.Series("c4", answers, dtype=pl.String))

    assert dict(zip(answers, asked, strict=True)) == dict.fromkeys(answers, means.value)


@pytest.mark.often
@given(st.lists(st.none() | st.text(max_size=30)))
def test_nothing_but_our_own_words_comes_out_and_one_for_each_row(answers):
    asked = asked_as(pl.Series("c4", answers, dtype=pl.String))

    assert len(asked) == len(answers)
    assert set(asked) <= {word.value for word in AskedAs}


@pytest.mark.parametrize("word", AskedAs)
def test_our_own_word_means_itself(word):
    assert asked_as(pl.Series([word.value.upper()])).to_list() == [word.value]
