"""What a reader of every release can work out: the exact bounds of each small count.

The reader knows the rule, every released count, and how counts of the same people add up. A small
count is safe while at least three values remain for it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.releases.rule import SMALLEST, Ends

# Period, area (null: all), dimension, and its word or the table and its group.
CountName = tuple[tuple[date, int], str | None, str, str | tuple[str, str]]
Numbers = npt.NDArray[np.float64]
# The distance between the least and the greatest of three values.
ROOM = 2
NEARLY = 1e-6
# How far from its true value a count is searched. A reader knows no more by a wider search.
FAR = 30
# Rounds of pushing many counts at once that may settle none, before each is asked by itself.
PATIENCE = 10
TRIES, LITTLE = 4, 1e-4
SECONDS_FOR_ONE = 60.0
PRIMAL_SIMPLEX = 4


@cache
def highs() -> ModuleType:
    """The solver, imported on first use: reading releases does not need it.

    The public class of ``highspy`` prints a banner; its base class does not.
    """
    return import_module("highspy._core")


class NotProved(RuntimeError):
    """Raised where it could not be worked out what a release gives away."""


class _Sum(NamedTuple):
    """The counts at ``plus`` less those at ``minus``, which lie between ``ends``."""

    plus: Sequence[int]
    minus: Sequence[int]
    ends: tuple[float, float]


class Known:
    """The counts of some people, how they add up, and what is known of each.

    ``counts``: the true number by name. A count of which nothing was released is 0 or more.
    """

    def __init__(self) -> None:
        self.places: dict[CountName, int] = {}
        self.counts: list[int] = []
        self._least: list[float] = []
        self._greatest: list[float] = []
        self._sums: list[_Sum] = []
        self.mostly_small: list[tuple[Sequence[int], int]] = []
        # Periods and areas of so few that nothing can be kept from a reader.
        self.told_elsewhere: set[tuple[tuple[date, int], str | None]] = set()

    def add(self, name: CountName, count: int) -> int:
        """The place of a new count."""
        self.places[name] = len(self.counts)
        self.counts.append(count)
        self._least.append(0.0)
        self._greatest.append(float("inf"))
        return self.places[name]

    def tell(self, place: int, ends: Ends) -> None:
        """The count at ``place`` is known to lie between ``ends``."""
        self._least[place] = max(self._least[place], float(ends.least))
        self._greatest[place] = min(self._greatest[place], float(ends.greatest))

    def add_up(self, plus: Iterable[int], minus: Iterable[int], differs_by: int = 0) -> None:
        """The counts at ``plus`` are those at ``minus``, and ``differs_by`` more."""
        self._sums.append(_Sum([*plus], [*minus], (differs_by, differs_by)))

    def at_most(self, few: Iterable[int], many: Iterable[int]) -> None:
        """The counts at ``few`` are among those at ``many``."""
        self._sums.append(_Sum([*many], [*few], (0.0, float("inf"))))

    def come_to(self, places: Iterable[int], most: int) -> None:
        """The counts at ``places`` come to ``most`` or less."""
        self._sums.append(_Sum([*places], [], (0.0, float(most))))

    def some_small(self, places: Sequence[int], number: int) -> None:
        """At least ``number`` of the counts at ``places`` are under five."""
        self.mostly_small.append((places, number))

    def asked(self) -> list[int]:
        """The places of the counts that could be under five, if they had fewer than three values.

        Whether one is asked for must not depend on its true value more than that.
        """
        return [
            place
            for (period, area, *_), place in self.places.items()
            if self.counts[place] <= SMALLEST and (period, area) not in self.told_elsewhere
        ]

    def programme(self) -> Any:
        """Every set of whole counts that fits what is known, as the solver takes it.

        After the counts come numbers of 0 or 1: each makes a count of ``some_small`` small.
        """
        truth: Numbers = np.array(self.counts, float)
        least = np.maximum(self._least, truth - FAR)
        greatest = np.minimum(self._greatest, truth + FAR)
        rows = [
            (dict.fromkeys(each.plus, 1.0), dict.fromkeys(each.minus, -1.0), *each.ends)
            for each in self._sums
        ]
        entries = [(plus | minus, low, high) for plus, minus, low, high in rows]
        columns = truth.size
        for places, number in self.mostly_small:
            of_these = range(columns, columns + len(places))
            columns += len(places)
            entries.append((dict.fromkeys(of_these, 1.0), number, len(places)))
            for place, maker in zip(places, of_these, strict=True):
                too_many = max(greatest[place] - SMALLEST + 1, 0.0)
                entries.append(
                    ({place: 1.0, maker: too_many}, -float("inf"), SMALLEST - 1 + too_many)
                )
        makers = columns - truth.size
        model = highs().HighsLp()
        model.num_col_, model.num_row_ = columns, len(entries)
        model.col_cost_ = np.zeros(columns)
        model.col_lower_ = np.append(least, np.zeros(makers))
        model.col_upper_ = np.append(greatest, np.ones(makers))
        model.row_lower_ = np.array([low for _, low, _ in entries])
        model.row_upper_ = np.array([high for _, _, high in entries])
        matrix = model.a_matrix_
        matrix.format_ = highs().MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(row) for row, _, _ in entries)]).astype(np.int32)
        matrix.index_ = np.array([place for row, _, _ in entries for place in row], np.int32)
        matrix.value_ = np.array([sign for row, _, _ in entries for sign in row.values()], float)
        model.integrality_ = [highs().HighsVarType.kInteger] * columns
        return model


class Attack:
    """Looks for other counts that fit what is known; each one found widens the bounds of all."""

    def __init__(self, known: Known) -> None:
        truth: Numbers = np.array(known.counts, float)
        self._least, self._greatest = truth, truth.copy()
        self._asked = np.array(known.asked(), int)
        programme = known.programme()
        self._columns = programme.num_col_
        # The seed is always the same.
        self._chance = np.random.default_rng(0)
        self._in_wholes = _solver(programme)
        programme.integrality_ = []
        # Those that are small are taken to be, which leaves fewer solutions, quickly found.
        are_small = [known.counts[place] < SMALLEST for of, _ in known.mostly_small for place in of]
        programme.col_lower_ = np.append(programme.col_lower_[: truth.size], are_small)
        # What was found last is the start of the next search, which takes a tenth of the time.
        self._in_parts = _solver(programme, simplex_strategy=PRIMAL_SIMPLEX, presolve="off")

    def narrow(self) -> list[int]:
        """The small counts that keep fewer than three values. Errors: NotProved."""
        self._push()
        return [
            int(place)
            for place in self._without_room()
            if not self._has_room(place) and self._least[place] < SMALLEST
        ]

    def _without_room(self) -> npt.NDArray[np.int64]:
        is_narrow = self._greatest[self._asked] - self._least[self._asked] < ROOM
        return np.asarray(self._asked[is_narrow])

    def _push(self) -> None:
        """Push all that have no room yet up or down at random."""
        in_vain, before = 0, self._without_room()
        while before.size and in_vain < PATIENCE:
            cost = np.zeros(self._columns)
            cost[before] = self._chance.choice((-1.0, 1.0), before.size)
            self._widen(_solved(self._in_parts, cost))
            self._widen(_solved(self._in_parts, -cost))
            after = self._without_room()
            in_vain += before.size == after.size
            before = after

    def _widen(self, found: Numbers) -> bool:
        """Widen the bounds by a solution, if it is one of whole numbers."""
        counts = found[: self._least.size]
        whole = np.round(counts)
        if np.abs(counts - whole).max(initial=0.0) > NEARLY:
            return False
        self._least = np.minimum(self._least, whole)
        self._greatest = np.maximum(self._greatest, whole)
        return True

    def _has_room(self, place: int) -> bool:
        for solver, little in (*[(self._in_parts, LITTLE)] * TRIES, (self._in_wholes, 0.0)):
            for direction in (1.0, -1.0):
                # The rest is pushed a little, so that each time other solutions are come across.
                cost = little * self._chance.choice((-1.0, 1.0), self._columns)
                cost[place] = direction
                self._widen(_solved(solver, cost))
                if self._is_wide(place):
                    return True
        return False

    def _is_wide(self, place: int) -> bool:
        return bool(self._greatest[place] - self._least[place] >= ROOM)


def _solver(programme: Any, **options: Any) -> Any:
    """A solver that prints nothing, and works in one thread."""
    made = highs()._Highs()
    for name, value in {"output_flag": False, "threads": 1, **options}.items():
        made.setOptionValue(name, value)
    made.passModel(programme)
    return made


def _solved(solver: Any, cost: Numbers) -> Numbers:
    solver.changeColsCost(cost.size, np.arange(cost.size, dtype=np.int32), cost)
    # The solver counts the time of all its runs together.
    solver.setOptionValue("time_limit", solver.getRunTime() + SECONDS_FOR_ONE)
    solver.run()
    if solver.getModelStatus() != highs().HighsModelStatus.kOptimal:
        raise NotProved(
            "It could not be worked out what the release gives away: the solver ended with "
            f"{solver.getModelStatus()}."
        )
    return np.asarray(solver.getSolution().col_value)
