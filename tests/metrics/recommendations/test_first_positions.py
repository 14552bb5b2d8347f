"""What the response says of each part stands until something is recorded of it."""

import pytest
from hypothesis import given

from data_access.vocabulary import FirstPosition, Voice
from metrics.recommendations.first_positions import (
    age_text,
    ages_of_answers,
    in_short,
    with_first_positions,
    with_least_advanced,
)
from tests import made_up
from tests.builders import AS_AT, day_of, day_state, frame
from tests.metrics.parts import parts_of
from tests.often import often

FIVE_PARTS = [
    {"part": part, "label": f"1{part}", "answered": "partly"} for part in ("a", "b", "c", "d", "e")
]


def stated(*words):
    return [
        {
            "requirement": f"P{number}",
            "stated_as": word,
            "quote": None if word == "not mentioned" else "Words",
        }
        for number, word in enumerate(words, start=1)
    ]


def first_position(*words, day=AS_AT, **rows):
    state = day_state(day, requirement=FIVE_PARTS, stated_position=stated(*words), **rows)
    return in_short(state.recommendations.row(0, named=True), Voice.FORCE)


def test_before_the_answer_nothing_was_said():
    assert first_position("in place", day=day_of("2021-09-09")) == ""
    assert first_position("in place", day=day_of("2021-09-10")) == "in the answer of 2021: in place"


def slowly(recommendation, parts):
    """What the answer says of a recommendation for force and CPS, by loops."""
    own = [part for part in parts if part["recommendation"] == recommendation]
    found = {"stated_on": max((p["stated_on"] for p in own if p["stated_on"]), default=None)}
    for voice in ("force", "cps"):
        asked = [part for part in own if part[f"for_{voice}"]]
        if voice == "force" and not asked:
            asked = own
        left = [part for part in asked if part["stated_on"] and not part[f"{voice}_state"]]
        words = [part[f"{voice}_stated"] for part in left]
        said = [word for word in words if word not in (None, "not mentioned")]
        if said:
            word = min(said, key=list(FirstPosition).index)
        else:
            word = "not mentioned" if "not mentioned" in words else None
        found |= {
            f"{voice}_stated": word,
            f"{voice}_unsaid": len(words) - len(said) if left else None,
            f"{voice}_unrecorded": len(left) or None,
        }
    return found


@often(100)
@given(
    made_up.stores_with(
        "recommendation", "requirement", "position", "judgement", "evidence", "stated_position"
    )
)
def test_what_the_answer_says_of_a_recommendation_is_what_a_slow_reading_gives(rows):
    parts = with_first_positions(parts_of(rows), frame("stated_position", *rows["stated_position"]))
    refs = frame("recommendation", *rows["recommendation"]).select("ref")

    assert with_least_advanced(refs, parts).to_dicts() == [
        {"ref": ref} | slowly(ref, parts.to_dicts()) for ref in refs["ref"]
    ]


def test_its_age_is_said():
    state = day_state(stated_position=[{}])

    assert ages_of_answers(state.parts, AS_AT) == (
        "“In the answer” is what the published answer said, where nothing was recorded since: "
        "the answer of 2021 is 5 months old."
    )
    assert ages_of_answers(state.parts.clear(), AS_AT) == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (59, "59 days"),
        (60, "1 month"),
        (171, "5 months"),
        (729, "23 months"),
        (731, "2 years"),
        (1905, "5 years"),
    ],
)
def test_an_age_is_told_in_the_unit_that_fits(days, words):
    assert age_text(days) == words
