import gc
import weakref

import polars as pl
import pytest

from metrics.memoize import MOST, memoize


@pytest.fixture
def summed():
    """A memoized function, and what it was really asked."""
    asked = []

    @memoize
    def total(frame, more=0, *, of="number"):
        asked.append((more, of))
        return int(frame[of].sum()) + more

    return total, asked


def test_the_same_frame_is_asked_about_once_with_each_argument(summed):
    total, asked = summed
    frame = pl.DataFrame({"number": [1, 2], "other": [5, 6]})

    assert [total(frame), total(frame), total(frame, 1), total(frame, 1)] == [3, 3, 4, 4]
    assert [total(frame, of="other"), total(frame, of="other")] == [11, 11]
    assert asked == [(0, "number"), (1, "number"), (0, "other")]


def test_an_equal_frame_is_another_one(summed):
    total, asked = summed

    assert [total(pl.DataFrame({"number": [1]})) for _ in range(3)] == [1, 1, 1]
    assert len(asked) == 3


def test_a_frame_is_never_taken_for_one_that_is_gone(summed):
    total, _ = summed

    assert [total(pl.DataFrame({"number": [number]})) for number in range(100)] == [*range(100)]


def test_the_newest_results_alone_are_stored(summed):
    total, asked = summed
    frame = pl.DataFrame({"number": [1]})
    for more in range(MOST + 1):
        total(frame, more)
    del asked[:]

    assert [total(frame, MOST), total(frame, 0)] == [MOST + 1, 1]
    assert asked == [(0, "number")]


def test_two_functions_of_one_frame_are_told_apart():
    frame = pl.DataFrame({"number": [1, 2]})

    assert [memoize(pl.DataFrame.sum)(frame).item(), memoize(pl.DataFrame.max)(frame).item()] == [
        3,
        2,
    ]


def test_a_frame_or_a_mapping_is_the_same_argument_where_it_is_the_same_object():
    asked = []

    @memoize
    def named(frame, *names):
        asked.append(names)
        return frame["number"].len(), len(names)

    frame, one, other = pl.DataFrame({"number": [1]}), {"a": 1}, pl.DataFrame({"b": [2]})
    assert [named(frame, one, other), named(frame, one, other)] == [(1, 2)] * 2
    named(frame, dict(one), other)
    named(frame, one, other.clone())
    assert len(asked) == 3


def test_a_result_goes_with_what_it_was_derived_from(summed):
    total, _ = summed

    @memoize
    def doubled(frame):
        return frame * 2

    frame = pl.DataFrame({"number": [1, 2]})
    total(frame)
    seen = [weakref.ref(each) for each in (frame, doubled(frame))]
    gc.disable()
    try:
        del frame
        assert [each() for each in seen] == [None, None]
    finally:
        gc.enable()


def test_a_method_is_memoized_for_each_object():
    class Doubled:
        def __init__(self, number):
            self.number = number

        @memoize
        def times(self, other):
            return self.number * other

    assert [Doubled(number).times(2) for number in (1, 2)] == [2, 4]


def test_a_failure_is_not_stored():
    asked = []

    @memoize
    def fails(frame):
        asked.append(frame.height)
        raise LookupError

    frame = pl.DataFrame({"number": [1]})
    for _ in range(2):
        with pytest.raises(LookupError):
            fails(frame)
    assert asked == [1, 1]
