"""A question and its answer as they are read."""

from datetime import date

from metrics.day_state import limits_on
from metrics.explore.query import Cell
from metrics.explore.query_text import (
    cell_in_sentence,
    cell_text,
    headline,
    place_text,
    title_of,
)
from metrics.explore.registry import QUANTITIES
from metrics.measures.catalogue import MEASURES
from metrics.periods import Limit, Period
from tests.builders import AS_AT, tables
from tests.metrics.explore.questions import asked_of

LIMITS = {"cps_decision": Limit(28, verified=False)}
QUARTER = Period(date(2021, 10, 1), date(2021, 12, 31))
FILES, COUNT = QUANTITIES["files_accepted"], QUANTITIES["case_plans_open"]


def test_every_subject_is_called_as_the_catalogue_has_it_and_none_like_another():
    limits = limits_on(AS_AT, tables())
    titles = [title_of(quantity, limits) for quantity in QUANTITIES.values()]

    # A list to choose from tells its entries apart by their words alone.
    assert len({*titles}) == len(titles)
    assert {*MEASURES} <= {*QUANTITIES}
    assert title_of(QUANTITIES["cps_decision_in_time"], LIMITS) == "CPS decision within 28 days"
    assert title_of(QUANTITIES["cps_decision_in_time"], {"cps_decision": None}) == (
        "CPS decision in time: no limit in force"
    )


def test_a_number_of_work_is_exact_and_says_what_it_is_out_of_or_of_none():
    share = Cell(QUARTER, None, (), 40, 66, 40 / 66)

    assert cell_text(FILES, share) == "61% (40 of 66)"
    assert cell_text(FILES, share, in_full=False) == "61%"
    assert cell_text(FILES, share._replace(met=1, of=400)) == "under 1% (1 of 400)"
    assert cell_text(FILES, Cell(QUARTER, None, (), 0, 0, None)) == "none"
    assert cell_text(COUNT, Cell(QUARTER, None, (), None, None, 1_693.0)) == "1,693"
    days = Cell(QUARTER, None, (), None, 12, 4.5)
    assert cell_text(QUANTITIES["days_with_cps"], days) == "4.5 days, of 12"


def test_a_number_of_people_is_as_it_was_released_in_a_table_and_about_so_many_in_a_sentence():
    def said(cell, code="told_in_time"):
        quantity = QUANTITIES[code]
        return cell_text(quantity, cell), cell_in_sentence(quantity, cell)

    share = Cell(QUARTER, None, (), 40, 65, 40 / 65)
    number = Cell(QUARTER, None, (), None, None, 780)

    assert said(share) == ("62% (40 of 65)", "about 62%, some 40 of 65")
    assert said(share._replace(met=None, value=None)) == (
        "fewer than 5 of 65",
        "fewer than 5 of about 65",
    )
    assert said(share._replace(met=65, value=None, is_nearly_all=True)) == (
        "all but fewer than 5 of 65",
        "all but fewer than 5 of about 65",
    )
    assert said(share._replace(of=45, value=None)) == ("40 of 45", "about 40 of about 45")
    assert said(number, "notices") == ("780", "about 780")
    few = number._replace(value=None, why="fewer than 5")
    assert said(few, "notices") == ("fewer than 5", "fewer than 5")


def test_a_rate_says_for_how_many_and_people_are_counted_and_no_share():
    rate = Cell(QUARTER, None, (), 8, 45, 100 * 8 / 45)
    people = Cell(QUARTER, None, (), None, 100, 32.0)

    assert cell_text(QUANTITIES["escalation_rate"], rate) == "18 for each 100 (8 of 45)"
    assert cell_text(QUANTITIES["investigators_accredited"], people) == "32, of 100"
    assert QUANTITIES["investigators_accredited"].unit == "a count"


def test_of_what_is_told_of_some_alone_it_says_so_and_on_a_tie_nothing_is_the_most():
    why = asked_of(measure="referrals", by="return_reason")
    cells = [
        Cell(QUARTER, None, (reason,), None, None, number)
        for reason, number in (("evidence missing", 18.0), ("disclosure", 2.0))
    ]
    tied = [cell._replace(value=2.0) for cell in cells]

    assert headline(why, cells, {}) == (
        "Referrals to the CPS, by why the file came back; most: Evidence missing, 18 of 20 of "
        "which it is told."
    )
    assert headline(why, tied, {}) == (
        "Referrals to the CPS, by why the file came back; Evidence missing 2, Disclosure 2."
    )


