"""Victim communication: those not known to be told lead, and every number is one of a release."""

import pytest

from metrics.releases.tables import ALL
from tests.pages.conftest import captions, everything_said, html_of, newest_year
from tests.shown_tables import tables_of

PAGE = "victim_communication"


def led_by(page):
    """The first sentences of a page, after the line that opens every page about victims."""
    (lead,) = [each.value for each in page.markdown if "Not known to be told" in each.value]
    return lead


def table_of(page, heading):
    (found,) = [each.value for each in tables_of(page) if each.value.columns[0] == heading]
    return found


def in_words(number):
    return "fewer than 5" if number is None else f"about {number:,}"


@pytest.mark.parametrize("area", [None, "Devon"])
def test_those_not_known_to_be_told_lead_as_one_released_number_before_its_parts(open_page, area):
    page = open_page(PAGE, **({"area": area} if area else {}))

    numbers = newest_year(area)
    untold, told = numbers["not_known_to_be_told"], numbers["told"]
    met, of = untold["met"], untold[ALL]
    in_time = told["told in time"]
    assert (
        f"Not known to be told: **about {met / of:.0%}, some {met:,} of {of:,}** victims whose "
        f"limit for telling has passed (not yet told {in_words(told['not yet told'])}, only sent a "
        f"letter by post {in_words(told['sent by post, not known to be told'])}, no record of "
        f"telling {in_words(told['no record of telling'])}). Told in time: "
        f"**about {in_time / told[ALL]:.0%}, some {in_time:,} of {told[ALL]:,}**; late: "
        f"**{in_words(told['told late'])}**." in led_by(page)
    )


def test_a_small_force_is_shown_by_years_and_a_quarter_says_what_is_of_the_year(open_page):
    page = open_page(PAGE, "small")
    quarter = open_page(PAGE, "small", folded=True, released="2021-04")

    assert [each.value.columns[0] for each in tables_of(page) if "Year" in each.value.columns] == [
        "Year"
    ]
    assert "April 2020 to March 2021" in everything_said(quarter)
    assert "All areas together, April 2020 to March 2021:" in captions(quarter)
    folds = [fold.label for fold in quarter.expander]
    assert [each for each in folds if each.endswith("April 2020 to March 2021")] != []


def test_in_the_room_the_bars_stand_without_their_table(open_page):
    page = open_page(PAGE, folded=True, show="room", picture="3")

    assert len(page.get("vega_lite_chart")) == 1
    assert [each for each in html_of(page) if "Bars of decisions" in each] != []
    assert [fold.label for fold in page.expander] == []
