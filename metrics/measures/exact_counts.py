"""What every measure that counts no victim comes to, before any rule of showing: as numbers.

Nothing of this is for a reader's eyes: ``publishing`` says what of it may be published.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import PlanClosed
from metrics.cases import staff
from metrics.cases.aggregation import Row, only_row
from metrics.cases.case_figures import totals_of
from metrics.cases.case_summary import CaseSummary
from metrics.cases.staff_figures import OF_TRAINING
from metrics.day_state import DayState
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.headline_figures import action_figures, part_figures
from metrics.measures.newest_values import SHARES_ON_THE_DAY, months_of
from metrics.plan.plan_figures import history_figures, plan_figures
from metrics.text_format import day_in_words


class Count(NamedTuple):
    """How many a measure counts, and ``when`` in words.

    ``of``: out of how many, or of how many a median is. ``left_out``: each number that the measure
    leaves out. ``is_part``: whether those met are some of ``of``. Nulls: of a count out of nothing
    there is no ``of``; of a median nothing is met.
    """

    when: str
    met: int | None = None
    of: int | None = None
    left_out: tuple[int, ...] = ()
    is_part: bool = True
    median: float | None = None


def whole_counts(work: CaseSummary, escalations: EscalationCounts) -> dict[str, Count]:
    """By the code of a measure, what it counts; both of all areas, of one period and day.

    A measure with no sample, no year or nothing recorded is not there.
    """
    return {
        **dict(_of_day_state(escalations.then)),
        **dict(_of_plans(work)),
        **dict(_of_advice(work)),
        **dict(_of_referrals(work, int(escalations.rate["referrals"][0]))),
        **dict(_of_people(work)),
        **dict(_of_escalations(work, escalations)),
    }


def _of_day_state(day_state: DayState) -> Iterator[tuple[str, Count]]:
    """Of parts, and of joint actions."""
    figures = (
        *part_figures(day_state, None),
        *action_figures(day_state, None),
        *plan_figures(day_state),
        *history_figures(day_state),
    )
    for figure in figures:
        yield figure.measure.code, Count(_on(day_state.day), figure.value, figure.out_of)


def _of_plans(work: CaseSummary) -> Iterator[tuple[str, Count]]:
    when, near = _on(work.as_at), only_row(work.near_closure)
    yield "case_plans_open", Count(when, only_row(work.open)["open"])
    for code, name in SHARES_ON_THE_DAY.items():
        in_target = only_row(getattr(work, name))
        yield code, _share(when, in_target, in_target["no_target"])
    yield "case_plans_near_closure", Count(when, near["near"] + near["past"], near["of"])
    # Of a month that is not recorded nobody knows the period.
    closed = work.closed_by_month.filter(pl.col("month").is_not_null())
    administratively = closed.filter(pl.col("closed_reason") == PlanClosed.ADMIN_FINALISED)
    met, of = (int(plans["plans"].sum()) for plans in (administratively, closed))
    yield "case_plans_admin_finalised", Count(months_of(work.period), met, of)


def _of_advice(work: CaseSummary) -> Iterator[tuple[str, Count]]:
    over = months_of(work.period)
    considered, given = only_row(work.considered), only_row(work.advice_in_time)
    yield "early_advice_neither", Count(over, considered["neither"], considered["of"])
    yield "early_advice_considered", _share(over, considered)
    requests = given["given"] + given["waiting"]
    yield "early_advice_in_time", _share(over, given, requests - given["of"])
    yield "early_advice_days", _median(over, given["median_days"], given["given"], given["waiting"])


def _of_referrals(work: CaseSummary, referrals: int) -> Iterator[tuple[str, Count]]:
    """``referrals``: how many were made in the period."""
    over = months_of(work.period)
    accepted, decided = only_row(work.accepted), only_row(work.decided)
    yield "meeting_before_nfa", _share(over, totals_of(work.meetings))
    yield "files_accepted", _share(over, accepted, accepted["not_recorded"])
    yield "cps_decision_in_time", _share(over, decided, referrals - decided["of"])
    for row in work.days.iter_rows(named=True):
        found = _median(over, row["median"], row["files"], row["not_recorded"])
        yield f"days_with_{row['side']}", found


def _of_people(work: CaseSummary) -> Iterator[tuple[str, Count]]:
    samples = work.tables["dip_sample"]
    for code, found in (
        ("contact_details", work.contact_details),
        ("review_understood", staff.review_understood(samples, work.as_at)),
        ("support_meetings_attended", staff.support_meetings(samples, work.as_at)),
    ):
        for row in found.head(1).iter_rows(named=True):
            yield code, _share(f"sample of {day_in_words(row['sampled_on'])}", row)
    years = staff.training(work.tables["training_year"], work.as_at)
    for row in years.head(1).iter_rows(named=True):
        for code, column in OF_TRAINING.items():
            if row[column] is not None:
                yield code, _of_posts(row, column)


def _of_posts(row: Row, column: str) -> Count:
    """Out of the posts where every area gave both; more may be trained than there are posts."""
    when = f"financial year {row['year']} to {row['year'] + 1}"
    posts = None if row[f"{column}_not_recorded"] else row["posts"]
    is_part = posts is not None and row[column] <= posts
    return Count(when, row[column], posts, is_part=is_part)


def _of_escalations(
    work: CaseSummary, escalations: EscalationCounts
) -> Iterator[tuple[str, Count]]:
    when, over, totals = _on(work.as_at), months_of(work.period), escalations.totals
    still_open = escalations.every.filter(pl.col("resolved_on").is_null()).height
    decided, resolved = totals["changed"] + totals["unchanged"], totals["raised"] - totals["open"]
    in_cases, referrals = (
        int(number)
        for number in (escalations.rate["escalations"].sum(), escalations.rate["referrals"][0])
    )
    open_actions = escalations.then.actions.filter("is_open").height
    past_plans = int(escalations.past_plans["plans"].sum())
    yield "escalations_open", Count(when, still_open)
    yield (
        "escalations_changed",
        Count(over, totals["changed"], decided, (totals["withdrawn"], totals["open"])),
    )
    days = totals["median_working_days"]
    yield "escalations_days", _median(over, days, resolved, totals["open"])
    yield "escalation_rate", Count(over, in_cases, referrals, is_part=False)
    yield "past_point_actions", Count(when, escalations.past_actions.height, open_actions)
    yield "past_point_plans", Count(when, past_plans, only_row(work.open)["open"])


def _share(when: str, figures: Mapping[str, int], *left_out: int) -> Count:
    return Count(when, figures["met"], figures["of"], left_out)


def _median(when: str, middle: float | None, of: int, *left_out: int) -> Count:
    return Count(when, None, of, left_out, median=middle)


def _on(day: date) -> str:
    return f"on {day_in_words(day)}"
