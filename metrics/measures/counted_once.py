"""When what victims met is counted, said once for all measures of it."""

ONCE = (
    "each quarter is counted once, as known at the month-end after it; a year of one area is four "
    "of them"
)
IN_QUARTERS = f"counted over a period, by the day named: {ONCE}"
COHORT = f"a cohort, by the quarter of the report: {ONCE}"
