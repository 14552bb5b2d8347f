from itertools import product

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.suppression.known_total import shown_parts, withhold_parts
from tests.often import often

PARTS = st.lists(st.integers(0, 15), min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([12, 14, 20], [12, 14, 20]),
        ([0, 0, 0], [0, 0, 0]),
        ([10, 0, 0], [10, 0, 0]),
        ([0, 3, 9], [0, None, None]),
        ([4, 4, 10], [None, None, 10]),
        ([1, 2, 20], [None, None, None]),
        ([0, 6, 3], [None, None, None]),
    ],
)
def test_a_small_part_takes_as_few_others_along_as_keep_it_uncertain(parts, shown):
    assert shown_parts(parts) == shown


@often(100)
@given(PARTS)
def test_a_small_part_may_be_one_that_is_not_small_and_has_four_possible_values(parts):
    total, shown = sum(parts), shown_parts(parts)
    hidden = [place for place, number in enumerate(shown) if number is None]
    # A nought is shown, except of a group of fewer than ten.
    least = 1 if total >= 10 else 0
    left = total - sum(number for number in shown if number is not None)
    worlds = [
        values
        for values in product(range(least, left + 1), repeat=len(hidden))
        if sum(values) == left
    ]

    assert all(number is None or number == true for number, true in zip(shown, parts, strict=True))
    assert not [number for number in shown if number is not None and 0 < number < 5]
    for at, place in enumerate(hidden):
        if total >= 10 and 0 < parts[place] < 5:
            possible = {values[at] for values in worlds}
            assert len(possible) >= 4
            assert max(possible) >= 5


def test_a_frame_keeps_its_rows_and_other_columns():
    figures = pl.DataFrame({"word": ["yes", "no"], "plans": [3, 9]})

    assert withhold_parts(figures, "plans").rows() == [("yes", None), ("no", None)]
