"""Results for the joint action plan and for parts: exact, as at days."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import polars as pl

from data_access.vocabulary import Origin, TimeState
from metrics.day_state import DayState
from metrics.explore.cell import Cell
from metrics.explore.query import Query
from metrics.measures.measure import PlanCount

NOT_STATED = "not stated"


def plan_cells(query: Query, day_state_on: Callable[[date], DayState]) -> Iterator[Cell]:
    """Every cell of the result, by period, then category.

    ``day_state_on`` returns the state of a day.
    """
    for span in query.spans:
        day_state = day_state_on(span.last)
        counts = query.subject.measure and query.subject.measure.counts
        if isinstance(counts, PlanCount):
            number, of = counts.rows(day_state).height, counts.out_of(day_state)
            yield Cell(span, None, (), number, of, number)
        elif query.dimensions:
            for word, number in _by(day_state, query.dimensions[0]).items():
                yield Cell(span, None, (word,), None, None, number)
        else:
            yield Cell(span, None, (), None, None, day_state.actions.height)


def _by(day_state: DayState, dimension: str) -> dict[str, int]:
    column = day_state.actions.get_column(dimension).cast(pl.String).fill_null(NOT_STATED)
    numbers = dict(column.value_counts().iter_rows())
    words = _words().get(dimension) or sorted(numbers)
    return {word: numbers.get(word, 0) for word in words}


@cache
def _words() -> dict[str, list[str]]:
    return {
        "time_state": [each.value for each in TimeState],
        "origin": [each.value for each in Origin],
    }
