"""The counts of one quarter or year as they may be read: of fewer than ten, not "none" nor "all".

Counts of 1 to 4 are withheld before, with what gives them away. A 0 and a 6 are not, but side by
side they say of six people what all of them met. So the words of a group are shown where it is
known to be of ten or more, or of nobody. All words of a dimension are a group; where two dimensions
are crossed each row is one too; and so are those whom a share is out of, with and without whom it
leaves out, and all of those among whom a median is.
"""

from collections.abc import Iterable, Mapping
from functools import cache

import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.disclosure import AT_LEAST
from metrics.memoize import memoize
from metrics.victims.categorical import BETWEEN
from metrics.victims.period_counts import CountedPeriod, Counts
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_definitions import SHARES
from metrics.victims.share_parts import Part, count_tables_of, parts_of

# Of these a reader has a row for each word of the second dimension.
TURNED = ("stage_and_reason",)
# Those whom a share is out of, and with them those whom it leaves out: 0 out of 0 with 8 left out
# says of eight people that none is met.
OUT_OF = (Part.MET.value, Part.REST.value)
IN_IT = (*OUT_OF, Part.LEFT_OUT.value)
Group = tuple[str, ...]


def counts_in(period: CountedPeriod, kind: str, cube: str, area: str | None) -> Counts:
    """How many cases of ``area``, null for all, bear each word of ``cube``, in their order.

    Nulls: one that is withheld, by itself or with its group; of an area, all of a cube that no
    area is counted by; all of what is of no area.
    """
    words = ROW_SETS[kind].words.get(cube, tuple(Part))
    if not _is_counted(kind, cube, area):
        return dict.fromkeys(words)
    found = period.counts(kind, cube, area)
    counts = {word: found.get(word, 0) for word in words}
    return as_read(kind, cube, counts, number_in(period, kind, cube, area))


def number_in(period: CountedPeriod, kind: str, cube: str, area: str | None) -> int | None:
    """How many cases of ``area``, null for all, are counted in ``cube``.

    It is shown as it is, also where it is below ten. Nulls: it is withheld, or no area is counted
    by ``cube``.
    """
    return _totals(period).get((kind, cube, area), 0) if _is_counted(kind, cube, area) else None


def as_read(kind: str, cube: str, counts: Counts, of: int | None) -> Counts:
    """The ``counts`` of ``cube`` with every group withheld that is not known to be of ten.

    ``of``: how many they are; null where that is withheld.
    """
    read = dict(counts)
    for group in _groups(kind, cube):
        known = of if len(group) == len(counts) else None
        if not _may_be_read([counts[word] for word in group], known):
            read |= dict.fromkeys(group)
    return read


def _is_counted(kind: str, cube: str, area: str | None) -> bool:
    # Of cases of no area not even a 0 is said: where it is not, there would be some.
    return area is None or (area != NOT_RECORDED and count_tables_of(kind)[cube].by_area)


def _may_be_read(counts: Iterable[int | None], of: int | None) -> bool:
    """Whether a group is of nobody, or is known to be of ten: from its total, or what is shown."""
    numbers = list(counts)
    known = sum(number for number in numbers if number is not None)
    is_nobody = known == 0 and None not in numbers
    return is_nobody or max(known, of or 0) >= AT_LEAST


@cache
def _groups(kind: str, cube: str) -> tuple[Group, ...]:
    words = ROW_SETS[kind].words.get(cube)
    if words is None:
        return (OUT_OF, IN_IT) if cube in map(parts_of, SHARES) else (tuple(Part),)
    return words, *_rows(words, 1 if cube in TURNED else 0)


def _rows(words: Group, heading: int) -> Iterable[Group]:
    """The pairs among ``words`` that have a word in common, the first or the second of the two."""
    rows: dict[str, list[str]] = {}
    for word in words:
        if BETWEEN in word:
            rows.setdefault(word.split(BETWEEN)[heading], []).append(word)
    return map(tuple, rows.values())


@memoize
def _totals(period: CountedPeriod) -> Mapping[tuple[str, str, str | None], int | None]:
    """By kind, cube and area, how many cases there are. Nulls: one that is withheld."""
    shown = pl.when(~pl.col("suppressed")).then("count")
    return {
        (kind, cube, area): number
        for kind, cubes in period.protected_counts.items()
        for cube, area, number in cubes.filter(pl.col("value").is_null())
        .select("dimension", AREA, shown)
        .iter_rows()
    }
