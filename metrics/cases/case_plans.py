"""Case action plans: how many are open and how old, answered in time, near closure, closed.

Every function takes the table ``case_plan`` with its ``area``.
"""

from datetime import date
from itertools import pairwise

import polars as pl

from data_access.vocabulary import Side
from metrics.cases.aggregation import (
    NOT_RECORDED,
    aggregate,
    aggregate_by,
    count_where,
    share_of,
)
from metrics.cases.case_history import rows_as_at
from metrics.periods import Limit, last_day_within

# The last day of each age band; the final band has no end.
BAND_ENDS = (28, 56, 90)
AGE_BANDS = (
    f"0-{BAND_ENDS[0]} days",
    *(f"{end + 1}-{next_end} days" for end, next_end in pairwise(BAND_ENDS)),
    f"over {BAND_ENDS[-1]} days",
)
MUST_ACT = (Side.POLICE.value, Side.CPS.value, NOT_RECORDED)
NEAR, PAST = "near", "past"

# A reason without a day also closes a plan, on a day not recorded.
IS_CLOSED = pl.col("closed_on").is_not_null() | pl.col("closed_reason").is_not_null()
# A plan answered in full is not open: nobody has to act on it.
IS_OPEN_PLAN = ~IS_CLOSED & pl.col("answered_on").is_null()
# The current target; a file may give the first target only.
TARGET = pl.coalesce("target_on", "first_target_on")


def count_open(plans: pl.DataFrame, as_at: date, *, by_area: bool = False) -> pl.DataFrame:
    """Plans open on ``as_at``, and plans answered in full but not closed.

    Shape: area (where asked for), open, answered.
    Source: ``case_plans_open``.
    """
    return aggregate(_plans_as_at(plans, as_at), by_area, **_open())


def count_open_by_age(plans: pl.DataFrame, as_at: date, *, by_area: bool = False) -> pl.DataFrame:
    """Plans open on ``as_at`` by age band, youngest first; every band has a row.

    Units: age is days since the plan was issued. Shape: area (where asked for), age_band, open,
    answered. Source: ``case_plans_open``.
    """
    return aggregate_by(_banded(plans, as_at), "age_band", AGE_BANDS, by_area, **_open())


