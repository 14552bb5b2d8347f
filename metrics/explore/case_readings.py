"""How each subject of cases and escalations is counted: whole, by area, and by one thing more.

Every reading gives rows of counts, shares or medians, and never a row of a case.
"""

import polars as pl

from metrics.explore.case_counts import THINGS
from metrics.explore.case_measures import CASE_MEASURES
from metrics.explore.case_query import Asked

READINGS = {**THINGS, **CASE_MEASURES}


def read_cases(code: str, asked: Asked) -> pl.DataFrame:
    """What the subject ``code`` comes to.

    Shape: area (where asked for), word (where a dimension is), met, of, value. Nulls: a null area
    is one that is not recorded; met and of, where a count is out of nothing; the value of none.
    Errors: KeyError for a subject that is not of cases.
    """
    return READINGS[code](asked)
