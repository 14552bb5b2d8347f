"""An attacker who wants to derive the withheld counts, and the fewest counts that stop it.

The attacker knows every shown number, and that cases are not split: each finest cell is an unknown
that is 0 or more.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, product

import numpy as np
from scipy.optimize import linprog

Key = tuple[object, ...]
Counts = dict[Key, int]
VALUES_LEFT = 4
NEARLY = 1e-6


def finest(counts: Iterable[Key]) -> list[Key]:
    """The cells that contain no others; under a total alone, every cell it could contain."""
    keys = list(counts)
    whole = [key for key in keys if None not in key]
    if whole or not keys:
        return whole
    values = [sorted({key[i] for key in keys} - {None}, key=str) for i in range(len(keys[0]))]
    return list(product(*[each or [None] for each in values]))


def is_in(cell: Key, total: Key) -> bool:
    """Whether a cell is counted in a total, or is that total."""
    return all(wanted is None or wanted == value for value, wanted in zip(cell, total, strict=True))


def values_left(counts: Counts, hidden: set[Key], asked: Iterable[Key]) -> Iterable[float]:
    """The number of possible values of each of ``asked``, to one who knows all but ``hidden``."""
    cells = finest(counts)
    shown = [key for key in counts if key not in hidden]
    sums = np.array([[is_in(cell, key) for cell in cells] for key in shown], dtype=float)
    known = [counts[key] for key in shown]
    for key in asked:
        aim = np.array([is_in(cell, key) for cell in cells], dtype=float)
        ends = []
        for sign in (1, -1):
            found = linprog(
                sign * aim,
                A_eq=sums if shown else None,
                b_eq=known if shown else None,
                bounds=(0, None),
            )
            assert found.status in (0, 3), found.message
            ends.append(found.fun if found.status == 0 else -math.inf)
        least, greatest = math.ceil(ends[0] - NEARLY), -ends[1] + NEARLY
        yield (math.floor(greatest) if greatest < math.inf else math.inf) - least + 1


def narrowed(counts: Counts, hidden: set[Key]) -> list[Key]:
    """The withheld cells that the attacker narrows to fewer than four values."""
    asked = sorted(hidden, key=lambda key: counts[key])
    left = values_left(counts, hidden, asked)
    return [key for key, values in zip(asked, left, strict=True) if values < VALUES_LEFT]


def is_safe(counts: Counts, hidden: set[Key]) -> bool:
    """Whether the attacker narrows no cell."""
    asked = sorted(hidden, key=lambda key: counts[key])
    return all(values >= VALUES_LEFT for values in values_left(counts, hidden, asked))


def fewest(counts: Counts, threshold: int = 5) -> int:
    """The fewest cells that must be withheld: every choice of them, the smallest first."""
    small = {key for key, count in counts.items() if 1 <= count < threshold}
    others = [key for key, count in counts.items() if count >= threshold]
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            if not is_alone(counts, small | {*more}) and is_safe(counts, small | {*more}):
                return len(small) + size
    raise AssertionError("Withholding everything but the zeros leaves everything open.")


def is_alone(counts: Counts, hidden: set[Key]) -> bool:
    """Whether a withheld cell is the difference of a shown total and shown parts."""
    return any(len(line & hidden) == 1 for line in lines(counts))


def lines(counts: Counts) -> Sequence[set[Key]]:
    """Each total with its parts, where all of them are counted."""
    found = []
    for total in counts:
        for place in (place for place, value in enumerate(total) if value is None):
            line = {key for key in counts if (*key[:place], None, *key[place + 1 :]) == total}
            found.append(line | {total})
    return found
