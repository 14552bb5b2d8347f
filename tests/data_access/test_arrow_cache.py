"""Columns beside a large store: its rows, whole or not there, and gone when they must go."""

import os
import shutil
import stat
import subprocess
import sys
from contextlib import suppress
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from polars.testing import assert_frame_equal

from data_access import arrow_cache, maintenance, schemas, writes
from data_access.arrow_cache import folder_of, newest_tallies, read_snapshot_at
from data_access.reads import read_revision, read_snapshot, read_tallies, writes_of_cases
from data_access.store import open_store, sqlite_url
from tests.data_access.same_rows import EVERY_STORE, assert_same_rows
from tests.data_access.stores import AT, note
from tests.data_access.valid_entries import VALID, record
from tests.engines import seldom_on_a_server
from tests.made_up_cases import INVESTIGATIONS, VICTIM_TABLES
from tests.often import rounds
from tests.serving import ROOT
from tests.tally_builders import load

LATER = date(2022, 1, 30)


def kept(store):
    """Every snapshot that lies beside the store."""
    folder = folder_of(store)
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture
def two_cases(starter_store):
    load(starter_store, "investigation", {"case": 1, "area": "Devon"}, {"case": 2, "area": None})
    load(starter_store, "notice", {"case": 2}, {"case": 2, "number": 40_000, "method": "video"})
    return starter_store


@pytest.mark.often
@settings(max_examples=rounds(25, 8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=INVESTIGATIONS, second=INVESTIGATIONS, of_victims=VICTIM_TABLES)
def test_a_snapshot_has_the_newest_rows_of_the_store(
    starter_file, tmp_path, first, second, of_victims
):
    shutil.rmtree(tmp_path / "made-up.db-columns", ignore_errors=True)
    shutil.copy(starter_file, tmp_path / "made-up.db")
    store = open_store(sqlite_url(tmp_path / "made-up.db"))
    for rows in (first, second):
        load(store, "investigation", *rows)
    for name, rows in of_victims.items():
        if name != "investigation":
            load(store, name, *rows)

    assert_same_rows(store)
    assert_same_rows(store)


def test_a_small_store_is_read_as_it_is_and_keeps_no_snapshot(two_cases):
    found = newest_tallies(two_cases)

    assert found.tables["notice"].equals(read_tallies(two_cases).tables["notice"])
    assert kept(two_cases) == []


def test_a_snapshot_is_made_once_and_is_for_its_owner_alone(two_cases):
    newest_tallies(two_cases, above=EVERY_STORE)
    (place,) = kept(two_cases)
    made = {file: file.stat().st_ino for file in place.iterdir()}
    newest_tallies(two_cases, above=EVERY_STORE)

    assert {file: file.stat().st_ino for file in place.iterdir()} == made
    assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}
    assert [stat.S_IMODE(each.stat().st_mode) for each in (place, place.parent)] == [0o700] * 2


def test_no_key_of_a_case_is_in_a_snapshot(two_cases):
    newest_tallies(two_cases, above=EVERY_STORE)

    written = b"".join(file.read_bytes() for file in folder_of(two_cases).rglob("*.*"))
    assert b"Devon" in written
    assert b"0" * 20 not in written


def test_a_write_of_cases_is_seen_at_once_and_takes_the_old_snapshot_away(two_cases):
    newest_tallies(two_cases, above=EVERY_STORE)
    before = kept(two_cases)
    load(two_cases, "notice", {"case": 2, "method": "telephone"})

    assert_same_rows(two_cases)
    assert len(kept(two_cases)) == 1
    assert kept(two_cases) != before


def test_what_else_is_recorded_leaves_a_snapshot_as_it_is_and_bears_its_own_revision(two_cases):
    newest_tallies(two_cases, above=EVERY_STORE)
    before = kept(two_cases)
    note(two_cases)

    assert newest_tallies(two_cases, above=EVERY_STORE).revision == read_revision(two_cases)
    assert kept(two_cases) == before


def test_what_is_recorded_closed_or_exported_leaves_cases_and_what_they_are_known_by(
    two_cases, tmp_path
):
    before, rows = read_snapshot(two_cases), read_tallies(two_cases).tables
    for kind in VALID:
        record(two_cases, kind)
    month = schemas.MonthClosed(month_end=date(2021, 12, 31))
    writes.record(two_cases, month, by="A. Writer", at=AT)
    maintenance.export_cases(two_cases, tmp_path, by="A. Writer", at=AT)
    after = read_snapshot(two_cases)

    assert after.revision.number == before.revision.number + len(VALID) + 2
    for name, now in read_tallies(two_cases).tables.items():
        assert_frame_equal(now, rows[name])
    assert_frame_equal(
        writes_of_cases(after.tables["audit_event"]), writes_of_cases(before.tables["audit_event"])
    )


def test_a_write_of_a_kind_that_nobody_named_may_have_touched_cases(two_cases):
    newest_tallies(two_cases, above=EVERY_STORE)
    before = kept(two_cases)
    with two_cases.writing("A. Writer", "something new", "cases", at=AT):
        pass

    newest_tallies(two_cases, above=EVERY_STORE)
    assert kept(two_cases) != before


def test_of_an_earlier_day_the_files_that_had_come_by_then_count(two_cases):
    assert_same_rows(two_cases, date(2021, 1, 1))
    assert_same_rows(two_cases, LATER)
    assert len(kept(two_cases)) == 2


