"""Results cached between runs belong to one state of the store and the files received by today."""

import gc
import weakref
from datetime import UTC, date, datetime

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import make_url

from data_access import maintenance, writes
from data_access.arrow_cache import newest_tallies
from data_access.schemas import NewAction
from data_access.store import open_store
from data_access.vocabulary import Origin
from metrics.measures.work_counts import work_counts
from metrics.recommendations.measure_evidence import measures_of_parts
from metrics.releases.tables import SHARES
from tests.kept_stores import copied
from tests.pages.conftest import everything_said
from tests.pages.opening import opened, stand_on
from ui import reads

DAY, AREA = date(2022, 1, 31), "Devon"
MONTHS = 12
# The files of the demonstration came on the day that it is frozen at.
CAME = date(2022, 2, 28)
BY, AT = "Policy officer", datetime(2022, 2, 28, 20, tzinfo=UTC)
ACTION = NewAction(
    title="Look again",
    lead_organisation="opcc",
    origin=Origin.MEETING,
    opened_on=date(2022, 1, 10),
)


@pytest.fixture
def open_copy(store_for, tmp_path, monkeypatch):
    """Makes a copy of the demonstration the open store."""

    def copy(name):
        url = copied(store_for("demonstration"), tmp_path / f"{name}.db")
        monkeypatch.setenv("STORE_URL", url)
        return open_store(make_url(url))

    return copy


def figures_of(area):
    """Every measure of what was done in cases, and what was raised: of an area, or of all."""
    held = reads.store_state()
    cases = held.case_summary(DAY, area, MONTHS)
    escalations = held.escalation_summary(DAY, area, MONTHS).counted
    assert cases
    assert escalations
    return work_counts(cases, escalations)


def everything_kept():
    """Every kind of figure of cases that is kept, as at a month-end before any file came."""
    held = reads.store_state()
    people = held.people(DAY, None, None)
    of_area = held.people(DAY, AREA, None)
    assert people
    assert of_area
    now, then = held.day_state(DAY), held.meeting_day_state(DAY)
    return {
        "cases": figures_of(None),
        "cases of an area": figures_of(AREA),
        "people": [people.share(code) for code in SHARES],
        "people of an area": [of_area.share(code) for code in SHARES],
        "values": held.values(DAY).rows(),
        "measured": measures_of_parts(now).rows(),
        "measured by a meeting": measures_of_parts(then).rows(),
        "holdings": held.data_coverage(held.today).loaded.rows(),
    }


RELEASED_ONCE = ["people", "people of an area"]


@pytest.mark.slow
def test_a_file_dated_tomorrow_counts_from_then_on_in_every_figure_though_nothing_is_written(
    open_copy, monkeypatch
):
    open_copy("received")
    received = everything_kept()
    open_copy("awaited")
    with monkeypatch.context() as the_day_before:
        stand_on(date(2022, 2, 27), the_day_before)
        awaited = everything_kept()

    # What is released already stands.
    assert [kind for kind in awaited if awaited[kind] == received[kind]] == RELEASED_ONCE
    assert everything_kept() == received


def withdraw_plans(store):
    batches = reads.store_state().tables["import_batch"]
    plans = batches.filter(pl.col("table") == "case_plan")["id"].to_list()
    maintenance.withdraw(store, plans, by=BY, at=AT)


def test_rows_of_cases_written_after_the_rest_was_read_are_not_taken_for_those_of_before(open_copy):
    store = open_copy("written")
    held = reads.store_state()
    withdraw_plans(store)

    with pytest.raises(reads.StaleState):
        _ = held.cases
    assert reads.store_state().cases.tables["case_plan"].is_empty()


def test_what_else_is_written_after_the_rest_was_read_leaves_the_rows_of_cases_as_they_were(
    open_copy,
):
    store = open_copy("recorded")
    held, before = reads.store_state(), newest_tallies(store).tables
    writes.record(store, ACTION, by=BY, at=AT)

    for name, rows in held.cases.tables.items():
        assert_frame_equal(rows, before[name])


def test_what_is_counted_in_cases_outlives_a_write_of_anything_else(open_copy):
    store = open_copy("outlived")
    held = reads.store_state()
    rows, summary = held.cases.tables, held.case_summary(DAY, AREA, MONTHS)
    writes.record(store, ACTION, by=BY, at=AT)
    now = reads.store_state()

    assert now.revision.number == held.revision.number + 1
    assert now.cases.tables is rows
    assert now.case_summary(DAY, AREA, MONTHS) is summary
    withdraw_plans(store)
    now = reads.store_state()
    assert now.cases.tables["case_plan"].is_empty()
    assert now.case_summary(DAY, AREA, MONTHS) is not summary


def test_what_was_worked_out_of_an_earlier_revision_is_let_go(open_copy):
    store = open_copy("let go")
    held = [
        weakref.ref(worked_out)
        for worked_out in (
            reads.store_state().day_state(DAY),
            reads.store_state().case_summary(DAY, AREA, MONTHS),
        )
    ]

    def are_let_go():
        reads.store_state()
        gc.collect()
        return [each() is None for each in held]

    assert are_let_go() == [False, False]
    writes.record(store, ACTION, by=BY, at=AT)
    assert are_let_go() == [True, False]
    withdraw_plans(store)
    assert are_let_go() == [True, True]


def test_a_page_that_is_overtaken_by_a_write_shows_what_was_written(open_copy, monkeypatch):
    store = open_copy("overtaken")
    waiting = [withdraw_plans]

    def read_after_a_write(*asked):
        while waiting:
            waiting.pop()(store)
        return newest_tallies(*asked)

    monkeypatch.setattr("ui.reads.case_states.newest_tallies", read_after_a_write)
    overtaken = opened("case_action_plans")
    monkeypatch.undo()
    withdraw_plans(open_copy("still"))

    assert waiting == []
    assert not overtaken.exception
    assert everything_said(overtaken) == everything_said(opened("case_action_plans"))
