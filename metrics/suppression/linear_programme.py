"""The linear programme of every set of counts that fits what is shown, quarter by quarter.

A column stands for each atom (``layout``) of a quarter, by how much it differs from its true value;
a row for each other count, and then one for each sum of atoms that is 0. Counts known to be 0 have
no column. A shown count differs by 0.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from metrics.suppression.lp_attack import highs
from metrics.suppression.secret_counts import PeriodCell, Secrets, with_sums
from metrics.suppression.table_model import Flags, Numbers, Reals

# The most by which a count is thought to differ from its true value: more worlds are not needed.
FARTHEST = 40.0
Bounds = tuple[float, float]


class Constraint(NamedTuple):
    """A sum of columns with their coefficients, and between which ends it must lie."""

    columns: Numbers
    coefficients: Reals
    ends: Bounds


class Programme:
    """A linear programme: the count of each column and row, and the bounds of its difference."""

    def __init__(self, secrets: Secrets, hidden: Flags) -> None:
        """``hidden``: the counts that are hidden at first."""
        self._secrets, layout = secrets, secrets.layout
        live = hidden | secrets.may_hide
        has_column = live[: secrets.quarters][:, layout.atoms]
        self._at_quarter, self._at_atom = np.nonzero(has_column)
        self._number: Numbers = np.full(has_column.shape, -1)
        self._number[has_column] = np.arange(self._at_quarter.size)
        cells = zip(self._at_quarter.tolist(), layout.atoms[self._at_atom].tolist(), strict=True)
        self.column_of: dict[PeriodCell, int] = {
            place: column for column, place in enumerate(cells)
        }
        is_atom = np.zeros(secrets.counts.shape, dtype=bool)
        is_atom[: secrets.quarters, layout.atoms] = True
        rows = np.argwhere(~is_atom & self._needs_row(hidden))
        self._row_period, self._row_cell = rows[:, 0], rows[:, 1]
        self.row_of: dict[PeriodCell, int] = {
            (period, cell): row for row, (period, cell) in enumerate(rows.tolist())
        }

    def bounds(self, place: PeriodCell, *, is_hidden: bool) -> Bounds:
        """The bounds of a count's difference: the least, which is never positive, and the most."""
        if not is_hidden:
            return 0.0, 0.0
        least = float(self._secrets.least[place] - self._secrets.counts[place])
        return max(least, -FARTHEST), FARTHEST

    def aim(self, places: Numbers, signs: Reals) -> Reals:
        """The cost of each column where counts shall be great, or small where the sign is -1."""
        secrets = self._secrets
        aim = np.zeros((secrets.quarters, secrets.layout.atoms.size))
        for (period, cell), sign in zip(places.tolist(), signs.tolist(), strict=True):
            for quarter, direction in secrets.parts_of(period, cell):
                aim[quarter] -= sign * direction * secrets.layout.made_of[cell]
        return np.asarray(aim[self._at_quarter, self._at_atom])

    def differing(self, columns: Reals) -> Reals:
        """The difference of every count, given the values of the columns."""
        secrets = self._secrets
        atoms = np.zeros((secrets.quarters, secrets.layout.atoms.size))
        atoms[self._at_quarter, self._at_atom] = columns
        by_quarter = secrets.layout.cells_of(atoms)
        return with_sums(by_quarter, secrets.windows, secrets.differences)

    def weights(self, of_columns: Reals, of_rows: Reals) -> Reals:
        """The weight of each count in an optimum, given the duals of columns and rows."""
        weights: Reals = np.zeros(self._secrets.counts.shape)
        weights[self._at_quarter, self._secrets.layout.atoms[self._at_atom]] = np.abs(of_columns)
        weights[self._row_period, self._row_cell] = np.abs(of_rows[: self._row_period.size])
        return weights

    def model(self, hidden: Flags) -> Any:
        """The programme as the solver takes it, without anything to aim at."""
        rows = [*self._of_counts(hidden), *self._of_sums()]
        model = highs().HighsLp()
        columns = [self.bounds(place, is_hidden=bool(hidden[place])) for place in self.column_of]
        model.num_col_, model.num_row_ = len(columns), len(rows)
        model.col_cost_ = np.zeros(len(columns))
        model.col_lower_ = np.array([each for each, _ in columns])
        model.col_upper_ = np.array([each for _, each in columns])
        model.row_lower_ = np.array([each.ends[0] for each in rows])
        model.row_upper_ = np.array([each.ends[1] for each in rows])
        matrix = model.a_matrix_
        matrix.format_ = highs().MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(each.columns.size for each in rows)]).astype(np.int32)
        places = [np.empty(0, int), *(each.columns for each in rows)]
        matrix.index_ = np.concatenate(places).astype(np.int32)
        matrix.value_ = np.concatenate([np.empty(0), *(each.coefficients for each in rows)])
        return model

    def _of_counts(self, hidden: Flags) -> Iterator[Constraint]:
        """The counts that are no atoms."""
        of_cell = [np.flatnonzero(each) for each in self._secrets.layout.made_of]
        for period, cell in self.row_of:
            quarters = self._secrets.quarters_of(period)
            found = np.concatenate([self._number[each][of_cell[cell]] for each in quarters])
            found = found[found >= 0]
            ends = self.bounds((period, cell), is_hidden=bool(hidden[period, cell]))
            yield Constraint(found, np.ones(found.size), ends)

    def _of_sums(self) -> Iterator[Constraint]:
        """The sums of atoms that are 0."""
        for row in self._number:
            for same in self._secrets.layout.same:
                at = np.flatnonzero(same)
                at = at[row[at] >= 0]
                if at.size:
                    yield Constraint(row[at], same[at], (0.0, 0.0))
        for ones, others in self._secrets.alike:
            for atom in range(self._number.shape[1]):
                both = [self._number[[*of], atom] for of in (ones, others)]
                one, other = (each[each >= 0] for each in both)
                if one.size or other.size:
                    signs = np.repeat([1.0, -1.0], [one.size, other.size])
                    yield Constraint(np.concatenate([one, other]), signs, (0.0, 0.0))

    def _needs_row(self, hidden: Flags) -> Flags:
        """Whether what is known of a count does not follow from what is known of its atoms."""
        secrets, layout = self._secrets, self._secrets.layout
        is_free = self._number >= 0
        least_of_atoms, counts = (
            each[: secrets.quarters][:, layout.atoms] for each in (secrets.least, secrets.counts)
        )
        known = np.where(is_free, least_of_atoms, counts)
        of_cells = (layout.cells_of(each) for each in (known, is_free.astype(float)))
        least, free = (with_sums(each, secrets.windows) for each in of_cells)
        # A difference is never known, so it has no row.
        unknown = np.zeros((len(secrets.differences), len(layout.made_of)))
        least, free = (np.vstack([each, unknown]) for each in (least, free))
        is_kept_hidden = hidden & ~secrets.may_hide
        follows = is_kept_hidden & (least >= secrets.least)
        return np.asarray((free > 0) & ~follows)
