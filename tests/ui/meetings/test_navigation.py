"""Moving through the items of a meeting while others record of them."""

import pytest

from metrics.meetings.agenda import AgendaItem
from ui.meetings.navigation import key_of

ITEMS = [AgendaItem(f"action A{number}", "Overdue", f"A{number}, ✓ late") for number in (1, 2)]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("action A2", "action A2"),
        ("2. A2, ✓ late", "action A2"),
        ("2. ✓ A2, ✓ late", "action A2"),
        ("1. A2, late", None),
        ("action A9", None),
        (None, None),
    ],
)
def test_an_item_is_known_by_its_key_and_by_its_label_ticked_or_not(said, key):
    assert key_of(said, ITEMS) == key
