"""A column is called as a spreadsheet calls it, and found again by that name."""

import pytest

from data_access.intake.reading.grids import column_letters, column_position


@pytest.mark.parametrize(
    ("position", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_a_column_is_called_as_a_spreadsheet_calls_it(position, letters):
    assert column_letters(position) == letters
    assert column_position(letters) == position
