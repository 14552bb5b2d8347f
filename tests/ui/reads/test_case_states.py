"""Results cached between runs belong to the rows they were computed from, and to no others."""

import shutil
from datetime import UTC, datetime

from data_access.reads import read_snapshot
from data_access.store import open_store, sqlite_url
from ui.reads.case_states import rows_key


def key_after(path, *written):
    """The cache keys of counts of victims, after these events at these hours."""
    store = open_store(sqlite_url(path))
    for what, hour in written:
        with store.writing("OPCC", what, "notice", at=datetime(2022, 2, 1, hour, tzinfo=UTC)):
            pass
    return rows_key(read_snapshot(store))


def test_counts_of_a_file_are_not_kept_for_the_one_that_came_after_a_restore(
    starter_file, tmp_path
):
    for name in ("bad", "corrected", "untouched"):
        shutil.copy(starter_file, tmp_path / f"{name}.db")

    bad = key_after(tmp_path / "bad.db", ("import", 9))
    corrected = key_after(tmp_path / "corrected.db", ("import", 10))
    note = key_after(tmp_path / "untouched.db", ("record position", 9))

    assert bad != corrected
    assert key_after(tmp_path / "bad.db") == bad
    assert key_after(tmp_path / "untouched.db", ("record position", 10)) == note
