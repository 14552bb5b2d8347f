"""Cells of a table given as a dict: each count under its values, with null for a total."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, combinations

import numpy as np

from metrics.suppression.table_model import CellFlags, Cells, Sum, is_small, make_cells

Key = tuple[object, ...]


def cells_by_key(counts: Mapping[Key, int], threshold: int) -> Cells:
    """``counts`` in their order, then the totals that nobody published but anybody could add up."""
    parts = _parts_of(counts)
    published = len(counts)
    every = dict(counts)
    for total in sorted(parts, key=lambda key: key.count(None)):
        if total not in every:
            every[total] = sum(every[part] for part in next(iter(parts[total].values())))
    places = {key: place for place, key in enumerate(every)}
    sums = (
        Sum(places[total], tuple(places[part] for part in group))
        for total, groups in parts.items()
        for group in groups.values()
    )
    numbers = np.fromiter(every.values(), np.int64, len(every))
    offered = np.arange(numbers.size) < published
    # What is offered is shown unless it is small; the totals are never shown.
    flags = CellFlags(~offered | is_small(numbers, threshold), offered, offered & (numbers > 0))
    return make_cells(numbers, sums, flags, np.zeros_like(numbers))


def _rolled_up(key: Key) -> Iterator[Key]:
    """``key`` and every total that includes its count."""
    given = [place for place, value in enumerate(key) if value is not None]
    for size in range(len(given) + 1):
        for dropped in combinations(given, size):
            yield tuple(None if place in dropped else value for place, value in enumerate(key))


def _parts_of(keys: Mapping[Key, int]) -> dict[Key, dict[int, list[Key]]]:
    """The parts of each total, by the dimension that it sums over."""
    parts: dict[Key, dict[int, list[Key]]] = defaultdict(lambda: defaultdict(list))
    for key in dict.fromkeys(chain.from_iterable(map(_rolled_up, keys))):
        for place, value in enumerate(key):
            if value is not None:
                parts[(*key[:place], None, *key[place + 1 :])][place].append(key)
    return parts
