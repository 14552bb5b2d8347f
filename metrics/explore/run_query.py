"""Runs a query: returns its cells, from the one source that each family may be read from."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import Origin, TimeState
from metrics.cases.aggregation import NOT_RECORDED, is_withheld_median
from metrics.day_state import DayState
from metrics.explore.quantity import AREA, Quantity
from metrics.explore.query import Cell, Coverage, Query
from metrics.explore.victim_measures import CROSSED_DIMENSION
from metrics.frames import Row
from metrics.measures.case_query import crossed_dimension
from metrics.measures.measure import Family, MeasureKind, PlanCount
from metrics.memoize import memoize
from metrics.periods import Period
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.categorical import BETWEEN
from metrics.victims.counted_period import CountedPeriod
from metrics.victims.share_parts import READ_FROM
from metrics.victims.victim_summary import VictimSummary

PER_HUNDRED = 100


def add_areas(kind: MeasureKind, each_area: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The cells of all areas added up, place by place; withheld where that of one area is.

    ``each_area``: the cells of each area alone. Errors: ValueError for medians.
    """
    by_place: dict[tuple[object, ...], list[Cell]] = {}
    for cell in (cell for cells in each_area for cell in cells):
        by_place.setdefault((cell.period, cell.words), []).append(cell)
    return [add_cells(kind, cells) for cells in by_place.values()]


def add_cells(kind: MeasureKind, cells: Sequence[Cell]) -> Cell:
    """The sum of ``cells``, at the place of the first. Errors: ValueError for medians.

    Nulls: a count is null where that of one of the cells was never sent; the value of a share or
    rate where it is of none.
    """
    if kind == MeasureKind.MEDIAN:
        raise ValueError("The median of several areas cannot be worked out from their own medians.")
    first = cells[0]
    if any(cell.is_withheld for cell in cells):
        return first._replace(met=None, of=None, value=None, is_withheld=True)
    met, of = _sum([cell.met for cell in cells]), _sum([cell.of for cell in cells])
    if kind == MeasureKind.COUNT:
        numbers = [cell.value for cell in cells if cell.value is not None]
        if len(numbers) < len(cells):
            return first._replace(met=None, of=None, value=None)
        return first._replace(met=met, of=of, value=sum(numbers))
    units = PER_HUNDRED if kind == MeasureKind.RATE else 1
    return first._replace(met=met, of=of, value=units * (met or 0) / of if of else None)


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


CellCounts = Mapping[tuple[str, ...], int | None]


def victim_cells(query: Query, summary: VictimSummary) -> Iterator[Cell]:
    """Every cell of the result, by period, area and category. ``summary``: of every quarter."""
    for span in query.spans:
        within = summary_within(summary, span)
        for area in _areas(query, within):
            # Of all areas, every quarter of the span counts; of one, every year.
            quarters = len(within.quarters) if area is None else None
            yield from _cells(query, within.of(area, quarters), span)


@memoize
def summary_within(summary: VictimSummary, span: Period) -> VictimSummary:
    """``summary`` limited to the quarters and years that lie wholly in ``span``."""
    return replace(
        summary,
        quarters=tuple(each for each in summary.quarters if _lies_in(each, span)),
        rolling=tuple(each for each in summary.rolling if _lies_in(each, span)),
        area=None,
        span=None,
    )


def _lies_in(counted: CountedPeriod, span: Period) -> bool:
    return span.first <= counted.first and counted.last <= span.last


def _areas(query: Query, summary: VictimSummary) -> Sequence[str | None]:
    if AREA not in query.splits:
        return [query.area]
    kind = _rows_of(query.quantity)
    return sorted(set().union(*(year.areas[kind] for year in summary.years)))


def _cells(query: Query, summary: VictimSummary, span: Period) -> Iterator[Cell]:
    quantity = query.quantity
    shown_area = summary.area if AREA in query.splits else None
    if quantity.kind == MeasureKind.SHARE:
        share = summary.share(quantity.code)
        yield Cell(span, shown_area, (), share.met, share.of, share.share, share.is_withheld)
    elif quantity.kind == MeasureKind.MEDIAN:
        middle, of = summary.median(quantity.code)
        yield Cell(span, shown_area, (), None, of, middle, of is None)
    else:
        for words, number in _counts(query, summary).items():
            yield Cell(span, shown_area, words, None, None, number, number is None)


