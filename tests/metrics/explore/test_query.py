"""There is always a valid query, and every refused value has a reason."""

from datetime import date

import pytest

from metrics.explore.allowed_dimensions import every_split
from metrics.explore.people import NO_QUARTERS_OF_AREAS, NOT_LISTED
from metrics.explore.query import Coverage
from metrics.explore.registry import QUANTITIES
from metrics.measures.measure import Family
from metrics.periods import Period
from tests.metrics.explore.questions import COVERAGE, MONTHS, QUARTERS, TODAY, refused, settled

NOTHING_HELD = Coverage(TODAY, None, [], [], [])


def answered(**asked):
    """The query: the quantity, the splits, the first and last month, the grain, the area."""
    query = settled(**asked).query
    months = [f"{query.spans[0].first:%Y-%m}", f"{query.spans[-1].last:%Y-%m}"]
    return query.quantity.code, query.splits, *months, query.grain, query.area


def test_nothing_asked_is_victims_told_in_time_in_the_newest_year():
    assert answered() == ("told_in_time", (), "2020-04", "2021-03", "year", None)
    assert settled().values == dict.fromkeys(
        ("measure", "by", "by2", "from", "to", "grain", "in", "area")
    ) | {"measure": "told_in_time"}


def test_by_period_everything_that_is_there_is_shown_else_the_newest_year():
    assert answered(by="period") == (
        "told_in_time",
        ("period",),
        "2020-04",
        "2021-12",
        "quarter",
        None,
    )
    assert answered(measure="referrals") == ("referrals", (), "2021-02", "2022-01", "quarter", None)
    assert len(settled(measure="referrals", by="period", grain="month").query.periods) == 34


def test_what_is_counted_on_a_day_is_of_the_last_day_there_is():
    assert settled(measure="case_plans_open").query.spans == (
        Period(date(2022, 1, 1), date(2022, 1, 31)),
    )
    assert settled(measure="case_plans_open", until="2021-06").query.spans[0].last == date(
        2021, 6, 30
    )
    assert settled(measure="actions").query.spans[0].last == TODAY


