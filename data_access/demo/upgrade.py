"""A demonstration made by an older version, brought to this one where it stands."""

import sqlite3
from contextlib import closing
from pathlib import Path

from data_access import demo, reads
from data_access import store as stores

# Where one of these holds anything, the store has tallies or somebody has begun to put them in.
OF_TALLIES = ("area", "closed_month", "import_batch")


def renew(path: Path) -> None:
    """Brings the demonstration at ``path`` up to date, and gives it what came since.

    A store that is no demonstration, or is newer than this program, is left as it is.
    """
    url = stores.sqlite_url(path)
    with stores.in_plain_words(url):
        if not _is_demonstration(path):
            return
    store = stores.bring_up_to_date(url)
    tables = reads.read_snapshot(store).tables
    if all(tables[name].is_empty() for name in OF_TALLIES):
        demo.add_tallies(store)
    if tables[demo.SAVED_VIEWS].is_empty():
        demo.add_saved_views(store)


def _is_demonstration(path: Path) -> bool:
    # Asked past the tables of this version: the store may be at an older one.
    address = f"{path.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=stores.BUSY_SECONDS)) as connection:
        asked = "SELECT 1 FROM setting WHERE key = 'demonstration'"
        return connection.execute(asked).fetchone() is not None
