"""A query of the rows of cases, and the steps that several measures share."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from metrics.cases import early_advice
from metrics.cases.aggregation import (
    AREA,
    MONTH,
    NOT_RECORDED,
    aggregate,
    aggregate_by,
    of_enough,
)
from metrics.cases.case_history import rows_as_at
from metrics.cases.case_summary import ADVICE_CLOSURE, CLOSURE, WATCH
from metrics.escalations import counts
from metrics.frames import Tables
from metrics.periods import Limit, Limits, Period
from metrics.victims.categorical import BETWEEN, crossed, crossed_words


class CaseQuery(NamedTuple):
    """Rows and limits to count over ``period``, as at ``as_at``, by area and by ``dimension``.

    ``dimension``: null for none. ``is_newest``: for the figure of a page rather than of a chosen
    period, so that a measure counted on a day, in a sample or by year uses the newest, whatever the
    period. ``with_undated``: includes plans that were closed on a day not recorded.
    """

    tables: Tables
    limits: Limits
    graces: Mapping[int, Limit | None]
    period: Period
    as_at: date
    by_area: bool = False
    dimension: str | None = None
    is_newest: bool = False
    with_undated: bool = False


CountCases = Callable[[CaseQuery], pl.DataFrame]


def count_frame(
    figures: pl.DataFrame,
    value: str,
    *,
    met: str = "",
    of: str = "",
    left_out: Sequence[str] = (),
    word: str = "",
) -> pl.DataFrame:
    """``figures`` in the shape of every count.

    Shape: area, word, sampled_on, sampled_in and year (where ``figures`` has them), met, of, value,
    left_out (a list of counts). Nulls: met and of where no column is named.
    """
    nothing = pl.lit(None, pl.Int64)
    when = [name for name in (AREA, "sampled_on", "sampled_in", "year") if name in figures.columns]
    numbers = [pl.col(name).cast(pl.Int64) for name in left_out]
    return figures.select(
        *when,
        *([pl.col(word).cast(pl.String).alias("word")] if word else []),
        met=(pl.col(met) if met else nothing).cast(pl.Int64),
        of=(pl.col(of) if of else nothing).cast(pl.Int64),
        value=pl.col(value).cast(pl.Float64),
        left_out=pl.concat_list(numbers) if numbers else pl.lit([], pl.List(pl.Int64)),
    )


def share_frame(figures: pl.DataFrame, *left_out: str) -> pl.DataFrame:
    """``count_frame`` of a frame with met, of and share."""
    return count_frame(figures, "share", met="met", of="of", left_out=left_out)


def median_frame(
    figures: pl.DataFrame, value: str, *, of: str, left_out: Sequence[str] = ()
) -> pl.DataFrame:
    """``count_frame`` of medians. Nulls: the value too where it is of fewer than ten numbers."""
    enough = figures.with_columns(of_enough(of, value))
    return count_frame(enough, value, of=of, left_out=left_out)


def count_rows(
    query: CaseQuery, rows: pl.LazyFrame, dimension: str, words: Sequence[str | int]
) -> pl.DataFrame:
    """The number of ``rows``; for a query by ``dimension``, each of its ``words`` has a row."""
    number_of_rows = pl.len().cast(pl.Int64)
    if not query.dimension:
        return count_frame(aggregate(rows, query.by_area, number=number_of_rows), "number")
    figures = aggregate_by(rows, dimension, words, query.by_area, number=number_of_rows)
    return count_frame(figures, "number", word=dimension)


def crossed_dimension(dimensions: Sequence[str]) -> str | None:
    """The name of two dimensions that are counted as one; of one, its own; null for none."""
    return BETWEEN.join(dimensions) or None


def count_crossed(
    query: CaseQuery, rows: pl.LazyFrame, words: Mapping[str, Sequence[str | int]]
) -> pl.DataFrame:
    """The number of ``rows`` by the two dimensions of the query, counted as one.

    ``words``: by dimension, every category; a row with another is not counted.
    """
    one, other = (query.dimension or "").split(BETWEEN)
    both = rows.with_columns(pl.col(one, other).cast(pl.String))
    pairs = crossed_words(map(str, words[one]), map(str, words[other]))
    return count_rows(query, both.with_columns(word=crossed(one, other)), "word", pairs)


def sum_columns(query: CaseQuery, figures: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The sums of ``columns``, by area where the query asks for areas."""
    return aggregate(figures, query.by_area, **{each: pl.col(each).sum() for each in columns})


def area_column(query: CaseQuery) -> list[str]:
    """The column of areas, where the query asks for areas."""
    return [AREA] if query.by_area else []


def ratio(one: str, other: str) -> pl.Expr:
    """One column divided by the other. Nulls: null where the divisor is 0."""
    return pl.when(pl.col(other) > 0).then(pl.col(one) / pl.col(other))


def rows_in_period(query: CaseQuery, table: str, day: str) -> pl.LazyFrame:
    """Rows of ``table`` as at the query's day, whose ``day`` is in the period."""
    rows = rows_as_at(table, query.tables[table].lazy(), query.as_at)
    return rows.filter(query.period.takes_in(pl.col(day)))


def closed_plans(query: CaseQuery) -> pl.LazyFrame:
    """Plans closed in the period; "not recorded" is a category of their reasons."""
    rows = rows_as_at("case_plan", query.tables["case_plan"].lazy(), query.as_at)
    in_period = query.period.takes_in(pl.col("closed_on"))
    is_undated = pl.col("closed_on").is_null() & pl.col("closed_reason").is_not_null()
    closed = rows.filter(in_period | is_undated if query.with_undated else in_period)
    return closed.with_columns(pl.col("closed_reason").cast(pl.String).fill_null(NOT_RECORDED))


def closure_limits(query: CaseQuery) -> tuple[Limit | None, Limit | None]:
    """The limit of administrative closure, and that of the watch before it."""
    return query.limits[CLOSURE], query.limits[WATCH]


def advice_closure_limits(query: CaseQuery) -> tuple[Limit | None, Limit | None]:
    """The limit of administrative closure after early advice, and that of the watch before it."""
    return query.limits[ADVICE_CLOSURE], query.limits[WATCH]


def first_events_of_query(query: CaseQuery) -> pl.DataFrame:
    """Investigations whose first police outcome or referral is in the period (of whole months)."""
    tables = query.tables["investigation"], query.tables["referral"], query.tables["early_advice"]
    if query.is_newest:
        return early_advice.count_first_events(*tables, query.period, query.as_at)
    # A trend asks for dozens of periods, so all months are counted at once and cached.
    every = early_advice.count_first_events(*tables, Period(date.min, query.as_at), query.as_at)
    return every.filter(query.period.takes_in(pl.col(MONTH)))


def every_escalation(query: CaseQuery) -> pl.DataFrame:
    """Escalations in cases."""
    return counts.escalations_in_cases(query.tables["case_escalation"], query.as_at)


def raised_in_period(query: CaseQuery) -> pl.DataFrame:
    """Every escalation raised in the period."""
    return every_escalation(query).filter(query.period.takes_in(pl.col("raised_on")))
