"""Every figure is the same of the columns beside a large store as of the store's own rows."""

import shutil
from functools import cached_property
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import make_url

from data_access.arrow_cache import newest_tallies
from data_access.reads import read_snapshot, read_tallies
from data_access.store import open_store, sqlite_url
from metrics.cases.case_summary import CASE_LIMITS, CaseSummary, tables_of_area
from metrics.cases.data_coverage import count_received
from metrics.cases.month_ends import last_closed, months_up_to
from metrics.day_state import day_state_on
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.periods import limits_in_force
from metrics.releases.periods import due_periods
from metrics.victims.row_sets import ROW_SETS, rows_within

EVERY_STORE = 0
VIEWS = [(None, None), (None, 12), ("Plymouth", 3)]


@pytest.fixture(scope="module")
def both(store_for, tmp_path_factory):
    """The demonstration, and its tables of cases: as the store has them, and in narrow columns."""
    path = tmp_path_factory.mktemp("narrow") / "demonstration.db"
    shutil.copy(Path(make_url(store_for("demonstration")).database or ""), path)
    store = open_store(sqlite_url(path))
    wide, narrow = read_tallies(store).tables, newest_tallies(store, above=EVERY_STORE).tables
    assert isinstance(narrow["notice"].schema["method"], pl.Categorical)
    return read_snapshot(store), wide, narrow


def last_day(held):
    """The month-end that figures of the demonstration are as at."""
    last = last_closed(held.tables["closed_month"], held.demonstration_as_at)
    assert last
    return last


def plain(found):
    """A frame with words in the place of numbers of them; anything else as it is."""
    return found.cast({pl.Categorical: pl.String}) if isinstance(found, pl.DataFrame) else found


def assert_alike(one, other):
    for name, kind in vars(type(one)).items():
        if isinstance(kind, (cached_property, property)) and not name.startswith("_"):
            mine, theirs = plain(getattr(one, name)), plain(getattr(other, name))
            if isinstance(mine, pl.DataFrame):
                assert_frame_equal(mine, theirs)
            else:
                assert mine == theirs


@pytest.mark.parametrize(("area", "months"), VIEWS)
def test_figures_of_the_process_are_the_same(both, area, months):
    held, *tables = both
    last = last_day(held)
    limits = limits_in_force(held.tables["time_limit"], CASE_LIMITS, last)

    assert_alike(
        *(
            CaseSummary(
                last, months_up_to(last, months, each), tables_of_area(each, area), limits, area
            )
            for each in tables
        )
    )


@pytest.mark.parametrize(("area", "months"), VIEWS)
def test_figures_of_escalations_are_the_same(both, area, months):
    held, *tables = both
    last = last_day(held)
    then = day_state_on(last, held.tables)
    wide, narrow = (
        EscalationCounts(then, months_up_to(last, months, each), tables_of_area(each, area), area)
        for each in tables
    )

    assert_alike(wide, narrow)
    for dimension in ("route", "rung", "side", "about"):
        assert_frame_equal(plain(wide.by(dimension)), plain(narrow.by(dimension)))


def test_what_is_held_is_the_same(both):
    _, wide, narrow = both

    assert_frame_equal(count_received(wide).by_month, count_received(narrow).by_month)
    assert_frame_equal(count_received(wide).missing_values, count_received(narrow).missing_values)


@pytest.mark.parametrize("kind", ROW_SETS)
def test_rows_that_are_counted_of_victims_are_the_same(both, kind):
    held, wide, narrow = both
    limits = held.tables["time_limit"]
    due = due_periods(held.tables["closed_month"], limits, held.demonstration_as_at)

    for each in [each for each in due if each.row_set == kind][-3:]:
        of_wide, of_narrow = (
            rows_within(tables, limits, each.counted_at, each.first, each.last, (kind,))[kind]
            for tables in (wide, narrow)
        )
        assert_frame_equal(plain(of_narrow), of_wide)
