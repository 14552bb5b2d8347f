"""The chart of telling reads the rows it is sent; what is not released has its place and no bar."""

import json
import re
from datetime import date

from charts.bars import NAMES, told_bars
from metrics.victims.notice_text import bars_by_period
from tests.released import quarter, summary_of, year
from ui.rows.charts import BARS, bar_rows

RELEASED = {
    "told": {"told in time": 90, "not yet told": 40},
    "not_known_to_be_told": {"met": 40, "not met": 90},
}


def test_the_chart_names_no_column_that_its_rows_lack():
    drawn = told_bars()

    assert drawn["data"] == {"name": "rows"}
    assert set(re.findall(r'"field": "(\w+)"', json.dumps(drawn))) == {*BARS, "row"}


def test_a_bar_has_a_row_for_each_number_and_a_period_without_one_its_place_alone():
    summary = summary_of(
        quarter(date(2021, 1, 1), RELEASED),
        quarter(date(2021, 4, 1), {}),
        quarter(date(2021, 7, 1), RELEASED),
    )

    rows = bar_rows(bars_by_period(summary))

    assert rows.rows() == [
        ("Jan to Mar|2021", "January to March 2021", "not known to be told", 0, 40, 130),
        ("Jan to Mar|2021", "January to March 2021", "told in time", 2, 90, 130),
        (
            "Apr to Jun|2021|not released",
            "April to June 2021",
            NAMES[0],
            0,
            None,
            None,
        ),
        ("Jul to Sep|2021", "July to September 2021", "not known to be told", 0, 40, 130),
        ("Jul to Sep|2021", "July to September 2021", "told in time", 2, 90, 130),
    ]


def test_a_bar_of_a_year_names_both_its_years():
    rows = bar_rows(bars_by_period(summary_of(year(2020, RELEASED))))

    assert {*rows["quarter"]} == {"Apr 2020 to Mar|2021"}
