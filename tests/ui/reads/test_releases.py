"""A period of people is released once, all or nothing, and from then on read as it was stored."""

import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pkgutil import resolve_name

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data_access import arrow_cache, maintenance, worker
from data_access.reads import read_snapshot
from data_access.schemas import MonthsClosed, ReleaseWithdrawn
from data_access.store import StoreProblem, open_store, sqlite_url
from data_access.store.store import Trial
from data_access.writes import record
from metrics.releases.tables import ALL
from tests.data_access.stores import AT, change
from tests.serving import ROOT, environment
from tests.tally_builders import load
from ui import reads
from ui.reads import OpenStore, StaleState, make_due_releases
from ui.reads.victims import COUNTS_MISSING, NEWEST_NOT_SHOWN, NOT_MADE

pytestmark = pytest.mark.slow
HERE = pytest.mark.usefixtures("here")
SUMMER, YEAR = date(2021, 7, 1), date(2021, 4, 1)
AUTUMN_CLOSED, WINTER_CLOSED, YEAR_CLOSED = date(2021, 10, 31), date(2022, 1, 31), date(2022, 4, 30)
AT_END = datetime(2022, 5, 2, 9, tzinfo=UTC)
TOLD = "told of a decision of the police"
DECIDED, IN_TIME, LATE = "2021-08-02", "2021-08-03", "2021-08-31"


def told(first, number, told_on, decided_on=DECIDED):
    return [
        {"case": case, "decided_on": decided_on, "told_on": told_on}
        for case in range(first, first + number)
    ]


@pytest.fixture
def here(monkeypatch):
    """Has this process make what the app has others make, which take a second to start."""
    monkeypatch.setattr(worker, "call", lambda name, *given: resolve_name(name)(*given))


@pytest.fixture
def store(starter_store):
    """A store with 70 decisions of the summer, of which 40 were told in time and 10 late."""
    cases = [{"case": case, "area": "Devon"} for case in range(1, 101)]
    load(starter_store, "investigation", *cases, {"case": 101, "reported_on": "2021-04-06"})
    load(starter_store, "notice", *told(1, 40, IN_TIME), *told(41, 10, LATE), *told(51, 20, None))
    return starter_store


def close(store, until):
    record(store, MonthsClosed(until=until), by="A. Steward", at=AT_END)


def shown(store):
    """The figures that a page shows now, of the newest year or quarter; null without any."""
    opened = OpenStore(address_of(store))
    with suppress(StaleState):
        opened.state().people(opened.state().today, None, None)
    return opened.state().people(opened.state().today, None, None)


def shown_quarters(people):
    return [each.first for each in people.quarters]


def address_of(store):
    return store.url.render_as_string(hide_password=False)


def numbers(store):
    """Every released number, with its period."""
    tables = read_snapshot(store).tables
    releases = tables["release"].select("row_set", "first", "months", release="id")
    return releases.join(tables["released_count"].drop("id"), on="release").drop("release")


def of_quarter(rows, first=SUMMER):
    return rows.filter(first=first, months=3)


def acts(store):
    events = read_snapshot(store).tables["audit_event"].filter(who="the app")
    return events.select("what", "subject", "detail").rows()


def late_file(store):
    load(store, "notice", *told(71, 20, LATE))


@HERE
def test_every_closed_period_is_released_in_one_act(store):
    close(store, YEAR_CLOSED)

    people = shown(store)

    releases = read_snapshot(store).tables["release"]
    assert acts(store) == [("make releases", "up to 2022-04-30", f"{releases.height} releases")]
    assert releases.filter(first=SUMMER)["row_set"].is_unique().all()
    assert (people.chosen.first, people.chosen.months) == (YEAR, 12)
    assert people.counts(TOLD)[ALL] == 70
    summer = next(each for each in people.quarters if each.first == SUMMER)
    assert summer.counts(TOLD, None)[ALL] == 70
    assert maintenance.faults(store) == []


def test_a_process_that_is_killed_meanwhile_leaves_nothing_and_the_next_makes_all(
    store, tmp_path, request
):
    close(store, AUTUMN_CLOSED)
    before = read_snapshot(store)
    maintenance.backup(store, tmp_path / "copy.db")

    ended = subprocess.run(
        [sys.executable, "-c", KILLED, address_of(store)],
        cwd=ROOT,
        env=environment(),
        check=False,
    )

    assert ended.returncode == -signal.SIGKILL
    assert read_snapshot(store).revision == before.revision
    assert numbers(store).is_empty()
    shown(store)
    request.getfixturevalue("here")
    copy = open_store(sqlite_url(tmp_path / "copy.db"))
    shown(copy)
    assert_frame_equal(numbers(store), numbers(copy))


# A process that is killed when it stores its eighth number.
KILLED = """
import os, signal, sys
from data_access.writes import releases
from tests.kept_stores import make_releases
real, stored = releases.ReleasedCount, []
def one_more(**given):
    stored.append(1)
    if len(stored) == 8:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(**given)
releases.ReleasedCount = one_more
make_releases(sys.argv[1])
"""


