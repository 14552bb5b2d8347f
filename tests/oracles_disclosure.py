"""A reader who wants to know how many people a small number stands for.

The reader has every number of every release and the rule by which they were made, but no row. How
counts hang together is learnt from the rows of other stores, not from what the product knows of it:
words of two dimensions that are only ever seen together count the same people, and a word is never
seen beside some words of another dimension.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from metrics.releases.tables import MEDIANS, ReleasedTable, listed

FEWEST_VALUES = 3
SMALL = 5
FAR = 1_000.0
# Rounds of looking for other counts at random, and how near to the best each may stop.
PUSHES, NEARLY_BEST, NEARLY = 30, 0.2, 1e-6
Programme = tuple[list[LinearConstraint], Bounds]
# Dimension and word.
Word = tuple[str, str]
# Period, area (null: all), dimension and word or table and group.
Count = tuple[tuple[date, int], str | None, str, str]


class Period(NamedTuple):
    """What was released of a quarter or a year, and the rows, which only tell what is true.

    ``numbers``: table, area, category and number. ``areas``: those that are counted by themselves.
    ``at_most``: by area, the number that exact counts of work show the rows not to exceed.
    """

    name: tuple[date, int]
    numbers: Sequence[tuple[str, str | None, str, int | None]]
    rows: pl.DataFrame
    areas: Sequence[str] = ()
    at_most: Mapping[str | None, int] = MappingProxyType({})


class Customs(NamedTuple):
    """How words hang together, as seen in many rows.

    ``words``: those seen, by dimension. ``same``: two sets of words that count the same people.
    ``among``: a word whose people are among those of the other words. ``values``: by word, its
    least and greatest number for a median.
    """

    words: Mapping[str, Sequence[str]]

    same: Sequence[tuple[Sequence[Word], Sequence[Word]]]
    among: Sequence[tuple[Word, Sequence[Word]]]
    values: Mapping[tuple[str, Word], tuple[float, float]]

    def on_a_side(self, code: str, value: float) -> Iterator[list[Word]]:
        """The words of each dimension whose numbers are all below a median, and all above it."""
        for dimension in self.words:
            ends = {
                word: ends
                for (of, word), ends in self.values.items()
                if (of, word[0]) == (code, dimension)
            }
            yield [word for word, (_, greatest) in ends.items() if greatest < value]
            yield [word for word, (least, _) in ends.items() if least > value]


def customs(row_set: str, rows: pl.DataFrame) -> Customs:
    """The customs of the dimensions that are released, from many rows of ``row_set``."""
    names = dimensions(row_set)
    same, among = [], []
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            pairs = {*rows.select(one, other).unique().iter_rows()}
            for left, right in connected(pairs):
                same.append(([(one, word) for word in left], [(other, word) for word in right]))
            for first, second, each in (
                (one, other, pairs),
                (other, one, {pair[::-1] for pair in pairs}),
            ):
                beside = defaultdict(set)
                for word, found in each:
                    beside[word].add(found)
                among += [
                    ((first, word), [(second, found) for found in sorted(of)])
                    for word, of in beside.items()
                ]
    values = {}
    for code, median in MEDIANS.items():
        if median.row_set == row_set:
            for name in names:
                numbers = rows.drop_nulls(median.column).group_by(name)
                number = pl.col(median.column)
                by_word = numbers.agg(least=number.min(), greatest=number.max())
                for word, least, greatest in by_word.iter_rows():
                    values[code, (name, word)] = (least, greatest)
    words = {name: sorted(rows[name].unique()) for name in names}
    return Customs(words, same, among, values)


def dimensions(row_set: str) -> list[str]:
    """The dimensions that tables of ``row_set`` are counted by."""
    found = [table.dimension for table in tables_of(row_set)]
    found += [median.dimension for median in MEDIANS.values() if median.row_set == row_set]
    return [*dict.fromkeys(found)]


def tables_of(row_set: str) -> list[ReleasedTable]:
    """The listed tables of ``row_set``."""
    tables, _ = listed()
    return [table for table in tables.values() if table.row_set == row_set]


def connected(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], list[str]]]:
    """The words of each side that are only ever seen with each other."""
    groups: list[tuple[set[str], set[str]]] = []
    for left, right in pairs:
        mine = [group for group in groups if left in group[0] or right in group[1]]
        joined = (
            {left}.union(*(group[0] for group in mine)),
            {right}.union(*(group[1] for group in mine)),
        )
        groups = [group for group in groups if group not in mine] + [joined]
    return ((sorted(left), sorted(right)) for left, right in groups)


def ends(shown: int | None) -> tuple[int, int]:
    """The numbers that are rounded to what is shown."""
    return (0, 4) if shown is None else (max(5, shown - 2), shown + 2)


class Reader:
    """What is known of the counts of one row set, in a year and its quarters or in one quarter.

    ``exact_in_all``: the number of all rows is told elsewhere. ``exactly``: nothing is rounded.
    """

    def __init__(
        self, row_set: str, known: Customs, exact_in_all: bool = False, exactly: bool = False
    ) -> None:
        self.row_set, self.known = row_set, known
        self.exact_in_all, self.exactly = exact_in_all, exactly
        self.true: dict[Count, int] = {}
        self.places: dict[Count, int] = {}
        self.ends: dict[Count, tuple[float, float]] = {}
        self.sums: list[tuple[Mapping[Count, float], float, float]] = []

    def read(self, period: Period) -> None:
        """Everything that is released of a period."""
        for area in (None, *period.areas):
            rows = period.rows if area is None else period.rows.filter(area=area)
            self._count(period, area, rows)
            self._hang_together(period, area)
            if area in period.at_most:
                words = dimensions(self.row_set)[0]
                every = [(period.name, area, words, word) for word in self._words(words)]
                self.sums.append((dict.fromkeys(every, 1.0), 0, period.at_most[area]))
        for name, area, category, shown in period.numbers:
            if not name.startswith("median of "):
                count = self._group(period, area, name, category)
                self.ends[count] = (shown or 0, shown or 0) if self.exactly else ends(shown)
        self._medians(period)
        for name in self._by_area(period):
            for word in self._words(name):
                parts: dict[Count, float] = {
                    (period.name, area, name, word): -1.0 for area in period.areas
                }
                self._is({(period.name, None, name, word): 1.0, **parts})

    def read_year(self, year: Period, quarters: Sequence[Period]) -> None:
        """A year is its quarters and what came late, which the reader takes to know."""
        for each in (*quarters, year):
            self.read(each)
        for name in dimensions(self.row_set):
            for word in self._words(name):
                whole = (year.name, None, name, word)
                parts = [(each.name, None, name, word) for each in quarters]
                late = self.true[whole] - sum(self.true[part] for part in parts)
                self._is({whole: 1.0, **dict.fromkeys(parts, -1.0)}, late)

    def _by_area(self, period: Period) -> list[str]:
        return dimensions(self.row_set) if period.areas else []

    def _words(self, name: str) -> list[str]:
        groups = (table for table in tables_of(self.row_set) if table.dimension == name)
        listed_words = [word for table in groups for of in table.groups.values() for word in of]
        return [*dict.fromkeys([*listed_words, *self.known.words[name]])]

    def _count(self, period: Period, area: str | None, rows: pl.DataFrame) -> None:
        for name in dimensions(self.row_set):
            counts = dict(rows.group_by(name).len().iter_rows())
            for word in self._words(name):
                self._new((period.name, area, name, word), counts.get(word, 0))

    def _new(self, count: Count, number: int) -> None:
        self.true[count] = number
        self.places[count] = len(self.places)

    def _is(self, counts: Mapping[Count, float], number: float = 0) -> None:
        self.sums.append((counts, number, number))

    def _hang_together(self, period: Period, area: str | None) -> None:
        names = dimensions(self.row_set)
        at = period.name, area

        def signed(one: Iterable[Word], other: Iterable[Word]) -> dict[Count, float]:
            return {
                **{(*at, *word): 1.0 for word in one},
                **{(*at, *word): -1.0 for word in other},
            }

        every = {name: [(name, word) for word in self._words(name)] for name in names}
        for name in names[1:]:
            self._is(signed(every[names[0]], every[name]))
        if self.exact_in_all:
            whole = every[names[0]]
            number = sum(self.true[*at, *word] for word in whole)
            self._is(signed(whole, ()), number)
        for one, other in self.known.same:
            if len(one) < len(every[one[0][0]]):
                self._is(signed(one, other))
        for word, beside in self.known.among:
            if len(beside) < len(every[beside[0][0]]):
                self.sums.append((signed(beside, [word]), 0, math.inf))

    def _group(self, period: Period, area: str | None, name: str, category: str) -> Count:
        table = next(each for each in tables_of(self.row_set) if each.name == name)
        every = [word for words in table.groups.values() for word in words]
        words = every if category == "" else table.groups[category]
        return self._sum((period.name, area, f"table {name}", category), table.dimension, words)

    def _sum(self, count: Count, dimension: str, words: Iterable[str]) -> Count:
        if count not in self.places:
            parts = [(*count[:2], dimension, word) for word in words]
            self._new(count, sum(self.true[part] for part in parts))
            self._is({count: 1.0, **dict.fromkeys(parts, -1.0)})
        return count

    def _medians(self, period: Period) -> None:
        """At most half of those whose number is known lie on one side of a median."""
        shown = {(name, area, category): number for name, area, category, number in period.numbers}
        for code, median in MEDIANS.items():
            for area in (None, *period.areas):
                value = shown.get((f"median of {code}", area, "median"))
                if median.row_set == self.row_set and value is not None:
                    name = (period.name, area, f"median of {code}", "")
                    number = shown[f"median of {code}", area, ""] or 0
                    self._sum(name, median.dimension, median.words)
                    self.ends[name] = (max(20, number - 2), number + 2)
                    for words in self.known.on_a_side(code, value):
                        few = {(period.name, area, *word): -2.0 for word in words}
                        self.sums.append(({name: 1.0, **few}, 0, math.inf))

    def narrowed(self, periods: Iterable[Period]) -> dict[Count, list[int]]:
        """The counts of tables under five that have fewer than three values, each with these.

        Of tables that are not released, too; how many there are in all is no figure about people
        where it is told exactly. If work tells that they are 0 or 1, no part of them has three
        values to begin with.
        """
        groups = [
            self._group(period, area, table.name, category)
            for period in periods
            for area in (None, *period.areas)
            for table in tables_of(self.row_set)
            if (area is None or table.by_area) and self._most(period, area) >= FEWEST_VALUES - 1
            for category in (*table.groups, *([] if self.exact_in_all else [""]))
        ]
        programme = self._programme()
        asked = [count for count in dict.fromkeys(groups) if self.true[count] < SMALL]
        found = {}
        for count in self._not_seen_to_be_safe(programme, asked):
            least, greatest = (self._end(programme, count, sign) for sign in (1.0, -1.0))
            if greatest - least + 1 < FEWEST_VALUES:
                found[count] = [*range(least, greatest + 1)]
        return found

    def _most(self, period: Period, area: str | None) -> float:
        """The greatest number of rows that counts of work leave possible."""
        if self.exact_in_all:
            return period.rows.height if area is None else period.rows.filter(area=area).height
        return period.at_most.get(area, math.inf)

    def _not_seen_to_be_safe(self, programme: Programme, asked: Sequence[Count]) -> list[Count]:
        """Those of ``asked`` for which counts chosen at random show no three values.

        Each set of counts that fits what was released is one that a reader cannot exclude.
        """
        chance = np.random.default_rng(0)
        places = np.array([self.places[count] for count in asked], int)
        least = greatest = np.array([*self.true.values()], float)[places]
        in_wholes = False
        for _ in range(PUSHES):
            is_open = greatest - least + 1 < FEWEST_VALUES
            if not is_open.any():
                break
            aim = np.zeros(len(self.places))
            aim[places[is_open]] = chance.choice((-1.0, 1.0), is_open.sum())
            for sign in (1.0, -1.0):
                fits = _solved(programme, sign * aim, in_wholes, NEARLY_BEST).x
                # Where fractions fit, whole numbers are asked for, which takes longer.
                if np.abs(fits - np.round(fits)).max() > NEARLY:
                    in_wholes = True
                else:
                    at_places = np.round(fits)[places]
                    least = np.minimum(least, at_places)
                    greatest = np.maximum(greatest, at_places)
        is_open = greatest - least + 1 < FEWEST_VALUES
        return [count for count, still in zip(asked, is_open, strict=True) if still]

    def _programme(self) -> Programme:
        entries = [
            (row, self.places[count], factor)
            for row, (counts, _, _) in enumerate(self.sums)
            for count, factor in counts.items()
        ]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = coo_array(
            (factors, (rows, columns)), shape=(len(self.sums), len(self.places))
        ).tocsr()
        truth = np.array([*self.true.values()], float)
        _, least, greatest = zip(*self.sums, strict=True)
        assert (matrix @ truth >= np.array(least)).all(), "The reader is told what is not true."
        assert (matrix @ truth <= np.array(greatest)).all(), "The reader is told what is not true."
        ends = [self.ends.get(count, (0.0, FAR)) for count in self.places]
        bounds = Bounds(*np.array(ends, float).T)
        return [LinearConstraint(matrix, least, greatest)], bounds

    def _end(self, programme: Programme, count: Count, sign: float) -> int:
        aim = np.zeros(len(self.places))
        aim[self.places[count]] = sign
        return round(float(sign * _solved(programme, aim).fun))


def _solved(programme: Programme, aim: np.ndarray, in_wholes: bool = True, gap: float = 0.0) -> Any:
    constraints, bounds = programme
    solved = milp(
        aim,
        constraints=constraints,
        bounds=bounds,
        integrality=np.full(aim.size, in_wholes),
        options={"mip_rel_gap": gap},
    )
    assert solved.status == 0, solved.message
    return solved
