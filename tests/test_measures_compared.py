"""The benchmark has a line for every measure, whose plain SQL gives the same in both engines."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from benchmarks.plain_queries import tables_in
from benchmarks.process_queries import process_lines, year_up_to
from benchmarks.victim_queries import victim_queries
from data_access.arrow_cache import folder_of, newest_tallies
from data_access.reads import read_snapshot
from data_access.store import open_store, sqlite_url
from metrics.cases.month_ends import last_closed
from metrics.measures.catalogue import MEASURES

AT = date(2022, 1, 31)
YEAR = year_up_to(AT)


@pytest.fixture(scope="module")
def store(store_for, tmp_path_factory):
    """A copy of the demonstration that has Arrow files beside it."""
    path = tmp_path_factory.mktemp("compared") / "demonstration.db"
    shutil.copy(Path(make_url(store_for("demonstration")).database or ""), path)
    store = open_store(sqlite_url(path))
    newest_tallies(store, above=0)
    assert last_closed(read_snapshot(store).tables["closed_month"], date.max) == AT
    return store


def test_every_measure_has_a_line_in_the_benchmark_or_a_reason_for_none():
    of_process = {code for line in process_lines({}, YEAR, AT) for code in line.codes}

    with_reason = {code for code, measure in MEASURES.items() if measure.not_benchmarked}
    assert sorted([*of_process, *victim_queries(*YEAR), *with_reason]) == sorted(MEASURES)


def test_plain_sql_counts_the_same_in_polars_and_in_sqlite(store):
    (folder,) = folder_of(store).iterdir()
    files = tables_in(folder)
    queries = [
        *(each for line in process_lines({}, YEAR, AT) for each in line.plain),
        *victim_queries(*YEAR).values(),
    ]
    with store.reading() as connection:
        in_both = [
            (
                each.polars(files).collect().rows(),
                connection.execute(text(each.sqlite)).all(),
            )
            for each in queries
            if each.is_same_in_both
        ]

    assert [_printed(rows, len(sql[0])) for rows, sql in in_both] == [
        _printed(sql, len(sql[0])) for _, sql in in_both
    ]
    assert sum(any(sql[0]) for _, sql in in_both) > len(in_both) / 2


def _printed(rows, columns):
    """Rows in a fixed order, dates and nulls as text; SQLite gives no quartiles, Polars last."""
    return sorted(str([str(value) for value in row[:columns]]) for row in rows)
