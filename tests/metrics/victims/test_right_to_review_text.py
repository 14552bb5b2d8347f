"""The steps of each scheme by itself, and what can be said where most is withheld."""

import pytest

from data_access.vocabulary import Side
from metrics.victims.right_to_review_text import (
    explained_text,
    headings_of,
    headline_text,
    scheme_text,
    shown_shares_text,
    steps_of,
)
from metrics.victims.share_parts import Part, parts_of
from tests.sentences import TIME_TO_ASK_IS_OVER
from tests.victim_builders import summary_of

NO_SUSPECT = "police; no suspect recorded as identified and interviewed"
POLICE: dict[str, dict[str, int | None]] = {
    "qualifying_and_told_of_right": {
        "police; yes": 30,
        "police; no": 5,
        "police; not recorded": 5,
        "police; support had ended": 50,
        NO_SUSPECT: 12,
        "cps; yes": 20,
    },
    "qualifying_and_review": {
        "police; no review asked for": 25,
        "police; review asked for, not decided": 5,
        "police; original decision stands": 7,
        "police; overturned": None,
        "police; support had ended": 50,
        NO_SUSPECT: 12,
        "cps; no review asked for": 20,
    },
}


def test_the_steps_of_the_police_scheme_are_of_qualifying_decisions_and_show_what_is_outside():
    assert [tuple(step) for step in steps_of(summary_of(POLICE), Side.POLICE)] == [
        (TIME_TO_ASK_IS_OVER, 40, True),
        ("Told of the right to review", 30, True),
        ("Asked for a review", None, True),
        ("Decided", None, True),
        ("Original decision stands", 7, False),
        ("Overturned", None, False),
        ("Beside: support had ended, outside the scheme", 50, False),
        ("Beside: no suspect recorded as interviewed, outside the scheme", 12, False),
    ]


def test_the_headline_says_who_was_told_of_the_right_in_each_scheme():
    hidden = {"qualifying_and_told_of_right": {"police; yes": 12, "police; no": None}}
    both = {"qualifying_and_told_of_right": {"police; yes": None, "cps; yes": None}}

    assert headline_text(summary_of(POLICE), tuple(Side)) == (
        "Told of the right to review: police scheme 30 of 40, CPS scheme 20 of 20"
    )
    assert headline_text(summary_of(POLICE), [Side.POLICE]) == (
        "Told of the right to review: police scheme 30 of 40"
    )
    assert headline_text(summary_of(hidden), tuple(Side)) == (
        "Told of the right to review: police scheme 12, CPS scheme none"
    )
    assert headline_text(summary_of(both), tuple(Side)) == "The steps of a review"


def test_the_steps_of_the_cps_scheme_are_of_cps_decisions_alone():
    assert [tuple(step) for step in steps_of(summary_of(POLICE), Side.CPS)] == [
        (TIME_TO_ASK_IS_OVER, 20, True),
        ("Told of the right to review", 20, True),
        ("Asked for a review", 0, True),
        ("Decided", 0, True),
        ("Original decision stands", 0, False),
        ("Overturned", 0, False),
    ]


def test_each_scheme_has_its_own_sentence_that_ends_where_nobody_asked():
    summary = summary_of(POLICE)

    assert scheme_text(summary, Side.POLICE) == (
        "Police scheme: told of the right to review **75% (30 of 40)**, asked for a review "
        "**withheld**; original decision stands **7**, overturned **withheld**."
    )
    assert scheme_text(summary, Side.CPS) == (
        "CPS scheme: told of the right to review **100% (20 of 20)**; **nobody** asked for one."
    )


def steps_in_numbers(summary, side):
    """The number at each step but the first, by its label."""
    return {step.label: step.number for step in steps_of(summary, side)[1:]}


def test_how_many_are_said_where_their_share_is_withheld():
    hidden = {
        "qualifying_and_told_of_right": {"police; yes": 30, "police; no": None},
        "qualifying_and_review": {
            "police; no review asked for": None,
            "police; review asked for, not decided": 5,
            "police; original decision stands": 6,
            "police; overturned": 7,
        },
    }

    assert scheme_text(summary_of(hidden), Side.POLICE) == (
        "Police scheme: told of the right to review **30**, asked for a review **18**; original "
        "decision stands **6**, overturned **7**."
    )


