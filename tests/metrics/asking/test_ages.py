"""Ages in plain words become the ages that open plans are counted by, or are named."""

import pytest

from metrics.asking.ages import WHY_NOT, Age, read_age


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("over 28 days", "is the sum of the rows “29-56 days”, “57-90 days” and “over 90 days”"),
        ("more than 56 days old", "is the sum of the rows “57-90 days” and “over 90 days”"),
        ("older than 90 days", "is the row “over 90 days”"),
        (
            "at least 29 days",
            "is the sum of the rows “29-56 days”, “57-90 days” and “over 90 days”",
        ),
        ("up to 28 days", "is the row “0-28 days”"),
        ("under 57 days", "is the sum of the rows “0-28 days” and “29-56 days”"),
    ],
)
def test_an_age_at_the_bound_of_a_row_says_which_rows_it_is(words, rows):
    assert read_age(words.split()) == Age(len(words.split()), f"“{words}” {rows}")


@pytest.mark.parametrize(
    "words", ["over 29 days", "under 28 days", "at least 28 days", "over 0 days"]
)
def test_an_age_within_a_row_is_read_whole_and_cannot_be_chosen(words):
    assert read_age(words.split()) == Age(len(words.split()), why_not=WHY_NOT)


@pytest.mark.parametrize(
    "words", ["over", "over 28", "over 28 working days", "28 days", "over ² days"]
)
def test_what_is_no_age_is_read_as_none(words):
    assert read_age(words.split()) is None
