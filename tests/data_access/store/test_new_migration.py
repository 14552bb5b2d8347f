"""``make migration`` writes what the declared tables need, as the migrations before it."""

import shutil
from ast import dump, parse

from data_access.migrations.__main__ import write_migration
from data_access.store import migrate, store

NEWEST = "versions/0010_hand_overs_escalations_of_the_office.py"


def test_a_migration_that_was_taken_out_is_written_again(tmp_path, monkeypatch):
    folder = tmp_path / "migrations"
    shutil.copytree(store.MIGRATIONS, folder)
    before = (folder / NEWEST).read_text("utf-8")
    (folder / NEWEST).unlink()
    for module in (migrate, store):
        monkeypatch.setattr(module, "MIGRATIONS", folder)

    file = write_migration("Answers not published, published facts")

    assert file == folder / NEWEST
    # A long text may be broken elsewhere.
    assert dump(parse(file.read_text("utf-8"))) == dump(parse(before))
