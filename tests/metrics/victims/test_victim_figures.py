"""Figures of victims as they read, and that one withheld says so and nothing more."""

from datetime import date

import pytest

from metrics.victims.victim_figures import (
    areas_beside,
    coverage_text,
    how_counted_text,
    median_text,
    months_text,
    newest_shown_text,
    number_figure,
    percentage,
    share_figure,
    share_text,
    withheld_areas_text,
    withheld_quarters_text,
)
from metrics.victims.victim_summary import WITHHELD, Share
from tests.victim_builders import TOLD, summary_of

HIDDEN = TOLD | {"told late": None}
SHOWN, SECRET = {"told": TOLD}, {"told": HIDDEN}


def as_shown(figure):
    return figure.shown, figure.said, figure.note


# Numbers in words


@pytest.mark.parametrize(
    ("met", "of", "said"),
    [
        (0, 300, "0%"),
        (1, 300, "under 1%"),
        (2, 300, "1%"),
        (40, 66, "61%"),
        (298, 300, "99%"),
        (299, 300, "over 99%"),
        (300, 300, "100%"),
    ],
)
def test_a_few_are_never_rounded_to_none_nor_nearly_all_to_all(met, of, said):
    assert percentage(met, of) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Share(1251, 2512, 3), "50% (1,251 of 2,512)"),
        (Share(0, 0, 3), "none"),
        (WITHHELD, "withheld: small number"),
    ],
)
def test_a_share_reads_with_its_numbers_or_says_why_not(share, said):
    assert share_text(share) == said


def test_a_median_is_withheld_where_how_many_were_told_is():
    numbers = {"days_to_tell": [1.0, 1.0, 2.0, 5.0]}

    assert median_text(summary_of(SHOWN, numbers=numbers), "days_to_tell") == (
        "Median working days to tell the victim (all areas together, October to December 2021): "
        "1.5 working days, of 80."
    )
    assert median_text(summary_of(SECRET, numbers=numbers), "days_to_tell") == (
        "Median working days to tell the victim (all areas together, October to December 2021): "
        "withheld: small number."
    )
    assert median_text(summary_of({}), "days_to_tell") == (
        "Median working days to tell the victim (all areas together, October to December 2021): "
        "none."
    )


def test_a_median_of_one_area_says_whose_it_is_and_of_which_months():
    summary = summary_of({}, area="Devon", areas=[{"Devon": {}}])

    assert median_text(summary, "days_to_tell") == (
        "Median working days to tell the victim (Devon alone, April 2021 to March 2022): none."
    )


# Figures


def test_a_share_stands_with_what_it_is_out_of_what_is_left_out_and_when():
    assert as_shown(share_figure(summary_of(SHOWN, SHOWN), "told_in_time")) == (
        "60%",
        "120 of 200; 12 left out, July to December 2021",
        "120 of 200; 12 left out",
    )


def test_a_withheld_share_says_that_it_is_and_why_and_which_is_the_newest_shown():
    assert as_shown(share_figure(summary_of(SHOWN, SECRET, SHOWN), "told_in_time")) == (
        "withheld",
        "withheld: small number in 1 of the 3 quarters, April to December 2021; newest shown 60% "
        "(60 of 100), October to December 2021",
        "small number in 1 of the 3 quarters; newest shown 60% (60 of 100), October to December "
        "2021",
    )
    assert as_shown(share_figure(summary_of(SHOWN, SECRET, span=1), "told_in_time")) == (
        "withheld",
        "withheld: small number, October to December 2021; newest shown 60% (60 of 100), July to "
        "September 2021",
        "small number; newest shown 60% (60 of 100), July to September 2021",
    )


def test_a_share_that_is_withheld_in_every_quarter_gives_no_number_of_people():
    assert as_shown(share_figure(summary_of(SECRET, SECRET), "told_in_time")) == (
        "withheld",
        "withheld: small number in 2 of the 2 quarters, July to December 2021",
        "small number in 2 of the 2 quarters",
    )


def test_a_share_of_an_area_that_is_withheld_says_in_how_many_of_the_years():
    years = [{"Devon": SECRET}, {"Devon": SHOWN}]

    assert as_shown(share_figure(summary_of(SHOWN, area="Devon", areas=years), "told_in_time")) == (
        "withheld",
        "withheld: small number in 1 of the 2 years, April 2020 to March 2022; newest shown 60% "
        "(60 of 100), April 2021 to March 2022",
        "small number in 1 of the 2 years; newest shown 60% (60 of 100), April 2021 to March 2022",
    )
    newest = summary_of(SHOWN, area="Devon", areas=years, span=4)
    assert as_shown(share_figure(newest, "told_in_time")) == (
        "60%",
        "60 of 100; 6 left out, April 2021 to March 2022",
        "60 of 100; 6 left out",
    )