def count_open_by_age_and_target(plans: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """``count_open_by_age`` with open plans by their first target; every band has a row.

    A target on ``as_at`` itself is still ahead. Shape: age_band, open, answered, passed, ahead,
    no_target (of those open). Source: ``case_plans_open``.
    """
    first = pl.col("first_target_on")
    by_target = {
        "passed": count_where(IS_OPEN_PLAN & (first < as_at)),
        "ahead": count_where(IS_OPEN_PLAN & (first >= as_at)),
        "no_target": count_where(IS_OPEN_PLAN & first.is_null()),
    }
    banded = _banded(plans, as_at)
    return aggregate_by(banded, "age_band", AGE_BANDS, False, **_open(), **by_target)


def count_past_closure_by_age(
    plans: pl.DataFrame, as_at: date, closure: Limit | None
) -> pl.DataFrame:
    """Open plans past administrative closure, as ``count_near_closure`` has it, by age band.

    Shape: age_band (every one), past.
    """
    watched = _watched(plans, as_at, closure, None).with_columns(age_band=_age_band(as_at))
    past = count_where(pl.col("closure") == PAST)
    return aggregate_by(watched, "age_band", AGE_BANDS, False, past=past)


def _banded(plans: pl.DataFrame, as_at: date) -> pl.LazyFrame:
    return _plans_as_at(plans, as_at).with_columns(age_band=_age_band(as_at))


def _age_band(as_at: date) -> pl.Expr:
    age = (pl.lit(as_at) - pl.col("issued_on")).dt.total_days()
    up_to = [
        pl.when(age <= end).then(pl.lit(band))
        for end, band in zip(BAND_ENDS, AGE_BANDS[:-1], strict=True)
    ]
    return pl.coalesce(*up_to, pl.lit(AGE_BANDS[-1]))


def count_open_by_side(plans: pl.DataFrame, as_at: date, *, by_area: bool = False) -> pl.DataFrame:
    """Plans open on ``as_at`` by who must act next; every side has a row.

    Nulls: plans with no side recorded have a row of their own. Shape: area (where asked for),
    must_act, open, answered. Source: ``case_plans_open``; who must act is as in the newest file.
    """
    sided = _plans_as_at(plans, as_at).with_columns(pl.col("must_act").fill_null(NOT_RECORDED))
    return aggregate_by(sided, "must_act", MUST_ACT, by_area, **_open())


def open_by_age_and_side(plans: pl.DataFrame, as_at: date) -> pl.LazyFrame:
    """Plans open on ``as_at``, each with its ``age`` band and ``must_act``.

    Nulls: "not recorded" where no side is. Source: ``case_plans_open``.
    """
    return (
        _plans_as_at(plans, as_at)
        .filter(IS_OPEN_PLAN)
        .with_columns(_age_band(as_at).alias("age"), pl.col("must_act").fill_null(NOT_RECORDED))
    )


def answered_in_target(plans: pl.DataFrame, as_at: date, *, by_area: bool = False) -> pl.DataFrame:
    """Plans answered in full on or before their first target, out of those whose first target
    passed.

    Units: ``share`` is 0 to 1. Nulls: a plan never answered is not met; one with no first target is
    in ``no_target`` alone; ``share`` is null where no target has passed. Shape: area (where asked
    for), met, of, share, no_target. Source: ``case_plans_answered_in_target``.
    """
    rows = _plans_as_at(plans, as_at)
    no_target = count_where(pl.col("first_target_on").is_null())
    return aggregate(rows, by_area, **_in_target(as_at), no_target=no_target)


def with_review_ahead(plans: pl.DataFrame, as_at: date, *, by_area: bool = False) -> pl.DataFrame:
    """Open plans whose day of review is ``as_at`` or later, out of all open plans.

    Units: ``share`` is 0 to 1. Nulls: a plan with no day of review is not met; ``share`` is null
    where no plan is open. Shape: area (where asked for), met, of, share. Source:
    ``case_plans_review_ahead``; the day of review is as in the newest file.
    """
    figures = share_of(pl.col("review_on") >= as_at, IS_OPEN_PLAN)
    return aggregate(_plans_as_at(plans, as_at), by_area, **figures)


def answered_in_target_by_month(plans: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """``answered_in_target`` for each month in which a first target has passed, oldest first.

    Shape: month (its first day), met, of, share.
    Source: ``case_plans_answered_in_target``.
    """
    first = pl.col("first_target_on")
    passed = _plans_as_at(plans, as_at).filter(first < as_at)
    by_month = passed.group_by(month=first.dt.month_start())
    return by_month.agg(**_in_target(as_at)).sort("month").collect()


def count_near_closure(
    plans: pl.DataFrame,
    as_at: date,
    closure: Limit | None,
    watch: Limit | None,
    *,
    by_area: bool = False,
) -> pl.DataFrame:
    """Open plans that are near, or past, the day on which the CPS may close the case.

    That day is ``closure`` after the current target. A plan is near from ``watch`` (in calendar
    days) before it to the day itself, and past from the day after. Nulls: a plan with no target is
    in ``no_target`` alone; without ``closure`` none is near or past, without ``watch`` none is near
    before the day. Shape: area (where asked for), near, past, of (all open),
    no_target. Source: ``case_plans_near_closure``.
    """
    watched = _watched(plans, as_at, closure, watch)
    nearness = pl.col("closure")
    return aggregate(
        watched,
        by_area,
        near=count_where(nearness == NEAR),
        past=count_where(nearness == PAST),
        of=pl.len().cast(pl.Int64),
        no_target=count_where(TARGET.is_null()),
    )


def count_closed_by_month(plans: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Plans closed by ``as_at``, by month and reason, oldest first.

    Administrative closure is not a decision, so these plans are not counted among decisions to take
    no further action. Nulls: the month is null where the day was not recorded; "not recorded" is a
    category of ``closed_reason``. Shape: month (its first day), closed_reason, plans.
    Source: ``case_plans_admin_finalised``.
    """
    keys = ["month", "closed_reason"]
    return (
        _plans_as_at(plans, as_at)
        .filter(IS_CLOSED)
        .with_columns(
            pl.col("closed_reason").fill_null(NOT_RECORDED),
            month=pl.col("closed_on").dt.month_start(),
        )
        .group_by(keys)
        .agg(plans=pl.len().cast(pl.Int64))
        .sort(keys, nulls_last=True)
        .collect()
    )


def _plans_as_at(plans: pl.DataFrame, as_at: date) -> pl.LazyFrame:
    return rows_as_at("case_plan", plans.lazy(), as_at)


def _open() -> dict[str, pl.Expr]:
    answered = ~IS_CLOSED & pl.col("answered_on").is_not_null()
    return {"open": count_where(IS_OPEN_PLAN), "answered": count_where(answered)}


def _in_target(as_at: date) -> dict[str, pl.Expr]:
    first = pl.col("first_target_on")
    return share_of(pl.col("answered_on") <= first, first < as_at)


def _watched(
    plans: pl.DataFrame, as_at: date, closure: Limit | None, watch: Limit | None
) -> pl.LazyFrame:
    """Open plans, with ``closure``: near, past, or null for neither."""
    still_open = _plans_as_at(plans, as_at).filter(IS_OPEN_PLAN)
    return still_open.with_columns(closure=nearness(TARGET, as_at, closure, watch))


def nearness(since: pl.Expr, as_at: date, closure: Limit | None, watch: Limit | None) -> pl.Expr:
    """Near, past, or null for neither: the day ``closure`` after ``since``."""
    if closure is None:
        return pl.lit(None, pl.String)
    closes_on = last_day_within(since, closure)
    near_from = closes_on - pl.duration(days=watch.days if watch else 0)
    return pl.when(closes_on < as_at).then(pl.lit(PAST)).when(near_from <= as_at).then(pl.lit(NEAR))
