"""Tables of victims that are pictures too: a bar tells what its cell says, and nothing more."""

import polars as pl
import pytest

from data_access.vocabulary import Characteristic
from metrics.releases.tables import ALL
from tests.metrics.victims.test_characteristics_text import SENT, asked
from tests.released import summary_of, year
from ui.elements.bars import LATE, bar, dot
from ui.elements.csv_download import without_marks
from ui.rows.victim_pictures import (
    asked_area_rows,
    asked_rows,
    key_text,
    lateness_rows,
    with_bars,
)
from ui.rows.victims import in_file, word_count_rows


def test_a_small_count_has_words_and_no_bar_and_its_mark_in_a_file():
    counts = {"report": 10, "statement": 5, "charge": None}
    rows = with_bars(word_count_rows(counts, "Stage", "Times"), "Times")

    assert rows.rows() == [
        ("Report", bar(10, 10)),
        ("Statement", bar(5, 10)),
        ("Charge", "fewer than 5"),
    ]
    assert without_marks(in_file(rows)).rows() == [
        ("Report", "10"),
        ("Statement", "5"),
        ("Charge", "<5"),
    ]


@pytest.mark.parametrize("numbers", [["fewer than 5", "fewer than 5"], ["fewer than 5", "10"]])
def test_where_no_two_bars_can_be_compared_a_table_is_no_picture(numbers):
    rows = pl.DataFrame({"Stage": ["Report", "Statement"], "Times": numbers})

    assert with_bars(rows, "Times") is rows


def test_lateness_has_a_bar_for_each_band_and_those_of_the_late_stand_out():
    bands = {
        "within the limit": 40,
        "up to 5 working days late": 10,
        "6-10 working days late": 5,
        "11-20 working days late": None,
        "over 20 working days late": 10,
        ALL: 65,
    }

    assert lateness_rows(bands).rows() == [
        ("Within the limit", bar(40, 40)),
        ("Up to 5 working days late", bar(10, 40, LATE)),
        ("6-10 working days late", bar(5, 40, LATE)),
        ("11-20 working days late", "fewer than 5"),
        ("Over 20 working days late", bar(10, 40, LATE)),
    ]


NINE = {"race_asked": asked(40), "sex_asked": asked(30), "age_asked": asked(20, 40)}


def test_each_characteristic_is_a_row_the_least_asked_first_with_what_is_missing():
    rows = asked_rows(summary_of(year(2020, NINE)), SENT)

    assert rows["Characteristic"].to_list() == ["Age", "Sex", "Race"]
    assert rows.row(2, named=True) == {
        "Characteristic": "Race",
        "Share asked": dot("40%", 0.4),
        "Asked": "40",
        "Not asked": "60",
        "Not recorded": "fewer than 5",
        "Out of": "100",
    }
    assert rows["Share asked"][0] == "20 of 40"
    assert key_text(rows) == "On a line from 0% to 100%: ● The share asked."


def test_beside_the_share_asked_stands_that_of_a_year_before_if_it_is_released():
    before = {"race_asked": asked(30)}

    rows = asked_rows(summary_of(year(2019, before), year(2020, NINE)), SENT)

    assert rows.select("Characteristic", "Share asked", "A year before").rows() == [
        ("Age", "20 of 40", "too few"),
        ("Sex", dot("30%", 0.3), "too few"),
        ("Race", dot("40%", 0.4, 0.3), "30%"),
    ]
    assert key_text(rows) == "On a line from 0% to 100%: ● The share asked. ○ A year before."


def test_where_no_share_is_released_the_nine_have_no_dots_and_no_key():
    few = year(2020, {"age_asked": NINE["age_asked"]})

    assert key_text(asked_rows(summary_of(few), (Characteristic.AGE,))) == ""
    assert key_text(asked_rows(summary_of(few), ())) == ""


def test_an_area_has_the_shares_that_are_released_of_it():
    of_areas = {"Devon": {"race_asked": asked(40)}, "not recorded": NINE}

    assert asked_area_rows(year(2020, {}, of_areas), SENT[1:]).to_dicts() == [
        {
            "Cases of": "Devon, April 2020 to March 2021",
            "Race": "40% (40 of 100)",
            "Sex": "too few",
        },
        {
            "Cases of": "Area not recorded, April 2020 to March 2021",
            "Race": "40% (40 of 100)",
            "Sex": "30% (30 of 100)",
        },
    ]