def test_a_number_that_can_be_shown_stands_though_its_share_cannot():
    assert as_shown(number_figure(summary_of(SHOWN), "not_yet_told")) == (
        "8",
        "8% of 100, October to December 2021",
        "8% of 100",
    )
    assert as_shown(number_figure(summary_of(SECRET), "not_yet_told")) == (
        "8",
        "the share is withheld: small number, October to December 2021",
        "the share is withheld: small number",
    )
    assert number_figure(summary_of(SECRET), "told_late").shown == "withheld"


def test_nobody_is_no_share_and_no_nought_of_a_share():
    assert as_shown(share_figure(summary_of({}), "told_in_time")) == (
        "–",
        "none, October to December 2021",
        "none",
    )


def test_what_is_crossed_is_of_all_areas_and_says_so_and_is_never_none_of_one():
    crossed = {"decided_by_and_told": {"police; told in time": 30, "police; told late": 10}}
    summary = summary_of(crossed, area="Plymouth", areas=[{"Plymouth": {}}])

    assert set(summary.counts("decisions", "decided_by_and_told").values()) == {None}
    assert as_shown(share_figure(summary, "told_in_time_police")) == (
        "75%",
        "30 of 40; all areas together, October to December 2021",
        "30 of 40; all areas together, October to December 2021",
    )


# Quarters and areas


def test_quarters_are_named_by_their_months_over_the_turn_of_a_year_too():
    summary = summary_of(SHOWN, SHOWN, SHOWN, SHOWN)

    assert months_text(summary.quarters) == "January to December 2021"
    assert months_text(summary.of(None, 1).chosen) == "October to December 2021"


def test_a_reader_is_told_when_each_quarter_was_counted_and_of_whom():
    of_all, of_one = (
        summary_of(SHOWN, SHOWN),
        summary_of(SHOWN, area="Devon", areas=[{"Devon": SHOWN}]),
    )

    assert coverage_text(of_all) == (
        "Cases of all areas, July to December 2021, 2 quarters, the newest counted on 31 January "
        "2022."
    )
    assert how_counted_text(of_all) == (
        "Each quarter is counted once, at the month-end after it, and then stands. Of a group of "
        "fewer than 40 a year only whole years are shown, of which fewer numbers have to be "
        "withheld."
    )
    assert coverage_text(of_one) == (
        "Cases of Devon alone, April 2021 to March 2022, 1 year, counted on 30 April 2022. "
        "Figures by quarter are of all areas together."
    )
    assert how_counted_text(of_one) == (
        "In a quarter nearly every area has a small number, so areas are counted by whole years, "
        "April to March, once the last quarter is counted. Each year then stands."
    )


@pytest.mark.parametrize(
    ("quarters", "said"),
    [
        ([SHOWN, SHOWN], ""),
        ([SECRET, SHOWN], "Withheld: small number, in July to September 2021."),
        ([SECRET, SECRET], "Withheld: small number, in every quarter."),
    ],
)
def test_quarters_that_are_withheld_are_named(quarters, said):
    assert withheld_quarters_text(summary_of(*quarters), "told_in_time") == said


@pytest.mark.parametrize(
    ("quarters", "said"),
    [
        ([SHOWN, SECRET, {}], "60% (60 of 100), April to June 2021"),
        ([SECRET, {}], "withheld wherever there were any"),
        ([{}, {}], "none"),
    ],
)
def test_the_newest_quarter_that_can_be_shown_stands_in_for_those_withheld(quarters, said):
    assert newest_shown_text(summary_of(*quarters), "told_in_time") == said


def test_areas_stand_in_order_of_name_and_those_withheld_are_named():
    areas = {"Devon": SHOWN, "Cornwall": SECRET, "not recorded": SECRET}
    found = areas_beside(summary_of(SHOWN, areas=[areas]), "told_in_time")

    assert found.rows() == [("Cornwall", None, None), ("Devon", 60, 100), (None, None, None)]
    assert withheld_areas_text(found) == (
        "Withheld: small number, of Cornwall and cases of no area recorded. Where one is small, "
        "another is withheld with it, or all areas less the rest would give it away; cases of no "
        "area are never shown by themselves."
    )
    assert withheld_areas_text(found.filter(found["of"] > 0)) == ""


def test_a_quarter_that_is_not_chosen_has_no_part_in_a_figure():
    assert share_figure(summary_of(SECRET, SHOWN, span=1), "told_in_time").note == (
        "60 of 100; 6 left out"
    )
    assert summary_of(SECRET, SHOWN, span=1).chosen[0].first == date(2021, 10, 1)
