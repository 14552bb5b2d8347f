"""The ways to draw a result, the most suitable first."""

from datetime import date

from metrics.explore.chart_choice import (
    Drawn,
    left_out_text,
    series_of,
    ways_to_draw,
    why_no_trend,
    why_not_drawn,
)
from metrics.explore.query import Cell
from metrics.periods import Period
from tests.metrics.explore.questions import MONTHS, asked_of

BY_MONTH = asked_of(measure="case_plans_open", by="period", grain="month")
NOT_ENOUGH = "is not drawn: 13 points are needed to say what is usual"
BY_AGE = asked_of(measure="case_plans_open", by="age")


def months(number, without=0):
    """A number of months with a value, then a number without one, after the first year."""
    values = [5.0] * number + [None] * without
    return [
        Cell(month, None, (), None, None, value)
        for month, value in zip(MONTHS[12:], values, strict=False)
    ]


def words(*found):
    return [Cell(MONTHS[0], None, (word,), None, None, 1.0) for word in found]


def test_a_single_figure_and_nothing_at_all_are_a_table():
    assert ways_to_draw(asked_of(), [Cell(MONTHS[0], None, (), 1, 2, 0.5)]) == (Drawn.TABLE,)
    assert ways_to_draw(BY_AGE, []) == (Drawn.TABLE,)


def test_thirteen_points_are_a_trend_and_twelve_are_lines():
    assert ways_to_draw(BY_MONTH, months(13)) == (Drawn.XMR, Drawn.LINE, Drawn.BAR, Drawn.TABLE)
    assert ways_to_draw(BY_MONTH, months(12)) == (Drawn.LINE, Drawn.BAR, Drawn.TABLE)
    assert why_no_trend(BY_MONTH, months(12)) == NOT_ENOUGH


def test_a_period_without_a_value_is_no_point():
    assert why_no_trend(BY_MONTH, months(13, without=5)) is None
    assert why_no_trend(BY_MONTH, months(12, without=5)) == NOT_ENOUGH


def test_a_stock_that_builds_up_from_none_and_a_share_of_few_are_no_points():
    stock = [Cell(month, None, (), None, None, 5.0) for month in MONTHS]
    share = asked_of(measure="cps_decision_in_time", by="period", grain="month")
    few = [Cell(month, None, (), 1, 9 + place % 2, 0.1) for place, month in enumerate(MONTHS)]

    assert series_of(BY_MONTH, stock)["value"].to_list() == [None] * 12 + [5.0] * 22
    assert left_out_text(BY_MONTH, stock) == (
        " Left out: the first year of records, in which what is open builds up from none."
    )
    assert series_of(share, few)["value"].to_list() == [None, 0.1] * 17
    assert left_out_text(share, few) == " Left out: 17 months out of fewer than 10."
    assert left_out_text(BY_MONTH, stock[12:]) == ""


def test_words_are_bars_and_two_at_once_are_groups_of_at_most_four():
    both = asked_of(measure="case_plans_open", by="area", by2="age")
    five = [Cell(MONTHS[0], "Devon", (word,), None, None, 1.0) for word in "abcde"]

    assert ways_to_draw(BY_AGE, words("a", "b")) == (Drawn.BAR, Drawn.TABLE)
    assert ways_to_draw(both, five[:4]) == (Drawn.BAR, Drawn.TABLE)
    assert ways_to_draw(both, five) == (Drawn.TABLE,)


def test_why_an_answer_is_not_drawn_as_asked_is_said():
    assert why_not_drawn(BY_AGE, words("a"), "pie") == (
        "is not a way to draw: it is bar, line, xmr or table"
    )
    assert why_not_drawn(BY_AGE, words("a"), "line") == ("needs a split by period")
    assert why_not_drawn(BY_MONTH, months(12), "xmr") == (
        "is not drawn: 13 points are needed to say what is usual"
    )


def test_a_series_is_one_row_a_period_by_its_first_day():
    first = Period(date(2021, 4, 1), date(2021, 4, 30))
    cells = [Cell(first, None, (), 1, 2, 0.5), Cell(first, None, (), 20, 30, None)]

    assert series_of(BY_MONTH, cells).rows() == [
        (date(2021, 4, 1), 0.5),
        (date(2021, 4, 1), None),
    ]
