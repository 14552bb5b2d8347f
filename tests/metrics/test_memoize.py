import weakref

import polars as pl
import pytest

from metrics.memoize import KEPT, kept, kept_of_cases, let_go, let_go_of_cases


@pytest.fixture
def summed():
    """A kept function, and what it was really asked."""
    asked = []

    @kept
    def total(frame, more=0, *, of="number"):
        asked.append((more, of))
        return int(frame[of].sum()) + more

    return total, asked


def test_the_same_frame_is_asked_about_once(summed):
    total, asked = summed
    frame = pl.DataFrame({"number": [1, 2]})

    assert [total(frame), total(frame), total(frame, 1), total(frame, 1)] == [3, 3, 4, 4]
    assert asked == [(0, "number"), (1, "number")]


def test_an_equal_frame_is_another_one(summed):
    total, asked = summed

    assert [total(pl.DataFrame({"number": [1]})) for _ in range(3)] == [1, 1, 1]
    assert len(asked) == 3


def test_a_frame_is_never_taken_for_one_that_is_gone(summed):
    total, _ = summed

    assert [total(pl.DataFrame({"number": [number]})) for number in range(3 * KEPT)] == [
        *range(3 * KEPT)
    ]


def test_named_arguments_are_told_apart(summed):
    total, _ = summed
    frame = pl.DataFrame({"number": [1], "other": [5]})

    assert [total(frame, of="number"), total(frame, of="other")] == [1, 5]


def test_a_mapping_is_the_same_where_it_is_the_same_object():
    asked = []

    @kept
    def names(of):
        asked.append(of)
        return sorted(of)

    one = {"b": 1, "a": 2}
    assert [names(one), names(one), names(dict(one))] == [["a", "b"]] * 3
    assert len(asked) == 2


def test_what_is_let_go_is_held_by_nothing_and_asked_again(summed):
    total, asked = summed
    frame = pl.DataFrame({"number": [1, 2]})
    total(frame)
    let_go()
    total(frame)
    assert len(asked) == 2

    seen = weakref.ref(frame)
    del frame
    assert seen() is not None
    let_go()
    assert seen() is None


def test_a_failure_is_not_kept():
    asked = []

    @kept
    def fails(number):
        asked.append(number)
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            fails(1)
    assert asked == [1, 1]


def test_what_was_counted_of_cases_stands_until_a_row_of_a_case_is_written():
    asked = []

    @kept_of_cases
    def height(rows):
        asked.append(rows)
        return rows.height

    frame = pl.DataFrame({"number": [1, 2]})
    height(frame)
    let_go()
    height(frame)
    asked_before = len(asked)
    let_go_of_cases()
    height(frame)

    assert (asked_before, len(asked)) == (1, 2)
