"""The chart of areas beside each other takes the rows it is sent, in their order."""

import json
import re

import polars as pl

from charts.area_ranges import STANDINGS, area_ranges
from metrics.trends.area_comparison import beside_each_other
from ui.rows.charts import COLUMNS, area_range_rows, area_rows_text

AREAS = pl.DataFrame(
    {
        "area": ["Torbay", None, "Plymouth", "Cornwall"],
        "met": [5, 19, None, 60],
        "of": [30, 30, None, 62],
    }
)


def rows_of(areas, overall=0.64):
    return area_range_rows(beside_each_other(areas, overall), overall)


def test_an_area_is_one_row_by_name_and_a_hidden_one_is_absent():
    assert rows_of(AREAS).select("area", "said", "expected", "standing", "overall").rows() == [
        ("Cornwall", "97% (60 of 62)", "45% to 82%", "above the expected range", 0.64),
        ("Torbay", "17% (5 of 30)", "37% to 90%", "below the expected range", 0.64),
        ("area not recorded", "63% (19 of 30)", "37% to 90%", "within the expected range", 0.64),
    ]


def test_each_area_is_read_out_with_its_share_and_the_range_it_is_held_against():
    assert area_rows_text(rows_of(AREAS)) == (
        "Cornwall: 97% (60 of 62), above the expected range of 45% to 82%; "
        "Torbay: 17% (5 of 30), below the expected range of 37% to 90%; "
        "area not recorded: 63% (19 of 30), within the expected range of 37% to 90%."
    )


def test_no_area_to_compare_gives_no_rows_of_the_same_columns():
    for rows in (rows_of(AREAS.clear()), rows_of(AREAS, None)):
        assert rows.is_empty()
        assert rows.columns == COLUMNS


def test_the_chart_reads_the_columns_of_its_rows():
    fields = set(re.findall(r'"field": "(\w+)"', json.dumps(area_ranges())))

    assert fields == {*COLUMNS, "row"}
    assert area_ranges()["data"] == {"name": "rows"}


def test_outside_its_range_an_area_has_another_shape_as_well_as_a_colour():
    (own,) = [layer for layer in area_ranges()["layer"] if "shape" in layer["encoding"]]
    shape, colour = own["encoding"]["shape"]["scale"], own["encoding"]["color"]["scale"]

    assert shape["domain"] == colour["domain"] == STANDINGS
    assert len(set(shape["range"])) == 3
    assert colour["range"][0] != colour["range"][1]


def test_areas_keep_the_order_they_are_sent_in():
    sorts = [layer["encoding"]["y"]["sort"] for layer in area_ranges()["layer"]]

    assert sorts == [{"field": "row", "op": "min"}] * len(sorts)
