"""The basis of measures of victims, and the fields they share."""

from functools import partial

from metrics.measures.measure import Basis, Measure, MeasureKind, Span

ONCE = (
    "each quarter is counted once, as known at the month-end after it; a year of one area is four "
    "of them"
)
IN_QUARTERS = Basis(f"counted over a period, by the day named: {ONCE}", Span.PERIOD)
COHORT = Basis(f"a cohort, by the quarter of the report: {ONCE}", Span.PERIOD)

of_victims = partial(Measure, basis=IN_QUARTERS, kind=MeasureKind.SHARE)
