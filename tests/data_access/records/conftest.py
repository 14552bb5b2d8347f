"""On a server these tests take many seconds, and are among the slow ones."""

import pytest

from tests.engines import BOTH


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)
