"""What tests of more than one subject count."""

import pytest

from data_access.reads import read_snapshot, read_tallies
from data_access.store import open_store


@pytest.fixture(scope="module")
def demonstration(store_for):
    """The tables of cases, the limits and the closed month-ends of the demonstration."""
    store = open_store(store_for("demonstration"))
    held = read_snapshot(store)
    tables = read_tallies(store, held.demonstration_as_at).tables
    return tables, held.tables["time_limit"], held.tables["closed_month"]
