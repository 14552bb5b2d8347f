"""A day is typed in the usual ways, and what is none is named."""

from datetime import date

import pytest

from ui.elements.day_box import parse_day


@pytest.mark.parametrize(
    "text",
    [
        "28/02/2022",
        "28/2/2022",
        "28.2.2022",
        "28-02-2022",
        "2022-02-28",
        "28 February 2022",
        "  28   February 2022 ",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert parse_day(text) == (date(2022, 2, 28), "")


@pytest.mark.parametrize("text", ["", " \t"])
def test_an_empty_box_has_neither_a_day_nor_a_fault(text):
    assert parse_day(text) == (None, "")


@pytest.mark.parametrize(
    "text", ["31/02/2022", "30/2/2023", "tomorrow", "2022-13-01", "02/28/2022", "29 February 2022"]
)
def test_what_is_no_day_is_named_with_how_to_write_one(text):
    assert parse_day(f" {text} ") == (None, f"{text} is not a day. Write it like 16/07/2021.")


def test_a_long_text_is_named_by_its_beginning():
    assert parse_day("x" * 2001).fault == f"{'x' * 40} … is not a day. Write it like 16/07/2021."
