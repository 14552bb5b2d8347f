"""An attacker who has everything shown of one quarter, and wants the withheld counts.

The attacker has no data, but knows which categories of one dimension have the cases of which
categories of another, in each area too, even where categories are not shown by area. Counts shown
at several month-ends can be compared, and a counted quarter is known to stay as it is.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise, permutations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from highspy._core import HighsLp, HighsModelStatus, MatrixFormat
from highspy._core import _Highs as Highs
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from metrics.cases.aggregation import NOT_RECORDED
from metrics.disclosure import THRESHOLD
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.share_parts import MEDIANS, SHARES, parts_of

AND = " and with "
# Count table, area and value; null means all, and totals have no count table.
Cell = tuple[str | None, str | None, str | None]
# A sum that is zero: places and their signs.
Tie = list[tuple[int, int]]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
# From rows and dimensions: a category of one, and the categories of another with its cases.
Same = Callable[[pl.DataFrame, list[str]], Iterable[tuple[str, str, str, list[str]]]]
NEARLY = 1e-6
# A count must have at least this many possible values above the lowest.
ROOM = 3


class Seen(NamedTuple):
    """The counts shown for the rows of a row set in a quarter, and the rows themselves."""

    protected: pl.DataFrame
    rows: pl.DataFrame
    kind: str


def with_parts(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Adds the part of each row in each share and median, row by row, and the tied categories."""
    columns = {
        parts_of(code): [part_in_share(row[share.dimension], share) for row in rows.to_dicts()]
        for code, share in SHARES.items()
        if share.row_set == kind
    } | {
        parts_of(code): [part_in_median(row, median) for row in rows.to_dicts()]
        for code, median in MEDIANS.items()
        if median.row_set == kind
    }
    ties = [
        pl.concat_str(names, separator=AND).alias(AND.join(names))
        for names in ALLOWED_TABLES[kind].tied
    ]
    said = [pl.Series(name, said, pl.String) for name, said in columns.items()]
    return rows.with_columns(*said, *ties)


def part_in_share(word, share):
    if word in share.denominator:
        return "met" if word in share.numerator else "not met"
    return "left out" if word in share.excluded else "no part in it"


def part_in_median(row, median):
    if row[median.dimension] not in median.words:
        return "no part in it"
    return "left out" if row[median.column] is None else "met"


def dimensions_of(rows: pl.DataFrame, kind: str) -> list[str]:
    parts = [name for name in rows.columns if name.startswith("parts of")]
    return [*ALLOWED_TABLES[kind].dimensions, *parts, *map(AND.join, ALLOWED_TABLES[kind].tied)]


def count(rows: pl.DataFrame, names: list[str]) -> dict[Cell, int]:
    """Every count, shown or not; one that is not shown may be 0 without the attacker knowing."""
    areas = rows["area"].fill_null(NOT_RECORDED)
    counts: dict[Cell, int] = {(None, None, None): rows.height}
    counts |= {(None, area, None): number for area, number in Counter(areas).items()}
    for name in names:
        words, by_area = Counter(rows[name]), Counter(zip(areas, rows[name], strict=True))
        counts |= {(name, None, word): number for word, number in words.items()}
        counts |= {(name, area, word): by_area[area, word] for area in set(areas) for word in words}
    return counts


def sums(
    counts: Mapping[Cell, int], rows: pl.DataFrame, names: list[str], same: Same | None = None
) -> Iterator[tuple[Cell, list[Cell]]]:
    """Every total with its parts. ``same``: the categories known to have the same cases."""
    areas = sorted({area for _, area, _ in counts if area is not None})
    words = {
        name: sorted({word for count_table, _, word in counts if count_table == name and word})
        for name in names
    }
    for count_table, word in [
        (None, None),
        *((name, word) for name in names for word in words[name]),
    ]:
        yield (count_table, None, word), [(count_table, area, word) for area in areas]
    alike = [*(same or same_cases)(rows, names)]
    for area in [None, *areas]:
        for name in names:
            yield (None, area, None), [(name, area, word) for word in words[name]]
        for name, word, other, found in alike:
            yield (name, area, word), [(other, area, each) for each in found]


