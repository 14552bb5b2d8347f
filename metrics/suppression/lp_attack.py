"""What somebody who knows everything shown can work out about what is hidden."""

from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from metrics.suppression.table_model import FAR, ROOM, Cells, Flags, Numbers, Reals

NEARLY = 1e-6
# From so many counts on, it pays to look at many at once before each is asked about alone.
MANY = 12
# Looks at many at once go on for as long as each settles one in so many.
WORTH_WHILE = 30


def highs() -> ModuleType:
    """The solver, loaded when it first solves: whoever only reads protected counts needs none.

    Its public class announces itself on standard output; the one beneath, here, does not.
    """
    return import_module("highspy._core")


class Seen:
    """The least and the greatest that each count was in any way of filling in what is hidden.

    What was seen stays possible when more is hidden.
    """

    def __init__(self, cells: Cells) -> None:
        self.least: Reals = cells.counts.astype(float)
        self.greatest: Reals = cells.counts.astype(float)

    def add(self, places: Numbers, found: Reals) -> None:
        """Take note of one way of filling in the counts at ``places``."""
        self.least[places] = np.minimum(self.least[places], found)
        self.greatest[places] = np.maximum(self.greatest[places], found)

    def has_room(self) -> Flags:
        """For each count, whether at least four whole numbers were seen to be possible."""
        whole = np.floor(self.greatest + NEARLY) - np.ceil(self.least - NEARLY)
        return np.asarray(whole >= ROOM)


class Attack:
    """A linear programme over what is ``hidden``; everything else is known."""

    def __init__(self, cells: Cells, hidden: Flags, seen: Seen | None = None) -> None:
        self.cells, self.hidden = cells, hidden
        self.seen = seen or Seen(cells)
        self.places: Numbers = np.flatnonzero(hidden)
        self._prices: list[Reals] = []
        self._column = np.cumsum(hidden) - 1
        self._solver = highs()._Highs()
        self._solver.setOptionValue("output_flag", False)
        self._solver.passModel(self._programme())

    def unsettled(self) -> list[int]:
        """The places of guarded hidden counts not seen to have room by looking at many at once."""
        self._look_at_many()
        return [int(place) for place in self._unsettled()]

    def first_narrow(self) -> int | None:
        """The place of a guarded hidden count that can be narrowed to fewer than four values."""
        return next((place for place in self.unsettled() if not self.has_room(place)), None)

    def has_room(self, place: int) -> bool:
        """Whether the hidden count at ``place`` can still be at least four whole numbers."""
        self._prices = []
        for direction in (-1.0, 1.0):
            if self.seen.has_room()[place]:
                break
            self._push(place, direction)
            self._prices.append(np.asarray(self._solver.getSolution().row_dual))
        return bool(self.seen.has_room()[place])

    def holding(self) -> Numbers:
        """The places of counts not hidden that keep the one last asked about from more room."""
        held: Reals = np.zeros(self.cells.counts.size)
        links = self.cells.links
        for each in self._prices:
            price: Reals = np.zeros(links.number)
            price[self._rows] = each
            np.add.at(held, links.places, np.abs(links.signs * price[links.lines]))
        return np.flatnonzero((held > NEARLY) & ~self.hidden)

    def _unsettled(self) -> Numbers:
        return np.flatnonzero(self.hidden & self.cells.guarded & ~self.seen.has_room())

    def _look_at_many(self) -> None:
        """Push all unsettled counts at once, each up or down by chance (always the same one)."""
        chance = np.random.default_rng(0)
        before = self._unsettled()
        while before.size > MANY:
            for direction in self._directions(before, chance):
                self._solve(direction)
            after = self._unsettled()
            if (before.size - after.size) * WORTH_WHILE < before.size:
                break
            before = after

    def _directions(self, places: Numbers, chance: np.random.Generator) -> tuple[Reals, Reals]:
        direction = np.zeros(self.places.size)
        direction[self._column[places]] = chance.choice((-1.0, 1.0), places.size)
        return direction, -direction

    def _push(self, place: int, direction: float) -> None:
        wanted = np.zeros(self.places.size)
        wanted[self._column[place]] = direction
        self._solve(wanted)

    def _solve(self, direction: Reals) -> None:
        columns = np.arange(self.places.size, dtype=np.int32)
        self._solver.changeColsCost(columns.size, columns, direction)
        self._solver.run()
        if self._solver.getModelStatus() != highs().HighsModelStatus.kOptimal:
            raise RuntimeError(
                "It could not be worked out what the shown counts give away, so none may be shown. "
                f"The solver ended with {self._solver.getModelStatus()}."
            )
        self.seen.add(self.places, np.asarray(self._solver.getSolution().col_value))

    def _programme(self) -> Any:
        """One column a hidden count, one row a sum with hidden counts; nothing to aim for yet."""
        cells, links = self.cells, self.cells.links
        mentions = self.hidden[links.places]
        places, signs = links.places[mentions], links.signs[mentions]
        self._rows, rows = np.unique(links.lines[mentions], return_inverse=True)
        known: Reals = np.zeros(self._rows.size)
        np.add.at(known, rows, signs * cells.counts[places])
        truth = cells.counts[self.places].astype(float)
        programme = highs().HighsLp()
        programme.num_col_, programme.num_row_ = self.places.size, self._rows.size
        programme.col_cost_ = np.zeros(truth.size)
        programme.col_lower_ = np.maximum(0, truth - FAR)
        programme.col_upper_ = truth + cells.above[self.places]
        programme.row_lower_ = known
        programme.row_upper_ = known
        matrix = programme.a_matrix_
        matrix.format_ = highs().MatrixFormat.kRowwise
        matrix.start_ = np.searchsorted(rows, np.arange(self._rows.size + 1)).astype(np.int32)
        matrix.index_ = self._column[places].astype(np.int32)
        matrix.value_ = signs
        return programme
