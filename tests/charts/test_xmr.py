"""The chart of a trend reads the rows it is sent; hidden points are not among them."""

import json
import re
from datetime import date

import polars as pl
import pytest

from charts.xmr import LOOKS, short_lines, xmr_lines
from metrics.measures.measure import Better
from metrics.trends.trend_text import STANDS_OUT, Grain
from metrics.trends.xmr import xmr
from tests.builders import day_of
from ui.rows.charts import SCHEMA, trend_rows

SHARE = "a share of all that count"
USUAL = [0.61, 0.66, 0.60, 0.64, 0.70, 0.63, 0.66, 0.58, 0.64, 0.69, 0.63, 0.62, 0.20]
HAPPENED = pl.DataFrame(
    {
        "on": [day_of("2020-07-16"), day_of("2020-09-10"), day_of("2022-01-01")],
        "label": ["Rape inspection published", "A4 complete", "A9 complete"],
    }
)


def rows_of(values, target=0.9, better="up", unit=SHARE, happened=None):
    days = [date(2020 + place // 12, place % 12 + 1, 1) for place in range(len(values))]
    series = pl.DataFrame(
        {"period": days, "value": values}, {"period": pl.Date, "value": pl.Float64}
    )
    return trend_rows(xmr(series, better), target, unit, Grain.MONTH, happened)


def of_kind(rows, kind, *columns):
    return rows.filter(pl.col("kind") == kind).select(columns).rows()


@pytest.mark.parametrize("better", Better)
def test_the_chart_names_no_column_that_its_rows_lack(better):
    for drawn in (xmr_lines(better, is_share=True), short_lines(is_share=False)):
        assert drawn["data"] == {"name": "rows"}
        assert "datasets" not in drawn
        assert set(re.findall(r'"field": "(\w+)"', json.dumps(drawn))) <= set(SCHEMA)


@pytest.mark.parametrize(
    ("better", "names"),
    [
        (Better.UP, ["improvement", "concern"]),
        (Better.DOWN, ["improvement", "concern"]),
        (Better.NEITHER, ["high or rising", "low or falling"]),
    ],
)
def test_a_point_that_stands_out_has_a_shape_as_well_as_a_colour_and_a_word(better, names):
    (marked,) = [
        layer
        for layer in xmr_lines(better, is_share=True)["layer"]
        if "shape" in layer.get("encoding", {})
    ]

    shape, colour = marked["encoding"]["shape"]["scale"], marked["encoding"]["color"]["scale"]
    assert shape["domain"] == colour["domain"] == names
    assert len(set(shape["range"])) == 2
    assert "stands_out" in [each["field"] for each in marked["encoding"]["tooltip"]]
    # Each point is read out already; a layer without any would have no name.
    assert marked["mark"]["aria"] is False
    assert set(STANDS_OUT.values()) == set(LOOKS)


def test_a_chart_of_what_victims_choose_shows_neither_good_nor_bad():
    drawn = json.dumps(xmr_lines(Better.NEITHER, is_share=True))

    assert "improvement" not in drawn
    assert "concern" not in drawn


def test_every_point_has_its_value_in_words_and_how_it_stands():
    rows = rows_of(USUAL)

    points = of_kind(rows, "point", "label", "said", "stands_out", "why")
    assert points[0] == ("January 2020", "61%", None, "Usual variation around 60%")
    assert points[-1] == ("January 2021", "20%", "concern", "Below the usual 47% to 74%")
    assert rows.filter(pl.col("kind") == "point")["target"].unique().to_list() == [0.9]


def test_limits_are_cut_where_no_share_can_lie():
    rows = rows_of([0.1, 0.9] * 7)

    assert of_kind(rows, "point", "lower", "mean", "upper")[0] == (0.0, 0.5, 1.0)


def test_lines_are_named_at_the_newest_point_and_their_names_kept_apart():
    named = of_kind(rows_of(USUAL, 0.76), "line", "period", "value", "label")

    assert [label for _, _, label in named] == [
        "lower limit 47%",
        "mean 60%",
        "upper limit 74%",
        "target 76%",
    ]
    heights = [height for _, height, _ in named]
    assert heights[3] - heights[2] == pytest.approx(0.08)
    assert {day for day, _, _ in named} == {day_of("2021-01-15")}


def test_a_period_is_drawn_at_its_middle_and_one_without_a_figure_is_a_gap_in_the_line():
    quarters = [date(2020, 1, 1), date(2020, 4, 1), date(2020, 10, 1)]
    series = pl.DataFrame({"period": quarters, "value": [0.61, None, 0.64]})

    rows = trend_rows(xmr(series, "up"), 0.9, SHARE, Grain.QUARTER)

    assert of_kind(rows, "point", "period", "value", "label", "said", "target") == [
        (day_of("2020-02-15"), 0.61, "January to March 2020", "61%", 0.9),
        (day_of("2020-05-15"), None, "April to June 2020", "no figure", 0.9),
        (day_of("2020-08-15"), None, "July to September 2020", "no figure", 0.9),
        (day_of("2020-11-15"), 0.64, "October to December 2020", "64%", 0.9),
    ]


def test_equal_values_have_a_mean_and_no_limits_to_draw():
    rows = rows_of([1.0] * 13)

    assert of_kind(rows, "point", "lower", "mean", "upper")[0] == (None, 1.0, None)
    assert of_kind(rows, "line", "label") == [("target 90%",), ("mean 100%",)]


def test_milestones_are_numbered_rows_of_their_own_and_later_ones_left_out():
    assert of_kind(rows_of(USUAL, happened=HAPPENED), "milestone", "period", "label", "said") == [
        (day_of("2020-07-16"), "1", "Rape inspection published, 16 July 2020"),
        (day_of("2020-09-10"), "2", "A4 complete, 10 September 2020"),
    ]


@pytest.mark.parametrize("values", [USUAL[:12], [0.2] * 13 + [0.9]])
def test_where_nothing_can_be_said_there_are_values_and_a_target_without_limits(values):
    rows = rows_of(values)

    assert rows.select("lower", "mean", "upper", "stands_out", "why").null_count().row(0) == (
        (rows.height,) * 5
    )
    assert of_kind(rows, "line", "label") == [("target 90%",)]


def test_a_target_that_is_no_share_is_not_drawn():
    assert rows_of(USUAL, 90)["target"].null_count() == rows_of(USUAL, 90).height


@pytest.mark.parametrize("values", [[], [None, None]])
def test_no_value_gives_no_rows_of_the_same_columns(values):
    rows = rows_of(values, happened=HAPPENED)

    assert rows.is_empty()
    assert rows.schema == SCHEMA
