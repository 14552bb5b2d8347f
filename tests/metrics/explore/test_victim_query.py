"""Results for victims contain the protected counts of quarters and years, and no more."""

from dataclasses import replace
from datetime import date
from typing import Any

from metrics.explore.query import Coverage
from metrics.explore.run_query import Sources, counted_at, overall_share, run_query
from metrics.periods import Period
from tests.metrics.explore.questions import settled
from tests.victim_builders import TOLD, summary_of

SUMMER, AUTUMN = (
    Period(date(2021, 7, 1), date(2021, 9, 30)),
    Period(date(2021, 10, 1), date(2021, 12, 31)),
)
COVERAGE = Coverage(date(2022, 2, 28), [SUMMER, AUTUMN], [], [], [], ["Devon"])


def refused(*_: object) -> Any:
    """Fails if cases or the plan are read."""
    raise AssertionError("Only protected counts may be read.")


def of(summary):
    """Sources of results with victims only."""
    return Sources(summary, refused, refused)


def answered(summary, **asked):
    """By what it is of, each number that is shown, and null for each that is withheld."""
    cells = run_query(settled(COVERAGE, **asked).query, of(summary))
    return {
        (*([cell.period.first.month] if asked.get("by") == "period" else []), *cell.words): (
            None if cell.is_withheld else cell.value
        )
        for cell in cells
    }


def test_a_share_is_met_of_all_that_count_in_the_quarters_asked_for():
    summary = summary_of({"told": TOLD}, {"told": TOLD | {"told late": 120}})
    [cell] = run_query(settled(COVERAGE).query, of(summary))

    assert cell == (Period(SUMMER.first, AUTUMN.last), None, (), 120, 300, 0.4, False)
    assert answered(summary, by="period") == {(7,): 0.6, (10,): 0.3}
    assert answered(summary, since="2021-10") == {(): 0.3}


def test_a_count_by_a_word_is_the_sum_of_what_each_quarter_shows():
    summary = summary_of({"told": {"told in time": 60, "told late": None}}, {"told": TOLD})
    found = answered(summary, measure="notices", by="told")

    assert found["told in time",] == 120
    assert found["told late",] is None
    assert answered(summary, measure="notices", by="period", by2="told")[10, "told late"] == 20


def test_a_share_that_is_withheld_in_one_quarter_is_withheld_in_all_together():
    summary = summary_of({"told": {"told in time": None, "told late": 20}}, {"told": TOLD})

    assert answered(summary) == {(): None}
    assert answered(summary, by="period") == {(7,): None, (10,): 0.6}


def test_two_things_together_are_told_in_the_order_of_the_list():
    pairs = {"investigation; not asked": 12, "investigation; not recorded": 20}
    summary = summary_of({"stage_and_reason": pairs}, {"stage_and_reason": {}})
    found = answered(summary, measure="support_ending", by="stage", by2="reason")

    assert found["not asked", "investigation"] == 12
    assert found["not recorded", "investigation"] == 20


def test_a_median_says_of_how_many_and_below_ten_it_is_withheld():
    shown = summary_of(
        {"told": {"told in time": 12}}, {"told": {}}, numbers={"days_to_tell": [2.0] * 12}
    )
    hidden = summary_of(
        {"told": {"told in time": 9}}, {"told": {}}, numbers={"days_to_tell": [2.0] * 9}
    )

    assert answered(shown, measure="days_to_tell") == {(): 2.0}
    assert answered(hidden, measure="days_to_tell") == {(): None}


def test_where_no_quarter_is_counted_there_is_no_answer():
    nothing = replace(COVERAGE, quarters=[])

    assert run_query(settled(nothing).query, of(None)) == []
    assert counted_at(settled(nothing).query, of(None), nothing) == nothing.day


def test_an_answer_stands_on_the_day_its_newest_quarter_was_counted():
    sources = of(summary_of({"told": TOLD}, {"told": TOLD}))

    assert counted_at(settled(COVERAGE).query, sources, COVERAGE) == date(2022, 1, 31)
    assert counted_at(settled(COVERAGE, until="2021-09").query, sources, COVERAGE) == date(
        2021, 10, 31
    )


def test_beside_areas_stand_all_of_them_together_in_the_same_time():
    sources = of(summary_of({"told": TOLD}, {"told": TOLD}))

    assert overall_share(settled(COVERAGE, by="period").query, [], sources) == 0.6
