"""The attack to protect against: every other set of counts that fits all that is shown.

A linear programme looks for worlds in which a small hidden count would be another number. A small
count is safe if it may be as great as one that is not small, and has four possible values.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from metrics.suppression.layout import NEARLY
from metrics.suppression.linear_programme import Programme
from metrics.suppression.lp_attack import highs, solver
from metrics.suppression.secret_counts import PeriodCell, Secrets
from metrics.suppression.table_model import ROOM, Flags, Numbers, Reals

# With more unsettled counts than this, it pays to push all at once before solving one by one.
MANY, PUSHES = 4, 8
# The number of worlds kept to try again after the choice of hidden counts changes.
WORLDS_KEPT = 150
# Each solution is a start for the next, which the primal method takes furthest. Perturbed bounds
# would have to be put right at the end of each run, which takes as long again.
OPTIONS: dict[str, Any] = {
    "presolve": "off",
    "simplex_strategy": 4,
    "primal_simplex_bound_perturbation_multiplier": 0.0,
    "dual_simplex_cost_perturbation_multiplier": 0.0,
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
        at, first_difference = np.array([place]), self.secrets.first_difference
        for sign in (1.0, -1.0):
            if not self._is_unsafe()[place]:
                return []
            self._push(at, np.array([sign]))
            weights += self._programme.weights(*self._duals)
            if not self._reaches_threshold()[place] and place[0] < first_difference:
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
        """Whether a count may reach the threshold; for a difference, in either direction."""
        reaches = self._greatest >= self.secrets.threshold - NEARLY
        first = self.secrets.first_difference
        reaches[first:] |= self._least[first:] <= NEARLY - self.secrets.threshold
        return np.asarray(reaches)

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
        cost = self._programme.aim(places, signs)
        new = np.flatnonzero(cost).astype(np.int32)
        columns = np.union1d(new, self._asked).astype(np.int32)
        self._solver.changeColsCost(columns.size, columns, cost[columns])
        self._asked = new
        self._solve()
        solution = self._solver.getSolution()
        moved = self._programme.differing(np.asarray(solution.col_value))
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

    def _set(self, place: PeriodCell, *, is_hidden: bool) -> None:
        lower, upper = self._programme.bounds(place, is_hidden=is_hidden)
        if place in self._programme.column_of:
            self._solver.changeColBounds(self._programme.column_of[place], lower, upper)
        else:
            self._solver.changeRowBounds(self._programme.row_of[place], lower, upper)
