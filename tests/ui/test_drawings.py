"""The charts come from a process of their own, as the functions of the charts draw them."""

import json

import pytest

from charts.__main__ import DRAWN
from charts.names import Chart, xmr_chart
from metrics.measure import Better
from ui.drawings import drawing, drawings


def test_every_chart_of_the_pages_is_drawn():
    assert list(drawings()) == list(DRAWN) == list(Chart)


@pytest.mark.parametrize("chart", Chart)
def test_a_chart_comes_from_the_other_process_as_its_function_draws_it(chart):
    assert drawing(chart) == json.loads(json.dumps(DRAWN[chart]()))


def test_a_trend_has_a_chart_for_each_way_that_may_be_better():
    assert [xmr_chart(better) for better in Better] == [
        Chart.XMR_LINES_UP,
        Chart.XMR_LINES_DOWN,
        Chart.XMR_LINES_NEITHER,
    ]


def test_what_is_written_into_a_drawing_is_in_no_other():
    drawing(Chart.TOLD_BARS)["encoding"].clear()

    assert drawing(Chart.TOLD_BARS)["encoding"]
