"""Two answers side by side: the difference, and whether chance alone would give it."""

from dataclasses import replace
from datetime import date

from metrics.explore.comparison import (
    ShareDifference,
    comparison_text,
    difference_text,
    pairs,
    second_query_values,
    settle_second,
    why_not_compared,
)
from metrics.explore.query import Cell
from metrics.explore.valid_query import settle
from metrics.periods import Period
from tests.metrics.explore.questions import COVERAGE, asked_of

AUTUMN = Period(date(2021, 10, 1), date(2021, 12, 31))
OF_SUMMER = asked_of(of="2021-07")
OF_AUTUMN = asked_of(of="2021-10")


def share(met, of, period=AUTUMN):
    return Cell(period, None, (), met, of, met / of if of else None)


def of_few(period=AUTUMN):
    """A share out of too few to be one."""
    return Cell(period, None, (), 20, 30, None)


def compared(one, other, query=OF_AUTUMN, beside=OF_SUMMER):
    """The sentence on one pair."""
    found = pairs(query, [one], beside, [other])
    return difference_text(query, found[0]), found[0].apart


def test_two_days_of_what_is_counted_on_a_day_are_not_independent():
    on_a_day = replace(OF_SUMMER.quantity, on_the_day=True)
    one, other = (replace(each, quantity=on_a_day) for each in (OF_AUTUMN, OF_SUMMER))

    assert compared(share(80, 100), share(50, 100), one, other) == (
        "+30 points",
        ShareDifference.OVERLAP,
    )
    devon, plymouth = replace(one, area="Devon"), replace(one, area="Plymouth")
    assert compared(share(80, 100), share(50, 100), devon, plymouth) == (
        "+30 points",
        ShareDifference.HIGHER,
    )


def test_shares_that_chance_would_not_set_so_far_apart_are_higher_or_lower():
    assert compared(share(80, 100), share(50, 100)) == ("+30 points", ShareDifference.HIGHER)
    assert compared(share(50, 100), share(80, 100)) == ("−30 points", ShareDifference.LOWER)
    assert compared(share(51, 100), share(50, 100)) == ("+1 point", ShareDifference.UNCLEAR)
    assert compared(share(50, 100), share(50, 100)) == ("0 points", ShareDifference.UNCLEAR)


def test_a_difference_that_rounds_to_nought_has_no_sign():
    assert compared(share(501, 1000), share(500, 1000))[0] == "under 1 point"
    assert compared(share(499, 1000), share(500, 1000))[0] == "under 1 point"


def test_of_another_area_in_other_months_chance_is_not_told():
    of_devon = asked_of(area="Devon")

    assert compared(share(80, 100), share(50, 100), OF_AUTUMN, of_devon) == (
        "+30 points",
        ShareDifference.OTHER_TIME,
    )


def test_what_is_of_too_few_or_of_none_on_either_side_has_no_difference():
    files = asked_of(measure="files_accepted")

    assert compared(share(50, 100), of_few()) == ("cannot be told", None)
    assert compared(of_few(), share(50, 100)) == ("cannot be told", None)
    assert compared(share(50, 100), share(0, 0), files, files) == ("none", None)


def test_of_the_same_cases_in_both_chance_is_not_told():
    of_year, of_spring = asked_of(), asked_of(of="2020-04")

    assert compared(share(80, 100), share(50, 100), of_year, of_spring) == (
        "+30 points",
        ShareDifference.OVERLAP,
    )
    of_devon, of_all = asked_of(area="Devon"), asked_of()
    assert compared(share(80, 100), share(50, 100), of_devon, of_all)[1] == ShareDifference.OVERLAP
    of_cornwall = asked_of(area="Cornwall")
    assert (
        compared(share(80, 100), share(50, 100), of_devon, of_cornwall)[1] == ShareDifference.HIGHER
    )


def test_of_two_areas_no_change_is_spoken_of():
    of_devon, of_cornwall = asked_of(area="Devon"), asked_of(area="Cornwall")

    assert compared(share(51, 100), share(50, 100), of_devon, of_cornwall) == (
        "+1 point",
        ShareDifference.ALIKE,
    )
    assert ShareDifference.ALIKE.value == "no clear difference"


def test_counts_and_medians_differ_and_nothing_is_said_of_chance():
    plans = asked_of(measure="case_plans_open")
    days = asked_of(measure="days_with_cps")

    def cell(value):
        return Cell(AUTUMN, None, (), None, None, value)

    assert compared(cell(1_250), cell(50), plans, plans) == ("+1,200", ShareDifference.NOT_TOLD)
    assert compared(cell(3.0), cell(4.5), days, days) == ("−1.5 days", ShareDifference.NOT_TOLD)


def test_only_places_in_both_stand_side_by_side():
    by_area = asked_of(by="area")
    devon, cornwall = (share(8, 20)._replace(area=area) for area in ("Devon", "Cornwall"))

    assert [pair.place for pair in pairs(by_area, [cornwall, devon], by_area, [devon])] == ["Devon"]


def test_the_other_side_has_what_is_given_of_it_and_else_the_same():
    asked = {
        "measure": "referrals",
        "from": "2021-10",
        "to": "2021-12",
        "area": "Devon",
        "in": None,
    }

    assert second_query_values(asked) is None
    assert second_query_values(asked | {"area2": "Plymouth"}) == asked | {
        "area2": "Plymouth",
        "area": "Plymouth",
    }
    before = second_query_values(asked | {"from2": "2020-10"})
    assert before == asked | {"from2": "2020-10", "from": "2020-10"}
    assert second_query_values(asked | {"area2": "all"}) == asked | {"area2": "all", "area": None}


def test_where_one_month_alone_is_given_the_other_side_is_never_the_wrong_way_round():
    asked = {"measure": "referrals", "from": "2021-10", "to": "2021-12", "in": None, "area": None}

    ends, begins = asked | {"to2": "2021-09"}, asked | {"from2": "2022-01"}
    assert second_query_values(ends) == ends | {"from": None, "to": "2021-09"}
    assert second_query_values(begins) == begins | {"from": "2022-01", "to": None}
    # Both were chosen: that they are the wrong way round is said.
    both = asked | {"from2": "2021-10", "to2": "2021-09"}
    assert second_query_values(both) == both | {"from": "2021-10", "to": "2021-09"}


def test_the_other_side_is_settled_as_any_question_is():
    asked = {"measure": "told_in_time", "in": "2021-10", "in2": "year-2020-04"}
    other = settle_second(asked, COVERAGE)

    assert other == settle(asked | {"in": "year-2020-04"}, COVERAGE)
    assert other.query.spans == (Period(date(2020, 4, 1), date(2021, 3, 31)),)
    assert settle_second({"measure": "told_in_time"}, COVERAGE) is None


def test_trends_and_tables_of_two_are_not_compared():
    assert why_not_compared(asked_of(by="area")) is None
    assert why_not_compared(asked_of(by="period")) == (
        "An answer by period is read as a trend: take that split away to compare two answers."
    )
    assert why_not_compared(asked_of(measure="case_plans_open", by="age", by2="area")) == (
        "Two answers can be compared by one split at a time: take one of the two splits away."
    )


def test_both_sides_and_what_chance_says_are_put_in_a_sentence():
    found = pairs(OF_AUTUMN, [share(80, 100)], OF_SUMMER, [share(50, 100)])

    assert comparison_text(OF_AUTUMN, OF_SUMMER, found) == (
        "All areas together, October to December 2021, beside all areas together, July to "
        "September 2021: about 80%, some 80 of 100, and about 50%, some 50 of 100: higher, more "
        "than chance."
    )
