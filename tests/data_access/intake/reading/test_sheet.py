"""A column is called as a spreadsheet calls it."""

import pytest

from data_access.intake.reading.sheet import column_letters


@pytest.mark.parametrize(
    ("position", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_a_column_is_called_as_a_spreadsheet_calls_it(position, letters):
    assert column_letters(position) == letters
