"""A quarter of victims is counted once, in another process, and from then on read as stored."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from pkgutil import resolve_name

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from sqlalchemy import delete
from sqlmodel import col

from data_access import arrow_cache, maintenance, worker
from data_access.reads import read_counted_quarters, read_snapshot, read_tallies
from data_access.schemas import MonthsClosed, QuarterRevised
from data_access.store import StoreProblem, open_store, sqlite_url
from data_access.store.store import Trial
from data_access.tables import CountedQuarter, QuarterText
from data_access.worker import WorkerFailed
from data_access.writes import record
from metrics.disclosure import PUBLISHED_THRESHOLD
from metrics.victims.revisions import TOO_FEW, QuarterRevision
from metrics.victims.row_sets import ROW_SETS
from tests.data_access.stores import AT
from tests.made_up_cases import STARTER_LIMITS
from tests.tally_builders import load
from tests.victim_stores import COUNTED_AT, SPRING, SUMMER, WINTER, counted_periods
from ui.reads import count_closed_quarters
from ui.reads.victims import (
    COUNT,
    NotStored,
    ToCount,
    counted_once,
    moved_in_revisions,
    protect_for_edition,
    revise,
    stored_periods,
    texts_in_force,
)

pytestmark = pytest.mark.slow
HERE = pytest.mark.usefixtures("here")

YEAR = [*COUNTED_AT.items()]
QUARTERS = YEAR[:2]
TOLD = ("decisions", "told", None)
AT_END = datetime(2021, 12, 1, 9, tzinfo=UTC)
DECIDED, IN_TIME, LATE = "2021-08-02", "2021-08-03", "2021-08-31"


def told(first, number, told_on, decided_on=DECIDED):
    return [
        {"case": case, "decided_on": decided_on, "told_on": told_on}
        for case in range(first, first + number)
    ]


@pytest.fixture
def here(monkeypatch):
    """Has this process count what the app has another one count, which takes a second to start."""
    monkeypatch.setattr(worker, "call", lambda name, *given: resolve_name(name)(*given))


@pytest.fixture
def store(starter_store):
    """A store with 55 decisions of the summer, 30 of which were told in time and 3 late."""
    load(
        starter_store, "investigation", *({"case": case, "area": "Devon"} for case in range(1, 99))
    )
    load(starter_store, "notice", *told(1, 30, IN_TIME), *told(31, 3, LATE), *told(34, 22, None))
    return starter_store


def rows_of(store):
    return ToCount(read_tallies(store).tables, STARTER_LIMITS, None)


def shown(store, quarters=QUARTERS):
    counted_once(store, rows_of(store), quarters)
    return stored_periods(store, quarters, None)


def shown_here(store, quarters=QUARTERS):
    """What is shown of the rows as they are, counted and protected by this process."""
    return counted_periods(rows_of(store).tables, STARTER_LIMITS, quarters)


def assert_alike(period, other):
    """Two periods show the same; what is withheld is not among what was stored."""
    assert_frame_equal(period.numbers, other.numbers, check_row_order=False)
    assert period.protected_counts.keys() == other.protected_counts.keys()
    for kind, counts in other.protected_counts.items():
        visible = pl.when(~pl.col("suppressed")).then("count")
        assert_frame_equal(period.protected_counts[kind], counts.with_columns(count=visible))


def told_late(period):
    rows = period.protected_counts["decisions"]
    is_it = (pl.col("dimension") == "told") & (pl.col("value") == "told late")
    return rows.filter(is_it).select("count", "suppressed").rows()


def test_what_is_counted_apart_and_read_again_is_what_is_counted_here(store):
    periods = shown(store, YEAR)

    for here in shown_here(store, YEAR):
        of = periods.quarters if here.MONTHS == 3 else periods.years
        assert_alike(of[here.first], here)


@HERE
def test_what_is_stored_to_be_shown_holds_nothing_that_is_withheld(store):
    assert told_late(shown(store).quarters[SUMMER]) == [(None, True)]


@HERE
def test_rows_that_come_later_change_nothing_that_was_shown(store):
    before = shown(store)
    load(store, "notice", *told(56, 20, LATE))

    after = shown(store)

    for first, quarter in before.quarters.items():
        assert_alike(after.quarters[first], quarter)
    assert told_late(shown_here(store)[1]) == [(23, False)]


@HERE
def test_rows_that_are_withdrawn_or_purged_change_nothing_that_was_shown(store):
    before = shown(store)
    notices = read_snapshot(store).tables["import_batch"].filter(pl.col("table") == "notice")
    maintenance.withdraw(store, notices["id"].to_list(), by="A. Writer", at=AT)
    maintenance.purge(store, date(2021, 9, 1), by="A. Writer", at=AT)

    assert_alike(shown(store).quarters[SUMMER], before.quarters[SUMMER])


@HERE
def test_a_quarter_that_is_closed_later_is_counted_beside_those_that_stay(store):
    first = shown(store, YEAR[:3])
    load(store, "notice", *told(56, 20, LATE), *told(76, 12, LATE, "2022-01-10"))

    later = shown(store, YEAR)

    for day in dict(YEAR[:3]):
        assert_alike(later.quarters[day], first.quarters[day])
    (year,) = later.years.values()
    total = year.totals[TOLD]
    assert total in (55 + 12, None)
    assert [each.revision for each in read_counted_quarters(store)] == [0] * 4 * len(ROW_SETS)


def test_a_start_counts_nothing_that_is_stored(store, monkeypatch):
    before = shown(store)
    monkeypatch.setattr("data_access.worker.sys.executable", "no such program")

    assert_alike(shown(store).quarters[SUMMER], before.quarters[SUMMER])


@HERE
def test_a_row_set_that_was_never_counted_is_counted_of_every_quarter(store):
    before = {each.id: each for each in counted_once(store, rows_of(store), QUARTERS)}
    outcomes = [each.id for each in before.values() if each.row_set == "outcomes"]
    with store.writing("A. Writer", "take out", "outcomes", at=AT) as session:
        session.execute(delete(QuarterText).where(col(QuarterText.counted_quarter).in_(outcomes)))
        session.execute(delete(CountedQuarter).where(col(CountedQuarter.id).in_(outcomes)))

    after = counted_once(store, rows_of(store), QUARTERS)

    kept = {number: each for number, each in before.items() if number not in outcomes}
    assert {each.id: each for each in after if each.row_set != "outcomes"} == kept
    assert len(after) == len(before)


@HERE
def test_of_two_processes_that_count_at_once_the_first_is_right(store, monkeypatch):
    call, rows = arrow_cache.call_in_worker, rows_of(store)

    def be_overtaken(*arguments):
        monkeypatch.setattr(arrow_cache, "call_in_worker", call)
        load(store, "notice", *told(56, 20, LATE))
        counted_once(store, rows_of(store), QUARTERS)
        return call(*arguments)

    monkeypatch.setattr(arrow_cache, "call_in_worker", be_overtaken)
    counted_once(store, rows, QUARTERS)

    assert told_late(stored_periods(store, QUARTERS, None).quarters[SUMMER]) == [(23, False)]
    assert len(read_counted_quarters(store)) == len(QUARTERS) * len(ROW_SETS)


@HERE
def test_what_a_command_closes_is_counted_before_a_reader_asks_for_it(store, monkeypatch):
    monkeypatch.setenv("STORE_URL", store.url.render_as_string(hide_password=False))
    count_closed_quarters()
    assert read_counted_quarters(store) == []

    record(store, MonthsClosed(until=date(2021, 11, 30)), by="A. Steward", at=AT_END)
    count_closed_quarters()

    counted = {(each.quarter, each.counted_at) for each in read_counted_quarters(store)}
    assert (SUMMER, COUNTED_AT[SUMMER]) in counted


def test_what_is_closed_on_a_store_that_has_gone_is_not_counted(store, monkeypatch):
    monkeypatch.setenv("STORE_URL", store.url.render_as_string(hide_password=False))
    monkeypatch.setattr("ui.reads.store_state", gone)

    count_closed_quarters()

    assert read_counted_quarters(store) == []


def gone():
    raise StoreProblem("The store is not there.")


@HERE
def test_what_cannot_be_stored_is_not_shown(store, monkeypatch):
    before = shown(store, YEAR[:1])

    @contextmanager
    def refuse(*_, **__):
        raise StoreProblem("The disk is full.")
        yield

    monkeypatch.setattr(Trial, "writing", refuse)
    with pytest.raises(NotStored, match=r"has to be stored first.*The disk is full\."):
        counted_once(store, rows_of(store), QUARTERS)

    there = stored_periods(store, QUARTERS, None)
    assert there.quarters.keys() == before.quarters.keys()


def test_an_edition_is_made_from_what_was_counted_and_protected_for_it(store):
    counted_once(store, rows_of(store), YEAR)
    load(store, "notice", *told(56, 20, LATE))

    periods = protect_for_edition(store, YEAR, PUBLISHED_THRESHOLD, None)

    summer = periods[1].protected_counts["decisions"]
    assert summer["suppressed"].all()
    assert periods[-1].totals[TOLD] in (55, None)
    assert protect_for_edition(store, YEAR[:2], 1, None)[1].first == SUMMER


@HERE
def test_a_backup_has_the_counts_and_an_export_has_not(store, tmp_path):
    before = shown(store)
    maintenance.backup(store, tmp_path / "copy.db")
    maintenance.export(store, tmp_path / "export")

    copy = open_store(sqlite_url(tmp_path / "copy.db"))
    assert_alike(stored_periods(copy, QUARTERS, None).quarters[SUMMER], before.quarters[SUMMER])
    text = read_counted_quarters(store)[0].counts
    assert not [file for file in (tmp_path / "export").iterdir() if text in file.read_text()]
    assert not (tmp_path / "export" / "quarter_text.csv").exists()


@HERE
def test_a_past_day_has_the_revision_that_was_in_force(store):
    counted_once(store, rows_of(store), QUARTERS)
    first, *_ = read_counted_quarters(store)
    revised = first._replace(
        revision=1, recorded_at=datetime(2022, 2, 3, 9, tzinfo=UTC), shown="revised"
    )
    days = first.quarter, first.counted_at

    def text(by):
        return texts_in_force([first, revised], by)[first.row_set][days].shown

    assert text(date(2022, 2, 2)) == first.shown
    assert text(date(2022, 2, 3)) == text(None) == "revised"


def revised(store, reason="Late files of Devon"):
    entry = QuarterRevised(quarter=SUMMER, reason=reason)
    return revise(store, rows_of(store), (SUMMER, COUNTED_AT[SUMMER]), entry, "A. Steward")


def test_a_revision_shows_what_it_may_of_the_quarter_and_of_the_year_to_it(store):
    before = shown(store, YEAR)
    load(store, "notice", *told(56, 20, LATE))

    revision = revised(store)

    assert {each.kind for each in revision.new} == {"decisions"}
    assert revision.refused == dict.fromkeys(ROW_SETS.keys() - {"decisions"}, TOO_FEW)
    rows = read_snapshot(store).tables["counted_quarter"].filter(pl.col("revision") == 1)
    assert rows.select("quarter", "row_set", "reason", "recorded_by").rows() == [
        (first, "decisions", "Late files of Devon", "A. Steward") for first in (SUMMER, WINTER)
    ]
    after = stored_periods(store, YEAR, None)
    assert before.quarters[SUMMER].totals[TOLD] == 55
    assert after.quarters[SUMMER].totals[TOLD] == after.years[SPRING].totals[TOLD] == 75
    for first in (SPRING, WINTER):
        assert_alike(after.quarters[first], before.quarters[first])
    assert_alike(
        stored_periods(store, YEAR, date(2022, 5, 1)).quarters[SUMMER], before.quarters[SUMMER]
    )
    moved = moved_in_revisions(store)
    assert set(moved["quarter"]) <= {SUMMER}
    assert (moved["before"] - moved["after"]).abs().min() in (None, *range(5, 99))


@HERE
def test_a_revision_of_fewer_than_ten_rows_changes_nothing(store):
    shown(store)
    load(store, "notice", *told(56, 9, LATE))
    before = read_snapshot(store).revision

    assert revised(store) == QuarterRevision([], dict.fromkeys(ROW_SETS, TOO_FEW))
    assert read_snapshot(store).revision == before


@HERE
def test_a_quarter_that_is_closed_after_a_revision_is_counted_beside_both(store):
    shown(store, YEAR[:3])
    load(store, "notice", *told(56, 20, LATE))
    revised(store)

    periods = shown(store, YEAR)

    assert periods.quarters[SUMMER].totals[TOLD] == 75
    assert WINTER in periods.quarters
    assert periods.years[SPRING].totals[TOLD] in (75, None)


def test_no_quarter_asks_for_no_process(store, monkeypatch):
    monkeypatch.setattr("data_access.worker.sys.executable", "no such program")

    assert counted_once(store, rows_of(store), []) == []


def test_a_process_that_fails_is_not_taken_for_an_answer():
    with pytest.raises(WorkerFailed, match="KeyError"):
        arrow_cache.call_in_worker(COUNT, {}, STARTER_LIMITS, [(SUMMER, COUNTED_AT[SUMMER])], {})


def test_a_snapshot_that_is_gone_before_the_process_opens_it_is_counted_all_the_same(
    store, tmp_path, monkeypatch
):
    tables = rows_of(store).tables
    monkeypatch.setattr(arrow_cache, "_read", lambda _place, _names: tables)
    gone = arrow_cache.CachedTables(tmp_path / "gone", tables)

    counted_once(store, ToCount(gone, STARTER_LIMITS, None), QUARTERS)

    assert_alike(stored_periods(store, QUARTERS, None).quarters[SUMMER], shown_here(store)[1])
