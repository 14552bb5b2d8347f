"""Closed sets of words in the place of what a row says, so that rows can be counted by them."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import product

import polars as pl

from metrics.cases.aggregation import AREA, NO, NOT_RECORDED, YES

# By dimension, every word it may bear, in the order in which a reader is told of them.
Words = Mapping[str, tuple[str, ...]]

MONTH = "month"
NO_LIMIT = "no limit in force"
ANSWERS = (YES, NO, NOT_RECORDED)
BETWEEN = "; "


class Timeliness(StrEnum):
    """How something stands that was due within a limit, once that has passed."""

    IN_TIME = "done in time"
    LATE = "done late"
    OVERDUE = "not done, limit passed"
    NO_LIMIT = "no limit in force"


def values_of(kind: type[StrEnum], *others: str) -> tuple[str, ...]:
    """The words of ``kind`` in their order, then ``others``."""
    return (*(word.value for word in kind), *others)


def first_that_holds(cases: Iterable[tuple[pl.Expr, str]], otherwise: str) -> pl.Expr:
    """The word of the first of ``cases`` whose condition holds; a null condition does not."""
    said = (pl.when(condition).then(pl.lit(word)) for condition, word in cases)
    return pl.coalesce(*said, pl.lit(otherwise))


def or_not_recorded(column: str) -> pl.Expr:
    """The word in ``column``. Nulls: "not recorded"."""
    return pl.col(column).fill_null(NOT_RECORDED)


def answer(condition: pl.Expr) -> pl.Expr:
    """yes, no, and of a null "not recorded"."""
    return first_that_holds([(condition, YES), (~condition, NO)], NOT_RECORDED)


def timeliness(done_on: str, limit_on: pl.Expr) -> pl.Expr:
    """How what was due by ``limit_on``, a day that has passed, was done."""
    return first_that_holds(
        [
            (limit_on.is_null(), Timeliness.NO_LIMIT),
            (pl.col(done_on) > limit_on, Timeliness.LATE),
            (pl.col(done_on).is_not_null(), Timeliness.IN_TIME),
        ],
        Timeliness.OVERDUE,
    )


def crossed(one: str, other: str) -> pl.Expr:
    """The words of two dimensions as one: police; told late."""
    return pl.concat_str(one, other, separator=BETWEEN)


def crossed_words(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """Every pair of words of two dimensions, as ``crossed`` writes them."""
    return tuple(BETWEEN.join(pair) for pair in product(one, other))


def placed(day: str) -> dict[str, pl.Expr]:
    """The area of a row, and the month of ``day``.

    Nulls: an area not known is "not recorded"; a day not known is of no month.
    """
    return {AREA: or_not_recorded(AREA), MONTH: pl.col(day).dt.truncate("1mo")}
