"""The counts of what parts lack, as known on a day."""

from datetime import date

import pytest

from metrics.recommendations.gaps import gaps_text
from tests.builders import day_state


@pytest.mark.parametrize(
    ("day", "update"),
    [
        (date(2021, 9, 9), "without an update"),
        (date(2021, 9, 10), "without an update since the response"),
    ],
)
def test_updates_are_counted_since_the_response_once_there_is_one(day, update):
    assert gaps_text(day_state(day)) == (
        "Of the same parts: **1** without an action, **1** without a named owner, **1** without "
        f"any evidence seen, **1** {update}."
    )
