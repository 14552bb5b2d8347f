"""The chart of dates: made once, drawn on the rows it is sent, a state never by colour alone."""

from charts.deadlines import date_bars
from metrics.plan.slippage import date_lines
from tests.builders import day_state


def fields(part):
    """Every column that a part of a chart reads."""
    if isinstance(part, dict):
        own = {part["field"]} if isinstance(part.get("field"), str) else set()
        return own.union(*map(fields, part.values()))
    return set().union(*map(fields, part)) if isinstance(part, list) else set()


def test_the_chart_reads_the_columns_of_its_rows():
    now = day_state(action=[{"first_due_on": "2022-03-31"}])

    assert date_bars()["data"] == {"name": "rows"}
    columns = set(date_lines(now.actions, now.day).columns)
    # The chart numbers its rows, and its names stand in that order.
    assert fields(date_bars()) == columns - {"is_late"} | {"row"}