def test_only_a_few_days_are_kept(two_cases, monkeypatch):
    monkeypatch.setattr(arrow_cache, "DAYS_KEPT", 1)
    for day in (date(2021, 1, 1), LATER):
        newest_tallies(two_cases, day, above=EVERY_STORE)

    assert len(kept(two_cases)) == 1
    assert_same_rows(two_cases, LATER)


def cut_short(place):
    file = place / "notice.arrow"
    file.write_bytes(file.read_bytes()[:-8])


def of_another(place):
    contents = place / "contents.json"
    contents.write_text(contents.read_text().replace(place.name, "another"))


DAMAGES = [
    shutil.rmtree,
    cut_short,
    of_another,
    lambda place: (place / "notice.arrow").unlink(),
    lambda place: (place / "contents.json").write_text("{"),
    lambda place: (place / "contents.json").unlink(),
    lambda place: (place / "notice.arrow").write_bytes(
        bytes((place / "notice.arrow").stat().st_size)
    ),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_snapshot_that_is_not_whole_is_made_again(two_cases, damage):
    newest_tallies(two_cases, above=EVERY_STORE)
    (place,) = kept(two_cases)
    damage(place)

    assert_same_rows(two_cases)
    assert kept(two_cases) == [place]
    assert_same_rows(two_cases)


@seldom_on_a_server
def test_no_change_of_a_byte_in_a_snapshot_is_served(two_cases):
    newest_tallies(two_cases, above=EVERY_STORE)
    (place,) = kept(two_cases)
    made_up = Random(22)
    as_written = {name: rows.rows() for name, rows in read_snapshot_at(place).items()}

    for file in [place / "contents.json", *sorted(place.glob("*.arrow"))]:
        content = file.read_bytes()
        for _ in range(25):
            at, by = made_up.randrange(len(content)), made_up.randrange(1, 256)
            file.write_bytes(content[:at] + bytes([content[at] ^ by]) + content[at + 1 :])
            # Of the contents a blank may have become another, which says the same.
            with suppress(FileNotFoundError):
                read = {name: rows.rows() for name, rows in read_snapshot_at(place).items()}
                assert (file.name, read) == ("contents.json", as_written)
        assert_same_rows(two_cases)
        assert kept(two_cases) == [place]
        assert read_snapshot_at(place).keys() == as_written.keys()


def test_where_nothing_can_be_kept_the_store_is_read_all_the_same(two_cases, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(arrow_cache, "_write", full)

    assert_same_rows(two_cases)
    assert kept(two_cases) == []


def test_what_a_process_left_in_the_making_goes_an_hour_later(two_cases):
    newest_tallies(two_cases, above=EVERY_STORE)
    left, in_the_making = (folder_of(two_cases) / f"unfinished-{name}" for name in "ab")
    for folder in (left, in_the_making):
        folder.mkdir()
    os.utime(left, (0, 0))
    newest_tallies(two_cases, above=EVERY_STORE)

    assert in_the_making in kept(two_cases)
    assert left not in kept(two_cases)


@pytest.mark.parametrize(
    "write",
    [
        lambda store: maintenance.withdraw(store, [2], by="A. Writer", at=AT),
        lambda store: maintenance.purge(store, date(2000, 1, 1), by="A. Writer", at=AT),
        lambda store: maintenance.redact(store, "action", 1, "title", by="A. Writer", at=AT),
    ],
)
def test_what_takes_rows_out_takes_the_copies_away(two_cases, write):
    newest_tallies(two_cases, above=EVERY_STORE)
    write(two_cases)

    assert kept(two_cases) == []
    assert_same_rows(two_cases)


def test_cases_written_while_a_snapshot_is_made_leave_none_of_the_old_rows(two_cases, monkeypatch):
    write = arrow_cache._write

    def interrupted(making, key, tables):
        write(making, key, tables)
        load(two_cases, "notice", {"case": 2, "method": "telephone"})

    monkeypatch.setattr(arrow_cache, "_write", interrupted)
    newest_tallies(two_cases, above=EVERY_STORE)

    assert kept(two_cases) == []


ASK = """
import sys
from data_access.arrow_cache import newest_tallies
from data_access.store import open_store
tables = newest_tallies(open_store(sys.argv[1]), above=0).tables
print({name: rows.height for name, rows in tables.items()})
"""


@seldom_on_a_server
@pytest.mark.slow
def test_two_processes_at_once_have_the_same_rows_and_leave_one_whole_snapshot(two_cases):
    asking = [
        subprocess.Popen(
            [sys.executable, "-c", ASK, two_cases.url.render_as_string()],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = {process.communicate(timeout=300)[0] for process in asking}

    heights = {name: rows.height for name, rows in read_tallies(two_cases).tables.items()}
    assert said == {f"{heights}\n"}
    assert len(kept(two_cases)) == 1
    assert_same_rows(two_cases)


@seldom_on_a_server
@pytest.mark.slow
def test_a_disk_that_fills_while_a_snapshot_is_written_leaves_none_and_the_rows_are_read(two_cases):
    load(two_cases, "notice", *({"case": 2, "number": number} for number in range(3, 3_000)))
    room = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"

    said = subprocess.run(
        [sys.executable, "-c", f"{room}{ASK}", two_cases.url.render_as_string()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    heights = {name: rows.height for name, rows in read_tallies(two_cases).tables.items()}
    assert (said.stdout, said.stderr) == (f"{heights}\n", "")
    assert kept(two_cases) == []
