"""The attack to protect against: every other set of counts that fits all that is shown.

A linear programme looks for worlds in which a small hidden count would be another number. A small
count is safe if it may be as great as one that is not small, and has four possible values.
"""

from collections.abc import Mapping, Sequence
from types import EllipsisType
from typing import Any

import numpy as np

from metrics.suppression.layout import NEARLY
from metrics.suppression.linear_programme import Programme
from metrics.suppression.lp_attack import highs, not_solved, solver
from metrics.suppression.secret_counts import PeriodCell, Secrets
from metrics.suppression.table_model import ROOM, Flags, Numbers, Reals

# With more unsettled counts than this, it pays to push all at once before solving one by one.
MANY, PUSHES = 4, 8
# The number of worlds kept to try again after the choice of hidden counts changes.
WORLDS_KEPT = 150
# Each solution is a start for the next, which the primal method takes furthest. Perturbed bounds
# would have to be put right at the end of each run, which takes as long again. With coefficients of
# 1 and -1 alone, a basis need not be tried out on a test system before it is used again. The solver
# checks each solution in any case.
OPTIONS: dict[str, Any] = {
    "presolve": "off",
    "simplex_strategy": 4,
    "primal_simplex_bound_perturbation_multiplier": 0.0,
    "dual_simplex_cost_perturbation_multiplier": 0.0,
    "rebuild_refactor_solution_error_tolerance": 0.0,
}
AFRESH: dict[str, Any] = {"presolve": "on", "simplex_strategy": 1}


class Worlds:
    """The worlds that fit what is shown; each is how much every count would differ."""

    def __init__(self, secrets: Secrets, hidden: Flags, seen: Sequence[Reals] = ()) -> None:
        self.secrets, self.hidden = secrets, hidden.copy()
        self._seen = [*seen]
        self._solver = solver()
        self._set_options(OPTIONS)
        self._programme = Programme(secrets, hidden)
        self._solver.passModel(self._programme.model(hidden))
        self._columns = np.arange(self._solver.getNumCol(), dtype=np.int32)
        self._is_difference = np.zeros_like(hidden)
        self._is_difference[secrets.first_difference :] = True
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

    def hide(self, place: PeriodCell) -> None:
        """Hide one count more."""
        self._set(place, is_hidden=True)
        self.hidden[place] = True

    def unsafe(self) -> list[PeriodCell]:
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

    def constraining(self, place: PeriodCell) -> list[PeriodCell]:
        """The shown counts that make the one at ``place`` unsafe; one of them must be hidden.

        Empty where it is safe. Errors: ValueError where no count that may be hidden would help.
        """
        weights: Reals = np.zeros(self.secrets.counts.shape)
        solutions = []
        for sign in (1.0, -1.0):
            if not self._is_unsafe(place):
                return []
            solutions.append(self._push(np.array([place]), np.array([sign])))
            if not self._reaches_threshold(place) and not self._is_difference[place]:
                break
        if not self._is_unsafe(place):
            return []
        for each in solutions:
            weights += self._programme.weights(np.array(each.col_dual), np.array(each.row_dual))
        found = (weights > NEARLY) & ~self.hidden & self.secrets.may_hide
        if not found.any():
            raise ValueError(f"The count at {place} can be found out whatever else is hidden.")
        return [(row, column) for row, column in np.argwhere(found).tolist()]

    def _is_unsafe(self, at: PeriodCell | EllipsisType = ...) -> Flags:
        """Whether a small hidden count may be found out; without ``at``, of every count."""
        least, greatest = self._least[at], self._greatest[at]
        width = np.floor(greatest + NEARLY) - np.ceil(least - NEARLY)
        is_safe = (width >= ROOM) & self._reaches_threshold(at)
        return np.asarray(self.hidden[at] & self.secrets.small[at] & ~is_safe)

    def _reaches_threshold(self, at: PeriodCell | EllipsisType = ...) -> Flags:
        """Whether a count may reach the threshold; for a difference, in either direction."""
        is_above = self._greatest[at] >= self.secrets.threshold - NEARLY
        is_below = self._least[at] <= NEARLY - self.secrets.threshold
        return np.asarray(is_above | (is_below & self._is_difference[at]))

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

    def _push(self, places: Numbers, signs: Reals) -> Any:
        """Look for a world in which the counts at ``places`` are great, or small: the solution."""
        cost = self._programme.aim(places, signs)
        self._solver.changeColsCost(self._columns.size, self._columns, cost)
        self._solve()
        solution = self._solver.getSolution()
        moved = self._programme.differing(np.array(solution.col_value))
        moved[np.abs(moved) < NEARLY] = 0
        self._note(moved)
        self._seen = [*self._seen[-WORLDS_KEPT:], moved]
        return solution

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
        raise not_solved(self._solver)

    def _finds_optimum(self) -> bool:
        self._solver.run()
        return bool(self._solver.getModelStatus() == highs().HighsModelStatus.kOptimal)

    def _set_options(self, options: Mapping[str, Any]) -> None:
        for option, value in options.items():
            self._solver.setOptionValue(option, value)

    def _set(self, place: PeriodCell, *, is_hidden: bool) -> None:
        lower, upper = self._programme.bounds(place, is_hidden=is_hidden)
        if place in self._programme.column_of:
            self._solver.changeColBounds(self._programme.column_of[place], lower, upper)
        else:
            self._solver.changeRowBounds(self._programme.row_of[place], lower, upper)
