"""The Data page's sentences on empty months and on the contents of a file."""

import polars as pl

from metrics.cases.months_loaded import GAPS
from tests.builders import day_of, frame
from ui.rows.data_coverage import (
    batch_rows,
    loaded_rows,
    missing_month_rows,
    silent_rows,
)


def test_few_rows_of_people_are_fewer_than_5_in_the_history_and_few_of_content_are_exact():
    batches = frame(
        "import_batch",
        {"rows": 3, "rows_new": 2, "rows_changed": 0},
        {"table": "action_update", "rows": 3, "rows_new": 2, "rows_changed": 1},
    )

    counts = batch_rows(batches).select("Batch", "Table", "Rows", "New", "Changed").rows()
    assert counts == [
        ("2", "Action update", "3", "2", "1"),
        ("1", "Investigations", "fewer than 5", "fewer than 5", "fewer than 5"),
    ]


def test_two_files_about_victims_do_not_tell_that_two_rows_came_between_them():
    batches = frame(
        "import_batch",
        {"table": "notice", "rows": 34, "rows_new": 34, "rows_changed": 0},
        {"table": "notice", "rows": 36, "rows_new": 2, "rows_changed": 12},
        {"table": "referral", "rows": 36, "rows_new": 36, "rows_changed": 0},
    )
    rows = pl.DataFrame(
        [
            (table, number, "Niche", day_of("2021-07-01"), day_of("2021-08-01"))
            for table, number in (("notice", 34), ("support_end", 36), ("referral", 36))
        ],
        ["table", "rows", "sources", "first_on", "last_on"],
        orient="row",
    ).with_columns(received_on=day_of("2022-02-28"), days_old=0)

    counts = batch_rows(batches).select("Batch", "Rows", "New", "Changed").rows()
    assert counts == [
        ("3", "36", "36", "0"),
        ("2", "about 35", "fewer than 5", "about 10"),
        ("1", "about 35", "about 35", "fewer than 5"),
    ]
    shown = loaded_rows(rows)
    assert shown["Rows"].to_list() == ["about 35", "about 35", "36"]
    assert shown["Months"].to_list() == ["July 2021 to August 2021"] * 3


def test_of_few_rows_neither_the_months_are_told_nor_how_many_are_empty():
    gaps = pl.DataFrame([("support_end", "force", None)], GAPS, orient="row")

    assert missing_month_rows(gaps, {"force": "Devon and Cornwall Police"}).rows() == [
        ("Support for a case ended", "Devon and Cornwall Police", "too few rows to say", "–")
    ]


def test_where_nearly_every_row_is_silent_the_few_others_do_not_follow():
    silences = pl.DataFrame(
        {"table": ["notice"], "words": ["no wish recorded"], "silent": [98], "out_of": [100]}
    )

    assert silent_rows(silences).rows() == [
        (
            "Notices of NFA decisions",
            "no wish recorded",
            "all but fewer than 5",
            "about 100",
        )
    ]
