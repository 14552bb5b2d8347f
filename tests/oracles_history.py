"""An attacker who has everything the pages ever showed of victims, and wants the withheld counts.

On every day a page could be opened on, for each span and area, the attacker reads each count and
share. Besides, the attacker knows the rule: which counts may be 0, that a count of 1 to 4 is
withheld, that a year is the sum of its quarters, and what the categories mean. A withheld count of
1 to 4 is found if it cannot be 5 or more, or has fewer than four possible values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
from scipy.optimize import linprog

from metrics.disclosure import THRESHOLD
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.counted_period import CountedPeriod
from metrics.victims.share_parts import MEDIANS, SHARES, parts_of
from metrics.victims.victim_summary import VictimSummary
from tests.oracles_quarters import AND, Cell, Numbers, count, dimensions_of, matrix, sums

VALUES_LEFT = 4
NEARLY = 1e-6
# The first and last day of a period.
When = tuple[date, date]
At = tuple[When, Cell]
PUSHES = 30


def found_out(
    work: VictimSummary, rows: Sequence[pl.DataFrame], kind: str, threshold: int = THRESHOLD
) -> list[At]:
    """The withheld counts of 1 to 4 that the attacker finds. ``rows``: the cases of each quarter.

    ``work``: of all quarters and their years; each day before the newest is tried too.
    """
    names, known = dimensions_of(rows[0], kind), {*everything_shown(work, kind)}
    periods = [*work.quarters, *work.rolling]
    quarters = [_when(each) for each in work.quarters]
    of = {
        _when(each): pl.concat(
            frame
            for quarter, frame in zip(work.quarters, rows, strict=True)
            if each.first <= quarter.first and quarter.last <= each.last
        )
        for each in periods
    }
    every = pl.concat(rows)
    # What is 0 in one period, and not in others, may be withheld too.
    nobody = dict.fromkeys(count(every, names), 0)
    counts: dict[At, int] = {}
    for when, frame in of.items():
        counts |= {(when, cell): number for cell, number in (nobody | count(frame, names)).items()}
    for (when, cell), number in known:
        assert counts.get((when, cell), 0) == number, f"{cell} of {when} is not what was counted."
    places = {at: place for place, at in enumerate(counts)}
    numbers = np.array([*counts.values()], float)
    is_hidden = np.ones(len(places), dtype=bool)
    is_hidden[[places[at] for at, _ in known if at in places]] = False
    ties = [*_ties(of, quarters, names, every, places)]
    lower, shown = np.zeros(len(places)), {when for (when, _), _ in known}
    for (when, (table, area, _)), place in places.items():
        # In a year a nought is shown, and so a withheld count is not one.
        if when not in quarters and area is None and AND not in str(table) and when in shown:
            lower[place] = min(numbers[place], 1)
    small = is_hidden & (numbers >= 1) & (numbers < threshold)
    wanted = small & np.array([_is_offered(at, quarters) for at in places])
    if ALLOWED_TABLES[kind].has_known_total:
        # The total stands exactly on another page. Of a small one, every part is known to be small.
        for (when, (_, area, _)), place in places.items():
            total = places[when, (None, None, None)]
            is_hidden[total] = wanted[total] = False
            wanted[place] &= area is not None or numbers[total] >= threshold
    narrow = _narrow(numbers, is_hidden, ties, wanted, lower, threshold)
    return [at for at, place in places.items() if narrow[place]]


def everything_shown(work: VictimSummary, kind: str) -> Iterator[tuple[At, int]]:
    """Every count that a page shows on some day, with its period."""
    for last in range(1, len(work.quarters) + 1):
        quarters = work.quarters[:last]
        rolling = tuple(each for each in work.rolling if each.last <= quarters[-1].last)
        then = replace(work, quarters=quarters, rolling=rolling)
        areas = {area for year in rolling for area in year.areas.get(kind, ())}
        for area in (None, *areas):
            for span in (1, 4):
                chosen = then.of(area, span)
                if len(chosen.chosen) == 1:
                    yield from _shown_in(chosen, kind, _when(chosen.chosen[0]))


def _shown_in(work: VictimSummary, kind: str, when: When) -> Iterator[tuple[At, int]]:
    area = work.area
    for dimension in ALLOWED_TABLES[kind].dimensions:
        total = work.how_many(kind, dimension)
        if total is not None:
            yield (when, (None, area, None)), total
        for word, number in work.counts(kind, dimension).items():
            if number is not None:
                yield (when, (dimension, area, word)), number
    for code, share in SHARES.items():
        if share.row_set == kind:
            found, name = work.share(code), parts_of(code)
            if found.met is not None and found.of is not None:
                yield (when, (name, area, "met")), found.met
                yield (when, (name, area, "not met")), found.of - found.met
            if found.left_out is not None:
                yield (when, (name, area, "left out")), found.left_out
    for code, median in MEDIANS.items():
        if median.row_set == kind:
            _, of = work.median(code)
            if of is not None:
                yield (when, (parts_of(code), area, "met")), of


def _when(period: CountedPeriod) -> When:
    return period.first, period.last


def _is_offered(at: At, quarters: Sequence[When]) -> bool:
    """Whether a count is of a table that is shown: areas by year alone, and no ties."""
    when, (table, area, _) = at
    return AND not in str(table) and not (area is not None and when in quarters)


def _ties(of, quarters, names, every, places) -> Iterator[list[tuple[int, int]]]:
    cells = dict.fromkeys((cell for _, cell in places), 0)
    within_one = [*sums(cells, every, names)]
    for when in of:
        for total, parts in within_one:
            if (when, total) in places:
                yield [
                    (places[when, total], -1),
                    *((places[when, part], 1) for part in parts if (when, part) in places),
                ]
    for (when, cell), place in places.items():
        if when not in quarters:
            within = [each for each in quarters if when[0] <= each[0] and each[1] <= when[1]]
            yield [
                (place, -1),
                *((places[each, cell], 1) for each in within if (each, cell) in places),
            ]


def _narrow(numbers: Numbers, hidden, ties, wanted, lower: Numbers, threshold: int) -> np.ndarray:
    least, greatest = numbers.copy(), numbers.copy()
    columns = np.flatnonzero(hidden)
    equal = matrix(ties, numbers.size)
    assert (equal @ numbers == 0).all()
    unknown = equal[:, columns]
    rows = np.flatnonzero(np.diff(unknown.tocsr().indptr))
    facts = {
        "A_eq": unknown[rows],
        "b_eq": np.zeros(rows.size),
        "bounds": np.stack(
            [lower[columns] - numbers[columns], np.full(columns.size, 200.0)], axis=1
        ),
    }

    def narrow():
        width = np.floor(greatest + NEARLY) - np.ceil(least - NEARLY)
        return wanted & ((width < VALUES_LEFT - 1) | (greatest < threshold - NEARLY))

    def push(aim: Numbers) -> None:
        found = linprog(-aim[columns], **facts)
        assert found.status == 0, found.message
        values = numbers[columns] + found.x
        least[columns] = np.minimum(least[columns], values)
        greatest[columns] = np.maximum(greatest[columns], values)

    chance = np.random.default_rng(0)
    for number in range(PUSHES):
        if not narrow().any():
            break
        signs = 1.0 if number == 0 else chance.choice([1.0, 1.0, -1.0], numbers.size)
        push(np.where(narrow(), signs, 0.0))
    for place in np.flatnonzero(narrow()):
        for sign in (1.0, -1.0):
            if narrow()[place]:
                push(np.where(np.arange(numbers.size) == place, sign, 0.0))
    return np.asarray(narrow())
