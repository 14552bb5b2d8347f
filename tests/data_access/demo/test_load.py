"""Invented tallies go into a store whole, repeatably, and with their forces and batches."""

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import date
from itertools import product

import pytest

from data_access import demo, maintenance
from data_access.demo.cases import load
from data_access.store import open_store, sqlite_url
from data_access.tables import TALLY_NAMES
from tests.data_access import contents
from tests.serving import ROOT

SMALL = demo.Size(cases=200, forces=3)


def rows_of_tallies(store):
    """Everything the tallies loaded into ``store``; revision identities differ by store."""
    every = contents.everything(store)
    kept = [*TALLY_NAMES, "area", "organisation", "import_batch", "closed_month", "audit_event"]
    return {name: every[name] for name in kept}


@pytest.fixture(scope="module")
def small(starter_file, tmp_path_factory):
    """Two hundred cases of three forces."""
    path = tmp_path_factory.mktemp("small") / "small.db"
    shutil.copy(starter_file, path)
    store = open_store(sqlite_url(path))
    demo.add_tallies(store, SMALL)
    return store


def test_the_same_numbers_fill_a_store_with_identical_rows(filled, small, starter_store):
    demo.add_tallies(starter_store, SMALL)

    assert rows_of_tallies(starter_store) == rows_of_tallies(small)
    assert rows_of_tallies(filled) != rows_of_tallies(small)


FILL = """
import sys
from pathlib import Path
from data_access import demo
from data_access.store import open_store, sqlite_url
demo.add_tallies(open_store(sqlite_url(Path(sys.argv[1]))), demo.Size(200, 3))
"""


@pytest.mark.slow
@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_neither_the_hash_seed_nor_the_time_zone_nor_the_cores_play_a_part(
    small, file_store, hash_seed
):
    subprocess.run(
        [sys.executable, "-c", FILL, str(file_store.path)],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONHASHSEED": hash_seed,
            "TZ": "Asia/Tokyo",
            "POLARS_MAX_THREADS": hash_seed,
        },
        check=True,
    )

    assert rows_of_tallies(file_store) == rows_of_tallies(small)


def test_cases_in_several_parts_are_all_there_and_all_different(starter_store, monkeypatch):
    monkeypatch.setattr(load, "CASES_AT_ONCE", 30)
    demo.add_tallies(starter_store, demo.Size(cases=100))

    keys = {row["case_key"] for row in contents.rows(starter_store, "investigation")}
    assert len(keys) == 100
    assert len(contents.rows(starter_store, "training_year")) == 9
    assert maintenance.faults(starter_store) == []


@pytest.mark.parametrize(
    ("cases", "forces"), [(1, 1), (2, 2), pytest.param(43, 43, marks=pytest.mark.slow)]
)
def test_the_smallest_demonstrations_are_whole(starter_store, cases, forces):
    demo.add_tallies(starter_store, demo.Size(cases, forces))

    assert len(contents.rows(starter_store, "investigation")) == cases
    assert {row["force"] for row in contents.rows(starter_store, "training_year")} == {
        "force",
        *(f"force-{number:02}" for number in range(2, forces + 1)),
    }
    assert maintenance.faults(starter_store) == []


def test_forces_and_areas_are_in_the_store_and_every_row_is_of_one_of_them(small):
    every = contents.everything(small)
    forces = {row["ref"]: row["name"] for row in every["organisation"] if "force" in row["kind"]}

    assert forces == {
        "force": "Devon and Cornwall Police",
        "force-02": "Avon and Somerset Constabulary",
        "force-03": "Bedfordshire Police",
    }
    places = {(row["force"], row["name"]) for row in every["area"]}
    for name in ("investigation", "dip_sample", "training_year"):
        assert {(row["force"], row["area"]) for row in every[name] if row["area"]} <= places
    assert {row["force"] for row in every["investigation"]} == set(forces)


@pytest.mark.parametrize("kind", ["filled", "small"])
def test_a_store_with_tallies_is_sound(kind, request):
    assert maintenance.faults(request.getfixturevalue(kind)) == []


def test_each_table_of_a_force_came_in_one_batch_that_counts_its_rows(small):
    every = contents.everything(small)
    forces = ("force", "force-02", "force-03")
    digest = hashlib.sha256(b"--cases 200 --forces 3 --seed 2021").hexdigest()

    assert [
        (row["table"], row["rows"], row["rows_new"], row["rows_changed"])
        for row in every["import_batch"]
    ] == [
        (name, len(rows), len(rows), 0)
        for force in forces
        for name in TALLY_NAMES
        for rows in [[row for row in every[name] if row["force"] == force]]
    ]
    for batch, (force, name) in zip(
        every["import_batch"], product(forces, TALLY_NAMES), strict=True
    ):
        assert {row["batch"] for row in every[name] if row["force"] == force} <= {batch["id"]}
    assert {
        (row["file_name"], row["sha256"], row["source"], row["received_on"], row["imported_by"])
        for row in every["import_batch"]
    } == {("demonstration", digest, "demonstration", "2022-02-28", "demonstration")}


def test_every_month_is_closed_but_the_last(filled):
    ends = [date.fromisoformat(row["month_end"]) for row in contents.rows(filled, "closed_month")]

    assert (ends[0], ends[-1], len(ends)) == (date(2019, 4, 30), date(2022, 1, 31), 34)
    assert demo.AS_AT not in ends
    assert max(row["closed_at"] for row in contents.rows(filled, "closed_month")) < "2022-02-28"


def test_nothing_stays_where_the_filling_fails_half_way(starter_store, monkeypatch):
    def fail(*_given):
        raise RuntimeError

    monkeypatch.setattr(load, "counted_tables", fail)
    before = contents.everything(starter_store)

    with pytest.raises(RuntimeError):
        demo.add_tallies(starter_store)

    assert contents.everything(starter_store) == before
