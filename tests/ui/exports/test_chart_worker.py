"""The charts of the pages are as the functions of the charts draw them."""

import json

import pytest

from charts.registry import Chart, chart_text, xmr_chart
from charts.specs import DRAWN
from metrics.measures.measure import Better
from ui.exports.chart_worker import drawing, drawings


def test_every_chart_of_the_pages_is_drawn():
    assert list(drawings()) == list(DRAWN) == list(Chart)


def test_every_chart_says_what_is_drawn_and_no_figure():
    said = {chart_text(chart) for chart in Chart}

    assert said == {
        "A line for each open action that is late or moved, from the date first agreed to the date "
        "now",
        "A line through periods, their mean, any target, and the limits of what is usual",
        "A line through too few periods to tell what is usual",
        "A mark for each area that can be compared, and the range expected of it",
        "Bars: plans answered in full by the first target, or not, by its month",
        "Bars: decisions of a period: told in time, late, or not known to be told",
        "Bars: what is counted, a group for each value",
        "Bars: what is counted, one for each value",
        "Lines: what is counted, period by period",
    }


@pytest.mark.parametrize("chart", Chart)
def test_a_chart_is_as_its_function_draws_it_or_must_be_written_anew(chart):
    assert drawing(chart) == json.loads(json.dumps(DRAWN[chart]()))


def test_a_trend_has_a_chart_for_each_way_that_may_be_better():
    assert [xmr_chart(better) for better in Better] == [
        Chart.XMR_LINES_UP,
        Chart.XMR_LINES_DOWN,
        Chart.XMR_LINES_NEITHER,
    ]


def test_what_is_written_into_a_drawing_is_in_no_other():
    before = json.dumps(drawing(Chart.TOLD_BARS))
    drawing(Chart.TOLD_BARS)["encoding"].clear()

    assert json.dumps(drawing(Chart.TOLD_BARS)) == before