@HERE
def test_a_late_file_changes_no_released_number_and_counts_in_the_year(store):
    close(store, AUTUMN_CLOSED)
    shown(store)
    before = numbers(store)
    late_file(store)
    close(store, YEAR_CLOSED)

    people = shown(store)

    assert_frame_equal(of_quarter(numbers(store)).head(before.height), before)
    assert people.counts(TOLD)[ALL] == 90


@HERE
def test_rows_that_are_withdrawn_or_purged_change_nothing_that_was_released(store):
    close(store, AUTUMN_CLOSED)
    shown(store)
    before = numbers(store)
    notices = read_snapshot(store).tables["import_batch"].filter(table="notice")
    maintenance.withdraw(store, notices["id"].to_list(), by="A. Writer", at=AT)
    maintenance.purge(store, date(2021, 9, 1), by="A. Writer", at=AT)

    shown(store)

    assert_frame_equal(numbers(store), before)
    assert len(acts(store)) == 1


@HERE
def test_a_period_that_is_withdrawn_is_in_no_figure_and_not_released_again(store):
    close(store, AUTUMN_CLOSED)
    shown(store)
    before = numbers(store)
    wrong = ReleaseWithdrawn(first=SUMMER, months=3, reason="The file was of another force")
    record(store, wrong, by="A. Steward", at=AT_END)
    assert shown(store) is None

    close(store, YEAR_CLOSED)
    people = shown(store)

    assert SUMMER not in shown_quarters(people)
    assert people.counts(TOLD)[ALL] == 70
    # Nor is what falls due later of that quarter, such as steps of reviews.
    assert_frame_equal(of_quarter(numbers(store)), before)


@HERE
def test_of_two_processes_that_release_at_once_the_first_is_right(store, monkeypatch):
    close(store, AUTUMN_CLOSED)
    call = arrow_cache.call_in_worker

    def be_overtaken(*given):
        monkeypatch.setattr(arrow_cache, "call_in_worker", call)
        late_file(store)
        shown(store)
        return call(*given)

    monkeypatch.setattr(arrow_cache, "call_in_worker", be_overtaken)
    people = shown(store)

    assert people.counts(TOLD)[ALL] == 90
    assert len(acts(store)) == 1


@HERE
def test_a_store_that_cannot_be_written_shows_what_was_released_and_says_why_no_more(
    store, monkeypatch
):
    close(store, AUTUMN_CLOSED)
    shown(store)
    close(store, WINTER_CLOSED)

    @contextmanager
    def refuse(*_, **__):
        raise StoreProblem("The disk is full.")
        yield

    monkeypatch.setattr(Trial, "writing", refuse)
    state = OpenStore(address_of(store)).state()
    people = state.people(state.today, None, None)

    assert shown_quarters(people) == [SUMMER]
    assert state.not_stored == f"{NEWEST_NOT_SHOWN} The disk is full."


@HERE
def test_where_the_counts_of_a_release_are_lost_the_rest_is_shown_and_the_reason_is_said(store):
    close(store, AUTUMN_CLOSED)
    shown(store)
    change(store, "DELETE FROM release_proof")
    close(store, WINTER_CLOSED)

    state = OpenStore(address_of(store)).state()
    people = state.people(state.today, None, None)

    assert shown_quarters(people) == [SUMMER]
    assert state.not_stored == f"{NEWEST_NOT_SHOWN} {COUNTS_MISSING}"


def test_where_releases_cannot_be_made_a_page_says_so_and_the_log_why(store, monkeypatch, caplog):
    close(store, AUTUMN_CLOSED)
    monkeypatch.setattr("data_access.worker.sys.executable", "no such program")

    state = OpenStore(address_of(store)).state()

    assert state.people(state.today, None, None) is None
    assert state.not_stored == NOT_MADE
    assert "No other process can be started" in caplog.text


@HERE
def test_what_a_command_closes_is_released_before_a_reader_asks_for_it(store, monkeypatch):
    monkeypatch.setenv("STORE_URL", address_of(store))
    make_due_releases()
    assert acts(store) == []

    close(store, AUTUMN_CLOSED)
    make_due_releases()

    assert len(acts(store)) == 1
    assert reads.store_state().releases_due == []


def test_nothing_is_released_of_a_store_that_has_gone(store, monkeypatch):
    def gone():
        raise StoreProblem("The store is not there.")

    close(store, AUTUMN_CLOSED)
    monkeypatch.setattr("ui.reads.store_state", gone)

    make_due_releases()

    assert acts(store) == []


@HERE
def test_a_snapshot_that_is_gone_before_a_process_opens_it_is_counted_all_the_same(
    tmp_path, monkeypatch
):
    tables = {"notice": pl.DataFrame({"told": [1]})}
    monkeypatch.setattr(arrow_cache, "_read", lambda _place, _names: tables)
    gone = arrow_cache.CachedTables(tmp_path / "gone", tables)

    def call(_function, rows):
        if rows is gone:
            raise worker.WorkerFailed("It was removed.")
        return rows["notice"]

    monkeypatch.setattr(worker, "call", call)

    assert arrow_cache.call_in_worker("any", gone).height == 1
