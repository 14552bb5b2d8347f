import random
from datetime import date
from fractions import Fraction
from math import isclose

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from metrics.measures.measure import Better
from metrics.trends.xmr import assurance, xmr
from tests import oracles_trends
from tests.often import often, rounds

DIRECTIONS = ["up", "down", "neither"]
ADDED = ["mean", "lower_limit", "upper_limit", "special_cause", "variation"]
# Moves so wide that little lies outside the limits.
WIDE = (0, 20, 0, 20, 0, 20)
NOTHING_READ = (None, None, None, "common cause", "common cause")


def months(number):
    return [date(2019 + place // 12, place % 12 + 1, 1) for place in range(number)]


def series_of(values):
    return pl.DataFrame(
        {"period": months(len(values)), "value": list(values)},
        {"period": pl.Date, "value": pl.Float64},
    )


def assert_both_agree(values, better):
    """The fast way and the slow one say the same of ``values``, which are exact or missing."""
    as_floats = [None if value is None else float(value) for value in values]
    fast = xmr(series_of(as_floats), better).select(ADDED).rows()
    slow = oracles_trends.xmr(values, better)
    assert [row[3:] for row in fast] == [row[3:] for row in slow]
    for found, exact in zip(fast, slow, strict=True):
        assert all(map(same_number, found[:3], exact[:3])), (found, exact)


def same_number(found, exact):
    if exact is None:
        return found is None
    return isclose(found, exact, rel_tol=1e-9, abs_tol=1e-9)


# A thousand series of every kind: each is what one seed gives


def noise(chance, number):
    return [Fraction(round(chance.gauss(64, 8) * 100), 10_000) for _ in range(number)]


def shift(chance, number):
    return [
        value + (Fraction(1, 8) if place > number // 2 else 0)
        for place, value in enumerate(noise(chance, number))
    ]


def trend(chance, number):
    slope = Fraction(chance.choice([-3, -1, 1, 3]), chance.choice([10, 100, 1000]))
    return [value / 50 + slope * place for place, value in enumerate(noise(chance, number))]


def counts(chance, number):
    return [Fraction(chance.randint(0, chance.choice([2, 6, 60]))) for _ in range(number)]


def ties(chance, number):
    levels = [Fraction(each, 10) for each in (1, 2, 3)]
    return [chance.choice(levels) for _ in range(number)]


def flat(chance, number):
    return [Fraction(chance.randint(-99, 99), chance.choice([3, 7, 10, 1000]))] * number


def outlier(chance, number):
    values = noise(chance, number)
    for place in chance.sample(range(number), min(number, chance.randint(1, 3))):
        values[place] *= chance.choice([-5, 0, 2, 10])
    return values


def gaps(chance, number):
    made = chance.choice([noise, shift, trend, counts, ties, outlier])(chance, number)
    return [None if chance.random() < 0.3 else value for value in made]


def shares(chance, number):
    out_of = chance.randint(1, 12)
    return [Fraction(chance.randint(0, out_of), out_of) for _ in range(number)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [noise, shift, trend, counts, ties, flat, outlier, gaps, shares],
    ids=lambda k: k.__name__,
)
def test_series_of_every_kind_are_read_as_by_exact_fractions(kind):
    for seed in range(rounds(1000, 80)):
        chance = random.Random(f"{kind.__name__} {seed}")
        assert_both_agree(kind(chance, chance.randint(1, 40)), DIRECTIONS[seed % 3])


@often(300)
@given(
    st.lists(st.none() | st.integers(-3, 3).map(lambda tenths: Fraction(tenths, 10)), max_size=30),
    st.sampled_from(DIRECTIONS),
)
def test_series_made_to_lie_on_edges_are_read_as_by_exact_fractions(values, better):
    assert_both_agree(values, better)


@often(100)
@given(st.lists(st.none() | st.integers(0, 9), max_size=20), st.randoms())
def test_the_order_of_the_rows_changes_nothing_but_their_order(values, chance):
    series = series_of(values)
    order = list(range(len(values)))
    chance.shuffle(order)

    assert_frame_equal(xmr(series[order], "up"), xmr(series, "up")[order])


@often(200)
@given(st.lists(st.none() | st.floats(), max_size=30))
def test_no_value_makes_a_figure_that_is_no_number(values):
    read = xmr(series_of(values), "down")

    figures = read.select(pl.selectors.float())
    assert figures.select(pl.all().is_finite().all()).row(0) == (True,) * 4
    assert read["value"].null_count() == sum(
        value is None or not abs(value) < 1e300 for value in values
    )


# Results that a reader can check by hand


@pytest.mark.parametrize(
    ("better", "high", "low"),
    [
        ("up", "improvement", "concern"),
        ("down", "concern", "improvement"),
        ("neither", "neutral high", "neutral low"),
        (Better.UP, "improvement", "concern"),
    ],
)
def test_what_standing_out_means_goes_by_the_way_the_figure_should_go(better, high, low):
    found = xmr(series_of([5, 6, 5, 6, 5, 6, 30, 6, 5, 6, 5, -20, 5, 6]), better)

    assert found["variation"][6] == high
    assert found["variation"][11] == low


@pytest.mark.parametrize("word", ["sideways"])
def test_a_way_to_go_that_is_none_is_refused(word):
    with pytest.raises(ValueError, match="sideways"):
        xmr(series_of([1, 2]), word)


# Input that is thin or odd


def test_no_rows_give_no_rows_with_every_column():
    read = xmr(series_of([]), "up")

    assert read.schema == {
        "period": pl.Date,
        "value": pl.Float64,
        **dict.fromkeys(ADDED[:3], pl.Float64),
        **dict.fromkeys(ADDED[3:], pl.String),
    }
    assert read.is_empty()


def test_a_series_of_which_every_value_is_missing_has_no_limits():
    untyped = pl.DataFrame({"period": [1, 2], "value": [None, None]})

    for series in (untyped, series_of([None, float("nan")])):
        assert xmr(series, "up").select(ADDED).rows() == [NOTHING_READ] * 2
        assert assurance(xmr(series, "up"), "up", 0.9) is None


def test_one_value_and_equal_values_have_their_limits_on_the_mean():
    read_as = (0.1, 0.1, 0.1, "common cause", "common cause")

    for number in (1, 2, 13):
        assert xmr(series_of([0.1] * number), "up").select(ADDED).rows() == [read_as] * number


def test_other_columns_stay_and_whole_numbers_stay_whole():
    series = pl.DataFrame({"row": ["a", "b"], "value": [3, 4], "period": [2, 1]})

    assert_frame_equal(xmr(series, "up").select(series.columns), series)


def test_periods_in_words_are_taken_in_the_order_they_came():
    values = [*WIDE, *range(7, 14)]
    words = [f"{month:%B %Y}" for month in months(len(values))]
    series = pl.DataFrame({"period": words, "value": values})

    assert xmr(series, "up")["special_cause"].to_list() == ["common cause"] * 6 + ["rising"] * 7


# Against a target

USUAL = series_of([0.60, 0.64, 0.62, 0.66])  # Limits 0.5502 and 0.7098.


@pytest.mark.parametrize(
    ("target", "better", "said"),
    [
        (0.54, "up", "consistently meets"),
        (0.62, "up", "inconsistent"),
        (0.90, "up", "consistently misses"),
        (0.54, "down", "consistently misses"),
        (0.62, "down", "inconsistent"),
        (0.90, "down", "consistently meets"),
        (90, "up", "consistently misses"),
        (-1, "up", "consistently meets"),
        (0.90, "neither", None),
        (None, "up", None),
        (float("nan"), "up", None),
        (float("inf"), "down", None),
    ],
)
def test_a_target_is_held_against_the_limits(target, better, said):
    assert assurance(xmr(USUAL, better), better, target) == said


@pytest.mark.parametrize("better", ["up", "down"])
def test_a_value_on_the_target_meets_it(better):
    flat_on_it = xmr(series_of([0.1, 0.1, 0.1]), better)

    assert assurance(flat_on_it, better, 0.3 - 0.2) == "consistently meets"
    assert assurance(flat_on_it, better, 0.1) == "consistently meets"


def test_the_last_limits_are_held_against_the_target():
    rebased = pl.concat([xmr(series_of([0.1, 0.1]), "up"), xmr(series_of([0.9, 0.9]), "up")])

    assert assurance(rebased, "up", 0.5) == "consistently meets"
    assert assurance(rebased.reverse(), "up", 0.5) == "consistently misses"
