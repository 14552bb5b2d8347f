"""Sentences on telling victims: those not known to be told come first; no median stands alone."""

from datetime import date

import pytest

from metrics.victims.notice_text import (
    TABLES_OF_WAYS,
    bar_of,
    bars_by_period,
    bars_text,
    how_fast_text,
    newest_bar_text,
    periods_without_bar_text,
    told_text,
    ways_text,
)
from tests.released import quarter, summary_of, with_median, year

# Of 200 victims.
TOLD = {
    "told in time": 90,
    "told late": 45,
    "not yet told": 30,
    "sent by post, not known to be told": 20,
    "no record of telling": 15,
}
RELEASED = {"told": TOLD, "not_known_to_be_told": {"met": 65, "not met": 135}}
FEWER = {
    "told": TOLD | {"told in time": 60},
    "not_known_to_be_told": {"met": 65, "not met": 105},
}
OF_FEW = {
    "told": {"told in time": 20, "not yet told": 5, "no record of telling": 5},
    "not_known_to_be_told": {"met": 10, "not met": 20},
}
JULY, OCTOBER, JANUARY = date(2020, 7, 1), date(2020, 10, 1), date(2021, 1, 1)
APRIL = date(2021, 4, 1)
ASKED_IN_PERSON, ASKED_BY_TELEPHONE, ASKED_IN_WRITING = TABLES_OF_WAYS.values()
IN_PERSON = {"face to face or by video": 90, "by telephone": 20, "in writing": 25}
BY_TELEPHONE = {"face to face or by video": 10, "by telephone": 65}


def test_those_not_known_to_be_told_are_one_number_before_its_parts_and_before_those_told():
    exempt = {"exempt_from_telling": {"met": 20, "not met": 180}}

    assert told_text(summary_of(year(2020, RELEASED | exempt))) == (
        "Not known to be told: **about 32%, some 65 of 200** victims whose limit for telling has "
        "passed (not yet told about 30, only sent a letter by post about 20, no record of telling "
        "about 15). Told in time: **about 45%, some 90 of 200**; late: **about 45**. Exempt, and "
        "not among them: about 20."
    )


def test_of_fewer_than_fifty_there_is_no_share_and_a_small_part_is_said_to_be_fewer_than_5():
    assert told_text(summary_of(year(2020, OF_FEW))) == (
        "Not known to be told: **about 10 of about 30** victims whose limit for telling has passed "
        "(not yet told about 5, only sent a letter by post fewer than 5, no record of telling "
        "about 5). Told in time: **about 20 of about 30**; late: **fewer than 5**."
    )


def test_what_is_not_released_of_the_area_is_said_of_all_areas_and_says_so():
    summary = summary_of(year(2020, RELEASED, {"Devon": {}}), area="Devon")

    said = told_text(summary)

    assert said.startswith(
        "Not known to be told (all areas together, April 2020 to March 2021): **about 32%"
    )


def test_where_the_parts_are_not_released_those_told_are_said_with_their_own_months():
    before = year(2019, RELEASED)
    now = year(2020, {"not_known_to_be_told": {"met": 60, "not met": 140}})

    assert told_text(summary_of(before, now)) == (
        "Not known to be told: **about 30%, some 60 of 200** victims whose limit for telling has "
        "passed. Victims told in time (all areas together, April 2019 to March 2020): about 45%, "
        "some 90 of 200."
    )


@pytest.mark.parametrize(
    ("counted", "why"),
    [(["reports"], "not released yet"), (["decisions"], "too few to release safely")],
)
def test_where_nothing_of_telling_is_shown_the_reason_is_said(counted, why):
    nothing = summary_of(quarter(JULY, {}, counted))

    assert told_text(nothing) == f"Victims not known to be told: {why}."
    assert how_fast_text(nothing) == ""
    assert ways_text(nothing) == ""
    assert newest_bar_text(nothing) == f"Victims told: {why}"
    assert bars_by_period(nothing) == []
    assert periods_without_bar_text(nothing) == ""


