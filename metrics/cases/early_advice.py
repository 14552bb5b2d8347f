"""Early advice from the CPS: whether it was considered, and how long it took."""

from datetime import date

import polars as pl

from data_access.vocabulary import NotSoughtReason
from metrics.cases.aggregation import AREA, aggregate, count_where, month_of, share_of
from metrics.cases.case_history import CASE, COUNTS_FROM, rows_as_at
from metrics.cases.case_plans import NEAR, PAST, nearness
from metrics.memoize import memoize
from metrics.periods import Limit, Period, last_day_within

IS_OTHER = pl.col("reason") == NotSoughtReason.OTHER
CASES = "cases"


@memoize
def count_first_events(
    investigations: pl.DataFrame,
    referrals: pl.DataFrame,
    advice: pl.DataFrame,
    period: Period,
    as_at: date,
) -> pl.DataFrame:
    """Investigations whose first event, a police outcome or a referral, is in ``period``.

    Shape: month, area, sought, reason, as ``first_events`` gives them, and cases; in no order.
    """
    events = first_events(investigations, referrals, advice, period, as_at)
    by_month = events.group_by(month_of("event_on"), AREA, "sought", "reason")
    return by_month.agg(pl.len().cast(pl.Int64).alias(CASES)).collect()


def first_events(
    investigations: pl.DataFrame,
    referrals: pl.DataFrame,
    advice: pl.DataFrame,
    period: Period,
    as_at: date,
) -> pl.LazyFrame:
    """One row per investigation whose first event, a police outcome or referral, is in ``period``.

    Events after ``as_at`` are left out, as are investigations reported after it. ``sought``:
    whether advice had been sought by the event; a request with no day counts. ``reason``: the last
    one recorded by then; a reason with no day does not count. Nulls: ``reason`` is null where none
    was recorded. Shape: force, case_key, area, reported_on, event_on, sought, reason; in no order.
    """
    events = every_first_event(investigations, referrals, advice).lazy()
    in_period = period.takes_in(pl.col("event_on")) & (pl.col("event_on") <= as_at)
    return events.filter(in_period).remove(COUNTS_FROM["investigation"] > pl.lit(as_at))


@memoize
def every_first_event(
    investigations: pl.DataFrame, referrals: pl.DataFrame, advice: pl.DataFrame
) -> pl.DataFrame:
    """``first_events`` of all days.

    Nothing that was recorded after an event counts for it, so all periods and days share these.
    """
    first_referred = (
        referrals.lazy()
        .drop_nulls("referred_on")
        .group_by(CASE)
        .agg(first_referred_on=pl.col("referred_on").min())
    )
    cases = (
        investigations.lazy()
        .select(*CASE, AREA, "reported_on", "outcome_on")
        .join(first_referred, on=CASE, how="left")
        .with_columns(event_on=pl.min_horizontal("outcome_on", "first_referred_on"))
        .drop("outcome_on", "first_referred_on")
        .drop_nulls("event_on")
        .collect()
    )
    by_event = advice.lazy().join(cases.lazy().select(*CASE, "event_on"), on=CASE).collect().lazy()
    return (
        cases.lazy()
        .join(_sought(by_event), on=CASE, how="left")
        .join(_last_reasons(by_event), on=CASE, how="left")
        .with_columns(pl.col("sought").fill_null(value=False))
        .collect()
    )


def sum_considered(events: pl.DataFrame, *, by_area: bool = False) -> pl.DataFrame:
    """Investigations by whether early advice was considered by their first event.

    Each counts once: advice was sought, else a reason was recorded, else ``neither``; the reason
    "other" is counted separately. ``events``: as ``count_first_events`` gives them. Units:
    ``share`` is considered of all, 0 to 1. Shape: area (where asked for), neither, sought, reason,
    other, met (the last three together), of, share.
    Source: ``early_advice_neither``, ``early_advice_considered``.
    """
    sought, reason = pl.col("sought"), ~pl.col("sought") & pl.col("reason").is_not_null()
    met, of = _cases(sought | reason), _cases(pl.lit(value=True))
    return aggregate(
        events,
        by_area,
        neither=_cases(~sought & ~reason),
        sought=_cases(sought),
        reason=_cases(reason & ~IS_OTHER),
        other=_cases(reason & IS_OTHER),
        met=met,
        of=of,
        share=pl.when(of > 0).then(met / of),
    )


