"""What a press on a mark of an answer's chart asks next."""

from datetime import date

from metrics.explore.query import Cell
from metrics.explore.query_address import drill_down
from metrics.periods import Period
from tests.metrics.explore.questions import COVERAGE, QUARTERS, settled

DECEMBER = Period(date(2021, 12, 1), date(2021, 12, 31))

# What belongs to the split that is left.
AFRESH = dict.fromkeys(["by2", "grain", "chart"])


def pressed(place, cell, refused=(), **asked):
    """The choices that change with a press on ``place``, in an answer of one cell."""
    answer = settled(**asked)
    assert [each.given for each in answer.refused] == [*refused]
    return drill_down(place, answer.query, [cell], asked, COVERAGE)


def test_a_period_is_opened_by_area_where_its_areas_are_counted():
    cell = Cell(DECEMBER, None, (), None, None, 5.0)
    asked = {"measure": "case_plans_open", "by": "period", "grain": "month"}

    assert pressed("31 December 2021", cell, **asked) == {
        "from": "2021-12",
        "to": "2021-12",
        "by": "area",
        **AFRESH,
    }


def test_a_quarter_of_victims_is_opened_alone_for_areas_are_counted_by_years():
    cell = Cell(QUARTERS[0], None, (), 20, 40, 0.5)

    assert pressed("April to June 2020", cell, measure="told_in_time", by="period") == {
        "from": None,
        "to": None,
        "in": "2020-04",
        "by": None,
        **AFRESH,
    }


def test_an_area_is_opened_by_period():
    cell = Cell(DECEMBER, "Devon", (), None, None, 5.0)

    assert pressed("Devon", cell, measure="case_plans_open", by="area") == {
        "area": "Devon",
        "by": "period",
        "in": None,
        **AFRESH,
    }


def test_any_other_mark_is_split_further_by_period():
    cell = Cell(DECEMBER, None, ("over 90 days",), None, None, 5.0)

    assert pressed("Over 90 days", cell, measure="case_plans_open", by="age") == {
        "by2": "period",
        "in": None,
        "chart": None,
    }


def test_what_is_refused_already_keeps_no_mark_from_opening():
    cell = Cell(DECEMBER, None, ("over 90 days",), None, None, 5.0)
    asked = {"measure": "case_plans_open", "by": "age", "area": "Torbay"}

    assert pressed("Over 90 days", cell, ["Torbay"], **asked) == {
        "by2": "period",
        "in": None,
        "chart": None,
    }


def test_a_mark_that_is_not_in_the_answer_opens_nothing():
    cell = Cell(DECEMBER, "Devon", (), None, None, 5.0)

    assert pressed("Kernow", cell, measure="case_plans_open", by="area") == {}
    assert pressed("Devon", cell, measure="case_plans_open") == {}
