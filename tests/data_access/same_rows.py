"""A snapshot beside the store that it was made of."""

import polars as pl
from polars.testing import assert_frame_equal

from data_access.arrow_cache import newest_tallies
from data_access.reads import read_tallies

EVERY_STORE = 0


def assert_same_rows(store, received_by=None):
    """The snapshot says what the store does; its numbers of cases stand for one key each."""
    exact = read_tallies(store, received_by)
    narrow = newest_tallies(store, received_by, above=EVERY_STORE)
    assert narrow.revision == exact.revision
    stands_for = set()
    for name, rows in exact.tables.items():
        assert narrow.tables[name].columns == rows.columns
        if "case_key" in rows.columns:
            stands_for |= set(zip(rows["case_key"], narrow.tables[name]["case_key"], strict=True))
        others = {column: dtype for column, dtype in rows.schema.items() if column != "case_key"}
        wide = narrow.tables[name].select(pl.col(each).cast(to) for each, to in others.items())
        assert_frame_equal(wide, rows.drop("case_key", strict=False))
    keys, numbers = zip(*stands_for, strict=True) if stands_for else ((), ())
    assert len(set(keys)) == len(set(numbers)) == len(stands_for)