def same_cases(rows: pl.DataFrame, names: list[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    said = {name: rows[name].to_list() for name in names}
    for name, other in permutations(names, 2):
        if AND in name or (AND in other and name not in other.split(AND)):
            continue
        pairs = set(zip(said[name], said[other], strict=True))
        for word in sorted({word for word, _ in pairs}):
            found = sorted(each for of, each in pairs if of == word)
            if not any(each in found for of, each in pairs if of != word):
                yield name, word, other, found


def always_the_same(every: pl.DataFrame) -> Same:
    """The categories that have the same cases in all of ``every``: not by chance in one period."""

    @cache
    def found(names: tuple[str, ...]) -> list[tuple[str, str, str, list[str]]]:
        return [*same_cases(every, [*names])]

    return lambda _rows, names: found(tuple(names))


def narrowed(protected: pl.DataFrame, rows: pl.DataFrame, kind: str) -> list[Cell]:
    """The withheld counts of a quarter that have fewer than four possible values."""
    return [cell for _, cell in narrowed_together({kind: Seen(protected, rows, kind)})]


def narrowed_together(
    shown: Mapping[Hashable, Seen], alike: Iterable[tuple[Hashable, Hashable]] = ()
) -> list[tuple[Hashable, Cell]]:
    """``narrowed`` for all shown counts together. ``alike``: pairs that are known to be equal."""
    counts = {
        at: count(seen.rows, dimensions_of(seen.rows, seen.kind)) for at, seen in shown.items()
    }
    said = {at: said_of(seen.protected) for at, seen in shown.items()}
    for at, of_quarter in said.items():
        numbers = {cell: number for cell, (number, _) in of_quarter.items()}
        assert numbers == {cell: counts[at][cell] for cell in numbers}
    named = [(at, cell) for at, cells in counts.items() for cell in cells]
    hidden = np.array([said[at].get(cell, (0, True))[1] for at, cell in named], dtype=bool)
    asked = hidden & np.array([cell in said[at] for at, cell in named], dtype=bool)
    place = {each: at for at, each in enumerate(named)}
    ties = [[(place[each], sign) for each, sign in tie] for tie in every_tie(shown, counts, alike)]
    known = np.array([counts[at][cell] for at, cell in named], dtype=float)
    # A count of five or more that is withheld to protect another tells nothing of a few.
    asked &= (known >= 1) & (known < THRESHOLD)
    room = reach(known, hidden, ties, asked)
    return [named[at] for at in np.flatnonzero(asked & (room < ROOM)).tolist()]


def every_tie(
    shown: Mapping[Hashable, Seen],
    counts: Mapping[Hashable, Mapping[Cell, int]],
    alike: Iterable[tuple[Hashable, Hashable]],
) -> Iterator[list[tuple[tuple[Hashable, Cell], int]]]:
    """Each total less its parts, and each count less itself at another month-end: all zero."""
    for at, seen in shown.items():
        names = dimensions_of(seen.rows, seen.kind)
        for total, parts in sums(counts[at], seen.rows, names):
            if total in counts[at]:
                found = [((at, part), 1) for part in parts if part in counts[at]]
                yield [((at, total), -1), *found]
    for one, other in alike:
        for cell in counts[one]:
            yield [((one, cell), -1), ((other, cell), 1)]


def said_of(protected: pl.DataFrame) -> dict[Cell, tuple[int, bool]]:
    """The value of each count, and whether it is withheld; it must be so in all count tables or
    none.
    """
    found: dict[Cell, tuple[int, bool]] = {}
    for count_table, area, word, number, is_hidden in protected.rows():
        cell = (None if word is None else count_table, area, word)
        assert found.setdefault(cell, (number, is_hidden)) == (number, is_hidden)
    return found


def reach(counts: Numbers, hidden: Flags, ties: list[Tie], asked: Flags) -> Numbers:
    """The distance between the least and greatest possible value of each count asked for.

    Counts that no tie connects reveal nothing of each other, so hidden counts are solved in groups.
    """
    least, greatest = counts.copy(), counts.copy()
    columns = np.flatnonzero(hidden)
    if columns.size:
        equal = matrix(ties, counts.size)
        assert (equal @ counts == 0).all()
        known = -(equal[:, ~hidden] @ counts[~hidden])
        unknown = equal[:, columns]
        _, group = connected_components(abs(unknown).T @ abs(unknown), directed=False)
        for number in np.unique(group[asked[columns]]):
            mine = np.flatnonzero(group == number)
            tied = unknown[:, mine]
            of_mine = np.flatnonzero(np.diff(tied.tocsr().indptr))
            places = columns[mine]
            programme = Programme(counts[places] + 1_000.0, tied[of_mine], known[of_mine])
            least[places], greatest[places] = ends(counts[places], asked[places], programme)
    return greatest - least


def matrix(ties: list[Tie], size: int) -> csr_array:
    at = [(i, place, sign) for i, row in enumerate(ties) for place, sign in row]
    i, place, sign = zip(*at, strict=True)
    return csr_array((np.array(sign, float), (i, place)), shape=(len(ties), size))


class Programme:
    """A linear programme that is solved for one aim after another.

    Unknowns that a tie makes equal are one, and a tie is in it once: so it is half as large.
    """

    def __init__(self, upper: Numbers, equal: csr_array, known: Numbers) -> None:
        """``equal`` times the unknowns is ``known``; an unknown is from 0 to its ``upper``."""
        self._one_of, number = equal_unknowns(csr_array(equal), known)
        together = (np.ones(upper.size), (np.arange(upper.size), self._one_of))
        rows = csr_array(csr_array(equal) @ csr_array(together, shape=(upper.size, number)))
        rows.eliminate_zeros()
        once = distinct_rows(rows, known)
        self._equal, self._known = csr_array(rows[once]), known[once]
        self._columns = np.arange(number, dtype=np.int32)
        most = np.full(number, np.inf)
        np.minimum.at(most, self._one_of, upper)
        self._solver = Highs()
        self._solver.setOptionValue("output_flag", False)
        # Any solution shows what is possible: it need not be a corner.
        self._solver.setOptionValue("run_crossover", "off")
        self._solver.passModel(self._model(most))

    def least(self, aim: Numbers) -> Numbers:
        """The unknowns where ``aim`` times them is least."""
        cost = np.bincount(self._one_of, weights=aim, minlength=self._columns.size).astype(float)
        # Inner points are found sooner; where they are not exact, corners are.
        for method in ("ipm", "simplex"):
            self._solver.clearSolver()
            self._solver.setOptionValue("solver", method)
            self._solver.changeColsCost(self._columns.size, self._columns, cost)
            self._solver.run()
            found = np.array(self._solver.getSolution().col_value)
            is_best = self._solver.getModelStatus() == HighsModelStatus.kOptimal
            if is_best and abs(self._equal @ found - self._known).max(initial=0) < NEARLY / 10:
                return found[self._one_of]
        raise AssertionError(self._solver.getModelStatus())

    def _model(self, most: Numbers) -> HighsLp:
        model = HighsLp()
        model.num_col_, model.num_row_ = most.size, self._known.size
        model.col_cost_ = np.zeros(most.size)
        model.col_lower_, model.col_upper_ = np.zeros(most.size), most
        model.row_lower_ = model.row_upper_ = self._known
        model.a_matrix_.format_ = MatrixFormat.kRowwise
        model.a_matrix_.start_ = self._equal.indptr.astype(np.int32)
        model.a_matrix_.index_ = self._equal.indices.astype(np.int32)
        model.a_matrix_.value_ = self._equal.data
        return model


def equal_unknowns(equal: csr_array, known: Numbers) -> tuple[npt.NDArray[np.int64], int]:
    """A number for each unknown, the same for those that must be equal, and how many there are."""
    starts = equal.indptr[:-1][(np.diff(equal.indptr) == 2) & (known == 0)]
    starts = starts[equal.data[starts] == -equal.data[starts + 1]]
    pairs = (np.ones(starts.size), (equal.indices[starts], equal.indices[starts + 1]))
    number, one_of = connected_components(
        csr_array(pairs, shape=(equal.shape[1],) * 2), directed=False
    )
    return one_of, number


def distinct_rows(equal: csr_array, known: Numbers) -> list[int]:
    """The places of rows that say something, each once."""
    equal.sort_indices()
    said: dict[object, int] = {}
    for place, (start, end) in enumerate(pairwise(equal.indptr)):
        if start < end:
            row = (equal.indices[start:end].tobytes(), equal.data[start:end].tobytes())
            said.setdefault((*row, known[place]), place)
        else:
            assert known[place] == 0
    return [*said.values()]


def ends(counts: Numbers, asked: Flags, programme: Programme) -> tuple[Numbers, Numbers]:
    """The least and greatest possible value of each; a range that is wide enough is not widened.

    All narrow counts are first pushed at once at random: values seen in one solution need no other.
    """
    least, greatest = counts.copy(), counts.copy()

    def narrow() -> Flags:
        return asked & (greatest - least < ROOM)

    def push(aim: Numbers) -> None:
        for sign in (1, -1):
            found = programme.least(sign * aim)
            np.minimum(least, np.ceil(found - NEARLY), out=least)
            np.maximum(greatest, np.floor(found + NEARLY), out=greatest)

    chance = np.random.default_rng(0)
    for _ in range(20):
        if narrow().any():
            push(np.where(narrow(), chance.choice([-1.0, 1.0], counts.size), 0))
    for place in range(counts.size):
        if narrow()[place]:
            push(np.eye(1, counts.size, place)[0])
    return least, greatest
