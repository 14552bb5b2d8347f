"""The thresholds of disclosure control, and the marks that replace a withheld number."""

import polars as pl

# Counts of 1 to 4 are withheld on the pages, of 1 to 9 in publications. Why: docs/decisions/0007.
THRESHOLD = 5
PUBLISHED_THRESHOLD = 10
PUBLISHED_STEP = 5
CONFIDENTIAL, NOT_AVAILABLE, NOT_APPLICABLE = "[c]", "[x]", "[z]"
# The smallest denominator of a rate, and number of values for a median. In a group below ten,
# "none" and "all" are withheld too.
AT_LEAST = 10


def nearest(number: pl.Expr, step: int) -> pl.Expr:
    """The multiple of ``step`` nearest to a whole number; halves go up."""
    return (number.cast(pl.Int64) + step // 2) // step * step
