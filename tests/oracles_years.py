"""An attacker who has everything shown of a year: areas by year, and all areas by quarter.

The attacker knows what ``oracles_quarters`` knows, of each quarter and of the year; that a year is
the sum of its quarters; and that an area has cases in each quarter too, though these are not shown.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from metrics.disclosure import THRESHOLD
from tests.oracles_quarters import ROOM, Cell, Same, count, reach, said_of, sums

YEAR = "year"
# The place of a quarter, or the year.
When = int | str
At = tuple[When, Cell]


class Read(NamedTuple):
    """A number read elsewhere: the sum of the counts at some places, less some others."""

    places: frozenset[tuple[At, int]]
    number: int


def narrowed(
    year: pl.DataFrame,
    quarters: Sequence[pl.DataFrame],
    rows: Sequence[pl.DataFrame],
    names: list[str],
    threshold: int = THRESHOLD,
    also: Sequence[Read] = (),
    same: Same | None = None,
) -> list[At]:
    """The withheld counts of 1 to 4 of a year that have fewer than four possible values.

    ``year`` and ``quarters``: the shown counts. ``rows``: the cases of each quarter. ``also``:
    other numbers that the attacker read. ``same``: the categories known to have the same cases;
    where null, also those that coincide by chance. A greater count that is withheld to protect a
    small one may be found.
    """
    of: dict[When, pl.DataFrame] = {**dict(enumerate(rows)), YEAR: pl.concat(rows)}
    # What is nought in one period, and not in others, may be withheld, and is not known to be one.
    nobody = dict.fromkeys(count(of[YEAR], names), 0)
    counts = {
        (when, cell): number
        for when in of
        for cell, number in (nobody | count(of[when], names)).items()
    }
    known = _known(year, quarters)
    counts |= {at: 0 for at in known if at not in counts}
    assert {at: number for at, (number, _) in known.items()} == {at: counts[at] for at in known}
    places = {at: place for place, at in enumerate(counts)}
    hidden = np.array([known.get(at, (0, True))[1] for at in counts], dtype=bool)
    asked = hidden & np.array([at in known and 0 < counts[at] < threshold for at in counts])
    tied = [
        [(places[total], -1), *((places[part], 1) for part in parts)]
        for total, parts in _sums(counts, of, names, same)
    ]
    if also:
        # Each number read is a count of its own, which the attacker knows.
        tied += [
            [(len(places) + number, -1), *((places[at], sign) for at, sign in read.places)]
            for number, read in enumerate(also)
        ]
        hidden, asked = (np.append(flags, [False] * len(also)) for flags in (hidden, asked))
    numbers = np.array([*counts.values(), *(read.number for read in also)], float)
    narrow = asked & (reach(numbers, hidden, tied, asked) < ROOM)
    return [at for at, place in places.items() if narrow[place]]


def _known(year, quarters):
    """The value of each count, and whether it is withheld."""
    said: dict[At, tuple[int, bool]] = {(YEAR, cell): it for cell, it in said_of(year).items()}
    for place, quarter in enumerate(quarters):
        said |= {(place, cell): it for cell, it in said_of(quarter).items()}
    return said


def _sums(
    counts: Mapping[At, int],
    of: Mapping[When, pl.DataFrame],
    names: list[str],
    same: Same | None,
):
    for when, rows in of.items():
        mine = {cell: number for (then, cell), number in counts.items() if then == when}
        for total, parts in sums(mine, rows, names, same):
            if total in mine:
                yield (when, total), [(when, part) for part in parts if part in mine]
    for when, cell in counts:
        if when == YEAR:
            in_quarters = [(each, cell) for each in of if each != YEAR and (each, cell) in counts]
            yield (YEAR, cell), in_quarters
