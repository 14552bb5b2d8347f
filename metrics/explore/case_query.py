"""What is asked of the rows of cases, and what every way of counting them shares."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from metrics.cases import early_advice, referrals
from metrics.cases.aggregation import AREA, MONTH, NOT_RECORDED, aggregate, aggregate_by
from metrics.cases.case_history import rows_as_at
from metrics.cases.case_summary import CLOSURE, WATCH
from metrics.cases.case_tables import Tables
from metrics.escalations import counts
from metrics.periods import Limit, Period


class Asked(NamedTuple):
    """What is counted: the rows and the limits, over which days, as at which, and split by what.

    ``of_actions``: escalations of joint actions, which belong to no area. ``dimension``: the one
    thing more; null for none.
    """

    tables: Tables
    limits: Mapping[str, Limit | None]
    graces: Mapping[int, Limit | None]
    of_actions: pl.DataFrame
    period: Period
    as_at: date
    by_area: bool
    dimension: str | None


Reading = Callable[[Asked], pl.DataFrame]


def as_read(
    found: pl.DataFrame, value: str, *, met: str = "", of: str = "", word: str = ""
) -> pl.DataFrame:
    """``found`` in the shape that every reading has: ``value``, and what it is met of."""
    nothing = pl.lit(None, pl.Int64)
    return found.select(
        *([AREA] if AREA in found.columns else []),
        *([pl.col(word).cast(pl.String).alias("word")] if word else []),
        met=(pl.col(met) if met else nothing).cast(pl.Int64),
        of=(pl.col(of) if of else nothing).cast(pl.Int64),
        value=pl.col(value).cast(pl.Float64),
    )


def as_share(found: pl.DataFrame) -> pl.DataFrame:
    """The same of a frame with met, of and share."""
    return as_read(found, "share", met="met", of="of")


def count_rows(
    asked: Asked, rows: pl.LazyFrame, dimension: str, words: Sequence[str | int]
) -> pl.DataFrame:
    """How many ``rows`` there are; by ``dimension``, each of ``words`` has its row, where asked."""
    number_of_rows = pl.len().cast(pl.Int64)
    if not asked.dimension:
        return as_read(aggregate(rows, asked.by_area, number=number_of_rows), "number")
    found = aggregate_by(rows, dimension, words, asked.by_area, number=number_of_rows)
    return as_read(found, "number", word=dimension)


def summed_up(asked: Asked, found: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The sums of ``columns``, of each area where they are asked for."""
    return aggregate(found, asked.by_area, **{each: pl.col(each).sum() for each in columns})


def area_column(asked: Asked) -> list[str]:
    """The column of areas, where they are asked for."""
    return [AREA] if asked.by_area else []


def ratio(one: str, other: str) -> pl.Expr:
    """One column of the other. Nulls: of none."""
    return pl.when(pl.col(other) > 0).then(pl.col(one) / pl.col(other))


def rows_in_period(asked: Asked, table: str, day: str) -> pl.LazyFrame:
    """Rows of ``table`` as known, whose ``day`` is in the period."""
    known = rows_as_at(table, asked.tables[table].lazy(), asked.as_at)
    return known.filter(asked.period.takes_in(pl.col(day)))


def closed_plans(asked: Asked) -> pl.LazyFrame:
    """Plans closed in the period; a reason that is not recorded is a word of its own."""
    closed = rows_in_period(asked, "case_plan", "closed_on")
    return closed.with_columns(pl.col("closed_reason").cast(pl.String).fill_null(NOT_RECORDED))


def closure_limits(asked: Asked) -> tuple[Limit | None, Limit | None]:
    """The limit of administrative closure, and that of the watch before it."""
    return asked.limits[CLOSURE], asked.limits[WATCH]


def first_events(asked: Asked) -> pl.DataFrame:
    """Investigations whose first police outcome or referral is in the period, of whole months.

    All months are counted at once, and kept, since a trend asks for dozens of periods.
    """
    every = early_advice.count_every_first_event(
        asked.tables["investigation"],
        asked.tables["referral"],
        asked.tables["early_advice"],
        asked.as_at,
    )
    return every.filter(asked.period.takes_in(pl.col(MONTH)))


def meetings(asked: Asked) -> pl.DataFrame:
    """Decisions to take no further action, by who decided, and how many had a meeting before.

    As first events, of whole months.
    """
    every = referrals.count_every_decision(
        asked.tables["investigation"],
        asked.tables["referral"],
        asked.limits["meeting_before_nfa"],
        asked.as_at,
    )
    in_period = every.filter(asked.period.takes_in(pl.col(MONTH)))
    return referrals.sum_meetings(in_period, by_area=asked.by_area)


def every_escalation(asked: Asked) -> pl.DataFrame:
    """Escalations in cases, and of joint actions where no area is asked for."""
    of_actions = asked.of_actions.clear() if asked.by_area else asked.of_actions
    return counts.together(of_actions, asked.tables["case_escalation"], asked.as_at)


def raised_in_period(asked: Asked) -> pl.DataFrame:
    """Those of them raised in the period."""
    return every_escalation(asked).filter(asked.period.takes_in(pl.col("raised_on")))
