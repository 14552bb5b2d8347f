"""Counts of a quarter or year as shown: neither "none" nor "all" for a group below ten.

Suppression withholds counts of 1 to 4. A 0 and a 6 remain, but side by side they reveal something
about each of six people. So the counts of a group are shown only if it is known to have ten or more
members, or none. The categories of a dimension are a group; so is each row where two dimensions are
crossed. The denominator of a share is a group, with and without those left out; so are the values
of a median.
"""

from collections.abc import Iterable
from functools import cache

from metrics.cases.aggregation import NOT_RECORDED
from metrics.disclosure import AT_LEAST
from metrics.suppression.costs import ENOUGH_OF_A_KNOWN_TOTAL
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.categorical import BETWEEN
from metrics.victims.counted_period import CountedPeriod, Counts
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import SHARES, Part, count_tables_of, parts_of

# The page shows this pair with one row per category of the second dimension.
TURNED = ("stage_and_reason",)
# "0 of 0, and 8 left out" would reveal that none of eight people met it.
OUT_OF = (Part.MET.value, Part.REST.value)
IN_IT = (*OUT_OF, Part.LEFT_OUT.value)
Group = tuple[str, ...]


def counts_in(period: CountedPeriod, kind: str, dimension: str, area: str | None) -> Counts:
    """The number of cases of ``area`` (null for all) in each category of ``dimension``.

    Nulls: a count that is withheld by itself or with its group; all counts of an area where the
    dimension is not counted by area; all counts of cases of no area.
    """
    words = ROW_SETS[kind].words.get(dimension, tuple(Part))
    if not _is_counted(kind, dimension, area):
        return dict.fromkeys(words)
    by_word = period.counts(kind, dimension, area)
    counts = {word: by_word.get(word, 0) for word in words}
    return withhold_small_groups(kind, dimension, counts, number_in(period, kind, dimension, area))


def number_in(period: CountedPeriod, kind: str, dimension: str, area: str | None) -> int | None:
    """The number of cases of ``area`` (null for all) counted by ``dimension``, even below ten.

    Nulls: null where it is withheld, or the dimension is not counted by area.
    """
    is_counted = _is_counted(kind, dimension, area)
    return period.totals.get((kind, dimension, area), 0) if is_counted else None


def withhold_small_groups(kind: str, dimension: str, counts: Counts, of: int | None) -> Counts:
    """``counts`` with null for every group that is not known to have ten or more members, or none.

    ``of``: the total of ``dimension``; null where that is withheld.
    """
    read = dict(counts)
    for group in _groups(kind, dimension):
        total = of if len(group) == len(counts) else None
        if not _may_be_shown([counts[word] for word in group], total, _enough(kind)):
            read |= dict.fromkeys(group)
    return read


def _is_counted(kind: str, dimension: str, area: str | None) -> bool:
    # For cases of no area not even a 0 is shown: otherwise a missing 0 would reveal that there are
    # some.
    return area is None or (area != NOT_RECORDED and count_tables_of(kind)[dimension].by_area)


def _enough(kind: str) -> int:
    """The size that a group must have for its counts to be shown."""
    return ENOUGH_OF_A_KNOWN_TOTAL if ALLOWED_TABLES[kind].has_known_total else AT_LEAST


def _may_be_shown(counts: Iterable[int | None], of: int | None, enough: int) -> bool:
    numbers = list(counts)
    shown_total = sum(number for number in numbers if number is not None)
    is_nobody = shown_total == 0 and None not in numbers
    return is_nobody or max(shown_total, of or 0) >= enough


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
