"""Everything that the page of case action plans shows, up to one closed month-end."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from data_access.vocabulary import DipKind
from metrics.cases import case_plans, early_advice, referrals
from metrics.cases.aggregation import AREA, of_enough
from metrics.cases.staff import share_in_samples
from metrics.frames import Tables
from metrics.periods import Limit, Limits, Period

CLOSURE, WATCH = "admin_finalise", "admin_finalise_watch"
ADVICE_CLOSURE = "admin_finalise_advice"
CASE_LIMITS = (CLOSURE, ADVICE_CLOSURE, WATCH, "early_advice", "cps_decision")


@dataclass(frozen=True, eq=False)
class CaseSummary:
    """The work of police and CPS in cases. Immutable, so its frames are computed once.

    ``as_at``: a closed month-end. ``tables``: of one area, where one was chosen. ``limits``: in
    force on ``as_at``. Each frame has the shape of the function that computes it.
    """

    as_at: date
    period: Period
    tables: Tables
    limits: Limits
    area: str | None

    @cached_property
    def open(self) -> pl.DataFrame:
        """Open plans, and answered plans."""
        return case_plans.count_open(self._plans, self.as_at)

    @cached_property
    def open_by_age(self) -> pl.DataFrame:
        """Open plans by age band, each band by the first target."""
        return case_plans.count_open_by_age_and_target(self._plans, self.as_at)

    @cached_property
    def open_by_side(self) -> pl.DataFrame:
        """Open plans by who must act."""
        return case_plans.count_open_by_side(self._plans, self.as_at)

    @cached_property
    def in_target(self) -> pl.DataFrame:
        """Plans answered in full by the first target, out of all whose first target passed."""
        return case_plans.answered_in_target(self._plans, self.as_at)

    @cached_property
    def in_target_by_month(self) -> pl.DataFrame:
        """``in_target`` for every month of the period, with 0 of 0 where no first target passed."""
        last = self.period.last
        month = pl.date_range(self._first_month, last, "1mo", eager=True).alias("month")
        by_month = case_plans.answered_in_target_by_month(self._plans, self.as_at)
        joined = month.to_frame().join(by_month, on="month", how="left", maintain_order="left")
        return joined.with_columns(pl.col("met", "of").fill_null(0))

    @cached_property
    def near_closure(self) -> pl.DataFrame:
        """Open plans near and past administrative closure."""
        return case_plans.count_near_closure(self._plans, self.as_at, *self._closure)

    @cached_property
    def past_closure_by_age(self) -> pl.DataFrame:
        """Open plans past administrative closure, by age band."""
        return case_plans.count_past_closure_by_age(self._plans, self.as_at, self._closure[0])

    @cached_property
    def advised_near_closure(self) -> pl.DataFrame:
        """Investigations advised and not sent again, near and past administrative closure."""
        return early_advice.count_advised_near_closure(
            self.tables["investigation"],
            self.tables["referral"],
            self.tables["early_advice"],
            self.as_at,
            (self.limits[ADVICE_CLOSURE], self.limits[WATCH]),
        )

    @cached_property
    def closed_by_month(self) -> pl.DataFrame:
        """Plans closed in the months of the period, and in months not recorded."""
        closed = case_plans.count_closed_by_month(self._plans, self.as_at)
        in_period = pl.col("month").is_between(self._first_month, self.period.last)
        return closed.filter(in_period | pl.col("month").is_null())

    @cached_property
    def considered(self) -> pl.DataFrame:
        """Investigations by early advice: sought, a reason recorded, or neither."""
        events = early_advice.count_first_events(
            self.tables["investigation"],
            self.tables["referral"],
            self.tables["early_advice"],
            self.period,
            self.as_at,
        )
        return early_advice.sum_considered(events)

    @cached_property
    def advice_in_time(self) -> pl.DataFrame:
        """Early advice given in time, and how long it took; the median of ten answers or more."""
        limit = self.limits["early_advice"]
        given = early_advice.advice_in_time(
            self.tables["early_advice"], limit, self.period, self.as_at
        )
        return given.with_columns(of_enough("given", "median_days"))

    @cached_property
    def contact_details(self) -> pl.DataFrame:
        """Letters sampled, by day, and the number with contact details."""
        return share_in_samples(self.tables["dip_sample"], DipKind.CONTACT_DETAILS, self.as_at)

    @cached_property
    def accepted(self) -> pl.DataFrame:
        """Files accepted at first."""
        return referrals.files_accepted(self.tables["referral"], self.period, self.as_at)

    @cached_property
    def returned_by_reason(self) -> pl.DataFrame:
        """Files not accepted, by reason."""
        return referrals.count_returned_by_reason(self.tables["referral"], self.period, self.as_at)

    @cached_property
    def days(self) -> pl.DataFrame:
        """Days with the police and with the CPS, of ten files or more."""
        days = referrals.days_with(self.tables["referral"], self.period, self.as_at)
        return days.with_columns(of_enough("files", "lower", "median", "upper"))

    @cached_property
    def decided(self) -> pl.DataFrame:
        """Referrals decided in time."""
        limit = self.limits["cps_decision"]
        return referrals.decided_in_time(self.tables["referral"], limit, self.period, self.as_at)

    @property
    def _plans(self) -> pl.DataFrame:
        return self.tables["case_plan"]

    @property
    def _closure(self) -> tuple[Limit | None, Limit | None]:
        return self.limits[CLOSURE], self.limits[WATCH]

    @property
    def _first_month(self) -> date:
        return self.period.first.replace(day=1)


def tables_of_area(tables: Tables, area: str | None) -> Tables:
    """``tables`` with the rows of ``area``, all rows for null; tables without areas stay as they
    are.
    """
    if area is None:
        return tables
    return {
        name: rows.filter(pl.col(AREA) == area) if AREA in rows.columns else rows
        for name, rows in tables.items()
    }
