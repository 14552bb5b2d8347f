"""Dimensions: closed sets of categories that rows are counted by."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import product

import polars as pl

from metrics.cases.aggregation import AREA, NO, NOT_RECORDED, YES

# By dimension, all its categories, in display order.
Words = Mapping[str, tuple[str, ...]]

MONTH = "month"
NO_LIMIT = "no limit in force"
ANSWERS = (YES, NO, NOT_RECORDED)
BETWEEN = "; "


class Timeliness(StrEnum):
    """Whether something was done within its limit; a limit not yet passed is left out."""

    IN_TIME = "done in time"
    LATE = "done late"
    OVERDUE = "not done, limit passed"
    NO_LIMIT = "no limit in force"


def values_of(kind: type[StrEnum], *others: str) -> tuple[str, ...]:
    """The values of ``kind`` in their order, then ``others``."""
    return (*(word.value for word in kind), *others)


def first_that_holds(cases: Iterable[tuple[pl.Expr, str]], otherwise: str) -> pl.Expr:
    """The category of the first of ``cases`` whose condition is true, else ``otherwise``."""
    words = (pl.when(condition).then(pl.lit(word)) for condition, word in cases)
    return pl.coalesce(*words, pl.lit(otherwise))


def or_not_recorded(column: str) -> pl.Expr:
    """The column, with "not recorded" for null."""
    return pl.col(column).fill_null(NOT_RECORDED)


def yes_or_no(condition: pl.Expr) -> pl.Expr:
    """ "yes" or "no"; "not recorded" for null."""
    return first_that_holds([(condition, YES), (~condition, NO)], NOT_RECORDED)


def timeliness(done_on: str, limit_on: pl.Expr) -> pl.Expr:
    """The ``Timeliness`` of an event due by ``limit_on``, a day that has passed."""
    return first_that_holds(
        [
            (limit_on.is_null(), Timeliness.NO_LIMIT),
            (pl.col(done_on) > limit_on, Timeliness.LATE),
            (pl.col(done_on).is_not_null(), Timeliness.IN_TIME),
        ],
        Timeliness.OVERDUE,
    )


def crossed(one: str, other: str) -> pl.Expr:
    """The categories of two dimensions as one, such as "police; told late"."""
    return pl.concat_str(one, other, separator=BETWEEN)


def crossed_words(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """Every pair of categories of two dimensions, as ``crossed`` writes them."""
    return tuple(BETWEEN.join(pair) for pair in product(one, other))


def placed(day: str) -> dict[str, pl.Expr]:
    """The columns area and month (its first day) of the date ``day``.

    Nulls: no area is "not recorded"; without a day the month is null.
    """
    return {AREA: or_not_recorded(AREA), MONTH: pl.col(day).dt.truncate("1mo")}
