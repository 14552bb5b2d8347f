"""When what victims met is counted, and what all measures of it share."""

from functools import partial

from metrics.measures.measure import Measure
from metrics.measures.process import SHARE

ONCE = (
    "each quarter is counted once, as known at the month-end after it; a year of one area is four "
    "of them"
)
IN_QUARTERS = f"counted over a period, by the day named: {ONCE}"
COHORT = f"a cohort, by the quarter of the report: {ONCE}"

# Of victims and outcomes, so that it is read from protected counts alone.
share_of_victims = partial(Measure, basis=IN_QUARTERS, unit=SHARE, protected=True)
