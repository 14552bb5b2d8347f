"""Charts of the room, and the rows that are sent to a browser."""

from charts.registry import Chart
from data_access.worker import WorkerLimits, call
from tests.looked_at import WRITTEN, write_while_others_look
from ui.exports.chart_worker import drawing
from ui.page.charts import _for_the_room, arrow_stream


def test_in_the_room_no_title_of_an_axis_takes_the_place_of_the_bars():
    drawn = _for_the_room(drawing(Chart.TOLD_BARS))["encoding"]

    assert drawn["y"]["title"] is None
    assert drawn["color"]["legend"]["columns"] == 2
    assert drawing(Chart.TOLD_BARS)["encoding"]["y"]["title"] == "Decisions"


def send_while_others_look() -> int:
    return write_while_others_look(arrow_stream)


def test_the_rows_of_a_chart_are_sent_while_others_look_at_them():
    sent = call("tests.ui.page.test_charts:send_while_others_look", limits=WorkerLimits(seconds=30))

    assert sent == WRITTEN
