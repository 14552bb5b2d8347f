"""The derivation of the counts of one period from those of its finest cells."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from metrics.suppression.table_model import Numbers, Reals, Sum

NEARLY = 1e-6


class Layout(NamedTuple):
    """The derivation of the cells of one period from its finest cells, the atoms.

    ``atoms``: the columns that are atoms. ``made_of``: one row per cell, one column per atom, 1
    where the atom is part of the cell. ``same``: sums of atoms that are 0, one row each.
    ``parts``: the atoms of each cell, one cell after another, which begin at ``starts``.
    """

    atoms: Numbers
    made_of: Reals
    same: Reals
    parts: Numbers
    starts: Numbers

    def cells_of(self, values: Reals) -> Reals:
        """The value of each cell (columns) in each period (rows); ``values``: of each atom."""
        # A product with a matrix of hundreds of columns would be spread over processors.
        return np.add.reduceat(values[:, self.parts], self.starts, axis=1)


def lay_out(width: int, sums: Sequence[Sum]) -> Layout:
    """The layout of a period of ``width`` cells with these sums between them."""
    finer: dict[int, tuple[int, ...]] = {}
    for total, parts in sums:
        if total not in finer or len(parts) > len(finer[total]):
            finer[total] = parts
    atoms = np.array([cell for cell in range(width) if cell not in finer], dtype=np.int64)
    made_of = np.zeros((width, atoms.size))
    made_of[atoms, np.arange(atoms.size)] = 1
    done = set(atoms.tolist())

    def expand(cell: int) -> Reals:
        if cell not in done:
            made_of[cell] = np.sum([expand(part) for part in finer[cell]], axis=0)
            done.add(cell)
        return np.asarray(made_of[cell])

    for cell in range(width):
        expand(cell)
    equal = [made_of[[*parts]].sum(axis=0) - made_of[total] for total, parts in sums]
    same = _independent([row for row in equal if row.any()], atoms.size)
    cells, parts_of = np.nonzero(made_of)
    return Layout(atoms, made_of, same, parts_of, np.searchsorted(cells, np.arange(width)))


def _independent(rows: Sequence[Reals], width: int) -> Reals:
    """Independent ``rows``, from which all others follow."""
    kept: list[Reals] = []
    reduced: list[tuple[int, Reals]] = []
    for row in rows:
        left = row.copy()
        for pivot, other in reduced:
            if left[pivot]:
                left -= left[pivot] * other
        left[np.abs(left) < NEARLY] = 0
        if left.any():
            pivot = int(np.argmax(np.abs(left)))
            reduced.append((pivot, left / left[pivot]))
            kept.append(row)
    return np.array(kept).reshape(-1, width)
