"""The forces of a demonstration and their areas: the store's own first, the others invented."""

from itertools import cycle, islice

import numpy as np
import polars as pl

from data_access import vocabulary as words
from data_access.demo.tallies import levels
from data_access.demo.tallies.dice import Dice
from data_access.demo.tallies.size import Size
from data_access.tables import Area, Organisation

OWN_FORCE = "force"
FEWEST_AREAS, MOST_AREAS = 2, 4
# The largest force has about this many times the cases of the smallest.
LARGEST_TO_SMALLEST = 4


def ref_of_force(number: int) -> str:
    """What the store calls the force with this number, counted from 1."""
    return OWN_FORCE if number == 1 else f"force-{number:02}"


def areas_of_force(number: int) -> pl.DataFrame:
    """One row an area: name, pattern (which levels are its own) and weight (its share of cases)."""
    own = pl.DataFrame(levels.areas())
    if number == 1:
        return own
    count = FEWEST_AREAS + number % (MOST_AREAS - FEWEST_AREAS + 1)
    return pl.DataFrame(
        {
            "name": [f"Invented area {number}{letter}" for letter in "abcd"[:count]],
            "pattern": list(islice(cycle(own["pattern"]), number, number + count)),
            "weight": list(islice(cycle(own["weight"]), number, number + count)),
        }
    )


def invented_forces(forces: int) -> list[Organisation]:
    """The bodies that the starter content does not know."""
    return [
        Organisation(
            ref=ref_of_force(number),
            name=f"Invented force {number}",
            kind=words.OrganisationKind.POLICE_FORCE,
        )
        for number in range(2, forces + 1)
    ]


def areas_of_forces(forces: int) -> list[Area]:
    """The areas of every force, as the table of areas holds them."""
    return [
        Area(name=name, force=ref_of_force(number))
        for number in range(1, forces + 1)
        for name in areas_of_force(number)["name"]
    ]


def cases_of_forces(size: Size) -> list[int]:
    """How many of the cases each force has: some have more, and each has one at least."""
    forces = pl.DataFrame({"number": range(size.forces)})
    weights = 1 + (LARGEST_TO_SMALLEST - 1) * Dice(size.seed).parts(forces).to_numpy()
    spare = size.cases - size.forces
    shared_out = np.rint(np.cumsum(weights) / weights.sum() * spare).astype(np.int64)
    return [1 + int(more) for more in np.diff(shared_out, prepend=0)]
