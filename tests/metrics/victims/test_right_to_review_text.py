"""The steps of each scheme by itself, and what can be said where they are too few."""

from datetime import date

from data_access.vocabulary import Side
from metrics.releases.tables import ALL, ASKED_POLICE
from metrics.victims.right_to_review_text import (
    explained_text,
    headings_of,
    headline_text,
    scheme_text,
    steps_of,
    summary_of_steps,
    too_few_text,
    unreleased_text,
)
from tests.released import quarter, summary_of, year
from tests.sentences import TIME_TO_ASK_IS_OVER

SPRING = date(2021, 4, 1)
NO_SUSPECT = "no suspect recorded as identified and interviewed"
ASKED = {
    ASKED_POLICE: {
        "asked for a review": 10,
        "did not ask": 180,
        "support had ended": 630,
        NO_SUSPECT: 80,
    }
}
FEW_ASKED = {
    ASKED_POLICE: {
        "asked for a review": None,
        "did not ask": 70,
        "support had ended": 255,
        NO_SUSPECT: 40,
    }
}
TOLD = {
    "review_right_told_police": {"met": 110, "not met": 75, ALL: 185},
    "review_right_told_cps": {"met": 25, "not met": 35, ALL: 60},
}
DECIDED = {"review_decided_police": {"met": 5, "not met": 5, ALL: 10}}
EVERYTHING = year(2020, ASKED | TOLD | DECIDED)
THIS_YEAR = "all areas together, April 2020 to March 2021"


def test_the_steps_of_the_police_scheme_come_in_their_order_with_what_is_outside_beside():
    assert [tuple(step) for step in steps_of(summary_of(EVERYTHING), Side.POLICE)] == [
        (TIME_TO_ASK_IS_OVER, 185, True),
        ("Told of the right to review", 110, True),
        ("Asked for a review", 10, True),
        ("Reviews whose time to decide is over", 10, False),
        ("Decided in time", 5, True),
        ("Beside: support had ended, outside the scheme", 630, False),
        ("Beside: no suspect recorded as interviewed, outside the scheme", 80, False),
    ]


def test_what_is_too_few_to_show_is_said_of_each_scheme_in_one_line():
    summary = summary_of(EVERYTHING)

    assert too_few_text({side: steps_of(summary, side) for side in Side}) == (
        "Too few to show. Police scheme: original decision stands, overturned; CPS scheme: asked "
        "for a review, decided in time, original decision stands, overturned."
    )
    results = {"review_stands_police": {"met": 30, "not met": 10}}
    of_police = steps_of(summary_of(year(2020, ASKED | TOLD | DECIDED | results)), Side.POLICE)
    assert too_few_text({Side.POLICE: of_police}) == ""


def test_each_scheme_has_a_sentence_from_the_right_to_the_reviews_decided():
    summary = summary_of(EVERYTHING)

    assert scheme_text(summary, summary, Side.POLICE) == (
        "Police scheme: told of the right to review **about 59%, some 110 of 185**; asked for one: "
        "**about 10**. Of reviews due, decided in time: **about 5 of about 10**."
    )
    assert scheme_text(summary, summary, Side.CPS) == (
        "CPS scheme: told of the right to review **about 42%, some 25 of 60**; too few to say how "
        "many asked, or were decided in time."
    )


def test_where_few_asked_it_is_said_that_no_share_decided_in_time_can_be():
    summary = summary_of(year(2020, FEW_ASKED | TOLD))

    assert scheme_text(summary, summary, Side.POLICE) == (
        "Police scheme: told of the right to review **about 59%, some 110 of 185**; asked for one: "
        "**fewer than 5**. Too few reviews to say how many were decided in time."
    )


def test_a_small_force_says_who_asked_though_not_who_was_told_of_the_right():
    summary = summary_of(year(2020, FEW_ASKED))

    assert scheme_text(summary, summary, Side.POLICE) == (
        "Police scheme: **fewer than 5** asked for a review, about 70 did not. Too few reviews to "
        "say how many were decided in time."
    )
    assert scheme_text(summary, summary, Side.CPS) == (
        "CPS scheme: too few to say who was told of the right, or asked."
    )


def test_of_the_cps_scheme_too_it_is_said_who_did_not_ask():
    summary = summary_of(year(2020, {"review_take_up_cps": {"met": 5, "not met": 30}}))

    assert scheme_text(summary, summary, Side.CPS) == (
        "CPS scheme: **about 5** asked for a review, about 30 did not. Too few reviews to say how "
        "many were decided in time."
    )


def test_reviews_decided_in_another_period_say_which():
    summary = summary_of(EVERYTHING, quarter(SPRING, FEW_ASKED | TOLD))

    assert scheme_text(summary, summary, Side.POLICE).endswith(
        f". Of reviews due ({THIS_YEAR}), decided in time: **about 5 of about 10**."
    )


def test_steps_are_of_the_nearest_period_in_which_it_is_released_who_asked():
    told_alone = quarter(SPRING, TOLD)
    asked_too = summary_of(EVERYTHING, quarter(SPRING, FEW_ASKED), area="Devon")

    of = summary_of_steps(summary_of(EVERYTHING, told_alone))
    assert of is not None
    assert of.chosen is EVERYTHING
    assert summary_of_steps(asked_too) is asked_too.everywhere
    without = summary_of(told_alone)
    assert summary_of_steps(without) is without
    assert summary_of_steps(summary_of(quarter(SPRING, {}))) is None


def test_the_headline_says_who_was_told_of_the_right_in_each_scheme():
    summary = summary_of(EVERYTHING)

    assert headline_text(summary, tuple(Side)) == (
        "Told of the right to review: police scheme 59%, CPS scheme 42%"
    )
    assert headline_text(summary, [Side.POLICE]) == (
        "Told of the right to review: police scheme 59%"
    )
    assert headline_text(summary_of(year(2020, ASKED)), tuple(Side)) == "The steps of a review"


def test_shares_that_are_released_nowhere_are_named_in_one_line():
    headings = headings_of(Side.POLICE)

    assert unreleased_text(summary_of(EVERYTHING), headings) == (
        "Too few for a share, here or in a year before: asked, acknowledged in time, stands, "
        "overturned."
    )
    assert unreleased_text(summary_of(EVERYTHING), {"review_decided_police": "Decided"}) == ""


def test_whether_the_right_was_explained_on_telling_is_said_of_both_schemes_together():
    explained = {"right_explained": {"met": 60, "not met": 20, ALL: 80}}
    start = "Right explained when the victim was told, by the police or the CPS, where that is"

    assert explained_text(summary_of(year(2020, explained))) == (
        f"{start} recorded: **about 75%, some 60 of 80**."
    )
    later = summary_of(year(2020, explained), quarter(SPRING, {}))
    assert explained_text(later) == (
        f"{start} recorded ({THIS_YEAR}): **about 75%, some 60 of 80**."
    )
    assert explained_text(summary_of(quarter(SPRING, {}))) == (f"{start} recorded: too few to say.")
