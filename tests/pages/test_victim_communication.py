"""Victim communication: those not known to be told lead, and every number is one of a release."""

import pytest

from metrics.releases.tables import ALL
from tests.pages.conftest import captions, everything_said, html_of, newest_year
from tests.shown_tables import tables_of

PAGE = "victim_communication"


def table_of(page, heading):
    (found,) = [each.value for each in tables_of(page) if each.value.columns[0] == heading]
    return found


@pytest.mark.parametrize("area", [None, "Devon"])
def test_those_not_known_to_be_told_lead_as_one_released_number_with_its_question(open_page, area):
    page = open_page(PAGE, **({"area": area} if area else {}))

    untold = newest_year(area)["not_known_to_be_told"]
    met, of = untold["met"], untold[ALL]
    (lead,) = [each for each in html_of(page) if each.startswith('<div class="finding of-page')]
    (ends,) = [each for each in html_of(page) if each.startswith('<div class="finding-ends')]
    assert f"{met / of:.0%} are not known to be told" in lead
    alone = f", {area} alone, April 2020 to March 2021" if area else ""
    assert f"Of about {of:,} victims{alone}." in ends
    assert f"for about {met:,} decisions nothing recorded says that the victim was told" in ends


def test_a_small_force_is_shown_by_years_and_a_quarter_says_what_is_of_the_year(open_page):
    page = open_page(PAGE, "small")
    quarter = open_page(PAGE, "small", folded=True, released="2021-04")

    assert [each.value.columns[0] for each in tables_of(page) if "Year" in each.value.columns] == [
        "Year"
    ]
    assert "April 2020 to March 2021" in everything_said(quarter)
    assert "All areas together, April 2020 to March 2021:" in captions(quarter)
