"""Several measures beside each other: the same splits, periods and areas for each of them."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from metrics.explore.quantity import LABELS, PERIOD
from metrics.explore.query import BY, BY2, FROM, KEYS, MEASURE, SEVERAL, Cell, Coverage, Query
from metrics.explore.query_text import title_of
from metrics.explore.registry import QUANTITIES
from metrics.explore.run_query import Sources, run_query
from metrics.explore.subtotals import CellPlace, place_of, subtotals
from metrics.explore.valid_query import Refusal, settle
from metrics.periods import Limits
from metrics.text_format import capitalised, listed

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
        elif why := _why_not_beside(code, values, coverage):
            refused.append(Refusal(ALSO, code, why))
        else:
            queries[code] = settle(_asked_of(code, values), coverage).query
    return Beside([*queries.values()], SEVERAL.join(queries) or None, refused)


def beside_choices_refused(
    query: Query, values: Mapping[str, str], coverage: Coverage
) -> Mapping[str, str]:
    """The reason why each other measure cannot stand beside the query, by code; empty if it can."""
    return {
        code: _why_not_beside(code, values, coverage) or ""
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


def _why_not_beside(code: str, values: Mapping[str, str], coverage: Coverage) -> str | None:
    refused = settle(_asked_of(code, values), coverage).refused
    if not refused:
        return None
    [first, *_] = refused
    given = _split_labels().get(first.given) or listed(first.given.split(SEVERAL))
    return f"cannot stand beside it: {given} {first.why}"


@cache
def _split_labels() -> Mapping[str, str]:
    """The label of every dimension of every quantity, by its key."""
    quantities = reversed(QUANTITIES.values())
    return {key: label for each in quantities for key, label in each.dimensions.items()} | LABELS


def _asked_of(code: str, values: Mapping[str, str]) -> dict[str, str | None]:
    """The same address for another measure; on a day only the end of its months counts."""
    asked = {MEASURE: code, **{key: values.get(key) for key in SHARED}}
    is_of_one_day = QUANTITIES[code].on_the_day and values.get(BY) != PERIOD != values.get(BY2)
    return {**asked, FROM: None} if is_of_one_day else asked