def test_single_areas_of_victims_are_counted_by_whole_years():
    assert answered(by="area") == ("told_in_time", ("area",), "2020-04", "2021-03", "year", None)
    assert answered(area="Devon", by="period")[2:] == ("2020-04", "2021-03", "year", "Devon")
    assert refused(by="period", area="Devon", grain="quarter") == {"grain": NO_QUARTERS_OF_AREAS}
    assert answered(measure="case_plans_open", area="Devon", by="period", grain="month")[2:] == (
        "2019-04",
        "2022-01",
        "month",
        "Devon",
    )


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"measure": "told"}, {"measure": "is not something that can be counted here"}),
        ({"by": "stage"}, {"by": NOT_LISTED}),
        (
            {"measure": "referrals", "by": "stage"},
            {"by": "is not something that “referrals to the CPS” can be split by"},
        ),
        ({"by": "area", "by2": "area"}, {"by2": "is chosen already as the first split"}),
        ({"area": "Wales"}, {"area": "is not an area of this force"}),
        (
            {"by": "area", "area": "Devon"},
            {"area": "has no effect: every area has a row of its own"},
        ),
        ({"measure": "review_take_up_cps", "by": "area"}, {"by": NOT_LISTED}),
        (
            {"measure": "actions", "area": "Devon"},
            {
                "area": "cannot be chosen: “actions of the joint plan” is counted only for all "
                "areas together"
            },
        ),
        (
            {"since": "July 2021", "by": "period"},
            {"from": "is not a month: write one like 2021-07"},
        ),
        (
            {"since": "2021-08", "by": "period"},
            {"from": "is not the first month of a quarter that is counted; the nearest is 2021-07"},
        ),
        (
            {"until": "2022-03", "by": "period"},
            {"to": "is not the last month of a quarter that is counted; the nearest is 2021-12"},
        ),
        (
            {"since": "2021-07", "until": "2020-06", "by": "period"},
            {"to": "is before the first month that is chosen"},
        ),
        (
            {"by": "period", "grain": "week"},
            {"grain": "is not a length of period: it is month, quarter or year"},
        ),
        (
            {"by": "period", "grain": "month"},
            {
                "grain": "cannot be the length of a period here: this is counted by quarters and "
                "years"
            },
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason_and_the_rest_stands(asked, why):
    assert refused(**asked) == why
    kept = settled(**asked).values
    assert not [key for key in why if key != "measure" and kept[key]]


def test_work_in_cases_is_not_split_by_what_tells_of_a_victim_and_one_thing_more():
    asked = {"measure": "referrals", "by": "file_accepted", "by2": "return_reason"}

    assert refused(**asked) == {
        "by2": "cannot be shown beside it: file accepted at first by why the file came back could "
        "identify a case. Only work that says nothing about a victim is counted by two things at "
        "once"
    }
    assert settled(measure="case_plans_open", by="age", by2="area").refused == []


def test_two_things_about_work_are_counted_of_all_areas_and_of_no_single_month():
    pair = {"measure": "escalations", "by": "route", "by2": "side"}

    assert settled(**pair).refused == []
    assert answered(**pair)[2:4] == ("2021-01", "2021-12")
    assert refused(**pair, area="Devon") == {
        "area": "cannot be chosen: route by side is counted only for all areas together, "
        "because in one area nearly every number is small"
    }
    assert settled(measure="actions", by="time_state", by2="lead").refused == []


def test_nothing_that_tells_of_a_victim_or_a_decision_is_counted_by_two_things_about_work():
    of_people = {"told", "return_reason", "file_accepted"}
    paired = {
        split
        for quantity in QUANTITIES.values()
        if quantity.family == Family.CASES
        for pair in quantity.pairs
        for split in pair
    }

    assert paired == {"age", "must_act", "route", "rung", "side", "about", "outcome"}
    assert not paired & of_people


# Before and after a day


def test_what_is_shown_with_another_alone_brings_it_along_rows_first():
    assert settled(measure="notices", by="who decided").query.splits == ("who decided", "told")
    assert settled(measure="notices", by="told", by2="who decided").query.splits == (
        "who decided",
        "told",
    )
    assert settled(measure="support_ending", by="kind of reason", by2="stage").query.splits == (
        "stage",
        "kind of reason",
    )
    assert refused(measure="notices", by="period", by2="who decided") == {"by2": NOT_LISTED}


def test_where_the_number_of_all_is_not_on_the_list_it_is_told_apart():
    assert settled(measure="reviews").query.splits == ("stage of the review", "result")
    assert settled(measure="reviews", by="period").query.splits == ("stage of the review", "result")


def test_words_of_single_areas_are_counted_by_quarters_at_the_finest():
    asked = {"measure": "escalations", "by": "period", "by2": "side"}

    assert settled(**asked, grain="month").refused == []
    assert refused(**asked, grain="month", area="Devon") == {
        "grain": "cannot be the length of a period here: this is counted by quarters and years"
    }
    assert answered(measure="referrals", by="file_accepted", area="Devon")[2:4] == (
        "2021-01",
        "2021-12",
    )
    assert settled(measure="case_plans_open", by="age", by2="area").query.spans == (
        Period(date(2022, 1, 1), date(2022, 1, 31)),
    )


def test_where_the_start_cannot_be_used_it_is_the_usual_year_up_to_the_end():
    assert answered(measure="referrals", since="2021-13", until="2021-06")[2:4] == (
        "2020-07",
        "2021-06",
    )


def test_where_nothing_is_counted_yet_there_is_a_question_and_no_period():
    for code in QUANTITIES:
        query = settled(NOTHING_HELD, measure=code, by="period").query
        assert (query.quantity.code, query.periods, query.spans) == (code, (), ())


@pytest.mark.parametrize("code", QUANTITIES)
def test_every_way_to_split_a_subject_can_be_asked_and_asked_again(code):
    quantity = QUANTITIES[code]
    for by in every_split(quantity):
        for by2 in (None, *every_split(quantity)):
            found = settled(measure=code, by=by, by2=by2)
            again = settled(**dict(found.values))
            assert (again.query, again.refused) == (found.query, [])


def test_years_of_people_are_those_that_are_released():
    query = settled(by="period", grain="year").query

    assert query.periods == (Period(date(2020, 4, 1), date(2021, 3, 31)),)
    assert QUARTERS[0].first == query.periods[0].first
    assert COVERAGE.months == MONTHS
