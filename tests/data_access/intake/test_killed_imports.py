"""An import that is killed at any moment leaves the rows of before or those of after."""

import random
import signal
import subprocess
from shutil import copy
from time import perf_counter

import pytest

from data_access import maintenance
from data_access.store import open_store, sqlite_url
from tests.data_access.intake.many_imports import CASES, ROWS, importing, many_rows, written
from tests.data_access.intake.office import bring, everything
from tests.data_access.stores import file_of, names_in
from tests.often import rounds

pytestmark = pytest.mark.slow

KILLS = rounds(20, 3)
SEED = 20
random_moments = random.Random(SEED)
MOMENTS = [(place + random_moments.random()) / KILLS for place in range(KILLS)]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return written(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="module")
def whole(starter_file, files, tmp_path_factory):
    """The contents of the store once an import has ended, and its duration in seconds."""
    path = tmp_path_factory.mktemp("whole") / "office.db"
    copy(starter_file, path)
    with importing(sqlite_url(path), files) as process:
        begun = perf_counter()
        process.wait(timeout=60)
        lasted = perf_counter() - begun
    assert process.returncode == 0
    return everything(open_store(sqlite_url(path))), lasted


def killed_import(store, files, seconds):
    """Begins to import the files, and ends the process in the middle of it after some seconds."""
    with importing(store.url, files) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment:.0%}")
def test_a_kill_leaves_exactly_the_rows_of_before_or_of_after(file_store, files, whole, moment):
    after, lasts = whole
    before = everything(file_store)

    killed_import(file_store, files, moment * lasts)

    assert everything(file_store) in (before, after)
    assert maintenance.faults(file_store) == []
    report = bring(file_store, *many_rows())
    assert report.loaded
    assert all(sheet.new + sheet.unchanged == CASES for sheet in report.sheets)
    assert names_in(file_of(file_store).parent) == ["office.db"]


@pytest.mark.parametrize("share", [0.6, 0.3, 0.9][: rounds(3, 1)])
def test_a_kill_while_files_go_into_a_server_leaves_all_of_their_rows_or_none(
    server_store, files, whole, share
):
    _, lasts = whole
    before = everything(server_store)

    killed_import(server_store, files, share * lasts)

    held = everything(server_store)
    assert held == before or {len(held[table]) for table in ROWS} == {CASES}
    assert maintenance.faults(server_store) == []
    report = bring(server_store, *many_rows())
    assert report.loaded
    assert all(sheet.new + sheet.unchanged == CASES for sheet in report.sheets)
