"""Counts of one quarter of all areas together, and of several quarters in one array."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from metrics.suppression.linked_tables import (
    CountTables,
    code_categories,
    compared_pairs,
    same_cases,
)
from metrics.suppression.table_model import Flags, Numbers, Sum, is_small

# A table and one of its categories; null for the total.
Cell = tuple[str, str] | None
TOTAL = 0


class QuarterCounts(NamedTuple):
    """The counts of one quarter. ``words``: by table, its categories, in the order of ``counts``.

    ``meets``: by two tables, the number of cases in each category of the one (rows) and of the
    other (columns).
    """

    total: int
    words: Mapping[str, list[str]]
    counts: Mapping[str, Numbers]
    meets: Mapping[tuple[str, str], Numbers]


def count_quarter(rows: pl.DataFrame, tables: CountTables) -> QuarterCounts:
    """The counts of ``rows``, which have each dimension of ``tables``. Nulls: "not recorded"."""
    words, codes = code_categories(rows.select(*tables))
    meets = {}
    for one, other in compared_pairs(tables):
        sizes = len(words[one]), len(words[other])
        both = codes[one] * sizes[1] + codes[other]
        meets[one, other] = np.bincount(both, minlength=sizes[0] * sizes[1]).reshape(sizes)
    counts = {name: np.bincount(codes[name], minlength=len(words[name])) for name in words}
    return QuarterCounts(rows.height, words, counts, meets)


def of_tables(quarter: QuarterCounts, tables: CountTables) -> QuarterCounts:
    """The counts by those of ``tables`` that there were when the quarter was counted."""
    words = {name: each for name, each in quarter.words.items() if name in tables}
    counts = {name: quarter.counts[name] for name in words}
    meets = {pair: both for pair, both in quarter.meets.items() if words.keys() >= {*pair}}
    return QuarterCounts(quarter.total, words, counts, meets)


def add_up(quarters: Sequence[QuarterCounts]) -> QuarterCounts:
    """The counts of several quarters together."""
    names = dict.fromkeys(name for each in quarters for name in each.words)
    words = {
        name: sorted({word for each in quarters for word in each.words.get(name, ())})
        for name in names
    }
    counts: dict[str, Numbers] = {
        name: np.zeros(len(each), np.int64) for name, each in words.items()
    }
    pairs = dict.fromkeys(pair for each in quarters for pair in each.meets)
    meets: dict[tuple[str, str], Numbers] = {
        (one, other): np.zeros((len(words[one]), len(words[other])), np.int64)
        for one, other in pairs
    }
    for each in quarters:
        at = {name: _places_in(words[name], own) for name, own in each.words.items()}
        for name, places in at.items():
            counts[name][places] += each.counts[name]
        for (one, other), both in each.meets.items():
            meets[one, other][at[one][:, np.newaxis], at[other]] += both
    return QuarterCounts(sum(each.total for each in quarters), words, counts, meets)


class Columns:
    """The cells of all quarters so far; the total is first, and new categories come last."""

    def __init__(self, tables: CountTables) -> None:
        self.cells: list[Cell] = [None]
        self._tables = tables
        self._column: dict[Cell, int] = {None: TOTAL}
        self._of: dict[str, list[int]] = {name: [] for name in tables}
        self._words: dict[str, list[str]] = {name: [] for name in tables}
        # How many cases of all quarters so far two categories share.
        self._meets: dict[tuple[str, str], Numbers] = {
            pair: np.zeros((0, 0), np.int64) for pair in compared_pairs(tables)
        }

    def add(self, quarter: QuarterCounts) -> Numbers:
        """The counts of ``quarter`` by column; its new categories become columns."""
        for name, words in quarter.words.items():
            for word in words:
                if (name, word) not in self._column:
                    self._column[name, word] = len(self.cells)
                    self._of[name].append(len(self.cells))
                    self._words[name].append(word)
                    self.cells.append((name, word))
        counts: Numbers = np.zeros(len(self.cells), np.int64)
        counts[TOTAL] = quarter.total
        places = {
            name: _places_in(self._words[name], words) for name, words in quarter.words.items()
        }
        for name, at in places.items():
            counts[np.array(self._of[name], np.int64)[at]] = quarter.counts[name]
        for (one, other), before in self._meets.items():
            meets: Numbers = np.zeros((len(self._of[one]), len(self._of[other])), np.int64)
            meets[: before.shape[0], : before.shape[1]] = before
            if (one, other) in quarter.meets:
                rows = places[one][:, np.newaxis]
                meets[rows, places[other]] += quarter.meets[one, other]
            self._meets[one, other] = meets
        return counts

    def sums(self) -> list[Sum]:
        """The sums between the columns of any one period.

        Of each table to the total, and between tables where the cases of one category were always
        those of some of another: that is what the categories mean.
        """
        sums = [Sum(TOTAL, tuple(columns)) for columns in self._of.values() if columns]
        for (name, other), meets in self._meets.items():
            for word, words in same_cases(meets):
                if len(words) > 1 or name < other:
                    parts = tuple(self._of[other][each] for each in words)
                    sums.append(Sum(self._of[name][word], parts))
        return sums


def _places_in(words: Sequence[str], own: Sequence[str]) -> Numbers:
    """The place of each of ``own`` among ``words``."""
    return np.array([words.index(word) for word in own], np.int64)


def without_known(small: Flags, counts: Numbers, known: Sequence[int], threshold: int) -> Flags:
    """``small`` without what nothing can protect, where the columns ``known`` are no secret.

    Of a total that is known and itself small, every part is known to be small.
    """
    safe = small.copy()
    safe[:, known] = False
    if known:
        safe[is_small(counts[:, known], threshold).any(axis=1)] = False
    return safe


def padded(rows: Sequence[npt.NDArray[Any]], width: int) -> npt.NDArray[Any]:
    """Rows of different lengths as one array, with 0 where a row has no entry yet."""
    array = np.zeros((len(rows), width), rows[0].dtype)
    for number, row in enumerate(rows):
        array[number, : row.size] = row
    return array