def _counts(query: Query, summary: VictimSummary) -> CellCounts:
    kind, dimensions = query.quantity.rows, query.dimensions
    if not dimensions:
        return {(): summary.how_many(kind, ALLOWED_TABLES[kind].dimensions[0])}
    if len(dimensions) == 1:
        counts = summary.counts(kind, dimensions[0])
        return {(word,): number for word, number in counts.items()}
    one, other = dimensions
    is_turned = (kind, one, other) not in CROSSED_DIMENSION
    crossed = CROSSED_DIMENSION[(kind, other, one) if is_turned else (kind, one, other)]
    pairs = {
        tuple(word.split(BETWEEN)): number for word, number in summary.counts(kind, crossed).items()
    }
    return {pair[::-1]: number for pair, number in pairs.items()} if is_turned else pairs


def _rows_of(quantity: Quantity) -> str:
    return quantity.rows or READ_FROM[quantity.code].row_set


NOT_STATED = "not stated"


class Sources(NamedTuple):
    """The sources that results are read from.

    ``victims``: the summary of every quarter counted by the day; null where there is none.
    ``cases``: counts one quantity in a period, by area or not, and by one dimension or none, as
    ``case_counts.count_cases``. ``day_state_on``: the state of a day. ``areas``: the areas of the
    force, each of which has a row, even where nothing was counted.
    """

    victims: VictimSummary | None
    cases: Callable[[str, Period, bool, str | None], pl.DataFrame]
    day_state_on: Callable[[date], DayState]
    areas: Sequence[str] = ()


def run_query(query: Query, sources: Sources) -> list[Cell]:
    """Every cell of the result, by period, area and category; none where no period is counted.

    A count of cases without rows is 0; a share or median of nothing, and a number of people that
    nobody sent, are null.
    """
    if query.together:
        return [*_with_areas_together(query, sources)]
    if query.quantity.family == Family.CASES:
        return [*_of_cases(query, sources)]
    if query.quantity.family == Family.PLAN:
        return [*_plan_cells(query, sources.day_state_on)]
    return [*victim_cells(query, sources.victims)] if sources.victims else []


def _with_areas_together(query: Query, sources: Sources) -> Iterator[Cell]:
    """The cells of the areas counted as one, and of every other area where areas are split."""
    of_one = tuple(each for each in query.splits if each != AREA)
    each_alone = [
        run_query(replace(query, splits=of_one, area=area, together=()), sources)
        for area in query.together
    ]
    added = add_areas(query.quantity.kind, each_alone)
    if AREA not in query.splits:
        yield from added
        return
    name = " + ".join(query.together)
    others = run_query(replace(query, together=()), sources)
    by_period: dict[Period, list[Cell]] = {}
    for cell in (*(each._replace(area=name) for each in added), *others):
        if cell.area not in query.together:
            by_period.setdefault(cell.period, []).append(cell)
    for span in query.spans:
        yield from by_period.get(span, [])


def overall_share(query: Query, cells: Sequence[Cell], sources: Sources) -> float | None:
    """The share of all areas together in the same time; null where withheld or without cases.

    The share of victims is protected by itself. That of cases is computed from the areas, and so
    leaves out joint actions.
    """
    if query.quantity.family == Family.VICTIMS:
        [cell] = run_query(replace(query, splits=(), area=None, together=()), sources)
        return cell.value
    met, of = (sum(number or 0 for number in numbers) for numbers in _met_of(cells))
    return met / of if of else None


def _met_of(cells: Sequence[Cell]) -> tuple[list[int | None], list[int | None]]:
    return [cell.met for cell in cells], [cell.of for cell in cells]


def counted_at(query: Query, sources: Sources, coverage: Coverage) -> date:
    """The day that the result is as at; the day of the page where no period is counted."""
    if not query.periods:
        return coverage.day
    if query.quantity.family == Family.VICTIMS and sources.victims:
        span = Period(query.periods[0].first, query.periods[-1].last)
        within = summary_within(sources.victims, span)
        counted = within.years if query.is_of_areas else within.quarters
        return max(each.counted_at for each in counted)
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
            if _is_withheld(query, row):
                yield Cell(span, shown, words, None, None, None, is_withheld=True)
            else:
                yield Cell(span, shown, words, row["met"], row["of"], row["value"])


def _is_withheld(query: Query, row: Row) -> bool:
    """Whether a count of people, or a median of too few, is missing because it is withheld."""
    if query.quantity.kind == MeasureKind.MEDIAN:
        return is_withheld_median(row["value"], row["of"])
    return row["value"] is None and bool({*query.dimensions} & {*query.quantity.of_people})


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
