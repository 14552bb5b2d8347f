"""Counts told apart by keys, with the sums that follow from the keys."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, combinations

import numpy as np

from metrics.suppression.table_model import Cells, Sum, cells_of, flagged_by

# What tells a count from the others, a value a dimension; null stands for all of them.
Key = tuple[object, ...]


def cells_by_key(counts: Mapping[Key, int], threshold: int) -> Cells:
    """``counts`` in their order, then the totals that nobody published but anybody could add up.

    Errors: ValueError where a total is not the sum of its parts.
    """
    parts = _parts_of(counts)
    published = len(counts)
    every = dict(counts)
    for total in sorted(parts, key=lambda key: key.count(None)):
        if total not in every:
            every[total] = sum(every[part] for part in next(iter(parts[total].values())))
    _refuse_wrong_totals(every, parts)
    places = {key: place for place, key in enumerate(every)}
    sums = (
        Sum(places[total], tuple(places[part] for part in group))
        for total, groups in parts.items()
        for group in groups.values()
    )
    numbers = np.fromiter(every.values(), np.int64, len(every))
    flagged = flagged_by(numbers, np.arange(numbers.size) < published, threshold)
    return cells_of(numbers, sums, flagged, np.zeros_like(numbers))


def _rolled_up(key: Key) -> Iterator[Key]:
    """``key`` and every total that its count is in."""
    given = [place for place, value in enumerate(key) if value is not None]
    for size in range(len(given) + 1):
        for dropped in combinations(given, size):
            yield tuple(None if place in dropped else value for place, value in enumerate(key))


def _parts_of(keys: Mapping[Key, int]) -> dict[Key, dict[int, list[Key]]]:
    """By total and by the dimension that it is a total of, its parts."""
    parts: dict[Key, dict[int, list[Key]]] = defaultdict(lambda: defaultdict(list))
    for key in dict.fromkeys(chain.from_iterable(map(_rolled_up, keys))):
        for place, value in enumerate(key):
            if value is not None:
                parts[(*key[:place], None, *key[place + 1 :])][place].append(key)
    return parts


def _refuse_wrong_totals(counts: Mapping[Key, int], parts: dict[Key, dict[int, list[Key]]]) -> None:
    for total, groups in parts.items():
        for group in groups.values():
            come_to = sum(counts[part] for part in group)
            if come_to != counts[total]:
                raise ValueError(
                    f"The total of {_in_words(total)} is {counts[total]}, but its parts come to "
                    f"{come_to}, so nothing was protected. Count parts and totals from the same "
                    "rows, and leave out either all parts of a total or none."
                )


def _in_words(key: Key) -> str:
    return ", ".join("all" if value is None else str(value) for value in key)
