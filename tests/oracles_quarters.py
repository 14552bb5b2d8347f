"""Somebody who has everything that is shown of one quarter before him, and wants what is withheld.

He counts nothing himself, but knows what every word means: which words of one dimension have the
cases of which words of another, in each area too, where the words themselves are shown of none.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import permutations

import numpy as np
import polars as pl

from metrics.cube_list import CUBES
from metrics.process_counts import NOT_RECORDED
from metrics.victim_counts import MEDIANS, SHARES
from tests.oracles_cubes import reach

AND = " and with "
# Cube, area and value; null stands for all of them, and totals bear no cube.
Cell = tuple[str | None, str | None, str | None]


def with_parts(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Adds what each row is to each share and median, row by row, and the words that are tied."""
    columns = {
        f"parts of {code}": [part_in_share(row[share.dimension], share) for row in rows.to_dicts()]
        for code, share in SHARES.items()
        if share.universe == kind
    } | {
        f"parts of {code}": [part_in_median(row, median) for row in rows.to_dicts()]
        for code, median in MEDIANS.items()
        if median.universe == kind
    }
    ties = [
        pl.concat_str(names, separator=AND).alias(AND.join(names)) for names in CUBES[kind].tied
    ]
    said = [pl.Series(name, said, pl.String) for name, said in columns.items()]
    return rows.with_columns(*said, *ties)


def part_in_share(word, share):
    if word in share.denominator:
        return "met" if word in share.numerator else "not met"
    return "left out" if word in share.excluded else "no part in it"


def part_in_median(row, median):
    if row[median.dimension] not in median.words:
        return "no part in it"
    return "left out" if row[median.column] is None else "met"


def dimensions_of(rows: pl.DataFrame, kind: str) -> list[str]:
    parts = [name for name in rows.columns if name.startswith("parts of")]
    return [*CUBES[kind].dimensions, *parts, *map(AND.join, CUBES[kind].tied)]


def count(rows: pl.DataFrame, names: list[str]) -> dict[Cell, int]:
    """Every count, whether it is shown or not; one that is not may be 0 without his knowing."""
    areas = rows["area"].fill_null(NOT_RECORDED)
    counts: dict[Cell, int] = {(None, None, None): rows.height}
    counts |= {(None, area, None): number for area, number in Counter(areas).items()}
    for name in names:
        words, by_area = Counter(rows[name]), Counter(zip(areas, rows[name], strict=True))
        counts |= {(name, None, word): number for word, number in words.items()}
        counts |= {(name, area, word): by_area[area, word] for area in set(areas) for word in words}
    return counts


def sums(
    counts: Mapping[Cell, int], rows: pl.DataFrame, names: list[str]
) -> Iterator[tuple[Cell, list[Cell]]]:
    """Every total with its parts."""
    areas = sorted({area for _, area, _ in counts if area is not None})
    words = {
        name: sorted({word for cube, _, word in counts if cube == name and word}) for name in names
    }
    for cube, word in [(None, None), *((name, word) for name in names for word in words[name])]:
        yield (cube, None, word), [(cube, area, word) for area in areas]
    for area in [None, *areas]:
        for name in names:
            yield (None, area, None), [(name, area, word) for word in words[name]]
        for name, word, other, found in same_cases(rows, names):
            yield (name, area, word), [(other, area, each) for each in found]


def same_cases(rows: pl.DataFrame, names: list[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    for name, other in permutations(names, 2):
        if AND in name or (AND in other and name not in other.split(AND)):
            continue
        pairs = set(zip(rows[name], rows[other], strict=True))
        for word in sorted({word for word, _ in pairs}):
            found = sorted(each for of, each in pairs if of == word)
            if not any(each in found for of, each in pairs if of != word):
                yield name, word, other, found


def narrowed(protected: pl.DataFrame, rows: pl.DataFrame, kind: str) -> list[Cell]:
    """The withheld counts of a quarter that can still be no four whole numbers."""
    known, names = said_of(protected), dimensions_of(rows, kind)
    counts = count(rows, names)
    assert {cell: number for cell, (number, _) in known.items()} == {
        cell: counts[cell] for cell in known
    }
    cells = list(counts)
    places = {cell: place for place, cell in enumerate(cells)}
    hidden = np.array([known.get(cell, (0, True))[1] for cell in cells], dtype=bool)
    asked = np.array([cell in known for cell in cells], dtype=bool) & hidden
    tied = [
        [(places[total], -1), *((places[part], 1) for part in parts if part in places)]
        for total, parts in sums(counts, rows, names)
        if total in places
    ]
    least, greatest = reach(np.array([counts[c] for c in cells]), hidden, tied, asked=asked)
    return [cells[place] for place in np.flatnonzero(asked) if greatest[place] - least[place] < 3]


def said_of(protected: pl.DataFrame) -> dict[Cell, tuple[int, bool]]:
    """What is said of each count; withheld in one cube and shown in another is a fault."""
    found: dict[Cell, tuple[int, bool]] = {}
    for cube, area, word, number, is_hidden in protected.rows():
        cell = (None if word is None else cube, area, word)
        assert found.setdefault(cell, (number, is_hidden)) == (number, is_hidden)
    return found
