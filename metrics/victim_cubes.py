"""Every cube of victims and outcomes, protected: the one gate that their figures pass."""

from collections.abc import Mapping

import polars as pl

from metrics.cube_list import CUBES
from metrics.cubes import protect_after, protect_cubes
from metrics.disclosure import THRESHOLD
from metrics.victim_frames import Frames


def protected_kinds(
    frames: Frames, before: Mapping[str, pl.DataFrame] | None = None, threshold: int = THRESHOLD
) -> dict[str, pl.DataFrame]:
    """By kind of row, its cubes as ``protect_cubes`` gives them.

    ``before``: what this gave of the quarter-end before, which can be seen too; null for the first.
    """
    cubes = {}
    for kind, each in CUBES.items():
        rows = frames[kind]
        cubes[kind] = (
            protect_cubes(rows, each.dimensions, threshold=threshold, coarse=each.crossed)
            if before is None
            else protect_after(before[kind], rows, each.dimensions, threshold, each.crossed)
        )
    return cubes
