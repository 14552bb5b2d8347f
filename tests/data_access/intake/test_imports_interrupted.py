"""A disk that fills, a store in use, two imports at once, a step that breaks: all or nothing."""

import sqlite3
from contextlib import ExitStack, closing

import pytest

from data_access import maintenance
from data_access.intake import import_files
from data_access.intake.upsert.cases import insert_versions
from data_access.store import StoreProblem, engines
from tests.data_access.intake.many_imports import CASES, ROWS, importing, many_rows, written
from tests.data_access.intake.office import bring, cases, everything
from tests.data_access.stores import file_of, room_for
from tests.engines import seldom_on_a_server


class Gone(Exception):
    """The process is about to end."""


@pytest.mark.parametrize("pages", [0, 50, 400])
def test_a_disk_that_fills_half_way_is_said_and_nothing_is_kept(file_store, pages):
    before = everything(file_store)

    with (
        room_for(file_store, pages),
        pytest.raises(StoreProblem, match=r"^The disk is full\. Nothing was"),
    ):
        bring(file_store, *many_rows())

    assert everything(file_store) == before
    assert maintenance.faults(file_store) == []


def test_a_store_that_stays_in_use_is_said_and_nothing_is_kept(file_store, monkeypatch):
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.1)
    before = everything(file_store)

    with closing(sqlite3.connect(file_of(file_store))) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreProblem, match=r"office\.db is being written by somebody else"):
            bring(file_store, cases("16/07/2021"))

    assert everything(file_store) == before
    assert bring(file_store, cases("16/07/2021")).loaded


@pytest.mark.slow
@seldom_on_a_server
def test_two_imports_at_once_both_end_and_no_row_is_there_twice(starter_store, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    files = written(folder)

    with ExitStack() as both:
        processes = [both.enter_context(importing(starter_store.url, files)) for _ in range(2)]
        ended = [process.wait(timeout=60) for process in processes]

    assert ended == [0, 0]
    held = everything(starter_store)
    assert {table: len(held[table]) for table in ROWS} == dict.fromkeys(ROWS, CASES)
    assert [row[9] for row in held["import_batch"]] == [CASES] * 5 + [0] * 5
    assert maintenance.faults(starter_store) == []


@pytest.mark.parametrize("table", ["investigation", "support_end"])
def test_what_breaks_while_files_are_brought_leaves_the_store_as_it_was(
    starter_store, monkeypatch, table
):
    before = everything(starter_store)

    def breaks(connection, of_table, *rest):
        insert_versions(connection, of_table, *rest)
        if of_table == table:
            raise Gone

    monkeypatch.setattr(import_files, "insert_versions", breaks)
    with pytest.raises(Gone):
        bring(starter_store, *many_rows())

    assert everything(starter_store) == before
