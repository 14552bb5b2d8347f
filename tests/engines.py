"""The two engines a store may be on: a file of SQLite, and a PostgreSQL server."""

import pytest

FILE, SERVER = "file", "server"
# For tests of many seconds: on a server only among the slow ones.
BOTH = [FILE, pytest.param(SERVER, marks=pytest.mark.slow)]
# For tests of many seconds that reach no statement of their own: on a server in ``make thorough``.
seldom_on_a_server = pytest.mark.parametrize(
    "engine",
    [FILE, pytest.param(SERVER, marks=[pytest.mark.slow, pytest.mark.thorough])],
    indirect=True,
)
