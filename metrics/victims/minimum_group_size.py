"""Counts of a quarter or year as shown: of a group below ten, neither "none" nor "all".

Suppression withholds counts of 1 to 4. A 0 and a 6 remain, but side by side they say what all of
six people met. So the counts of a group are shown only if it is known to be of ten or more, or of
nobody. The words of a dimension are a group; so is each row where two dimensions are crossed. The
denominator of a share is a group, with and without whom it leaves out; so are those a median is of.
"""

from collections.abc import Iterable
from functools import cache

from metrics.cases.aggregation import NOT_RECORDED
from metrics.disclosure import AT_LEAST
from metrics.victims.categorical import BETWEEN
from metrics.victims.period_counts import CountedPeriod, Counts
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import SHARES, Part, count_tables_of, parts_of

# The page of these has a row for each word of the second dimension.
TURNED = ("stage_and_reason",)
# "0 of 0, and 8 left out" says of eight people that nobody met it.
OUT_OF = (Part.MET.value, Part.REST.value)
IN_IT = (*OUT_OF, Part.LEFT_OUT.value)
Group = tuple[str, ...]


def counts_in(period: CountedPeriod, kind: str, dimension: str, area: str | None) -> Counts:
    """How many cases of ``area``, null for all, bear each word of ``dimension``, in their order.

    Nulls: a count that is withheld by itself or with its group; all counts of an area where the
    dimension is not counted by area; all counts of cases of no area.
    """
    words = ROW_SETS[kind].words.get(dimension, tuple(Part))
    if not _is_counted(kind, dimension, area):
        return dict.fromkeys(words)
    found = period.counts(kind, dimension, area)
    counts = {word: found.get(word, 0) for word in words}
    return withhold_small_groups(kind, dimension, counts, number_in(period, kind, dimension, area))


def number_in(period: CountedPeriod, kind: str, dimension: str, area: str | None) -> int | None:
    """How many cases of ``area``, null for all, are counted by ``dimension``, even below ten.

    Nulls: it is withheld, or the dimension is not counted by area.
    """
    is_counted = _is_counted(kind, dimension, area)
    return period.totals.get((kind, dimension, area), 0) if is_counted else None


def withhold_small_groups(kind: str, dimension: str, counts: Counts, of: int | None) -> Counts:
    """``counts`` with null for every group that is not known to be of ten or more, or of nobody.

    ``of``: the total of ``dimension``; null where that is withheld.
    """
    read = dict(counts)
    for group in _groups(kind, dimension):
        total = of if len(group) == len(counts) else None
        if not _may_be_shown([counts[word] for word in group], total):
            read |= dict.fromkeys(group)
    return read


def _is_counted(kind: str, dimension: str, area: str | None) -> bool:
    # Of cases of no area not even a 0 is shown: otherwise its absence would say that there are
    # some.
    return area is None or (area != NOT_RECORDED and count_tables_of(kind)[dimension].by_area)


def _may_be_shown(counts: Iterable[int | None], of: int | None) -> bool:
    numbers = list(counts)
    known = sum(number for number in numbers if number is not None)
    is_nobody = known == 0 and None not in numbers
    return is_nobody or max(known, of or 0) >= AT_LEAST


@cache
def _groups(kind: str, dimension: str) -> tuple[Group, ...]:
    words = ROW_SETS[kind].words.get(dimension)
    if words is None:
        return (OUT_OF, IN_IT) if dimension in map(parts_of, SHARES) else (tuple(Part),)
    return words, *_rows(words, 1 if dimension in TURNED else 0)


def _rows(words: Group, heading: int) -> Iterable[Group]:
    """The pairs among ``words`` with the same first word, or second where ``heading`` is 1."""
    rows: dict[str, list[str]] = {}
    for word in words:
        if BETWEEN in word:
            rows.setdefault(word.split(BETWEEN)[heading], []).append(word)
    return map(tuple, rows.values())
