"""The chart of answers by month takes the rows it is sent, and no others."""

import json
import re

import polars as pl

from charts.bars import ANSWERS, answered_bars
from tests.builders import day_of
from ui.rows.cases import answered_bar_rows as bars_of

MONTHS = pl.DataFrame(
    {
        "month": [day_of("2021-12-01"), day_of("2022-01-01")],
        "met": [3, 0],
        "of": [8, 0],
        "share": [0.375, None],
    }
)


def test_a_month_is_two_parts_of_a_bar_with_its_share_once():
    assert bars_of(MONTHS).rows() == [
        (day_of("2021-12-01"), "by the first target", 3, 0, 8, "38%"),
        (day_of("2022-01-01"), "by the first target", 0, 0, 0, ""),
        (day_of("2021-12-01"), "later or not at all", 5, 1, 8, ""),
        (day_of("2022-01-01"), "later or not at all", 0, 1, 0, ""),
    ]


def test_the_chart_names_no_column_that_its_rows_lack():
    rows = bars_of(MONTHS)

    fields = set(re.findall(r'"field": "(\w+)"', json.dumps(answered_bars())))
    assert fields == {"month", "plans", "answer", "place", "all", "said"}
    assert fields == set(rows.columns)
    assert rows["answer"].unique(maintain_order=True).to_list() == ANSWERS
