"""Count tables of the same rows, laid out in one array with every sum that links them.

Counts of a quarter are for all areas together. Counts of a year are for each area in the whole
year, and for all areas in each quarter and the year.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from itertools import permutations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.suppression.table_model import Flags, Numbers, Sum

Codes = npt.NDArray[np.int64]
# On each axis, the total (all areas, all categories, the whole year) comes last.
ALL = -1
YEAR = -1
COUNTS = {
    "dimension": pl.String,
    AREA: pl.String,
    "value": pl.String,
    "count": pl.Int64,
    "suppressed": pl.Boolean,
}
# The kinds of count by cost: the greater, the later it is hidden to protect others.
FINE, SHARE, TOTAL = range(3)
NOT_SHOWN = -1


class CostLevel(Enum):
    """The loss where a count is hidden, the greatest first."""

    HEADLINE = auto()
    TOTAL = auto()
    SHARE = auto()
    WORD = auto()
    MINOR = auto()
    CROSSED = auto()


class CountTable(NamedTuple):
    """The way counts of one dimension are shown. ``by_area``: also for each area in a year.

    ``level``: how much is lost where its counts are hidden; ``minor``: the categories of which less
    is lost. ``ties``: the table is never shown; it crosses these dimensions to find categories that
    exclude each other. ``has_known_total``: how many cases there are stands exactly elsewhere.
    """

    by_area: bool = True
    level: CostLevel = CostLevel.WORD
    minor: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    has_known_total: bool = False

    @property
    def is_share(self) -> bool:
        """Whether a share is read from it, so that its counts are hidden later than others."""
        return self.level in (CostLevel.HEADLINE, CostLevel.SHARE)


CountTables = Mapping[str, CountTable]


class LinkedTables(NamedTuple):
    """All counts of some rows in the array ``counts``, and the sums between them.

    ``places``: by dimension, the place of each count by area, period and category. The totals over
    the categories are the same counts in every dimension, at the same places. ``words``: by
    dimension, the categories that occur, in the order of the axis. ``tables``: the tables that are
    shown.
    """

    areas: list[str]
    words: Mapping[str, list[str]]
    tables: CountTables
    places: Mapping[str, Numbers]
    counts: Numbers
    sums: list[Sum]

    def with_hidden(self, hidden: Flags, *, by_area: bool) -> pl.DataFrame:
        """The counts of the newest period, and which are withheld. Shape: ``COUNTS``."""
        areas = [*enumerate(self.areas)] if by_area else [(ALL, None)]
        rows = [
            (name, area, word, int(self.counts[at]), bool(hidden[at]))
            for name, table in self.tables.items()
            if table.by_area or not by_area
            for row, area in areas
            for word, at in zip([*self.words[name], None], self.places[name][row, -1], strict=True)
        ]
        return pl.DataFrame(rows, COUNTS, orient="row")


def link_areas(
    areas: list[str],
    words: Mapping[str, list[str]],
    counts: Mapping[str, Numbers],
    meets: Mapping[tuple[str, str], Numbers],
    tables: CountTables,
) -> LinkedTables:
    """The counts of a year and its ``areas``, in which the year is one quarter.

    ``counts``: by table, areas (rows) and ``words`` (columns). ``meets``: of the year, as in
    ``QuarterCounts``.
    """
    exists = np.ones((len(areas) + 1, 2), dtype=bool)
    exists[:ALL, :YEAR] = False
    places = _places(exists, {name: len(each) for name, each in words.items()})
    linked: Numbers = np.zeros(max(int(each.max()) for each in places.values()) + 1, np.int64)
    for name, cells in counts.items():
        linked[places[name]] = _with_totals(cells)
    sums = [*_sums(places, exists), *_sums_of_same(meets, places, exists)]
    shown = {name: table for name, table in tables.items() if not table.ties}
    return LinkedTables(areas, words, shown, places, linked, sums)


def code_categories(rows: pl.DataFrame) -> tuple[dict[str, list[str]], dict[str, Codes]]:
    """The categories of each column in order, and the place of each row's category among them.

    Nulls: null is the category "not recorded".
    """
    filled = rows.select(pl.all().cast(pl.String).fill_null(NOT_RECORDED))
    # One query for all columns: for dozens of short ones, separate queries take most of the time.
    (found,) = filled.select(pl.all().unique().sort().implode()).rows()
    words: dict[str, list[str]] = dict(zip(filled.columns, found, strict=True))
    coded = filled.select(
        pl.col(name).replace_strict(values, range(len(values)), return_dtype=pl.Int64)
        for name, values in words.items()
    )
    return words, {each.name: each.to_numpy().astype(np.int64) for each in coded}


def _with_totals(cells: Numbers) -> Numbers:
    """The counts by area, period and category; totals are last on each axis."""
    counts = np.repeat(cells[:, np.newaxis], 2, axis=1)
    counts = np.concatenate([counts, counts.sum(axis=0, keepdims=True)], axis=0)
    return np.concatenate([counts, counts.sum(axis=2, keepdims=True)], axis=2)


def _places(exists: Flags, sizes: Mapping[str, int]) -> dict[str, Numbers]:
    totals = np.arange(exists.size).reshape((*exists.shape, 1))
    start, places = totals.size, {}
    for name, size in sizes.items():
        own = start + np.arange(exists.size * size).reshape((*exists.shape, size))
        places[name] = np.concatenate([own, totals], axis=2)
        start += own.size
    return places


def _sums(places: Mapping[str, Numbers], exists: Flags) -> Iterator[Sum]:
    """The sums over categories, over the quarters of the year, and over areas."""
    yield from _over_quarters_and_areas(next(iter(places.values()))[..., ALL])
    for place in places.values():
        for area, period in np.argwhere(exists).tolist():
            yield _sum(place[area, period, ALL], place[area, period, :ALL])
        for word in range(place.shape[2] - 1):
            yield from _over_quarters_and_areas(place[..., word])


def _over_quarters_and_areas(place: Numbers) -> Iterator[Sum]:
    yield _sum(place[ALL, YEAR], place[ALL, :YEAR])
    yield _sum(place[ALL, YEAR], place[:ALL, YEAR])


def _sums_of_same(
    meets: Mapping[tuple[str, str], Numbers], places: Mapping[str, Numbers], exists: Flags
) -> Iterator[Sum]:
    """Sums between dimensions where the cases of one category are those of some of another.

    A reader who knows what the categories mean knows this: a victim not told was told by nobody.
    For a table with ``ties``, only the dimensions that it crosses are compared.
    """
    for (name, other), both in meets.items():
        for word, words in same_cases(both):
            if len(words) > 1 or name < other:
                for area, period in np.argwhere(exists).tolist():
                    yield _sum(places[name][area, period, word], places[other][area, period, words])


def compared_pairs(tables: CountTables) -> list[tuple[str, str]]:
    """The pairs of tables whose categories may have the same cases, in either order."""
    return [
        *permutations((name for name, table in tables.items() if not table.ties), 2),
        *(
            pair
            for name, table in tables.items()
            for tied in table.ties
            for pair in ((tied, name), (name, tied))
        ),
    ]


def same_cases(meet: Numbers) -> Iterator[tuple[int, list[int]]]:
    """The categories of one dimension whose cases are all those of some categories of the other.

    ``meet``: the number of cases in each category of the one (rows) and of the other (columns).
    """
    has = meet > 0
    is_within = has & (meet == meet.sum(axis=0))
    for word in np.flatnonzero(has.any(axis=1) & (is_within == has).all(axis=1)).tolist():
        yield word, np.flatnonzero(is_within[word]).tolist()


def _sum(total: np.int64, parts: Numbers) -> Sum:
    return Sum(int(total), tuple(parts.tolist()))
