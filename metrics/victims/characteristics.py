"""Protected characteristics of victims: only whether each was asked about, never what it is."""

from datetime import date

import polars as pl

from data_access.vocabulary import AskedAs, Characteristic
from metrics.cases.case_history import rows_as_at
from metrics.cases.case_tables import Tables
from metrics.victims.categorical import Words, placed, values_of

WORDS: Words = {each.column: values_of(AskedAs) for each in Characteristic}
DIMENSIONS = tuple(WORDS)


def characteristics(tables: Tables, as_at: date) -> pl.DataFrame:
    """A row for each investigation reported by ``as_at``, by the month of the report.

    Each characteristic is a dimension of its own, so that every count is of people. What an
    officer perceived, or a system filled in by itself, comes in as "not recorded".
    Shape: area, month, every dimension of ``WORDS``.
    """
    known = rows_as_at("investigation", tables["investigation"], as_at)
    return known.select(**placed("reported_on"), **{name: pl.col(name) for name in DIMENSIONS})
