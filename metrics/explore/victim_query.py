"""Results for victims and outcomes, from protected counts that may be shown, and from nothing else.

Nothing here reads a row of a case. A figure of several quarters is the sum of the shown figures of
each, so that no choice of months reveals more than the quarters do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from metrics.explore.quantity import AREA, Quantity
from metrics.explore.query import Cell, Query
from metrics.explore.victim_measures import CROSSED_DIMENSION
from metrics.measures.measure import MeasureKind
from metrics.memoize import memoize
from metrics.periods import Period
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.categorical import BETWEEN
from metrics.victims.counted_period import CountedPeriod
from metrics.victims.share_parts import READ_FROM
from metrics.victims.victim_summary import VictimSummary

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
