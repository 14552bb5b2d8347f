"""The thresholds of disclosure control, and the marks that stand in the place of a number."""

import polars as pl

# Domain, section 9: counts of 1 to 4 in the working view, of 1 to 9 in what is published.
THRESHOLD = 5
PUBLISHED_THRESHOLD = 10
PUBLISHED_STEP = 5
CONFIDENTIAL, NOT_AVAILABLE, NOT_APPLICABLE = "[c]", "[x]", "[z]"
# The least denominator of a rate, and number of values of a median: "none" and "all" of a group
# below ten are withheld too.
AT_LEAST = 10


def nearest(number: pl.Expr, step: int) -> pl.Expr:
    """The multiple of ``step`` nearest to a whole number; halves go up."""
    return (number.cast(pl.Int64) + step // 2) // step * step
