"""The forces of a demonstration and their areas: the store's own first, the others by name.

The forces are those of England and Wales. Their figures are invented, and so are the areas of all
forces but the first.
"""

from functools import cache
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import polars as pl

from data_access import vocabulary as words
from data_access.demo.cases.random_columns import Dice, own_areas
from data_access.demo.config import Size
from data_access.tables import Area, Organisation

OWN_FORCE = "force"
OTHER_FORCES = Path(__file__).with_name("forces.csv")
FEWEST_AREAS = 2
PARTS = ("North", "South", "East", "West")
# The largest force has about this many times the cases of the smallest.
LARGEST_TO_SMALLEST = 4


def ref_of_force(number: int) -> str:
    """The ref of the force with this number, from 1."""
    return OWN_FORCE if number == 1 else f"force-{number:02}"


def areas_of_force(number: int) -> pl.DataFrame:
    """One row per area: name, pattern (the group of its levels) and weight (its share of cases)."""
    own = pl.DataFrame(own_areas())
    if number == 1:
        return own
    count = FEWEST_AREAS + number % (len(PARTS) - FEWEST_AREAS + 1)
    called = _other_forces()["called"][number - 2]
    return pl.DataFrame(
        {
            "name": [f"{called} {part}" for part in PARTS[:count]],
            "pattern": list(islice(cycle(own["pattern"]), number, number + count)),
            "weight": list(islice(cycle(own["weight"]), number, number + count)),
        }
    )


def other_forces(forces: int) -> list[Organisation]:
    """The forces that are not in the starter content."""
    return [
        Organisation(ref=ref_of_force(number), name=name, kind=words.OrganisationKind.POLICE_FORCE)
        for number, name in enumerate(_other_forces()["name"][: forces - 1], start=2)
    ]


def areas_of_forces(forces: int) -> list[Area]:
    """The areas of every force, as rows of the table of areas."""
    return [
        Area(name=name, force=ref_of_force(number))
        for number in range(1, forces + 1)
        for name in areas_of_force(number)["name"]
    ]


def cases_of_forces(size: Size) -> list[int]:
    """The number of cases of each force: at least one, and different for different forces."""
    forces = pl.DataFrame({"number": range(size.forces)})
    weights = 1 + (LARGEST_TO_SMALLEST - 1) * Dice(size.seed).parts(forces).to_numpy()
    spare = size.cases - size.forces
    shared_out = np.rint(np.cumsum(weights) / weights.sum() * spare).astype(np.int64)
    return [1 + int(more) for more in np.diff(shared_out, prepend=0)]


@cache
def _other_forces() -> pl.DataFrame:
    """One row per force except the first: its name, and the base of its areas' names."""
    return pl.read_csv(OTHER_FORCES)
