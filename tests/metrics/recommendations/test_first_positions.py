"""What the response says of each part stands until something is recorded of it."""

import pytest

from data_access.vocabulary import Voice
from metrics.recommendations.first_positions import (
    admissions,
    age_text,
    ages_of_answers,
    in_short,
)
from tests.builders import AS_AT, day_of, day_state

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
    return in_short(state.parts.to_dicts(), Voice.FORCE)


def test_before_the_answer_nothing_was_said():
    assert first_position("in place", day=day_of("2021-09-09")) == ""
    assert first_position("in place", day=day_of("2021-09-10")) == "in the answer of 2021: in place"


def test_of_several_parts_it_is_counted_how_many_are_spoken_of_in_which_word():
    assert first_position("in place", "in place", "planned", "not mentioned", "said not done") == (
        "in the answer of 2021: 1 not mentioned, 1 said not done, 1 planned and 2 in place"
    )


def test_what_is_recorded_since_takes_the_place_of_what_the_answer_says():
    recorded = [{"requirement": f"P{number}", "state": "under way"} for number in (1, 2, 3, 4)]

    assert first_position("in place", *["planned"] * 4, position=recorded) == (
        "in the answer of 2021: planned"
    )
    assert (
        first_position("in place", position=[*recorded, recorded[0] | {"requirement": "P5"}]) == ""
    )


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


def test_what_a_body_says_it_does_not_do_is_listed_until_it_records_something_itself():
    stated = [
        {"stated_as": "said not done", "quote": "we do not collect this data"},
        {"requirement": "P2", "voice": "opcc", "stated_as": "said not done", "quote": "not seen"},
        {"requirement": "P3"},
    ]
    parts = [{"part": part, "label": f"3{part}"} for part in "abc"]

    def admitted(*positions):
        found = day_state(requirement=parts, stated_position=stated, position=positions)
        rows = admissions(found.parts, found.tables["stated_position"])
        return rows.select("label", "voice", "quote").rows()

    of_force, of_opcc = [
        ("3a", "force", "we do not collect this data"),
        ("3b", "opcc", "not seen"),
    ]
    assert admitted() == [of_force, of_opcc]
    assert admitted({"voice": "cps", "state": "under way"}) == [of_force, of_opcc]
    assert admitted({"voice": "force", "state": "under way"}) == [of_opcc]
