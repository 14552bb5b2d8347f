"""Shares and medians of victims from whole rows, before rounding."""

from dataclasses import dataclass

import polars as pl

from metrics.cases.aggregation import aggregate_by
from metrics.releases.tables import MEDIANS, SHARES
from metrics.victims.row_sets import ROW_SETS, RowsByKind


@dataclass(frozen=True)
class MetOf:
    """``met`` of ``of`` rows."""

    met: int
    of: int


def met_of(code: str, frames: RowsByKind) -> MetOf:
    """The share ``code`` from whole rows of ``frames``, before rounding.

    Errors: KeyError for a measure that is not a share of people.
    """
    share = SHARES[code]
    counts = count_by_value(frames[share.row_set], share.row_set, share.dimension)
    by_word = dict(counts.iter_rows())
    return MetOf(
        met=sum(by_word[word] for word in share.numerator),
        of=sum(by_word[word] for word in share.denominator),
    )


def median_of(code: str, frames: RowsByKind) -> tuple[float | None, int]:
    """The median ``code`` and its number of rows, before rounding.

    Nulls: the median is null without rows. Errors: KeyError for a measure that is not a
    median of people.
    """
    median = MEDIANS[code]
    numbers = frames[median.row_set][median.column].drop_nulls()
    middle = numbers.cast(pl.Float64).median()
    return (middle if isinstance(middle, float) else None), len(numbers)


def count_by_value(rows: pl.DataFrame, row_set: str, dimension: str) -> pl.DataFrame:
    """The number of ``rows`` in each category of ``dimension``, in their order, with 0 where none.

    Shape: the dimension, count.
    """
    words = ROW_SETS[row_set].words[dimension]
    return aggregate_by(rows, dimension, words, by_area=False, count=pl.len().cast(pl.Int64))
