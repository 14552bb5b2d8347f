"""What is stored of a quarter is enough to read it, and to protect the next one beside it."""

from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from metrics.cases.month_ends import month_end
from metrics.suppression.search_memory import SearchMemory
from metrics.victims import period_counts
from metrics.victims.counted_period import Year
from metrics.victims.period_counts import count_row_sets, protect_all, rows_of_quarter
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.stored_quarters import COUNTED_APART, count_new, protect_stored, shown_counts
from tests.crowded_stores import BEGINS, crowded
from tests.made_up_cases import STARTER_LIMITS
from tests.often import rounds

CASES, QUARTERS = rounds(240, 80), 5


def days_of(quarters):
    firsts = pl.date_range(BEGINS, date(2031, 1, 1), "1q", eager=True).to_list()
    return [(first, month_end(after)) for first, after in pairwise(firsts[: quarters + 1])]


def by_kind(new):
    """Texts by row set and quarter."""
    texts: dict[str, Any] = {kind: {} for kind in ROW_SETS}
    for each in new:
        texts[each.kind][each.days] = each.text
    return texts


def in_order(texts):
    """Every count by row set, in the order in which they were made."""
    return {kind: [*of_kind.items()] for kind, of_kind in texts.items()}


@pytest.fixture
def forget_worlds(monkeypatch):
    """Starts each search without the worlds seen before, which are not stored."""
    monkeypatch.setattr(SearchMemory, "likely_worlds", lambda *_: [])


@pytest.fixture(autouse=True)
def show_every_quarter(monkeypatch):
    """Lets quarters be shown of few cases too."""
    monkeypatch.setattr(period_counts, "ENOUGH_FOR_EVERY_QUARTER", 0)


@cache
def counted_at_once(seed):
    """The rows of some quarters, and the texts of all of them, counted together."""
    tables = crowded(seed, CASES, 92 * QUARTERS)
    return tables, by_kind(count_new(tables, STARTER_LIMITS, days_of(QUARTERS), {}))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(rounds(8, usual=1)))
def test_a_quarter_is_protected_beside_stored_ones_as_if_all_were_counted_at_once(
    seed,
    forget_worlds,  # noqa: ARG001
):
    days = days_of(QUARTERS)
    tables, at_once = counted_at_once(seed)

    texts = by_kind([])
    for last in range(1, QUARTERS + 1):
        new = by_kind(count_new(tables, STARTER_LIMITS, days[:last], in_order(texts)))
        for kind, of_kind in new.items():
            texts[kind] |= of_kind

    assert texts == at_once
    assert count_new(tables, STARTER_LIMITS, days, in_order(texts)) == []


@pytest.mark.slow
def test_row_sets_that_processes_count_apart_are_all_of_them_and_as_if_counted_together():
    tables, together = counted_at_once(0)

    apart = [
        each
        for kinds in COUNTED_APART
        for each in count_new(tables, STARTER_LIMITS, days_of(QUARTERS), {}, kinds)
    ]

    assert [kind for kinds in COUNTED_APART for kind in kinds] == [*ROW_SETS]
    assert by_kind(apart) == together


@pytest.mark.slow
def test_what_is_read_is_what_was_protected_without_what_is_withheld():
    days = days_of(QUARTERS)
    tables, texts = counted_at_once(0)
    counted = [count_row_sets(rows_of_quarter(tables, STARTER_LIMITS, *each)) for each in days]

    periods = protect_all(days, counted)

    for period in periods:
        of = next(each for each in days if each[1] == period.counted_at)
        for kind, protected in period.protected_counts.items():
            read, numbers = shown_counts(kind, texts[kind][of])
            shown = read.year if isinstance(period, Year) else read.quarter
            visible = pl.when(~pl.col("suppressed")).then("count")
            assert shown is not None
            assert_frame_equal(shown, protected.with_columns(count=visible))
            if not isinstance(period, Year):
                codes = numbers["code"].unique().implode()
                theirs = period.numbers.filter(pl.col("code").is_in(codes))
                assert_frame_equal(numbers, theirs, check_row_order=False)


@pytest.mark.slow
def test_an_edition_of_stored_quarters_is_that_of_their_rows():
    days = days_of(4)
    tables = crowded(5, 60, 92 * 4)
    counted = [count_row_sets(rows_of_quarter(tables, STARTER_LIMITS, *each)) for each in days]
    texts = by_kind(count_new(tables, STARTER_LIMITS, days, {}))

    for stored, theirs in zip(
        protect_stored(days, texts, 10),
        protect_all(days, counted, 10, only_newest=True),
        strict=True,
    ):
        for kind, protected in theirs.protected_counts.items():
            assert_frame_equal(stored.protected_counts[kind], protected)
