"""What is typed into a grid of text stands in its cells, and nothing else does."""

from ui.catch_up.text_grid import TextCells, typed_over

CELLS: TextCells = [{"Part": "1", "State": None}, {"Part": "2", "State": "complete"}]


def test_what_was_typed_stands_in_the_cell_of_its_row_and_column():
    typed: dict[int, dict[str, str | None]] = {0: {"State": "under way"}, 1: {"State": None}}

    assert typed_over(CELLS, typed, {"State"}) == [
        {"Part": "1", "State": "under way"},
        {"Part": "2", "State": None},
    ]


def test_a_browser_changes_no_column_that_is_only_read_and_adds_no_row_or_column():
    typed = {0: {"Part": "9", "Other": "x"}, 7: {"State": "complete"}}

    assert typed_over(CELLS, typed, {"State"}) == CELLS


def test_a_browser_that_sends_a_number_has_typed_its_digits():
    assert typed_over(CELLS, {0: {"State": 7}}, {"State"})[0] == {"Part": "1", "State": "7"}
