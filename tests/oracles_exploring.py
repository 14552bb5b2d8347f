"""An attacker who runs every query about victims in Explore, and combines the results.

The attacker knows which counts a figure is made of: 3 of 10 reveals two numbers, and two results
side by side reveal a third. ``oracles_years`` then computes the possible values of the withheld
counts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.explore.allowed_dimensions import first_splits, second_splits
from metrics.explore.quantity import Quantity
from metrics.explore.query import Cell, Coverage, Query
from metrics.explore.registry import QUANTITIES
from metrics.explore.valid_query import settle
from metrics.measures.measure import Family, MeasureKind
from metrics.periods import Period
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.share_parts import MEDIANS, READ_FROM, SHARES, parts_of
from metrics.victims.victim_summary import VictimSummary
from tests import oracles_quarters, oracles_years
from tests.oracles_quarters import Same
from tests.oracles_years import YEAR, At, Read, When

Answering = Callable[[Query], Sequence[Cell]]
# The dimensions that the two words of each crossed pair belong to, in their order.
CROSSED = {
    "decided_by_and_told": ["decided_by", "told"],
    "support_ended_and_told": ["support_ended", "told"],
    "asked_and_used": ["asked_method", "method"],
    "stage_and_reason": ["stage", "reason"],
    "stage_and_early": ["stage", "early"],
    "abuse_and_mg6dar": ["domestic_abuse", "mg6dar"],
    **{f"stage_and_{other}": ["stage", other] for other in ("result", "acknowledged", "decided")},
    **{f"qualifying_and_{other}": ["scheme", other] for other in ("told_of_right", "review")},
}
# What each table of parts is read from.
READ_BY = {parts_of(code): read for code, read in READ_FROM.items()}
# The rows of a quarter, by row set.
Rows = Mapping[str, pl.DataFrame]


def coverage_of(work: VictimSummary, areas: Iterable[str]) -> Coverage:
    """The available periods and areas where only victims are counted."""
    quarters = [Period(each.first, each.last) for each in work.quarters]
    years = [Period(each.first, each.last) for each in work.years]
    turning = quarters[len(quarters) // 2].first if quarters else None
    return Coverage(work.as_at, quarters, years, [], [], sorted(areas), turning)


def every_question(coverage: Coverage, kinds: Iterable[str]) -> list[Query]:
    """Every query about victims of these row sets: each split, area and choice of months."""
    firsts, lasts = ([f"{each[end]:%Y-%m}" for each in coverage.quarters] for end in (0, 1))
    asked = (
        {"measure": quantity.code, "by": by, "by2": by2, "from": first, "to": last} | place
        for quantity in QUANTITIES.values()
        if quantity.family == Family.VICTIMS and kind_of(quantity) in kinds
        for by in (None, *first_splits(quantity))
        for by2 in (None, *(second_splits(quantity, by) if by else ()))
        for place in places_of(coverage)
        for first in firsts
        for last in lasts
        if first <= last
    )
    questions = [found.query for each in asked if not (found := settle(each, coverage)).refused]
    named = {
        (each.quantity.code, each.splits, each.periods, each.grain, each.areas): each
        for each in questions
    }
    return [*named.values()]


def places_of(coverage: Coverage) -> Iterator[dict[str, str]]:
    """All areas, each of them, and every two of them counted as one."""
    yield {}
    yield from ({"area": area} for area in coverage.areas)
    yield from ({"with": ";".join(pair)} for pair in combinations(coverage.areas, 2))


def kind_of(quantity: Quantity) -> str:
    """The row set that a quantity is counted from."""
    read = SHARES.get(quantity.code) or MEDIANS.get(quantity.code)
    return read.row_set if read else quantity.rows


def narrowed(
    summary: VictimSummary,
    rows: Sequence[Rows],
    kinds: Iterable[str],
    answering: Answering | None = None,
    same: Same | None = None,
) -> list[At]:
    """The withheld counts of the one year of ``summary`` that the attacker narrows to under four
    values.

    ``rows``: of each of its quarters. ``answering``: returns the cells of a query; where null, the
    attacker has everything that may be shown, without queries. ``same``: as in ``oracles_years``;
    where null, the categories that have the same cases in every quarter.
    """
    [year], found = summary.years, []
    for kind in kinds:
        of = [each[kind] for each in rows]
        asked = every_question(coverage_of(summary, {*pl.concat(of)["area"], NOT_RECORDED}), [kind])
        found += oracles_years.narrowed(
            year.protected_counts[kind],
            [each.protected_counts[kind] for each in summary.quarters],
            of,
            oracles_quarters.dimensions_of(of[0], kind),
            also=[*everything_read(asked, summary, of, answering)] if answering else (),
            same=same or oracles_quarters.always_the_same(pl.concat(of)),
        )
    return found


def by_meaning(rows: pl.DataFrame, names: list[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    """The categories with the same cases, among dimensions about the same facts only.

    The attacker does not know that two others happen to have the same cases in one area.
    """
    for name, word, other, found in oracles_quarters.same_cases(rows, names):
        if spoken_of(name) & spoken_of(other):
            yield name, word, other, found


def spoken_of(name: str) -> set[str]:
    """The facts that a count table is about: itself, and the dimensions it is crossed from."""
    if read := READ_BY.get(name):
        return {name} | spoken_of(read.dimension)
    return {name, *CROSSED.get(name, ()), *name.split(oracles_quarters.AND)}


def everything_read(
    asked: Iterable[Query],
    summary: VictimSummary,
    rows: Sequence[pl.DataFrame],
    answering: Answering,
) -> set[Read]:
    """Everything read in all results, and in every two comparable results of a quantity."""
    there = cells_there(rows)
    by_place: dict[object, set[Read]] = {}
    for query in asked:
        for cell in answering(query):
            for place, read in read_off(query, cell, summary, there):
                by_place.setdefault(place, set()).add(read)
    found = set().union(*by_place.values())
    pairs = (pair for of_place in by_place.values() for pair in combinations(of_place, 2))
    return found | {difference(one, other) for one, other in pairs}


def cells_there(rows: Sequence[pl.DataFrame]) -> Callable[[At], bool]:
    """Whether a category has cases in a quarter or in the year: only these have counts."""
    whole = pl.concat(rows)
    words = {
        (when, name, word)
        for when, of in (*enumerate(rows), (YEAR, whole))
        for name in of.columns
        if of.schema[name] == pl.String
        for word in of[name].unique()
    }
    areas = {*whole["area"].drop_nulls(), None}

    def is_there(at: At) -> bool:
        when, (name, area, word) = at
        is_word = word is None or (when, name, word) in words
        return is_word and area in areas and (word is not None or has_cases(when))

    def has_cases(when: When) -> bool:
        return when == YEAR or rows[int(when)].height > 0

    return is_there


def read_off(
    query: Query, cell: Cell, summary: VictimSummary, is_there: Callable[[At], bool]
) -> Iterator[tuple[object, Read]]:
    """The numbers of a cell, each with its place in the table, the same in all results."""
    if cell.is_withheld:
        return
    areas = areas_of(query, cell)
    for count_table, words, number in numbers_of(query, cell):
        places = {
            (when, (count_table if word is not None else None, area, word))
            for area in areas
            for when in times_of(cell.period, area, summary)
            for word in words
        }
        counted = frozenset((at, 1) for at in places if is_there(at))
        assert counted or not number, "Cases are said that are not there."
        if counted:
            yield (count_table, words, areas), Read(counted, number)


def areas_of(query: Query, cell: Cell) -> tuple[str | None, ...]:
    """The areas that a cell is of; null for all of them together."""
    if cell.area == " + ".join(query.together):
        return query.together
    return (cell.area,) if cell.area else query.areas or (None,)


def numbers_of(
    query: Query, cell: Cell
) -> Iterator[tuple[str | None, tuple[str | None, ...], int]]:
    """The content of a cell: the count table, the categories that are added up, and their sum."""
    quantity = query.quantity
    if quantity.kind == MeasureKind.COUNT:
        count_table, word = cube_and_word(quantity.rows, query.dimensions, cell.words)
        yield count_table, (word,), int(cell.value or 0)
        return
    count_table = parts_of(quantity.code)
    if quantity.kind == MeasureKind.MEDIAN:
        yield count_table, ("met",), shown(cell.of)
    else:
        yield count_table, ("met",), shown(cell.met)
        yield count_table, ("met", "not met"), shown(cell.of)


def shown(number: int | None) -> int:
    """A number of a cell that is not withheld. Errors: ValueError where it has none."""
    if number is None:
        raise ValueError("A cell that is not withheld has no number.")
    return number


def cube_and_word(
    kind: str, dimensions: Sequence[str], words: Sequence[str]
) -> tuple[str | None, str | None]:
    """The allowed count table of these dimensions, and its category, in either order."""
    if not dimensions:
        return None, None
    if len(dimensions) == 1:
        return dimensions[0], words[0]
    [(count_table, is_turned)] = [
        (count_table, of != [*dimensions])
        for count_table, of in CROSSED.items()
        if count_table in ALLOWED_TABLES[kind].crossed and {*of} == {*dimensions}
    ]
    return count_table, "; ".join(reversed(words) if is_turned else words)


def times_of(period: Period, area: str | None, summary: VictimSummary) -> Iterator[When]:
    """The places of the quarters in a period, or of the year for an area."""
    if area is not None:
        yield YEAR
        return
    for place, quarter in enumerate(summary.quarters):
        if period.first <= quarter.first and quarter.last <= period.last:
            yield place


def difference(one: Read, other: Read) -> Read:
    """The number that two compared results reveal: the first less the second."""
    signs = dict(one.places)
    for at, _ in other.places:
        signs[at] = signs.get(at, 0) - 1
    places = frozenset((at, sign) for at, sign in signs.items() if sign)
    return Read(places, one.number - other.number)
