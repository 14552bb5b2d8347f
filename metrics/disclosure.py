"""Small numbers withheld, and enough others that none of them can be worked out."""

from collections.abc import Sequence

import polars as pl

from metrics.suppression.keyed import Key, cells_by_key
from metrics.suppression.secondary_suppression import find_hidden

# Domain, section 9: counts of 1 to 4 in the working view, of 1 to 9 in what is published.
THRESHOLD = 5
PUBLISHED_THRESHOLD = 10
PUBLISHED_STEP = 5
CONFIDENTIAL, NOT_AVAILABLE, NOT_APPLICABLE = "[c]", "[x]", "[z]"
# A rate needs a denominator, and a median values, of at least so many: "none" and "all" of a group
# below ten are withheld too.
AT_LEAST = 10


def protect(
    counts: pl.DataFrame, by: list[str], count: str = "count", threshold: int = THRESHOLD
) -> pl.DataFrame:
    """``counts`` with ``shown``, the number or ``[c]``, and whether it is ``suppressed``.

    For one table that stands alone. The cubes of the pages share totals, and words with the same
    cases, which keys cannot say: those come from ``suppression.period_cubes`` and ``area_cubes``.
    Whatever ties counts together, ``cells_of`` says it, and ``find_hidden`` says which are hidden.

    Counts of 1 to ``threshold`` - 1 are withheld, and enough more that a reader of everything
    shown, who knows that no count is below 0, cannot narrow a withheld one to fewer than four
    whole numbers. A count of 0 is always shown: totals are withheld before one is.
    Nulls: null in a dimension of ``by`` stands for all its values: the row is a total. A value
    without a row has no cases; a total without a row is not shown, but reckoned with.
    Shape: the same rows in the same order, their other columns kept; the fewest withheld where
    fifteen or fewer counts could be, few in larger tables.
    Errors: ValueError where a count is no whole number of 0 or more, where two rows are alike in
    ``by``, and where a total is not the sum of its parts.
    """
    numbers, keys = _numbers(counts, count), counts.select(by).rows()
    _refuse_twice(keys)
    cells = cells_by_key(dict(zip(keys, numbers, strict=True)), threshold)
    hidden = find_hidden(cells)[: len(keys)]
    return with_shown(counts, pl.Series(hidden, dtype=pl.Boolean), count)


def with_shown(counts: pl.DataFrame, suppressed: pl.Series, count: str = "count") -> pl.DataFrame:
    """``counts`` with ``suppressed`` as given, and what is ``shown`` of each."""
    number = pl.col(count).cast(pl.String)
    return counts.with_columns(suppressed=suppressed).with_columns(
        shown=pl.when("suppressed").then(pl.lit(CONFIDENTIAL)).otherwise(number)
    )


def nearest(number: pl.Expr, step: int) -> pl.Expr:
    """The multiple of ``step`` nearest to a whole number; halves go up."""
    return (number.cast(pl.Int64) + step // 2) // step * step


def _numbers(counts: pl.DataFrame, count: str) -> list[int]:
    column = counts[count]
    if not column.dtype.is_integer() and not column.is_empty():
        raise ValueError(
            f"The column {count} holds {column.dtype}, not whole numbers, so nothing was "
            "protected. Protect counts before anything is worked out from them."
        )
    numbers = column.to_list()
    wrong = [place for place, number in enumerate(numbers) if number is None or number < 0]
    if wrong:
        raise ValueError(
            f"Row {wrong[0] + 1}, column {count}: {numbers[wrong[0]]} is no number of cases, so "
            "nothing was protected. Give every row a whole number of 0 or more."
        )
    return numbers


def _refuse_twice(keys: Sequence[Key]) -> None:
    seen: set[Key] = set()
    for number, key in enumerate(keys, start=1):
        if key in seen:
            raise ValueError(
                f"Row {number} has the same dimensions as a row before it, {key}, so nothing was "
                "protected. Add the two up, or name the dimension that tells them apart."
            )
        seen.add(key)
