"""Charts that may keep their marks, and charts that must be drawn anew."""

from datetime import date

import polars as pl
import pytest

from charts.registry import Chart
from data_access.worker import WorkerLimits, call
from tests.looked_at import WRITTEN, write_while_others_look
from ui.exports.chart_worker import drawing
from ui.page.charts import _chart_key, _for_the_room, arrow_stream


def lines(day=date(2022, 2, 1), names=("A1", "A2"), due=(date(2022, 1, 3), date(2022, 3, 4))):
    return pl.DataFrame(
        {"name": names, "due_on": due, "as_at": [day] * len(names)},
        schema_overrides={"due_on": pl.Date},
    )


def test_the_day_looked_at_may_move_among_the_other_days():
    days = [date(2022, 1, 3), date(2022, 2, 1), date(2022, 3, 4)]

    assert len({_chart_key(lines(day)) for day in days}) == 1


@pytest.mark.parametrize(
    "other",
    [
        lines(date(2022, 3, 5)),
        lines(date(2022, 1, 2)),
        lines(names=("A2", "A1")),
        lines(names=("A1", "A3")),
        lines(due=(date(2022, 1, 3), date(2022, 3, 5))),
        lines(due=(date(2022, 1, 3), None)),
        lines(due=(None, None)),
        lines().head(1),
        lines().drop("as_at").with_columns(value=1.0),
    ],
    ids=["later", "earlier", "order", "name", "bound", "no-date", "no-dates", "fewer", "another"],
)
def test_any_other_difference_makes_another_picture(other):
    assert _chart_key(other) != _chart_key(lines())


def test_where_no_day_bounds_the_axis_the_day_looked_at_does():
    nothing = (None, None)

    assert _chart_key(lines(date(2022, 2, 1), due=nothing)) != _chart_key(
        lines(date(2022, 2, 2), due=nothing)
    )


def test_every_number_of_a_chart_without_such_a_day_counts():
    def counted(number):
        return pl.DataFrame({"place": ["Devon"], "start": [number]})

    assert _chart_key(counted(3)) != _chart_key(counted(4))
    assert _chart_key(counted(3)) == _chart_key(counted(3))


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
