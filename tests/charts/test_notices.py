"""The chart of telling reads the rows it is sent; a quarter that is withheld is not among them."""

import json
import re

from charts.bars import told_bars
from metrics.victims.notice_text import bars_by_period
from tests.victim_builders import TOLD, summary_of
from ui.rows.charts import BARS, bar_rows


def test_the_chart_names_no_column_that_its_rows_lack():
    drawn = told_bars()

    assert drawn["data"] == {"name": "rows"}
    assert set(re.findall(r'"field": "(\w+)"', json.dumps(drawn))) == {*BARS, "row"}


def test_a_bar_has_a_row_a_group_and_a_withheld_quarter_none():
    hidden = {"told": TOLD | {"told late": None}}

    rows = bar_rows(bars_by_period(summary_of(hidden, {"told": TOLD})))

    months, named = "Oct to Dec|2021", "October to December 2021"
    assert rows.rows() == [
        (months, named, "no record of telling", 0, 5, 100),
        (months, named, "not yet told, or only sent by post", 1, 15, 100),
        (months, named, "told late", 2, 20, 100),
        (months, named, "told in time", 3, 60, 100),
    ]


def test_without_a_quarter_that_can_be_drawn_there_are_no_rows():
    assert bar_rows([(summary_of({"told": TOLD}).quarters[0], None)]).is_empty()
