"""Scales costly tests: a part of their examples in ``make test``, all in ``make thorough``."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

# The profile of ``make thorough``.
THOROUGH = "thorough"
# A quarter of the examples finds nearly as much as all of them, in a quarter of the time.
ONE_IN = 4


def rounds(number: int, usual: int | None = None) -> int:
    """``number`` in ``make thorough``; otherwise ``usual``, or one in four."""
    if settings.get_current_profile_name() == THOROUGH:
        return number
    return number // ONE_IN if usual is None else usual


def often(number: int) -> Callable[[Any], Any]:
    """Runs the test on ``rounds(number)`` examples, and not in ``make quick``."""
    examples = settings(max_examples=rounds(number))
    return lambda test: pytest.mark.often(examples(test))