def test_a_step_is_known_from_the_share_beside_it_where_its_words_are_withheld():
    hidden = {
        "qualifying_and_told_of_right": {
            "police; yes": 20,
            "police; no": None,
            "police; not recorded": None,
        },
        "qualifying_and_review": {
            "police; no review asked for": 12,
            "police; original decision stands": None,
            "police; overturned": None,
        },
        parts_of("review_right_told_police"): {Part.MET: 20, Part.REST: 6},
        parts_of("review_take_up_police"): {Part.MET: 14, Part.REST: 12},
    }

    assert [tuple(step) for step in steps_of(summary_of(hidden), Side.POLICE)][:4] == [
        (TIME_TO_ASK_IS_OVER, 26, True),
        ("Told of the right to review", 20, True),
        ("Asked for a review", 14, True),
        ("Decided", None, True),
    ]


def test_nobody_is_never_said_to_have_asked_of_some_whose_number_is_withheld():
    hidden = {
        "qualifying_and_told_of_right": {"cps; yes": None},
        "qualifying_and_review": {"cps; no review asked for": None},
    }

    assert scheme_text(summary_of(hidden), Side.CPS) == (
        "CPS scheme: told of the right to review **withheld**, asked for a review **withheld**; "
        "original decision stands **withheld**, overturned **withheld**."
    )
    assert set(steps_in_numbers(summary_of(hidden), Side.CPS).values()) == {None}


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ({"cps; yes": 9}, None),
        ({"cps; no": 9}, None),
        ({"cps; yes": 10}, 10),
        ({"cps; no": 10}, 0),
        ({}, 0),
    ],
)
def test_none_and_all_of_fewer_than_ten_are_withheld(told, number):
    asked = {"cps; no review asked for": sum(told.values())}
    summary = summary_of({"qualifying_and_told_of_right": told, "qualifying_and_review": asked})

    found = steps_in_numbers(summary, Side.CPS)

    assert found["Told of the right to review"] == number
    nobody_asked = "; **nobody** asked for one." in scheme_text(summary, Side.CPS)
    assert nobody_asked == (found["Asked for a review"] == 0) == (number is not None)


def test_what_came_of_fewer_than_ten_reviews_is_withheld_where_it_was_the_same_of_all():
    review = {"cps; no review asked for": 30, "cps; original decision stands": 7}
    summary = summary_of(
        {"qualifying_and_told_of_right": {"cps; yes": 37}, "qualifying_and_review": review}
    )

    assert steps_in_numbers(summary, Side.CPS) == {
        "Told of the right to review": 37,
        "Asked for a review": 7,
        "Decided": None,
        "Original decision stands": None,
        "Overturned": None,
    }


@pytest.mark.parametrize(("why", "place"), [("police; support had ended", -2), (NO_SUSPECT, -1)])
def test_that_all_or_none_of_fewer_than_ten_are_outside_the_police_scheme_is_withheld(why, place):
    numbers = []
    for inside, outside in ((0, 8), (8, 0), (0, 0), (30, 8)):
        told = {"police; no": inside, why: outside}
        review = {"police; no review asked for": inside, why: outside}
        summary = summary_of(
            {"qualifying_and_told_of_right": told, "qualifying_and_review": review}
        )
        steps = steps_of(summary, Side.POLICE)
        numbers.append((steps[0].number, steps[place].number))

    assert numbers == [(None, None), (None, None), (0, 0), (30, 8)]


def test_a_reader_is_told_in_how_many_quarters_something_can_be_said():
    summary = summary_of({}, POLICE)

    assert shown_shares_text(summary, Side.POLICE, headings_of(Side.POLICE)) == (
        "Of July to December 2021, 5 of the 6 shares of the police scheme can be shown. Of the 2 "
        "quarters counted, one by one: told of the right in 1 (1 with none), asked in 0 (1 with "
        "none), acknowledged in time in 0 (2 with none), decided in time in 0 (2 with none), "
        "stands in 0 (2 with none), overturned in 0 (2 with none)."
    )


def test_whether_the_right_was_explained_on_telling_can_be_said_of_all_decisions():
    explained = {"right_explained": {"yes": 66, "no": 22, "not recorded": 8, "not told": 4}}

    assert explained_text(summary_of(explained)) == (
        "Whether the right was explained when the victim was told is recorded with each decision, "
        "of the police or the CPS: **75% (66 of 88)**; for 12 it is not recorded, or "
        "they were not told."
    )
    hidden = {"right_explained": {"yes": None, "no": 22}}
    assert explained_text(summary_of(hidden)) == (
        "Whether the right was explained when the victim was told is recorded with each decision, "
        "of the police or the CPS: **withheld: small number**."
    )
