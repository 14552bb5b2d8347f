"""Bars and rows of telling, a quarter at a time: what is withheld is no bar, and no nought."""

from metrics.victims.notice_text import bars_by_period
from tests.victim_builders import TOLD, summary_of
from ui.rows.charts import bar_rows
from ui.rows.victims import told_rows

SHOWN = {"told": TOLD}
SECRET = {"told": TOLD | {"told late": None}}


def test_told_is_counted_by_quarter_with_what_is_withheld():
    summary = summary_of(SHOWN, SECRET)
    told = summary.counts_of_each(summary.quarters, "decisions", "told")

    assert told_rows(told, ["told in time", "told late"]).rows() == [
        ("October to December 2021", "60", "withheld"),
        ("July to September 2021", "60", "20"),
    ]


def test_a_bar_is_four_groups_of_a_quarter_and_one_of_fewer_than_ten_has_none():
    few = {"told": {"told in time": 6}}

    assert bar_rows(bars_by_period(summary_of(SHOWN, SECRET, few))).rows() == [
        ("Apr to Jun|2021", "April to June 2021", group, place, number, 100)
        for place, (group, number) in enumerate(
            [
                ("no record of telling", 5),
                ("not yet told, or only sent by post", 15),
                ("told late", 20),
                ("told in time", 60),
            ]
        )
    ]
