"""A slow and simple second implementation of trends: exact fractions, with rules as loops.

Nothing here uses Polars or inexact numbers.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import comb

Value = Fraction | None
Read = list[tuple[Value, Value, Value, str, str]]

LOW_WORDS = ["below limits", "falling", "two of three low", "run below"]


def xmr(values: Sequence[Value], better: str) -> Read:
    """Mean, both limits, special cause and variation of each value, in order of time."""
    points = [value for value in values if value is not None]
    if not points:
        return [(None, None, None, "common cause", "common cause") for _ in values]
    mean = sum(points, Fraction()) / len(points)
    spread = Fraction("2.66") * mean_range(points)
    causes = iter(special_causes(points, mean, spread))
    read: Read = []
    for value in values:
        cause = "common cause" if value is None else next(causes)
        read.append((mean, mean - spread, mean + spread, cause, variation(cause, better)))
    return read


def mean_range(points: list[Fraction]) -> Fraction:
    """The average moving range, without the large ones."""
    ranges = [abs(points[i] - points[i - 1]) for i in range(1, len(points))]
    if not any(ranges):
        return Fraction()
    average = sum(ranges, Fraction()) / len(ranges)
    kept = [each for each in ranges if each < Fraction("3.267") * average]
    return sum(kept, Fraction()) / len(kept)


def special_causes(points: list[Fraction], mean: Fraction, spread: Fraction) -> list[str]:
    """The first reason that applies to each point."""
    return [
        next(
            (word for word, holds in reasons(points, place, mean, spread) if holds), "common cause"
        )
        for place in range(len(points))
    ]


def reasons(
    points: list[Fraction], place: int, mean: Fraction, spread: Fraction
) -> list[tuple[str, bool]]:
    """Each reason in turn, and whether it applies to the point at ``place``."""
    upper, lower = mean + spread, mean - spread
    near_upper, near_lower = mean + spread * 2 / 3, mean - spread * 2 / 3
    high = [near_upper <= point <= upper and point > mean for point in points]
    low = [lower <= point <= near_lower and point < mean for point in points]
    above = [point > mean for point in points]
    below = [point < mean for point in points]
    return [
        ("above limits", points[place] > upper),
        ("below limits", points[place] < lower),
        ("rising", in_trend(points, place)),
        ("falling", in_trend([-point for point in points], place)),
        ("two of three high", two_of_three(high, above, place)),
        ("two of three low", two_of_three(low, below, place)),
        ("run above", in_run(above, place)),
        ("run below", in_run(below, place)),
    ]


def windows(number: int, place: int, width: int) -> list[list[int]]:
    """Every stretch of ``width`` consecutive places that includes ``place``."""
    starts = range(max(0, place - width + 1), min(place, number - width) + 1)
    return [list(range(start, start + width)) for start in starts]


def in_trend(points: list[Fraction], place: int) -> bool:
    """Whether the point is one of seven that each exceed the one before."""
    return any(
        all(points[before] < points[after] for before, after in pairwise(seven))
        for seven in windows(len(points), place, 7)
    )


def in_run(on_side: list[bool], place: int) -> bool:
    """Whether the point is one of seven on one side."""
    return any(all(on_side[each] for each in seven) for seven in windows(len(on_side), place, 7))


def two_of_three(near: list[bool], on_side: list[bool], place: int) -> bool:
    """Near the limit itself, and one of three on its side with another one near it."""
    return near[place] and any(
        all(on_side[each] for each in three) and sum(near[each] for each in three) >= 2
        for three in windows(len(near), place, 3)
    )


def variation(cause: str, better: str) -> str:
    """The meaning of the cause."""
    if cause == "common cause":
        return "common cause"
    is_low = cause in LOW_WORDS
    if better == "neither":
        return "neutral low" if is_low else "neutral high"
    return "improvement" if is_low == (better == "down") else "concern"


# Comparison of areas: exact probabilities, added one by one


def expected_range(of: int, overall: Fraction, chance: Fraction) -> tuple[Fraction, Fraction]:
    """The middle of the binomial distribution, with less than half of the rest on either side."""
    tail = (1 - chance) / 2
    exactly = [comb(of, met) * overall**met * (1 - overall) ** (of - met) for met in range(of + 1)]
    possible = [
        met for met in range(of + 1) if sum(exactly[: met + 1]) > tail and sum(exactly[met:]) > tail
    ]
    return Fraction(possible[0], of), Fraction(possible[-1], of)
