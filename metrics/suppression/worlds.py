"""The attack to protect against: every other set of counts that fits all that is shown.

A linear programme looks for worlds in which a small hidden count would be another number. A small
count is safe if it may be as great as one that is not small, and has four possible values.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from metrics.suppression.layout import NEARLY, Layout
from metrics.suppression.lp_attack import highs
from metrics.suppression.table_model import ROOM, Flags, Numbers, Reals

# The most by which a count is thought to differ from its true value: more worlds are not needed.
FARTHEST = 40.0
# With more unsettled counts than this, it pays to push all at once before solving one by one.
MANY, PUSHES = 4, 8
# The number of worlds kept to try again after the choice of hidden counts changes.
WORLDS_KEPT = 150


# Each solution is a start for the next, which the primal method takes furthest. Perturbed bounds
# would have to be put right at the end of each run, which takes as long again.
OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "simplex_strategy": 4,
    "primal_simplex_bound_perturbation_multiplier": 0.0,
    "dual_simplex_cost_perturbation_multiplier": 0.0,
}
AFRESH: dict[str, Any] = {"presolve": "on", "simplex_strategy": 1}
# A period and a cell of it.
Place = tuple[int, int]


class Difference(NamedTuple):
    """How much the second count of a quarter differs from the first, by their rows.

    ``signs``: by cell, 1 where it is greater or the same, -1 where it is smaller.
    """

    new: int
    old: int
    signs: Numbers


class Secrets(NamedTuple):
    """What must not be found out, of counts by period (rows) and cell (columns).

    The first ``quarters`` rows are quarters; ``windows`` are the quarters of each further row.
    Then there is a row for each of ``differences``, by how much the two differ, never shown.
    ``small``: counts that must stay uncertain. ``least``: what a hidden count is known to be at
    least. ``threshold``: each of ``small`` must possibly reach it. ``may_hide``: shown counts that
    may yet be hidden. ``alike``: rows that come to the same as others, in every cell.
    """

    counts: Numbers
    quarters: int
    windows: Sequence[Sequence[int]]
    layout: Layout
    small: Flags
    least: Numbers
    threshold: int
    may_hide: Flags
    alike: Sequence[tuple[range, range]] = ()
    differences: Sequence[Difference] = ()


def with_sums(
    by_quarter: npt.NDArray[Any],
    windows: Sequence[Sequence[int]],
    differences: Sequence[Difference] = (),
) -> npt.NDArray[Any]:
    """Rows of quarters, then one for each of ``windows`` and of ``differences``."""
    return np.vstack(
        [
            by_quarter,
            *(by_quarter[[*each]].sum(axis=0) for each in windows),
            *(each.signs * (by_quarter[each.new] - by_quarter[each.old]) for each in differences),
        ]
    )


class Worlds:
    """The worlds that fit what is shown; each is how much every count would differ."""

    def __init__(self, secrets: Secrets, hidden: Flags, seen: Sequence[Reals] = ()) -> None:
        self.secrets, self.hidden = secrets, hidden.copy()
        self._seen = [*seen]
        self._solver = highs()._Highs()
        self._set_options(OPTIONS)
        self._solver.passModel(self._programme())
        self._asked = np.empty(0, np.int32)
        self._try_seen()

    @property
    def seen(self) -> list[Reals]:
        """The worlds seen that fit what is shown."""
        return self._seen

    def choose(self, hidden: Flags, seen: Sequence[Reals] = ()) -> None:
        """Hide exactly the ``hidden`` counts, keeping the worlds seen, and ``seen``, that fit."""
        self._seen = [*seen, *self._seen]
        for row, column in np.argwhere(hidden != self.hidden).tolist():
            self._set((row, column), is_hidden=bool(hidden[row, column]))
        self.hidden = hidden.copy()
        self._try_seen()

    def hide(self, place: Place) -> None:
        """Hide one count more."""
        self._set(place, is_hidden=True)
        self.hidden[place] = True

    def unsafe(self) -> list[Place]:
        """The small hidden counts that no world seen makes safe, after pushing all at once."""
        chance = np.random.default_rng(0)
        for number in range(PUSHES):
            before = np.argwhere(self._is_unsafe())
            if len(before) <= MANY:
                break
            signs = chance.choice((1.0, 1.0, -1.0), len(before)) if number else np.ones(len(before))
            self._push(before, signs)
            if number and (len(before) - int(self._is_unsafe().sum())) * 8 < len(before):
                break
        return [(row, column) for row, column in np.argwhere(self._is_unsafe()).tolist()]

    def constraining(self, place: Place) -> list[Place]:
        """The shown counts that make the one at ``place`` unsafe; one of them must be hidden.

        Empty where it is safe. Errors: ValueError where no count that may be hidden would help.
        """
        weights: Reals = np.zeros(self.secrets.counts.shape)
        at = np.array([place])
        for sign in (1.0, -1.0):
            if not self._is_unsafe()[place]:
                return []
            self._push(at, np.array([sign]))
            weights += self._weights()
            if not self._reaches_threshold()[place] and place[0] < self._sums:
                break
        if not self._is_unsafe()[place]:
            return []
        found = (weights > NEARLY) & ~self.hidden & self.secrets.may_hide
        if not found.any():
            raise ValueError(f"The count at {place} can be found out whatever else is hidden.")
        return [(row, column) for row, column in np.argwhere(found).tolist()]

    def _is_unsafe(self) -> Flags:
        width = np.floor(self._greatest + NEARLY) - np.ceil(self._least - NEARLY)
        is_safe = (width >= ROOM) & self._reaches_threshold()
        return np.asarray(self.hidden & self.secrets.small & ~is_safe)

    def _reaches_threshold(self) -> Flags:
        """Whether a count may be one that is not small; a difference, more or less by as many."""
        reaches = self._greatest >= self.secrets.threshold - NEARLY
        reaches[self._sums :] |= self._least[self._sums :] <= NEARLY - self.secrets.threshold
        return np.asarray(reaches)

    @property
    def _sums(self) -> int:
        """The number of rows before those of the differences."""
        return self.secrets.quarters + len(self.secrets.windows)

    def _try_seen(self) -> None:
        self._least = self.secrets.counts.astype(float)
        self._greatest = self.secrets.counts.astype(float)
        shown, lowest = ~self.hidden, self.secrets.least - self.secrets.counts - NEARLY
        kept: list[Reals] = []
        for each in reversed(self._seen):
            if len(kept) < WORLDS_KEPT and (each >= lowest).all() and not each[shown].any():
                kept.append(each)
                self._note(each)
        self._seen = kept[::-1]

    def _note(self, moved: Reals) -> None:
        values = self.secrets.counts + moved
        self._least = np.minimum(self._least, values)
        self._greatest = np.maximum(self._greatest, values)

    def _push(self, places: Numbers, signs: Reals) -> None:
        aim = np.zeros((self.secrets.quarters, self.secrets.layout.atoms.size))
        for (period, cell), sign in zip(places.tolist(), signs.tolist(), strict=True):
            for quarter, direction in self._parts_of(period, cell):
                aim[quarter] -= sign * direction * self.secrets.layout.made_of[cell]
        cost = aim[self._at_quarter, self._at_atom]
        new = np.flatnonzero(cost).astype(np.int32)
        columns = np.union1d(new, self._asked).astype(np.int32)
        self._solver.changeColsCost(columns.size, columns, cost[columns])
        self._asked = new
        self._solve()
        solution = self._solver.getSolution()
        atoms = np.zeros(aim.shape)
        atoms[self._at_quarter, self._at_atom] = np.asarray(solution.col_value)
        by_quarter = self.secrets.layout.cells_of(atoms)
        moved = with_sums(by_quarter, self.secrets.windows, self.secrets.differences)
        moved[np.abs(moved) < NEARLY] = 0
        self._duals = np.asarray(solution.col_dual), np.asarray(solution.row_dual)
        self._note(moved)
        self._seen = [*self._seen[-WORLDS_KEPT:], moved]

    def _solve(self) -> None:
        # The true world always fits: where rounding misleads the solver, it begins afresh.
        if self._finds_optimum():
            return
        self._solver.clearSolver()
        self._set_options(AFRESH)
        found = self._finds_optimum()
        self._set_options(OPTIONS)
        if found:
            return
        raise RuntimeError(
            "It could not be worked out what the shown counts give away, so none may be shown. "
            f"The solver ended with {self._solver.getModelStatus()}."
        )

    def _finds_optimum(self) -> bool:
        self._solver.run()
        return bool(self._solver.getModelStatus() == highs().HighsModelStatus.kOptimal)

    def _set_options(self, options: Mapping[str, Any]) -> None:
        for option, value in options.items():
            self._solver.setOptionValue(option, value)

    def _weights(self) -> Reals:
        """How much each count bears on the number last asked for."""
        weights: Reals = np.zeros(self.secrets.counts.shape)
        of_columns, of_rows = self._duals
        weights[self._at_quarter, self.secrets.layout.atoms[self._at_atom]] = np.abs(of_columns)
        weights[self._row_period, self._row_cell] = np.abs(of_rows[: self._row_period.size])
        return weights

    def _quarters_of(self, period: int) -> Sequence[int]:
        quarters = self.secrets.quarters
        return (period,) if period < quarters else self.secrets.windows[period - quarters]

    def _parts_of(self, period: int, cell: int) -> Sequence[tuple[int, float]]:
        """The quarters of which a count is made, and whether they add to it or take from it."""
        if period < self._sums:
            return [(quarter, 1.0) for quarter in self._quarters_of(period)]
        difference = self.secrets.differences[period - self._sums]
        sign = float(difference.signs[cell])
        return [(difference.new, sign), (difference.old, -sign)]

    def _bounds(self, place: Place, is_hidden: bool) -> tuple[float, float]:
        if not is_hidden:
            return 0.0, 0.0
        return max(
            float(self.secrets.least[place] - self.secrets.counts[place]), -FARTHEST
        ), FARTHEST

    def _set(self, place: Place, *, is_hidden: bool) -> None:
        lower, upper = self._bounds(place, is_hidden)
        if place in self._column_of:
            self._solver.changeColBounds(self._column_of[place], lower, upper)
        else:
            self._solver.changeRowBounds(self._row_of[place], lower, upper)

    def _programme(self) -> Any:
        """A column for each atom of a quarter, by how much it differs; a row for each other cell.

        Then a row for each sum of atoms that is 0. Counts known to be 0 have no column.
        """
        secrets, layout = self.secrets, self.secrets.layout
        live = self.hidden | secrets.may_hide
        has_column = live[: secrets.quarters][:, layout.atoms]
        self._at_quarter, self._at_atom = np.nonzero(has_column)
        number = np.full(has_column.shape, -1)
        number[has_column] = np.arange(self._at_quarter.size)
        cells = zip(self._at_quarter.tolist(), layout.atoms[self._at_atom].tolist(), strict=True)
        self._column_of = {place: column for column, place in enumerate(cells)}
        is_atom = np.zeros(secrets.counts.shape, dtype=bool)
        is_atom[: secrets.quarters, layout.atoms] = True
        rows = np.argwhere(~is_atom & self._needs_row(number))
        self._row_period, self._row_cell = rows[:, 0], rows[:, 1]
        self._row_of = {(period, cell): row for row, (period, cell) in enumerate(rows.tolist())}
        index: list[Numbers] = []
        value: list[Reals] = []
        lower: list[float] = []
        upper: list[float] = []
        of_cell = [np.flatnonzero(each) for each in layout.made_of]
        for period, cell in rows.tolist():
            found = np.concatenate([number[q][of_cell[cell]] for q in self._quarters_of(period)])
            found = found[found >= 0]
            index.append(found)
            value.append(np.ones(found.size))
            ends = self._bounds((period, cell), bool(self.hidden[period, cell]))
            lower.append(ends[0])
            upper.append(ends[1])
        for places, signs in self._equal(number):
            index.append(places)
            value.append(signs)
            lower.append(0.0)
            upper.append(0.0)
        programme = highs().HighsLp()
        columns = [self._bounds(place, bool(self.hidden[place])) for place in self._column_of]
        programme.num_col_, programme.num_row_ = len(columns), len(index)
        programme.col_cost_ = np.zeros(len(columns))
        programme.col_lower_ = np.array([each for each, _ in columns])
        programme.col_upper_ = np.array([each for _, each in columns])
        programme.row_lower_, programme.row_upper_ = np.array(lower), np.array(upper)
        matrix = programme.a_matrix_
        matrix.format_ = highs().MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *map(len, index)]).astype(np.int32)
        matrix.index_ = np.concatenate([np.empty(0, int), *index]).astype(np.int32)
        matrix.value_ = np.concatenate([np.empty(0), *value])
        return programme

    def _needs_row(self, number: Numbers) -> Flags:
        """Whether what is known of a count does not follow from what is known of its atoms.

        ``number``: the column of each atom, -1 for none.
        """
        secrets, layout = self.secrets, self.secrets.layout
        atoms = secrets.least[: secrets.quarters][:, layout.atoms]
        is_free = number >= 0
        known = np.where(is_free, atoms, secrets.counts[: secrets.quarters][:, layout.atoms])
        made_of = layout.made_of.T
        least, free = known @ made_of, is_free @ made_of
        least, free = (with_sums(each, secrets.windows) for each in (least, free))
        # A difference is never known, so it has no row.
        unknown = np.zeros((len(secrets.differences), len(layout.made_of)))
        least, free = (np.vstack([each, unknown]) for each in (least, free))
        is_kept_hidden = self.hidden & ~secrets.may_hide
        follows = is_kept_hidden & (least >= secrets.least)
        return np.asarray((free > 0) & ~follows)

    def _equal(self, number: Numbers) -> Iterator[tuple[Numbers, Reals]]:
        """The sums of atoms that are 0: the columns, and their signs. ``number``: of each atom."""
        for row in number:
            for same in self.secrets.layout.same:
                at = np.flatnonzero(same)
                at = at[row[at] >= 0]
                if at.size:
                    yield row[at], same[at]
        for ones, others in self.secrets.alike:
            for atom in range(number.shape[1]):
                both = [number[[*of], atom] for of in (ones, others)]
                one, other = (each[each >= 0] for each in both)
                if one.size or other.size:
                    signs = np.repeat([1.0, -1.0], [one.size, other.size])
                    yield np.concatenate([one, other]), signs
