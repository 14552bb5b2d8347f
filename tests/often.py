"""How often a test is tried on made-up rows: few times in the quick run, all of them in the slow.

The slow run asks for it with ``--hypothesis-profile often`` and the mark ``often``; ``make test``
tries them only there.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings

OFTEN = "often"
# A quarter of the examples finds nearly all that the whole number does, and is ready in a quarter.
ONE_IN = 4


def often(number: int) -> Callable[[Any], Any]:
    """The test is tried on ``number`` examples in the slow run, on one in four of it otherwise."""
    all_of_them = settings.get_current_profile_name() == OFTEN
    examples = settings(max_examples=number if all_of_them else number // ONE_IN)
    return lambda test: pytest.mark.often(examples(test))
