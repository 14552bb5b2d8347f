"""Somebody who asks Explore every question there is about victims, and adds up what he reads.

He knows which counts a figure is made of: 3 of 10 says two numbers, and two answers side by side
say a third. ``oracles_years`` then works out what that leaves of what is withheld.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.explore.allowed_dimensions import first_splits, second_splits
from metrics.explore.measure_spec import Subject
from metrics.explore.query import Cell, Held, Query, settle
from metrics.explore.registry import SUBJECTS
from metrics.measures.measure import Family, MeasureKind
from metrics.periods import Period
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.share_parts import MEDIANS, SHARES
from metrics.victims.victim_summary import VictimSummary
from tests import oracles_quarters, oracles_years
from tests.oracles_quarters import Same
from tests.oracles_years import YEAR, At, Read, When

Answering = Callable[[Query], Sequence[Cell]]
# What the two words of each pair say, in their order.
CROSSED = {
    "decided_by_and_told": ["decided_by", "told"],
    "support_ended_and_told": ["support_ended", "told"],
    "asked_and_used": ["asked_method", "method"],
    "stage_and_reason": ["stage", "reason"],
    "stage_and_early": ["stage", "early"],
    "abuse_and_mg6dar": ["domestic_abuse", "mg6dar"],
    **{
        f"scheme_and_{other}": ["scheme", other]
        for other in ("result", "acknowledged", "decided", "told_of_right", "review")
    },
}
# By kind, the rows of a quarter.
Rows = Mapping[str, pl.DataFrame]


def held_of(work: VictimSummary, areas: Iterable[str]) -> Held:
    """What there is to choose from where nothing but victims is counted."""
    quarters = [Period(each.first, each.last) for each in work.quarters]
    years = [Period(each.first, each.last) for each in work.years]
    return Held(work.as_at, quarters, years, [], [], sorted(areas))


def every_question(held: Held, kinds: Iterable[str]) -> list[Query]:
    """Every question about victims of these kinds: each split, area and choice of months."""
    firsts, lasts = ([f"{each[end]:%Y-%m}" for each in held.quarters] for end in (0, 1))
    asked = (
        {"measure": subject.code, "by": by, "by2": by2, "area": area, "from": first, "to": last}
        for subject in SUBJECTS.values()
        if subject.family == Family.VICTIMS and kind_of(subject) in kinds
        for by in (None, *first_splits(subject))
        for by2 in (None, *(second_splits(subject, by) if by else ()))
        for area in (None, *held.areas)
        for first in firsts
        for last in lasts
        if first <= last
    )
    questions = [found.query for each in asked if not (found := settle(each, held)).refused]
    named = {
        (each.subject.code, each.splits, each.periods, each.grain, each.area): each
        for each in questions
    }
    return [*named.values()]


def kind_of(subject: Subject) -> str:
    """The kind of row that a subject is counted from."""
    read = SHARES.get(subject.code) or MEDIANS.get(subject.code)
    return read.row_set if read else subject.rows


def narrowed(
    work: VictimSummary,
    rows: Sequence[Rows],
    kinds: Iterable[str],
    answering: Answering | None = None,
    same: Same | None = None,
) -> list[At]:
    """The withheld counts of the one year of ``work`` that he brings to fewer than four numbers.

    ``rows``: of each of its quarters. ``answering``: gives the cells of a question; null where he
    asks nothing, and has all that may be shown. ``same``: as ``oracles_years`` has it.
    """
    [year], found = work.years, []
    for kind in kinds:
        of = [each[kind] for each in rows]
        asked = every_question(held_of(work, {*pl.concat(of)["area"], NOT_RECORDED}), [kind])
        found += oracles_years.narrowed(
            year.protected_counts[kind],
            [each.protected_counts[kind] for each in work.quarters],
            of,
            oracles_quarters.dimensions_of(of[0], kind),
            also=[*everything_read(asked, work, of, answering)] if answering else (),
            same=same,
        )
    return found


def by_meaning(rows: pl.DataFrame, names: list[str]) -> Iterator[tuple[str, str, str, list[str]]]:
    """Which words have the same cases, of dimensions that speak of the same alone.

    That two others happen to have the same cases in one area, he does not know.
    """
    for name, word, other, found in oracles_quarters.same_cases(rows, names):
        if spoken_of(name) & spoken_of(other):
            yield name, word, other, found


def spoken_of(name: str) -> set[str]:
    """What a count_table speaks of: itself, and the dimensions that it is made of."""
    code = name.removeprefix("parts of ")
    if read := SHARES.get(code) or MEDIANS.get(code) if code != name else None:
        return {name} | spoken_of(read.dimension)
    return {name, *CROSSED.get(name, ()), *name.split(oracles_quarters.AND)}


def everything_read(
    asked: Iterable[Query],
    work: VictimSummary,
    rows: Sequence[pl.DataFrame],
    answering: Answering,
) -> set[Read]:
    """What is read in all answers, and in each two answers of the same that stand side by side."""
    there = cells_there(rows)
    by_place: dict[object, set[Read]] = {}
    for query in asked:
        for cell in answering(query):
            for place, read in read_off(query, cell, work, there):
                by_place.setdefault(place, set()).add(read)
    found = set().union(*by_place.values())
    pairs = (pair for of_place in by_place.values() for pair in combinations(of_place, 2))
    return found | {difference(one, other) for one, other in pairs}


def cells_there(rows: Sequence[pl.DataFrame]) -> Callable[[At], bool]:
    """Whether there are cases of a word in a quarter or in the year: of the others he knows."""
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
    query: Query, cell: Cell, work: VictimSummary, is_there: Callable[[At], bool]
) -> Iterator[tuple[object, Read]]:
    """The numbers of a cell, each with the place in its table, which is the same in others."""
    if cell.is_withheld:
        return
    area = cell.area or query.area
    for count_table, words, number in numbers_of(query, cell):
        places = {
            (when, (count_table if word is not None else None, area, word))
            for when in times_of(cell.period, area, work)
            for word in words
        }
        counted = frozenset((at, 1) for at in places if is_there(at))
        assert counted or not number, "Cases are said that are not there."
        if counted:
            yield (count_table, words, area), Read(counted, number)


def numbers_of(
    query: Query, cell: Cell
) -> Iterator[tuple[str | None, tuple[str | None, ...], int]]:
    """What a cell says: the count_table, the words that are added up, and what they come to."""
    subject = query.subject
    if subject.kind == MeasureKind.COUNT:
        count_table, word = cube_and_word(subject.rows, query.dimensions, cell.words)
        yield count_table, (word,), int(cell.value or 0)
        return
    count_table = f"parts of {subject.code}"
    assert cell.of is not None
    if subject.kind == MeasureKind.MEDIAN:
        yield count_table, ("met",), cell.of
    else:
        assert cell.met is not None
        yield count_table, ("met",), cell.met
        yield count_table, ("met", "not met"), cell.of


def cube_and_word(
    kind: str, dimensions: Sequence[str], words: Sequence[str]
) -> tuple[str | None, str | None]:
    """The listed count_table of these dimensions, and its word, whichever way round it has them."""
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


def times_of(period: Period, area: str | None, work: VictimSummary) -> Iterator[When]:
    """The places of the quarters in a period; where it is of an area, the year."""
    if area is not None:
        yield YEAR
        return
    for place, quarter in enumerate(work.quarters):
        if period.first <= quarter.first and quarter.last <= period.last:
            yield place


def difference(one: Read, other: Read) -> Read:
    """What two answers side by side say: the one less the other."""
    signs = dict(one.places)
    for at, _ in other.places:
        signs[at] = signs.get(at, 0) - 1
    places = frozenset((at, sign) for at, sign in signs.items() if sign)
    return Read(places, one.number - other.number)
