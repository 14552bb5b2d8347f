"""The steps of each scheme by itself, and what can be said where they are too few."""

from datetime import date

from data_access.vocabulary import Side
from metrics.finding import Finding, Look, Piece
from metrics.releases.tables import ALL, ASKED_POLICE
from metrics.victims.right_to_review_text import (
    NOTHING_RELEASED,
    headings_of,
    review_finding,
    summary_of_steps,
    unreleased_text,
)
from tests.released import quarter, summary_of, year

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


def test_each_scheme_has_its_steps_in_their_order_and_what_is_too_few_is_said_in_one_line():
    finding = review_finding(summary_of(EVERYTHING), tuple(Side))

    assert finding.headline == (
        "About 41% of 185 victims entitled to a police review and 58% of 60 to a CPS review are "
        "not known to have been told"
    )
    assert [(line.name, line.pieces, line.full) for line in finding.lines] == [
        (
            "Police scheme",
            [
                Piece(Look.DONE, 110, "110 told"),
                Piece(Look.UNKNOWN, 75, "75 not known"),
            ],
            185,
        ),
        (
            "CPS scheme",
            [
                Piece(Look.DONE, 25, "25 told"),
                Piece(Look.UNKNOWN, 35, "35 not known"),
            ],
            185,
        ),
    ]
    assert (finding.more, finding.base) == (
        "Police: asked 10, reviewed in time 5; too few to show, decision changed. CPS: too few to "
        "show, asked, reviewed in time, decision changed.",
        "All areas together, April 2020 to March 2021.",
    )
    assert finding.ask == (
        "Chief Constable and CPS: by when will every victim be told of the right, and the telling "
        "recorded?"
    )


def test_a_small_force_says_who_asked_though_not_who_was_told_of_the_right():
    finding = review_finding(summary_of(year(2020, FEW_ASKED)), tuple(Side))

    assert finding.headline == (
        "Fewer than 5 victims asked the police for a review; too few to say who was told of the "
        "right"
    )
    assert finding.ask == ""
    few_told = {"review_right_told_cps": {"met": 10, "not met": 10, ALL: 20}}
    assert review_finding(summary_of(year(2020, few_told)), [Side.CPS]).headline == (
        "Victims entitled to a review who are known to have been told: about 10 of about 20 to a "
        "CPS review"
    )
    nothing = review_finding(summary_of(quarter(SPRING, {})), tuple(Side))
    assert nothing == Finding(NOTHING_RELEASED)


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


def test_shares_that_are_released_nowhere_are_named_in_one_line():
    headings = headings_of(Side.POLICE)

    assert unreleased_text(summary_of(EVERYTHING), headings) == (
        "Too few for a share, here or in a year before: asked, acknowledged in time, stands, "
        "overturned."
    )
    assert unreleased_text(summary_of(EVERYTHING), {"review_decided_police": "Decided"}) == ""