def test_a_median_never_stands_alone():
    summary = summary_of(year(2020, RELEASED | with_median("days_to_tell", 2, 135)))

    assert how_fast_text(summary) == (
        "Of about 135 who were told, half were told within 2 working days; those not known to "
        "be told are not among them."
    )


def test_a_bar_has_released_numbers_alone_and_those_not_known_to_be_told_at_its_foot():
    bar = bar_of(quarter(JANUARY, OF_FEW))

    assert bar is not None
    assert list(bar.groups.items()) == [
        ("not known to be told", 10),
        ("told late", None),
        ("told in time", 20),
    ]
    assert bar.of == 30


def test_bars_are_of_quarters_from_the_first_that_is_released_and_a_later_gap_is_said():
    quarters = [quarter(JULY, {}), quarter(OCTOBER, FEWER), quarter(JANUARY, {})]
    newest = [quarter(APRIL, FEWER), quarter(date(2021, 7, 1), RELEASED)]
    summary = summary_of(*quarters, *newest)

    assert [(period.first, bar is None) for period, bar in bars_by_period(summary)] == [
        (OCTOBER, False),
        (JANUARY, True),
        (APRIL, False),
        (date(2021, 7, 1), False),
    ]
    assert periods_without_bar_text(summary) == (
        "Not drawn: January to March 2021 (too few to release safely)."
    )
    assert newest_bar_text(summary) == "Not known to be told: about 38% first, 32% last"
    assert bars_text(summary).startswith(
        "Bars of decisions whose limit has passed: October to December 2020 65 not known to be "
        "told, 45 told late, 60 told in time; January to March 2021 too few to release safely; "
    )


def test_a_quarter_that_was_withdrawn_is_a_gap_between_the_bars():
    summary = summary_of(quarter(OCTOBER, RELEASED), quarter(APRIL, RELEASED))

    assert [(period.first, bar is None) for period, bar in bars_by_period(summary)] == [
        (OCTOBER, False),
        (JANUARY, True),
        (APRIL, False),
    ]
    assert periods_without_bar_text(summary) == "Not drawn: January to March 2021 (not released)."


def test_where_most_quarters_have_fewer_than_fifty_the_bars_are_of_years():
    summary = summary_of(
        year(2019, RELEASED),
        quarter(JULY, OF_FEW),
        quarter(OCTOBER, RELEASED),
        year(2020, RELEASED),
    )

    assert [period.is_year for period, _ in bars_by_period(summary)] == [True, True]


def test_one_bar_is_compared_with_none():
    assert newest_bar_text(summary_of(year(2020, OF_FEW))) == (
        "Not known to be told: about 10 of about 30"
    )


def test_tables_read_together_are_those_of_the_period_in_which_most_are_released():
    of_year = year(2020, {ASKED_IN_PERSON: IN_PERSON, ASKED_BY_TELEPHONE: BY_TELEPHONE})
    summary = summary_of(of_year, quarter(APRIL, {ASKED_IN_PERSON: IN_PERSON}))

    assert summary.seen_together(TABLES_OF_WAYS.values()).chosen is of_year
    assert summary.seen_together([ASKED_IN_PERSON]) is summary
    assert summary.seen_together(["lateness"]) is summary


def test_ways_are_said_as_how_many_were_told_as_they_asked():
    of_year = year(2020, {ASKED_IN_PERSON: IN_PERSON, ASKED_BY_TELEPHONE: BY_TELEPHONE})

    assert ways_text(summary_of(of_year)) == (
        "Told in the way asked for, of all who asked for it, told or not: face to face or by video "
        "about 90 of about 135 and by telephone about 65 of about 75."
    )
    assert ways_text(summary_of(of_year, quarter(APRIL, {}))).startswith(
        "Told in the way asked for (all areas together, April 2020 to March 2021), of all who asked"
    )
