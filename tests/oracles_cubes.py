"""Somebody who has every cube of one or two month-ends before him, and all that is shown of it.

He knows that parts come to their totals, that cubes of the same cases share their totals, what
the words mean (``same``), and, of a cube in which nothing fell, that nothing could.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import linprog
from scipy.sparse import csr_array

Key = tuple[object, ...]
# By cube and value: the cases are those of these values of another cube.
Same = Iterable[tuple[str, str, str, set[str]]]
KEYS = ["cube", "area", "grain", "period", "value"]
PARTS = {"quarter": ["month"], "year": ["quarter"], "all": ["year", "no day recorded"]}
NEARLY = 1e-6


def cells_of(cubes: pl.DataFrame) -> dict[Key, tuple[int, bool]]:
    """By key, the count and whether it is withheld; totals bear no cube, for all cubes share them.

    Withheld in one cube and shown in another is a fault by itself.
    """
    found: dict[Key, tuple[int, bool]] = {}
    for *key, count, hidden, shown in cubes.select(*KEYS, "count", "suppressed", "shown").rows():
        key[0] = None if key[4] is None else key[0]
        assert shown == ("[c]" if hidden else str(count))
        assert found.setdefault(tuple(key), (count, hidden)) == (count, hidden)
    return found


def sums(counted: Iterable[Key], same: Same) -> Iterator[tuple[Key, list[Key]]]:
    """Every total with its parts."""
    cells: set[Any] = set(counted)
    groups: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for cube, area, grain, period, value in cells:
        if value is not None:
            groups[(None, area, grain, period, None), f"value {cube}"].append(
                (cube, area, grain, period, value)
            )
        if area is not None:
            groups[(cube, None, grain, period, value), "area"].append(
                (cube, area, grain, period, value)
            )
        for longer, shorter in PARTS.items():
            if grain in shorter:
                whole: Key = (cube, area, longer, begin_of(longer, period), value)
                groups[whole, "period"].append((cube, area, grain, period, value))
    for (total, _), parts in groups.items():
        if total in cells:
            yield total, parts
    for cube, value, other, values in same:
        for key in cells:
            if key[0] == cube and key[4] == value:
                those = [(other, *key[1:4], each) for each in values]
                if found := [part for part in those if part in cells]:
                    yield key, found


def begin_of(grain, period):
    if grain == "all" or period is None:
        return None
    return period.replace(month=1 if grain == "year" else (period.month - 1) // 3 * 3 + 1)


def grew(later: dict[Key, tuple[int, bool]], earlier: dict[Key, tuple[int, bool]]) -> list[Key]:
    """The cells of cubes, and of their totals, in which no count fell."""
    fell = {key[0] for key, (count, _) in later.items() if count < earlier.get(key, (0, False))[0]}
    return [key for key in later if key[0] not in fell]


def narrowed(
    later: pl.DataFrame, earlier: pl.DataFrame | None = None, same: Same = ()
) -> list[Any]:
    """What is withheld and can still be no four whole numbers: when, and of what."""
    same = list(same)
    ends = {"later": cells_of(later)}
    if earlier is not None:
        ends["earlier"] = cells_of(earlier)
    places = {(end, key): i for i, (end, key) in enumerate(_every(ends))}
    counts = np.array([ends[end][key][0] for end, key in places])
    hidden = np.array([ends[end][key][1] for end, key in places])
    rows = [
        [(places[end, total], -1), *((places[end, part], 1) for part in parts)]
        for end, cells in ends.items()
        for total, parts in sums(cells, same)
    ]
    not_above = []
    if earlier is not None:
        not_above = [
            [(places["earlier", key], 1), (places["later", key], -1)]
            for key in grew(ends["later"], ends["earlier"])
            if key in ends["earlier"]
        ]
    least, greatest = reach(counts, hidden, rows, not_above)
    keys = list(places)
    return [keys[i] for i in np.flatnonzero(hidden) if greatest[i] - least[i] < 3]


def _every(ends):
    return ((end, key) for end, cells in ends.items() for key in cells)


def matrix(rows, size):
    at = [(i, place, sign) for i, row in enumerate(rows) for place, sign in row]
    i, place, sign = zip(*at, strict=True)
    return csr_array((np.array(sign, float), (i, place)), shape=(len(rows), size))


def reach(counts, hidden, rows, not_above=(), asked=None):
    """The least and the greatest whole number that each hidden count can be; wide is wide enough.

    What was seen in one answer need not be asked again. ``asked``: of which of them; null is all.
    """
    asked = hidden if asked is None else asked
    columns = np.flatnonzero(hidden)
    least, greatest = counts.astype(float), counts.astype(float)
    if not columns.size:
        return least, greatest
    equal = matrix(rows, counts.size)
    assert (equal @ counts == 0).all()
    facts = {"A_eq": equal[:, columns], "b_eq": -(equal[:, ~hidden] @ counts[~hidden])}
    if not_above:
        below = matrix(not_above, counts.size)
        facts |= {"A_ub": below[:, columns], "b_ub": -(below[:, ~hidden] @ counts[~hidden])}

    def ask(aim):
        bounds = np.stack([np.zeros(columns.size), counts[columns] + 1_000.0], axis=1)
        found = linprog(aim, bounds=bounds, **facts)
        assert found.status == 0, found.message
        least[columns] = np.minimum(least[columns], np.ceil(found.x - NEARLY))
        greatest[columns] = np.maximum(greatest[columns], np.floor(found.x + NEARLY))
        return found.fun

    chance = np.random.default_rng(0)
    for _ in range(20):
        narrow = asked[columns] & (greatest[columns] - least[columns] < 3)
        if not narrow.any():
            break
        aim = np.where(narrow, chance.choice([-1.0, 1.0], columns.size), 0)
        ask(aim)
        ask(-aim)
    for column, place in enumerate(columns):
        for sign in (1.0, -1.0):
            if asked[place] and greatest[place] - least[place] < 3:
                aim = np.zeros(columns.size)
                aim[column] = sign
                assert math.isfinite(ask(aim))
    return least, greatest