def test_places_are_named_by_period_day_area_and_word():
    by_quarter = asked_of(by="period")
    by_rung = asked_of(measure="escalations", by="rung")
    by_area = asked_of(by="area")
    on_days = asked_of(measure="case_plans_open", by="period")
    by_outcome = asked_of(measure="outcomes", by="outcome")
    cell = Cell(QUARTER, "Devon", ("2",), 1, 2, 0.5)
    charged = cell._replace(words=("1: charged or summonsed",))

    assert place_text(by_outcome, "outcome", charged) == "1 and 1A: charged or summonsed"
    assert place_text(by_quarter, "period", cell) == "October to December 2021"
    assert place_text(on_days, "period", cell) == "31 December 2021"
    assert place_text(by_rung, "rung", cell) == "Level 2"
    assert place_text(by_area, "area", cell) == "Devon"


def test_the_headline_says_most_of_words_alone_and_never_of_areas():
    ages = asked_of(measure="case_plans_open", by="age")
    cells = [
        Cell(QUARTER, None, (age,), None, None, number)
        for age, number in (("0-28 days", 3.0), ("over 90 days", 30.0))
    ]
    of_areas = [Cell(QUARTER, area, (), None, None, 3.0) for area in ("Devon", "Cornwall")]

    assert (
        headline(ages, cells, {}) == "Case action plans open, by age; most: Over 90 days, 30 of 33."
    )
    assert headline(asked_of(measure="case_plans_open", by="area"), of_areas, {}) == (
        "Case action plans open, by area; Devon 3, Cornwall 3."
    )


def test_of_people_the_headline_says_what_is_most_and_never_adds_up():
    told = asked_of(measure="notices", by="told")
    cells = [
        Cell(QUARTER, None, ("told in time",), None, None, 60),
        Cell(QUARTER, None, ("told late",), None, None, None, "fewer than 5"),
    ]

    assert headline(told, cells, {}) == (
        "Victims to be told of a decision to take no further action, by told or not; most: Told in "
        "time, about 60."
    )


def test_by_period_the_headline_says_the_newest_that_may_be_shown():
    by_quarter, by_both = (
        asked_of(by="period"),
        asked_of(measure="escalations", by="period", by2="side"),
    )
    summer = Period(date(2021, 7, 1), date(2021, 9, 30))
    cells = [
        Cell(summer, None, (), 40, 66, 40 / 66),
        Cell(QUARTER, None, (), None, None, None, "not released"),
    ]
    sides = [
        Cell(period, None, (side,), None, None, number)
        for period, side, number in (
            (summer, "police", 4.0),
            (summer, "cps", 3.0),
            (QUARTER, "police", 2.0),
            (QUARTER, "cps", 1.0),
        )
    ]

    assert headline(by_quarter, cells, {}) == (
        "Victims told in time, by quarter; July to September 2021: about 61%, some 40 of 66; 1 of "
        "2 figures not released."
    )
    assert headline(by_both, sides, {}) == (
        "Escalations raised, by quarter and side; October to December 2021: Police 2, CPS 1."
    )


def test_of_areas_and_words_the_headline_adds_up_the_areas_whose_order_says_nothing():
    both = asked_of(measure="case_plans_open", by="area", by2="age")
    cells = [
        Cell(QUARTER, area, (age,), None, None, number)
        for area, age, number in (
            ("Cornwall", "0-28 days", 30.0),
            ("Cornwall", "over 90 days", 20.0),
            ("Devon", "0-28 days", 1.0),
            ("Devon", "over 90 days", 15.0),
        )
    ]

    assert headline(both, cells, {}) == (
        "Case action plans open, by area and age; most: Over 90 days, 35 of 66."
    )


def test_where_nothing_is_counted_the_headline_says_why():
    assert headline(asked_of(), [], {}) == (
        "Nothing of this is released. A quarter, or a year from April to March, is released once "
        "its limits have passed, without the tables in which too many numbers would be fewer than "
        "5."
    )