def advice_in_time(
    advice: pl.DataFrame, limit: Limit | None, period: Period, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """Advice requested in ``period`` and given within ``limit``, out of that whose limit has
    passed.

    ``median_days`` is over all requests answered, ``given``; the others are ``waiting``. Units:
    ``share`` is 0 to 1; the median is in calendar days. Nulls: without a limit no request counts in
    ``of``; ``share`` and ``median_days`` are null where there are no such requests. Shape: area
    (where asked for), met, of, share, median_days, given, waiting.
    Source: ``early_advice_in_time``, ``early_advice_days``.
    """
    requested_on, given_on = pl.col("requested_on"), pl.col("given_on")
    until = last_day_within(requested_on, limit) if limit else pl.lit(None, pl.Date)
    requests = rows_as_at("early_advice", advice.lazy(), as_at)
    return aggregate(
        requests.filter(period.takes_in(requested_on)).with_columns(until=until),
        by_area,
        **share_of(given_on <= pl.col("until"), pl.col("until") <= as_at),
        median_days=(given_on - requested_on).dt.total_days().median(),
        given=count_where(given_on.is_not_null()),
        waiting=count_where(given_on.is_null()),
    )


def count_advised_near_closure(
    investigations: pl.DataFrame,
    referrals: pl.DataFrame,
    advice: pl.DataFrame,
    as_at: date,
    limits: tuple[Limit | None, Limit | None],
    *,
    by_area: bool = False,
) -> pl.DataFrame:
    """Investigations advised and not sent again, near or past administrative closure.

    The other way to such a closure: the CPS gave early advice, and since that day (of several,
    the last) the police have neither sent the case nor recorded an outcome. ``limits``: after how
    many days the CPS may close it, and the watch before that day. Nulls: without the first none is
    near or past. Shape: area (where asked for), near, past, of (all that wait).
    Source: ``early_advice_near_closure``.
    """
    given_on, referred_on = pl.col("given_on"), pl.col("referred_on")
    # Only cases without an outcome are joined, before the days of each are compared.
    advised = (
        rows_as_at("investigation", investigations.lazy(), as_at)
        .filter(pl.col("outcome_code").is_null())
        .select(*CASE, AREA)
        .join(advice.lazy().filter(given_on <= as_at).select(*CASE, "given_on"), on=CASE)
        .group_by(CASE)
        .agg(pl.col(AREA).first(), given_on.max())
    )
    sent = referrals.lazy().filter(referred_on <= as_at).select(*CASE, "referred_on")
    waiting = (
        advised.join(sent, on=CASE, how="left")
        .group_by(CASE)
        .agg(pl.col(AREA).first(), given_on.first(), sent_on=referred_on.max())
        .remove(pl.col("sent_on") >= given_on)
        .with_columns(closure=nearness(given_on, as_at, *limits))
    )
    return aggregate(
        waiting,
        by_area,
        near=count_where(pl.col("closure") == NEAR),
        past=count_where(pl.col("closure") == PAST),
        of=pl.len().cast(pl.Int64),
    )


def _sought(advice_by_event: pl.LazyFrame) -> pl.LazyFrame:
    """The cases in which advice was sought by ``event_on``."""
    by_then = (pl.col("requested_on") <= pl.col("event_on")).fill_null(value=True)
    cases = advice_by_event.filter(pl.col("sought"), by_then).select(CASE).unique()
    return cases.with_columns(sought=pl.lit(value=True))


def _last_reasons(advice_by_event: pl.LazyFrame) -> pl.LazyFrame:
    """The last reason recorded by ``event_on`` for each case that has one, one row per case."""
    reasoned = advice_by_event.filter(
        pl.col("reason_on") <= pl.col("event_on"), pl.col("not_sought_reason").is_not_null()
    )
    last = reasoned.sort("reason_on", "number").unique(CASE, keep="last", maintain_order=True)
    return last.select(*CASE, reason="not_sought_reason")


def _cases(condition: pl.Expr) -> pl.Expr:
    """The sum of ``cases`` over the rows for which ``condition`` holds."""
    return pl.col(CASES).filter(condition).sum()
