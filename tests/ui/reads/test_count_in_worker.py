"""Quarters are counted and protected in a process of their own, just as they would be in this."""

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data_access import arrow_cache
from data_access.worker import WorkerFailed
from metrics.disclosure import PUBLISHED_THRESHOLD
from tests.made_up_cases import STARTER_LIMITS
from tests.victim_stores import (
    AUTUMN,
    COUNTED_AT,
    SUMMER,
    alike,
    count_year,
    counted_periods,
    decided,
    tables_of,
)
from ui.reads.victims import count_in_worker

DAYS = [(SUMMER, COUNTED_AT[SUMMER]), (AUTUMN, COUNTED_AT[AUTUMN])]
YEAR = [*COUNTED_AT.items()]


def cases(late_in_autumn):
    return tables_of(
        notice=[
            decided("Devon", SUMMER, in_time=30, late=3, untold=20),
            decided("Cornwall", SUMMER, in_time=30, late=20, untold=20, first=101),
            decided("Devon", AUTUMN, in_time=30, late=late_in_autumn, untold=20, first=201),
        ],
        investigation=[alike("investigation", "Devon", 20, first=301, reported_on="2021-08-02")],
    )


@pytest.mark.slow
def test_a_quarter_counted_apart_is_the_same_as_one_counted_here():
    tables = cases(late_in_autumn=3)

    for here, (_, numbers, count_tables) in zip(
        counted_periods(tables, STARTER_LIMITS, DAYS),
        count_in_worker(tables, STARTER_LIMITS, DAYS, []),
        strict=True,
    ):
        assert_frame_equal(numbers, here.numbers)
        assert count_tables is not None
        assert list(count_tables) == list(here.protected_counts)
        for kind, count_table in here.protected_counts.items():
            assert_frame_equal(count_tables[kind], count_table)


@pytest.mark.slow
def test_a_snapshot_that_is_gone_before_the_process_opens_it_is_counted_all_the_same(
    tmp_path, monkeypatch
):
    tables, limits, period = cases(late_in_autumn=3), STARTER_LIMITS, DAYS[:1]
    monkeypatch.setattr(arrow_cache, "_read", lambda _place, _names: tables)

    ((key, numbers, _),) = count_in_worker(
        arrow_cache.CachedTables(tmp_path / "gone", tables), limits, period, []
    )

    ((of_rows, as_counted, _),) = count_in_worker(tables, limits, period, [key])
    assert key == of_rows
    assert_frame_equal(numbers, as_counted)


@pytest.mark.slow
def test_a_year_counted_apart_is_the_same_as_one_counted_here():
    tables = cases(late_in_autumn=9)

    *_, (_, numbers, count_tables) = count_in_worker(tables, STARTER_LIMITS, YEAR, [])

    here = count_year(tables, STARTER_LIMITS, YEAR)
    assert_frame_equal(numbers, here.numbers)
    assert count_tables is not None
    for kind, count_table in here.protected_counts.items():
        assert_frame_equal(count_tables[kind], count_table)


@pytest.mark.slow
def test_what_is_counted_apart_for_publication_is_protected_for_it():
    tables, limits = cases(late_in_autumn=7), STARTER_LIMITS

    found = count_in_worker(tables, limits, YEAR, [], PUBLISHED_THRESHOLD)

    here = counted_periods(tables, limits, YEAR, PUBLISHED_THRESHOLD)
    for (_, _, count_tables), same in zip(found, here, strict=True):
        assert count_tables is not None
        assert_frame_equal(count_tables["decisions"], same.protected_counts["decisions"])
    for_pages = counted_periods(tables, limits, YEAR)[-1].protected_counts["decisions"]
    assert not for_pages.equals(here[-1].protected_counts["decisions"])


@pytest.mark.slow
def test_nothing_is_protected_again_unless_rows_changed():
    (summer, *_), (autumn, *_) = count_in_worker(cases(late_in_autumn=3), STARTER_LIMITS, DAYS, [])

    known = [summer, autumn]
    unchanged = count_in_worker(cases(late_in_autumn=3), STARTER_LIMITS, DAYS, known)
    assert [(key, counts) for key, _, counts in unchanged] == [(summer, None), (autumn, None)]
    again = count_in_worker(cases(late_in_autumn=9), STARTER_LIMITS, DAYS, known)

    (same, *_), (other, _, count_tables) = again
    assert same == summer
    assert other != autumn
    assert count_tables is not None
    told_late = pl.col("dimension").eq("told") & pl.col("value").eq("told late")
    assert count_tables["decisions"].filter(told_late)["count"].to_list() == [9]


def test_no_quarter_asks_for_no_process(monkeypatch):
    monkeypatch.setattr("data_access.worker.sys.executable", "no such program")

    assert count_in_worker(cases(late_in_autumn=3), STARTER_LIMITS, [], []) == []


def test_a_process_that_fails_is_not_taken_for_an_answer():
    with pytest.raises(WorkerFailed, match="KeyError"):
        count_in_worker({}, STARTER_LIMITS, [(SUMMER, date(2021, 10, 31))], [])
