"""Several measures beside each other: the same splits, periods and areas for each of them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from metrics.explore.people import key_of
from metrics.explore.period_ranges import month_key
from metrics.explore.quantity import LABELS
from metrics.explore.query import (
    FROM,
    KEYS,
    MEASURE,
    RELEASED,
    SEVERAL,
    TO,
    Cell,
    Coverage,
    Query,
)
from metrics.explore.query_text import title_of
from metrics.explore.registry import QUANTITIES
from metrics.explore.run_query import Sources, run_query
from metrics.explore.subtotals import CellPlace, place_of, subtotals
from metrics.explore.valid_query import Refusal, settle
from metrics.measures.measure import Family
from metrics.periods import Limits
from metrics.text_format import capitalised, listed
from metrics.victims.victim_figures import months_text

ALSO = "also"
# A table of more columns does not fit beside the heading of its rows.
MOST_BESIDE = 4
SHARED = tuple(key for key in KEYS if key != MEASURE)


class QueryResult(NamedTuple):
    """A query with its cells, and its subtotals by place."""

    query: Query
    cells: Sequence[Cell]
    totals: Mapping[CellPlace, Cell]


class Beside(NamedTuple):
    """The queries of the other measures, the value of the address for them, and the refused."""

    queries: Sequence[Query]
    value: str | None
    refused: Sequence[Refusal]


def settle_beside(
    asked: str | None, query: Query, values: Mapping[str, str], coverage: Coverage
) -> Beside:
    """The other measures that ``asked`` names, each with the splits and months of ``query``.

    ``values``: the address of ``query`` with its defaults written out.
    """
    queries: dict[str, Query] = {}
    refused = []
    for code in dict.fromkeys((asked or "").split(SEVERAL)):
        if not code or code == query.quantity.code:
            continue
        if code not in QUANTITIES:
            refused.append(Refusal(ALSO, code, "is not something that can be counted here"))
        elif len(queries) == MOST_BESIDE:
            refused.append(
                Refusal(ALSO, code, f"is one too many: at most {MOST_BESIDE} can stand beside it")
            )
        elif why := _why_not_beside(code, query, values, coverage):
            refused.append(Refusal(ALSO, code, why))
        else:
            queries[code] = settle(_asked_of(code, query, values, coverage), coverage).query
    return Beside([*queries.values()], SEVERAL.join(queries) or None, refused)


def beside_choices_refused(
    query: Query, values: Mapping[str, str], coverage: Coverage
) -> Mapping[str, str]:
    """The reason why each other measure cannot stand beside the query, by code; empty if it can."""
    return {
        code: _why_not_beside(code, query, values, coverage) or ""
        for code in QUANTITIES
        if code != query.quantity.code
    }


def answered(queries: Sequence[Query], sources: Sources) -> list[QueryResult]:
    """Each query with its answer and its subtotals."""
    results = [(query, run_query(query, sources)) for query in queries]
    return [QueryResult(query, cells, subtotals(query, cells, sources)) for query, cells in results]


def titles_of(answers: Sequence[QueryResult], limits: Limits) -> list[str]:
    """The titles of the measures, which are the headings of their columns."""
    return [capitalised(title_of(each.query.quantity, limits)) for each in answers]


def places_of(answers: Sequence[QueryResult]) -> list[CellPlace]:
    """Every place that one of the measures has a figure in, in the order of the first."""
    return list(
        dict.fromkeys(place_of(each.query, cell) for each in answers for cell in each.cells)
    )


def _why_not_beside(
    code: str, query: Query, values: Mapping[str, str], coverage: Coverage
) -> str | None:
    refused = settle(_asked_of(code, query, values, coverage), coverage).refused
    if not refused:
        return None
    [first, *_] = refused
    return f"cannot stand beside it: {name_of_value(first, coverage)} {first.why}"


def name_of_value(refused: Refusal, coverage: Coverage) -> str:
    """The value that is refused in words, where it is a split or a released period."""
    periods = coverage.people.periods if coverage.people else ()
    names = {**split_labels()}
    if refused.key == RELEASED:
        names = {key_of(each): months_text(each) for each in periods}
    return names.get(refused.given) or listed(refused.given.split(SEVERAL))


@cache
def split_labels() -> Mapping[str, str]:
    """The label of every dimension of every quantity, by its key."""
    quantities = reversed(QUANTITIES.values())
    return {key: label for each in quantities for key, label in each.dimensions.items()} | LABELS


def _asked_of(
    code: str, query: Query, values: Mapping[str, str], coverage: Coverage
) -> dict[str, str | None]:
    """The same address for another measure, with its time as that measure has it.

    On a day only the end of its months counts; people have a released period of the same months.
    """
    asked = {MEASURE: code, **{key: values.get(key) for key in SHARED}}
    if query.is_by_period:
        return asked
    first, last = (
        (month_key(each) for each in (query.spans[0].first, query.spans[-1].last))
        if query.spans
        else (None, None)
    )
    if QUANTITIES[code].family != Family.VICTIMS:
        is_of_one_day = QUANTITIES[code].on_the_day
        return {**asked, RELEASED: None, FROM: None if is_of_one_day else first, TO: last}
    same = (
        key_of(each)
        for each in (coverage.people.periods if coverage.people else ())
        if (month_key(each.first), month_key(each.last)) == (first, last)
    )
    return {**asked, FROM: None, TO: None, RELEASED: next(same, f"{first} to {last}")}
