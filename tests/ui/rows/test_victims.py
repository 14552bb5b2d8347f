"""Tables of victims: numbers as they are released, and "<5" in a file."""

from datetime import date

import polars as pl

from metrics.releases.people import Counts
from metrics.releases.tables import ALL
from tests.released import TOLD, quarter, summary_of, year
from ui.elements.bars import square
from ui.rows.victims import (
    crossed_rows,
    in_file,
    mark_text,
    period_rows,
    share_rows,
    without_numbers,
    word_count_rows,
)

SUMMER, AUTUMN, WINTER = date(2021, 7, 1), date(2021, 10, 1), date(2022, 1, 1)
SHOWN = {"told": {**TOLD, ALL: 100}}
OFFERED = {"support_offered": {"met": 30, "not met": 15, ALL: 45}}


def test_shares_stand_with_their_numbers_and_what_is_released_nowhere_has_no_row():
    rows = share_rows(summary_of(year(2020, SHOWN | OFFERED)), ("told_late", "support_offered"))

    assert rows.to_dicts() == [
        {"Measure": "Victims told late", "Share": "20%", "Counted": "20", "Out of": "100"},
        {
            "Measure": "Support offered, SARC or ISVA",
            "Share": "30 of 45",
            "Counted": "30",
            "Out of": "45",
        },
    ]
    assert share_rows(summary_of(year(2020, OFFERED)), ("told_late",)).is_empty()


def test_rows_of_different_areas_or_months_in_one_table_each_say_whose_they_are():
    summary = summary_of(year(2020, SHOWN | OFFERED, {"Devon": SHOWN}), area="Devon")

    rows = share_rows(summary, ("told_late", "support_offered"))

    assert rows.select("Measure", "Cases of").rows() == [
        ("Victims told late", "Devon alone, April 2020 to March 2021"),
        ("Support offered, SARC or ISVA", "All areas together, April 2020 to March 2021"),
    ]
    assert "Cases of" not in share_rows(summary, ("told_late",)).columns


def test_a_file_says_whose_its_rows_are_where_they_do_not():
    rows = word_count_rows({"report": None, ALL: None}, "Stage", "Times")

    assert in_file(rows, "all areas together, July to September 2021").to_dicts() == [
        {
            "Stage": "Report",
            "Times": "<5",
            "Cases of": "All areas together, July to September 2021",
        }
    ]


def test_quarters_come_newest_first_in_full_or_in_short():
    periods = (quarter(SUMMER, SHOWN), quarter(AUTUMN, {}), quarter(WINTER, {}, ["reports"]))

    rows = period_rows(periods, (("told_late", "Late"),))

    assert rows.to_dicts() == [
        {"Quarter": "January to March 2022", "Late": "not released yet"},
        {"Quarter": "October to December 2021", "Late": "too few to release safely"},
        {"Quarter": "July to September 2021", "Late": "20% (20 of 100)"},
    ]
    assert without_numbers(rows)["Late"][-1] == "20%"
    assert period_rows((year(2020, SHOWN),), (("told_late", "Late"),)).columns[0] == "Year"


def test_the_group_of_the_same_name_as_its_row_is_bold_among_squares():
    tables: dict[str, Counts] = {
        "video": {"video": 20, "telephone": None, ALL: 20},
        "telephone": {"video": 5, "telephone": 10, ALL: 15},
    }

    rows = crossed_rows(tables, "Asked for")

    assert rows.rows() == [
        ("Video", f"**{square(20, 20)}**", "fewer than 5"),
        ("Telephone", square(5, 20), f"**{square(10, 20)}**"),
    ]
    assert mark_text(rows) == "The area of each square shows its number."
    assert mark_text(pl.DataFrame({"Told": ["10"]})) == ""
