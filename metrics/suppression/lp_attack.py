"""The attack to protect against, by a reader who knows every shown count."""

from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from metrics.suppression.table_model import FAR, ROOM, Cells, Flags, Numbers, Reals

NEARLY = 1e-6
# With more unsettled counts than this, it pays to push all at once before solving one by one.
MANY = 12
# Pushing all at once continues while each round settles at least one count in this many.
WORTH_WHILE = 30


@cache
def highs() -> ModuleType:
    """The solver, imported on first use: reading protected counts does not need it.

    The public class of ``highspy`` prints a banner; its base class does not.
    """
    return import_module("highspy._core")


def solver() -> Any:
    """A new solver that prints nothing, and works in one thread.

    All must ask for the same number: after the first run in a process it refuses any other.
    """
    made = highs()._Highs()
    made.setOptionValue("output_flag", False)
    made.setOptionValue("threads", 1)
    return made


def not_solved(ended: Any) -> RuntimeError:
    """The error of a solver that ended without an optimum, so that no count may be shown."""
    return RuntimeError(
        "It could not be worked out what the shown counts give away, so none may be shown. "
        f"The solver ended with {ended.getModelStatus()}."
    )


class ValueRanges:
    """The least and greatest value of each count in all solutions found so far.

    A solution remains possible when more counts are hidden, so one object serves many attacks.
    """

    def __init__(self, cells: Cells) -> None:
        self.least: Reals = cells.counts.astype(float)
        self.greatest: Reals = cells.counts.astype(float)
        self._enough = cells.enough

    def add(self, places: Numbers, solution: Reals) -> None:
        """Widen the ranges of the counts at ``places`` by one solution."""
        self.least[places] = np.minimum(self.least[places], solution)
        self.greatest[places] = np.maximum(self.greatest[places], solution)

    def has_room(self) -> Flags:
        """Whether each count is known to have four possible numbers, and to be great enough."""
        width = np.floor(self.greatest + NEARLY) - np.ceil(self.least - NEARLY)
        return np.asarray((width >= ROOM) & (self.greatest >= self._enough - NEARLY))


class LpAttack:
    """A linear programme whose unknowns are the ``hidden`` counts; all others are known."""

    def __init__(self, cells: Cells, hidden: Flags, ranges: ValueRanges | None = None) -> None:
        self.cells, self.hidden = cells, hidden
        self.ranges = ranges or ValueRanges(cells)
        self.places: Numbers = np.flatnonzero(hidden)
        self._duals: list[Reals] = []
        self._column = np.cumsum(hidden) - 1
        self._solver = solver()
        self._solver.passModel(self._programme())

    def unsettled(self) -> list[int]:
        """The guarded hidden counts not yet known to have room, after pushing all at once."""
        self._push_all()
        return [int(place) for place in self._without_room()]

    def first_narrow(self) -> int | None:
        """The first guarded hidden count with fewer than four possible values; null for none."""
        return next((place for place in self.unsettled() if not self.has_room(place)), None)

    def has_room(self, place: int) -> bool:
        """Whether the hidden count at ``place`` has at least four possible whole numbers."""
        self._duals = []
        for direction in (-1.0, 1.0):
            if self.ranges.has_room()[place]:
                break
            objective = np.zeros(self.places.size)
            objective[self._column[place]] = direction
            self._solve(objective)
            self._duals.append(np.asarray(self._solver.getSolution().row_dual))
        return bool(self.ranges.has_room()[place])

    def constraining(self) -> Numbers:
        """The counts that limit the one last asked about, and are not hidden in this attack."""
        weight: Reals = np.zeros(self.cells.counts.size)
        links = self.cells.links
        for dual in self._duals:
            by_line: Reals = np.zeros(links.number)
            by_line[self._rows] = dual
            np.add.at(weight, links.places, np.abs(links.signs * by_line[links.lines]))
        return np.flatnonzero((weight > NEARLY) & ~self.hidden)

    def _without_room(self) -> Numbers:
        return np.flatnonzero(self.hidden & self.cells.guarded & ~self.ranges.has_room())

    def _push_all(self) -> None:
        """Push every unsettled count up or down at random; the seed is always the same."""
        chance = np.random.default_rng(0)
        before = self._without_room()
        while before.size > MANY:
            objective = np.zeros(self.places.size)
            objective[self._column[before]] = chance.choice((-1.0, 1.0), before.size)
            self._solve(objective)
            self._solve(-objective)
            after = self._without_room()
            if (before.size - after.size) * WORTH_WHILE < before.size:
                break
            before = after

    def _solve(self, objective: Reals) -> None:
        columns = np.arange(self.places.size, dtype=np.int32)
        self._solver.changeColsCost(columns.size, columns, objective)
        self._solver.run()
        if self._solver.getModelStatus() != highs().HighsModelStatus.kOptimal:
            raise not_solved(self._solver)
        self.ranges.add(self.places, np.asarray(self._solver.getSolution().col_value))

    def _programme(self) -> Any:
        """A column for each hidden count, a row for each sum with one; no objective yet."""
        cells, links = self.cells, self.cells.links
        mentions = self.hidden[links.places]
        places, signs = links.places[mentions], links.signs[mentions]
        self._rows, rows = np.unique(links.lines[mentions], return_inverse=True)
        shown_sums: Reals = np.zeros(self._rows.size)
        np.add.at(shown_sums, rows, signs * cells.counts[places])
        truth = cells.counts[self.places].astype(float)
        programme = highs().HighsLp()
        programme.num_col_, programme.num_row_ = self.places.size, self._rows.size
        programme.col_cost_ = np.zeros(truth.size)
        programme.col_lower_ = np.maximum(cells.least[self.places], truth - FAR)
        programme.col_upper_ = truth + cells.above[self.places]
        programme.row_lower_ = shown_sums
        programme.row_upper_ = shown_sums
        matrix = programme.a_matrix_
        matrix.format_ = highs().MatrixFormat.kRowwise
        matrix.start_ = np.searchsorted(rows, np.arange(self._rows.size + 1)).astype(np.int32)
        matrix.index_ = self._column[places].astype(np.int32)
        matrix.value_ = signs
        return programme
