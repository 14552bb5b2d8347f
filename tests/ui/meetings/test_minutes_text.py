"""Minutes are shown as they are written: a reader sees the numbers that the text has."""

from ui.meetings.minutes import as_lines


def test_numbers_of_items_stay_and_nothing_typed_is_read_as_markdown():
    text = "The board\n\n3. A1, *late*\nThe decision, go\n7. A2"

    assert as_lines(text) == "The board\n\n3\\. A1, \\*late\\*  \nThe decision, go  \n7\\. A2"


def test_a_line_of_dashes_stays_and_makes_no_heading_or_list():
    text = "The board\n---\n===\n- First\n1) Second"

    assert as_lines(text) == "The board  \n\\---  \n\\===  \n\\- First  \n1\\) Second"
