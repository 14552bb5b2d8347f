"""A slow and obvious second opinion on areas beside each other: exact chances, added one by one."""

from fractions import Fraction
from math import comb

HALVINGS = 60


def expected_range(of: int, overall: Fraction, chance: Fraction) -> tuple[Fraction, Fraction]:
    """The middle of the binomial distribution, with less than half of the rest on either side."""
    tail = (1 - chance) / 2
    exactly = [comb(of, met) * overall**met * (1 - overall) ** (of - met) for met in range(of + 1)]
    possible = [
        met for met in range(of + 1) if sum(exactly[: met + 1]) > tail and sum(exactly[met:]) > tail
    ]
    return Fraction(possible[0], of), Fraction(possible[-1], of)


def wilson(met: int, of: int, z: Fraction) -> tuple[Fraction, Fraction]:
    """The lowest and highest share no more than z deviations from ``met``, found by halving."""
    share = Fraction(met, of)
    return -_furthest(share, Fraction(0), of, z, -1), _furthest(share, Fraction(1), of, z, 1)


def _furthest(share: Fraction, end: Fraction, of: int, z: Fraction, side: int) -> Fraction:
    """The furthest share towards ``end`` that is near enough, times the side it lies on."""
    if _is_near(share, end, of, z):
        return side * end
    near, far = share, end
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        near, far = (middle, far) if _is_near(share, middle, of, z) else (near, middle)
    return side * near


def _is_near(share: Fraction, other: Fraction, of: int, z: Fraction) -> bool:
    return (share - other) ** 2 * of <= z**2 * other * (1 - other)
