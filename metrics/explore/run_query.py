"""Runs a query: returns its cells, from the one source that each family may be read from."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import Origin, TimeState
from metrics.cases.aggregation import NOT_RECORDED, TOO_FEW, is_of_too_few
from metrics.day_state import DayState
from metrics.explore.people import period_of, row_set_of, tables_read
from metrics.explore.quantity import AREA, Quantity
from metrics.explore.query import Cell, Coverage, Query
from metrics.measures.case_query import crossed_dimension
from metrics.measures.measure import Family, MeasureKind, PlanCount
from metrics.periods import Period
from metrics.releases.people import PeopleSummary, ReleasedPeriod
from metrics.releases.tables import ALL, CROSSED, listed
from metrics.victims.categorical import BETWEEN
from metrics.victims.victim_figures import FEW

TWO = 2
NOT_RELEASED = "not released"


def people_cells(query: Query, people: PeopleSummary) -> Iterator[Cell]:
    """Every cell of the result, by period, area and category, as it was released."""
    by_span = {period_of(each): each for each in people.periods}
    for span in query.periods:
        released = by_span[span]
        areas = released.areas if AREA in query.splits else [query.area]
        for area in areas:
            shown = area if AREA in query.splits else None
            for words in product(*words_by_dimension(query)):
                yield people_cell(query, released, area, words)._replace(area=shown)


def people_cell(
    query: Query, released: ReleasedPeriod, area: str | None, words: Sequence[str | None]
) -> Cell:
    """One released number of a query. ``words``: null for all categories of a dimension.

    ``area``: null for all. A number that is not released of the place has that as its ``why``.
    """
    code, at = query.quantity.code, (period_of(released), area, tuple(word or "" for word in words))
    if query.quantity.kind == MeasureKind.MEDIAN:
        median = released.median(code, area)
        if median is not None:
            return Cell(*at, None, median.of, median.value)
    elif query.quantity.kind == MeasureKind.SHARE:
        share = released.share(code, area)
        if share is not None:
            return Cell(*at, share.met, share.of, share.value, "", share.is_nearly_all)
    else:
        for table, group in numbers_of(query, words):
            counts = released.counts(table, area)
            if counts is not None and group in counts:
                number = counts[group]
                return Cell(*at, None, None, number, FEW if number is None else "")
    return Cell(*at, None, None, None, NOT_RELEASED)


def numbers_of(query: Query, words: Sequence[str | None]) -> list[tuple[str, str]]:
    """The tables that have a count, each with its group there; null words are all of them."""
    tables, _ = listed()
    if len(words) == TWO:
        row, column = words
        if row is not None:
            table = CROSSED[query.dimensions[0], query.dimensions[1]][row]
        else:
            table = query.dimensions[1]
        if table not in tables or (column is not None and column not in tables[table].groups):
            return []
        return [(table, ALL if column is None else column)]
    if words:
        [word] = words
        return [(query.dimensions[0], ALL if word is None else word)]
    return [(table, ALL) for table in tables_read(query.quantity, ())]


def words_by_dimension(query: Query) -> list[list[str]]:
    """The categories of each dimension of a query about people, in the order of the list."""
    tables, _ = listed()
    if len(query.dimensions) == TWO:
        by_row = CROSSED[query.dimensions[0], query.dimensions[1]]
        columns = dict.fromkeys(word for table in by_row.values() for word in tables[table].groups)
        return [[*by_row], [*columns]]
    return [[*tables[each].groups] for each in query.dimensions]


NOT_STATED = "not stated"


class Sources(NamedTuple):
    """The sources that results are read from.

    ``people``: everything released by the day; null where there is nothing.
    ``cases``: counts one quantity in a period, by area or not, and by one dimension or none, as
    ``case_counts.count_cases``. ``day_state_on``: the state of a day. ``areas``: the areas of the
    force, each of which has a row, even where nothing was counted.
    """

    people: PeopleSummary | None
    cases: Callable[[str, Period, bool, str | None], pl.DataFrame]
    day_state_on: Callable[[date], DayState]
    areas: Sequence[str] = ()


def run_query(query: Query, sources: Sources) -> list[Cell]:
    """Every cell of the result, by period, area and category; none where no period is counted.

    A count of cases without rows is 0; a share or median of nothing, and a number of staff that
    nobody sent, are null.
    """
    if query.quantity.family == Family.CASES:
        return [*_of_cases(query, sources)]
    if query.quantity.family == Family.PLAN:
        return [*_plan_cells(query, sources.day_state_on)]
    return [*people_cells(query, sources.people)] if sources.people else []


def overall_share(query: Query, cells: Sequence[Cell], sources: Sources) -> float | None:
    """The share of all areas together in the same time; null where there is none.

    That of people is released by itself. That of cases is computed from the areas, and so leaves
    out joint actions.
    """
    if query.quantity.family == Family.VICTIMS:
        [cell] = run_query(replace(query, splits=(), area=None), sources)
        return cell.value
    met, of = (sum(number or 0 for number in numbers) for numbers in _met_of(cells))
    return met / of if of else None


def _met_of(cells: Sequence[Cell]) -> tuple[list[int | None], list[int | None]]:
    return [cell.met for cell in cells], [cell.of for cell in cells]


def counted_at(query: Query, sources: Sources, coverage: Coverage) -> date:
    """The day that the result is as at; the day of the page where no period is counted."""
    if not query.periods:
        return coverage.day
    if query.quantity.family == Family.VICTIMS and sources.people:
        read = [each for each in sources.people.periods if period_of(each) in query.periods]
        row_set = row_set_of(query.quantity)
        return max(
            (each.counted_at[row_set] for each in read if row_set in each.counted_at),
            default=coverage.day,
        )
    is_of_cases = query.quantity.family == Family.CASES and not query.quantity.on_the_day
    return coverage.months[-1].last if is_of_cases else query.periods[-1].last


def _of_cases(query: Query, sources: Sources) -> Iterator[Cell]:
    dimension = crossed_dimension(query.dimensions)
    by_span = {
        span: sources.cases(query.quantity.code, span, query.is_of_areas, dimension)
        for span in query.spans
    }
    cells = [cell for span, frame in by_span.items() for cell in _read(query, span, frame)]
    words = _words(query, sources, dimension) if dimension else [()]
    return _filled(query, cells, sources.areas, words)


def _words(query: Query, sources: Sources, dimension: str) -> Sequence[tuple[str, ...]]:
    """Every category of the dimension: the count of all areas together has a row for each."""
    whole = (
        sources.cases(query.quantity.code, span, False, dimension)["word"] for span in query.spans
    )
    return [*dict.fromkeys(_categories(query, word) for words in whole for word in words)]


def _categories(query: Query, word: str) -> tuple[str, ...]:
    """The category of each dimension of the query, from that of one or of a crossed one."""
    return tuple(word.split(BETWEEN)) if len(query.dimensions) > 1 else (word,)


def _read(query: Query, span: Period, frame: pl.DataFrame) -> Iterator[Cell]:
    for row in frame.iter_rows(named=True):
        area = (row[AREA] or NOT_RECORDED) if query.is_of_areas else None
        if query.area in (None, area):
            shown = area if AREA in query.splits else None
            words = _categories(query, row["word"]) if query.dimensions else ()
            is_of_few = query.quantity.kind == MeasureKind.MEDIAN and is_of_too_few(
                row["value"], row["of"]
            )
            why = TOO_FEW if is_of_few else ""
            yield Cell(span, shown, words, row["met"], row["of"], row["value"], why)


def _filled(
    query: Query,
    cells: Sequence[Cell],
    every_area: Sequence[str],
    words: Sequence[tuple[str, ...]],
) -> Iterator[Cell]:
    """All cells in order, with an empty cell for each place without a row."""
    by_place = {cell[:3]: cell for cell in cells}
    areas: list[str | None] = [None]
    if AREA in query.splits:
        every = {*every_area, *(cell.area or NOT_RECORDED for cell in cells)}
        areas = [*sorted(every - {NOT_RECORDED}), *({NOT_RECORDED} & every)]
    for place in product(query.spans, areas, words):
        yield by_place.get(place, Cell(*place, *_nothing(query.quantity)))


def _nothing(quantity: Quantity) -> tuple[int | None, int | None, float | None]:
    """Met, of and value of a cell without a row."""
    if quantity.kind != MeasureKind.COUNT:
        return None, 0, None
    # For counts of people, nobody sent a number: a 0 would say that nobody is trained.
    return None, None, None if quantity.by_year else 0


def _plan_cells(query: Query, day_state_on: Callable[[date], DayState]) -> Iterator[Cell]:
    """Every cell of the result, by period, then category.

    ``day_state_on`` returns the state of a day.
    """
    for span in query.spans:
        day_state = day_state_on(span.last)
        counts = query.quantity.measure and query.quantity.measure.counts
        if isinstance(counts, PlanCount):
            number, of = counts.rows(day_state).height, counts.out_of(day_state)
            yield Cell(span, None, (), number, of, number)
        elif query.dimensions:
            for words, number in _count_actions_by(day_state, query.dimensions).items():
                yield Cell(span, None, words, None, None, number)
        else:
            yield Cell(span, None, (), None, None, day_state.actions.height)


def _count_actions_by(day_state: DayState, dimensions: Sequence[str]) -> dict[tuple[str, ...], int]:
    columns = day_state.actions.select(pl.col(dimensions).cast(pl.String).fill_null(NOT_STATED))
    numbers = Counter(columns.iter_rows())
    words = (_closed_words().get(each) or sorted({*columns[each]}) for each in dimensions)
    return {pair: numbers[pair] for pair in product(*words)}


@cache
def _closed_words() -> dict[str, list[str]]:
    return {
        "time_state": [each.value for each in TimeState],
        "origin": [each.value for each in Origin],
    }
