import pytest

from metrics.text_format import (
    capitalised,
    counted,
    day_text,
    listed,
    measured,
    note_and_source,
    titles_together,
    without_shared_words,
)
from tests.builders import PUBLISHED_ON, day_of


@pytest.mark.parametrize(
    ("day", "words"),
    [(PUBLISHED_ON, "16 July 2021"), (day_of("2022-04-01"), "1 April 2022"), (None, "not stated")],
)
def test_a_day_is_written_in_full_without_leading_nought(day, words):
    assert day_text(day) == words


def test_where_there_is_no_day_other_words_may_stand():
    assert day_text(None, "no date agreed") == "no date agreed"
    assert day_text(PUBLISHED_ON, "no date agreed") == "16 July 2021"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1693, "1,693 days"), (1000000, "1,000,000 days")],
)
def test_one_is_single_and_thousands_have_a_comma(number, words):
    assert counted(number, "day") == words


def test_a_plural_of_its_own_is_used_for_any_number_but_one():
    assert [counted(number, "entry", "entries") for number in (0, 1, 2)] == [
        "0 entries",
        "1 entry",
        "2 entries",
    ]


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_ends_with_and(items, words):
    assert listed(items) == words
    assert listed(iter(items)) == words


@pytest.mark.parametrize(
    ("text", "capital"), [("", ""), ("review", "Review"), ("the CPS", "The CPS"), ("NFA", "NFA")]
)
def test_a_capital_first_letter_leaves_the_rest_as_it_was(text, capital):
    assert capitalised(text) == capital


@pytest.mark.parametrize(
    ("titles", "apart"),
    [
        (["Rape, phase one", "Rape, phase two"], ["phase one", "phase two"]),
        (["Rape, phase one", "Custody"], ["Rape, phase one", "Custody"]),
        (["Rape", "Rape, phase two"], ["Rape", "Rape, phase two"]),
        (["Same, same", "Same, same"], ["same", "same"]),
        (["A, b, c", "A, b, d", "A, e, c"], ["b, c", "b, d", "e, c"]),
        ([], []),
    ],
)
def test_titles_are_told_apart_by_what_they_do_not_share(titles, apart):
    assert without_shared_words(titles) == apart


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (34.0, "34 days"),
        (2.5, "2.5 days"),
        (1.0, "1 day"),
        (0.0, "0 days"),
        (1234.5, "1,234.5 days"),
    ],
)
def test_a_median_is_written_without_noughts_behind_the_point(amount, words):
    assert measured(amount, "day") == words


@pytest.mark.parametrize(
    ("note", "source", "words"),
    [
        ("Training goes on", "Letter.", "Training goes on. Source: Letter."),
        (None, "Letter of the force", "Source: Letter of the force."),
        ("Training goes on", None, "Training goes on"),
        (None, None, ""),
    ],
)
def test_what_an_entry_says_is_followed_by_its_source(note, source, words):
    assert note_and_source({"note": note, "source": source}) == words


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (["asked about: age", "asked about: race"], "asked about: age; race"),
        (["asked about: age", "told of: race"], "asked about: age; told of: race"),
        (["support offered", "ISVA offered"], "support offered; ISVA offered"),
        (["support offered", "support offered: SARC"], "support offered; support offered: SARC"),
        (["asked about: age"], "asked about: age"),
        ([], ""),
    ],
)
def test_titles_that_begin_alike_up_to_a_colon_say_so_once(titles, words):
    assert titles_together(titles) == words
