from datetime import date

import polars as pl
import pytest

from metrics.trends.trend_text import (
    MIN_POINTS,
    is_readable,
    trend_text,
    usable_target,
)
from metrics.trends.xmr import xmr

SHARE = "a share of all that count"
USUAL = [0.61, 0.66, 0.60, 0.64, 0.70, 0.63, 0.66, 0.58, 0.64, 0.69, 0.63, 0.62, 0.61]


def limits_of(values, better="up", months=1):
    places = range(0, months * len(values), months)
    days = [date(2020 + place // 12, place % 12 + 1, 1) for place in places]
    series = pl.DataFrame(
        {"period": days, "value": values}, {"period": pl.Date, "value": pl.Float64}
    )
    return xmr(series, better)


def told(values, target=None, better="up", unit=SHARE):
    return trend_text(limits_of(values, better), "Told in time", better, target, unit)


# Checks of the points


def test_thirteen_points_are_enough_to_be_read_and_a_missing_one_is_none():
    assert is_readable(limits_of(USUAL))
    assert not is_readable(limits_of([*USUAL[1:], None]))
    assert MIN_POINTS == 13


def test_a_target_of_shares_lies_between_0_and_1_and_a_count_may_be_any():
    assert [usable_target(each, SHARE) for each in (None, -0.1, 0, 0.9, 1, 90)] == [
        *[None, None, 0, 0.9, 1, None]
    ]
    assert usable_target(90, "a count") == 90
    assert usable_target(float("inf"), "a count") is None


# Sentences


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (None, ""),
        (0.90, "; the target of 90% is usually missed"),
        (0.60, "; meeting the target of 60% varies"),
        (0.40, "; the target of 40% is usually met"),
        (90, "; a target of 90 cannot be one and is left out"),
    ],
)
def test_usual_variation_is_said_with_the_target(target, said):
    assert told(USUAL, target) == (
        f"Told in time: 61% in January 2021, usual variation around 64%{said}."
    )


def test_where_no_way_is_better_no_target_is_held_against_it():
    assert told(USUAL, 0.9, "neither") == (
        "Told in time: 61% in January 2021, usual variation around 64%."
    )


@pytest.mark.parametrize(
    ("better", "meaning"), [("up", ": a concern"), ("down", ": an improvement"), ("neither", "")]
)
def test_a_newest_point_below_the_limits_is_said_to_be_no_chance(better, meaning):
    assert told([*USUAL, 0.2], better=better) == (
        "Told in time: 20% in February 2021, below the usual 48% to 73%, unlikely to be chance"
        f"{meaning}."
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([0.0, 0.4] * 4 + [0.10 + place / 50 for place in range(7)], "part of a rise over"),
        ([0.0, 0.4] * 4 + [0.22 - place / 50 for place in range(7)], "part of a fall over"),
        ([0.4, 0.44] * 4 + [0.5, 0.55] * 4, "one of at least 7 months in a row above the mean of"),
        ([0.5, 0.54] * 4 + [0.4, 0.45] * 4, "one of at least 7 months in a row below the mean of"),
        ([0.48, 0.52] * 8 + [0.65, 0.55, 0.65], "high again, near the top of the usual"),
        ([0.52, 0.48] * 8 + [0.35, 0.45, 0.35], "low again, near the foot of the usual"),
    ],
)
def test_every_reason_has_its_words(values, said):
    assert f", {said} " in told(values)


def test_earlier_points_that_stand_out_are_counted():
    one = told([*USUAL[:5], 0.95, *USUAL[5:]])
    two = told([*USUAL, *USUAL, 0.95, *USUAL, 0.95, *USUAL])

    assert "; 1 earlier month stands out as unlikely to be chance." in one
    assert "; 2 earlier months stand out as unlikely to be chance." in two


@pytest.mark.parametrize("values", [[], [None, None]])
def test_of_no_figure_nothing_is_said(values):
    assert told(values, 0.9) == "Told in time: no figure to show."


def test_below_thirteen_points_the_newest_is_given_and_not_judged():
    assert told([0.9, 0.1, None], 0.9) == (
        "Told in time: 10% in February 2020, too few points to say whether that is usual "
        "(2 of the 13 months needed)."
    )


def test_equal_values_are_called_the_same_and_held_against_the_target():
    assert told([1.0] * 13, 0.9) == (
        "Told in time: 100% in January 2021, the same in all 13 months; "
        "the target of 90% is usually met."
    )


def test_one_case_in_years_of_none_makes_no_month_stand_out():
    assert told([*[0.0] * 14, 1.0], 0.9, unit="a count") == (
        "Told in time: 1 in March 2021, too little movement to say what is usual."
    )
