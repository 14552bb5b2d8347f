"""Answers about people are numbers of a release as they stand, and nothing that is made of them."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import pytest

from metrics.explore.allowed_dimensions import first_splits, second_splits
from metrics.explore.people import NO_QUARTERS_OF_AREAS, NOT_LISTED, TOO_FEW
from metrics.explore.quantity import AREA
from metrics.explore.query import Coverage
from metrics.explore.registry import QUANTITIES
from metrics.explore.run_query import Sources, counted_at, overall_share, run_query
from metrics.explore.valid_query import ONE_PERIOD
from metrics.measures.measure import Family
from metrics.periods import Period
from metrics.releases.people import ReleasedPeriod, period_key
from metrics.releases.tables import ALL, CROSSED, MET, NOT_MET, listed
from tests.metrics.explore.questions import (
    AREAS,
    COVERAGE,
    OF_2020,
    QUARTERS,
    people_of,
    refused,
    settled,
)
from tests.released import TOLD, quarter, summary_of, with_median, year

OF_PEOPLE = {code: each for code, each in QUANTITIES.items() if each.family == Family.VICTIMS}
SUMMER, AUTUMN = date(2021, 7, 1), date(2021, 10, 1)


def not_read(*_: object) -> Any:
    """Fails if cases or the plan are read."""
    raise AssertionError("Only releases may be read.")


def of(people):
    """Sources of results with people only."""
    return Sources(people, not_read, not_read)


def coverage_of(people):
    return Coverage(date(2022, 2, 28), people, [], [], [*AREAS, "not recorded"])


def answered(people, **asked):
    """The cells of a question of which nothing may be refused."""
    found = settled(coverage_of(people), **asked)
    assert found.refused == []
    return run_query(found.query, of(people))


# What can be asked


def test_every_table_on_the_list_can_be_asked_and_nothing_else():
    tables, sources = listed()
    of_shares = {each.table for each in sources.values()}
    of_pairs = {
        table
        for quantity in OF_PEOPLE.values()
        for pair in quantity.pairs
        for table in CROSSED[pair].values()
    }
    alone = {
        split
        for quantity in OF_PEOPLE.values()
        for split in quantity.dimensions
        if split not in quantity.only_in_pairs
    }

    assert alone | of_pairs | of_shares == {*tables}
    assert all({*tables[each].groups} != {MET, NOT_MET} for each in alone)


def test_what_is_not_on_the_list_is_not_offered_and_has_one_reason():
    asked = {
        "by": {"measure": "notices", "by": "told_by"},
        "by2": {"measure": "support_ending", "by": "reason", "by2": "stage"},
        "area": {"measure": "outcomes", "by": "outcome", "area": "Devon"},
    }

    assert {key: refused(**each) for key, each in asked.items()} == {
        key: {key: NOT_LISTED} for key in asked
    }


def test_three_windows_that_gave_one_person_away_are_refused():
    """27 - (95 - 69) = 1: October to December 2023, which two overlapping years hold."""
    quarters = [Period(date(2023, 10, 1), date(2023, 12, 31))] + [
        Period(date(2024, month, 1), date(2024, month + 2, 30)) for month in (1, 4, 7, 10)
    ]
    coverage = coverage_of(people_of(quarters=quarters, years=(2023,)))
    windows = [("2023-10", "2024-09"), ("2024-01", "2024-12"), ("2024-10", "2024-12")]

    for code in OF_PEOPLE:
        for since, until in windows:
            found = settled(coverage, measure=code, since=since, until=until)
            assert {each.key: each.why for each in found.refused} == {
                "from": ONE_PERIOD,
                "to": ONE_PERIOD,
            }
            assert found.query.periods == (Period(date(2023, 4, 1), date(2024, 3, 31)),)


def test_a_period_is_one_released_quarter_or_year_the_newest_year_unless_another_is_chosen():
    def period(**asked):
        return settled(**asked).query.periods

    assert period() == (OF_2020,)
    assert period(of="2021-07") == (Period(SUMMER, date(2021, 9, 30)),)
    assert period(of="year-2020-04") == (OF_2020,)
    assert refused(of="2021-08") == {"in": "is not a quarter or year that is released about people"}
    assert refused(of="2021-07", area="Devon") == {"in": NO_QUARTERS_OF_AREAS}
    assert refused(of="2021-07", by="period") == {
        "in": "has no effect: every period has a row of its own"
    }


def test_what_is_too_small_at_a_grain_is_asked_of_the_next_and_the_reason_is_said():
    few = coverage_of(people_of(without=["stage"], without_in_quarters=["told"]))

    assert refused(few, of="2021-07") == {"in": TOO_FEW}
    assert refused(few, by="period", grain="quarter") == {"grain": TOO_FEW}
    assert settled(few, by="period").query.periods == (OF_2020,)
    assert refused(few, measure="support_ending", by="stage") == {"by": TOO_FEW}
    assert settled(few, measure="support_ending", by="reason", of="2021-07").refused == []


def test_a_trend_is_by_quarters_of_50_or_more_and_else_by_years():
    enough, few = (
        summary_of(
            quarter(SUMMER, {"told": {"told in time": number}}),
            quarter(AUTUMN, {"told": {"told in time": number}}),
            year(2021, {"told": {"told in time": 4 * number}}),
        )
        for number in (50, 45)
    )

    assert settled(coverage_of(enough), by="period").query.grain == "quarter"
    assert settled(coverage_of(few), by="period").query.grain == "year"
    assert settled(coverage_of(few), by="period", grain="quarter").refused == []


def test_before_the_first_release_a_question_has_no_period_and_no_answer():
    nothing = replace(COVERAGE, people=None)
    query = settled(nothing, by="area").query

    assert (query.splits, query.periods) == (("area",), ())
    assert run_query(query, of(None)) == []
    assert counted_at(query, of(None), nothing) == nothing.day


# What is answered


def every_question(coverage):
    """Every question about people: each split, area and released period."""
    for code, quantity in OF_PEOPLE.items():
        for by in (None, *first_splits(quantity)):
            for by2 in (None, *(second_splits(quantity, by) if by else ())):
                for area in (None, "Devon"):
                    for period in coverage.people.periods:
                        key = period_key(period.first, period.months)
                        asked = {"measure": code, "by": by, "by2": by2, "area": area, "of": key}
                        found = settled(coverage, **asked)
                        if not found.refused:
                            yield found.query


def test_every_number_of_every_answer_stands_in_the_release_of_its_period_and_area():
    numbers = count(1_000, 5)
    periods = [
        ReleasedPeriod(
            each.first,
            each.months,
            each.counted_at,
            {
                place: {group: next(numbers) for group in counts}
                for place, counts in each.numbers.items()
            },
        )
        for each in people_of(quarters=QUARTERS[:2]).periods
    ]
    people = summary_of(*periods)
    stands_at = {
        number: (period.first, period.months, area)
        for period in periods
        for (_, area), counts in period.numbers.items()
        for number in counts.values()
    }
    questions = [*every_question(coverage_of(people))]

    for query in questions:
        cells = run_query(query, of(people))
        for cell in cells:
            months = 12 if cell.period == OF_2020 else 3
            area = cell.area or query.area
            said = {cell.met, cell.of} if query.quantity.kind == "share" else {cell.value, cell.of}
            for number in (int(each) for each in said if each is not None):
                assert stands_at[number] == (cell.period.first, months, area), query
    assert len(questions) > len(OF_PEOPLE)


def test_a_share_is_that_of_rounded_counts_and_has_no_value_out_of_fewer_than_50():
    people = summary_of(
        quarter(SUMMER, {"told": {"told in time": 20, "told late": 10}}),
        year(2021, {"told": TOLD}),
    )
    [of_quarter], [of_year] = (answered(people, of=key) for key in ("2021-07", "year-2021-04"))

    assert (of_quarter.met, of_quarter.of, of_quarter.value) == (20, 30, None)
    assert (of_year.met, of_year.of, of_year.value) == (60, 95, 60 / 95)


def test_a_small_count_is_fewer_than_5_and_the_number_of_all_is_that_of_the_table():
    people = summary_of(year(2021, {"told": TOLD | {ALL: 100}}))

    by_word = {
        cell.words[0]: (cell.value, cell.why)
        for cell in answered(people, measure="notices", by="told")
    }
    assert by_word == {
        "told in time": (60, ""),
        "told late": (20, ""),
        "not yet told": (10, ""),
        "sent by post, not known to be told": (5, ""),
        "no record of telling": (None, "fewer than 5"),
    }
    assert [cell.value for cell in answered(people, measure="notices")] == [100]


def test_two_things_are_a_table_for_each_word_of_the_first_and_one_may_be_missing():
    people = summary_of(year(2021, {"told of a decision of the police": {"told in time": 60}}))
    cells = answered(people, measure="notices", by="told", by2="who decided")

    assert {cell.words: cell.why or cell.value for cell in cells} == {
        ("police", "told in time"): 60,
        ("police", "told late"): "fewer than 5",
        ("police", "not known to be told"): "fewer than 5",
        ("cps", "told in time"): "not released",
        ("cps", "told late"): "not released",
        ("cps", "not known to be told"): "not released",
    }


def test_a_median_says_of_how_many_and_an_area_without_one_says_so():
    people = summary_of(
        year(
            2021,
            with_median("days_to_tell", 4, 200),
            {"Devon": with_median("days_to_tell", 3, 120), "Plymouth": {"told": TOLD}},
        )
    )

    cells = answered(people, measure="days_to_tell", by="area")
    assert [(cell.area, cell.value, cell.of, cell.why) for cell in cells] == [
        ("Devon", 3, 120, ""),
        ("Plymouth", None, None, "not released"),
    ]
    assert [cell.value for cell in answered(people, measure="days_to_tell")] == [4]


def test_an_answer_stands_on_the_day_its_row_set_was_counted_and_beside_areas_stand_all():
    people = summary_of(year(2021, {"told": TOLD}, {"Devon": {"told": TOLD}}))
    query = settled(coverage_of(people), by="area").query

    assert counted_at(query, of(people), coverage_of(people)) == date(2022, 4, 30)
    assert overall_share(query, [], of(people)) == 60 / 95
    assert AREA in query.splits


@pytest.mark.parametrize("code", OF_PEOPLE)
def test_what_was_asked_of_people_before_opens_with_a_sentence_and_an_answer(code):
    old = {"by": "method", "by2": "ended_on", "since": "2021-01", "until": "2021-12"}
    found = settled(measure=code, **old)

    assert {each.key: each.why for each in found.refused} == {
        "by": NOT_LISTED,
        "by2": NOT_LISTED,
        "from": ONE_PERIOD,
        "to": ONE_PERIOD,
    }
    assert run_query(found.query, of(COVERAGE.people))
