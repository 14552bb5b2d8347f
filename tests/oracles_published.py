"""An attacker who has a public edition, and nothing else about the same quarter.

The attacker knows how it was rounded, that a shown number is 0 or at least ten, and which
categories have the cases of which others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from scipy.optimize import linprog
from scipy.sparse import csr_array

from metrics.victims.share_parts import SHARES, parts_of
from tests.oracles_quarters import Cell, Numbers, count, dimensions_of, matrix, sums

NEARLY = 1e-6
# Far enough from the true value that nobody needs to look further.
FAR = 1_000
MET, REST, LEFT_OUT = "met", "not met", "left out"
PARTS = (MET, REST, LEFT_OUT)


class Known(NamedTuple):
    """The numbers that are not known exactly, and the sums between them, which are zero.

    ``truth``: the true numbers; ``least`` and ``greatest``: the bounds of each.
    """

    truth: Mapping[object, int]
    places: dict[object, int]
    ties: csr_array
    least: Numbers
    greatest: Numbers


def around(number: int) -> tuple[int, int]:
    """The range of numbers that round to ``number`` and are not withheld."""
    return (0, 0) if number == 0 else (max(10, number - 2), number + 2)


def rows_as_at(
    truth: Mapping[Any, int],
    ties: Iterable[tuple[object, Sequence[object]]],
    shown: Mapping[Any, int],
) -> Known:
    """``ties``: totals and their parts; ``shown``: rounded numbers; all others are unseen."""
    places = {name: place for place, name in enumerate(truth)}
    lines = [[(places[total], -1), *((places[part], 1) for part in parts)] for total, parts in ties]
    least = np.zeros(len(places))
    greatest = np.array([*truth.values()], float) + FAR
    for name, number in shown.items():
        least[places[name]], greatest[places[name]] = around(number)
        assert least[places[name]] <= truth[name] <= greatest[places[name]]
    return Known(truth, places, matrix(lines, len(places)), least, greatest)


def values_left(known: Known, asked: Iterable[object]) -> Iterator[tuple[object, int]]:
    """The number of possible values of each of ``asked``."""
    nought = np.zeros(known.ties.shape[0])
    bounds = np.stack([known.least, known.greatest], axis=1)
    for name in asked:
        ends = []
        for sign in (1, -1):
            aim = sign * np.eye(1, len(known.places), known.places[name])[0]
            found = linprog(aim, A_eq=known.ties, b_eq=nought, bounds=bounds)
            assert found.status == 0, found.message
            ends.append(sign * found.fun)
        yield name, int(np.floor(ends[1] + NEARLY) - np.ceil(ends[0] - NEARLY)) + 1


def of_victims(
    rows: pl.DataFrame, kind: str, published: Mapping[str, tuple[int, int]]
) -> tuple[Known, dict[str, list[object]]]:
    """The attacker's knowledge of a quarter; by the code of each share, the names of its numbers.

    ``published``: by code, met and of as published.
    """
    everywhere = rows.with_columns(area=pl.lit(None, pl.String))
    names = dimensions_of(rows, kind)
    counts = {cell: n for cell, n in count(everywhere, names).items() if cell[1] is None}
    truth: dict[object, int] = dict(counts.items())
    ties: list[tuple[object, list[object]]] = [
        (total, [part for part in parts if part in counts])
        for total, parts in sums(counts, everywhere, names)
        if total in counts and any(part in counts for part in parts)
    ]
    shown: dict[object, int] = {}
    found_parts: dict[str, list[object]] = {}
    for code in (code for code, share in SHARES.items() if share.row_set == kind):
        cells: list[Cell] = [(parts_of(code), None, part) for part in PARTS]
        for cell in cells:
            truth.setdefault(cell, 0)
        met, rest, _ = cells
        truth[code] = truth[met] + truth[rest]
        ties.append((code, [met, rest]))
        found_parts[code] = [*cells, code]
        if code in published:
            shown[met], shown[code] = published[code]
    return rows_as_at(truth, ties, shown), found_parts
