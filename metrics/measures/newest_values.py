"""The newest value of every measure of cases and of people, as it reads and may be shown."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import PlanClosed
from metrics.cases import staff
from metrics.cases.aggregation import only_row
from metrics.cases.case_figures import ProcessFigure, totals_of
from metrics.cases.case_summary import CaseSummary
from metrics.cases.case_tables import WITHHELD
from metrics.cases.staff_figures import people_figures
from metrics.escalations.escalation_figures import outcome_figures, past_figures
from metrics.escalations.escalation_summary import EscalationSummary
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.periods import Period
from metrics.recommendations.measure_evidence import VALUES
from metrics.text_format import counted, day_in_words, measured
from metrics.victims.share_definitions import MEDIANS, SHARES
from metrics.victims.victim_summary import Share, VictimSummary

NONE_TO_COUNT = "none to count"
# What of the work in cases each share is read from; the one day or period that it is of.
SHARES_ON_THE_DAY = {"case_plans_answered_in_target": "in_target"}
SHARES_OF_THE_PERIOD = {
    "early_advice_considered": "considered",
    "early_advice_in_time": "advice_in_time",
    "cps_decision_in_time": "decided",
    "files_accepted": "accepted",
}


class Value(NamedTuple):
    """A value in words, with when it is of. Nulls: ``met`` and ``of`` are of shares alone.

    A share that is withheld has neither.
    """

    said: str
    met: int | None = None
    of: int | None = None
    is_withheld: bool = False


def newest_values(
    work: CaseSummary, escalations: EscalationSummary, victims: VictimSummary | None
) -> pl.DataFrame:
    """A row a measure of which there is a value, in the order of the catalogue, as ``VALUES`` says.

    All three of all areas together; ``work`` and ``escalations`` of the same period. Nulls: no
    quarter is counted yet where ``victims`` is null. A measure with no sample, no year or nothing
    recorded has no row.
    """
    values: dict[str, Value] = {
        **dict(_of_cases(work)),
        **_of_figures(people_figures(work)),
        **_of_figures(past_figures(escalations)),
        **_of_figures(outcome_figures(escalations)),
        **dict(_of_samples(work)),
        **(dict(_of_victims(victims)) if victims else {}),
    }
    limits = escalations.counted.then.limits
    rows = [
        (code, as_counted(measure, limits).title, *values[code])
        for code, measure in MEASURES.items()
        if code in values
    ]
    return pl.DataFrame(rows, VALUES, orient="row")


def _of_cases(work: CaseSummary) -> Iterator[tuple[str, Value]]:
    when, over = f"as at {day_in_words(work.as_at)}", months_of(work.period)
    still_open, near = only_row(work.open)["open"], only_row(work.near_closure)
    considered, given = only_row(work.considered), only_row(work.advice_in_time)
    closed = work.closed_by_month
    administratively = closed.filter(pl.col("closed_reason") == PlanClosed.ADMIN_FINALISED)
    for code, name in SHARES_ON_THE_DAY.items():
        yield code, _share(only_row(getattr(work, name)), when)
    for code, name in SHARES_OF_THE_PERIOD.items():
        yield code, _share(only_row(getattr(work, name)), over)
    yield "meeting_before_nfa", _share(totals_of(work.meetings), over)
    yield "case_plans_open", Value(f"{counted(still_open, 'plan')}, {when}")
    yield "case_plans_near_closure", _number(near["near"] + near["past"], near["of"], when)
    yield "early_advice_neither", _number(considered["neither"], considered["of"], over)
    yield (
        "case_plans_admin_finalised",
        _number(int(administratively["plans"].sum()), int(closed["plans"].sum()), over),
    )
    yield "early_advice_days", _median(given["median_days"], given["given"], "day", over)
    for row in work.days.iter_rows(named=True):
        yield f"days_with_{row['side']}", _median(row["median"], row["files"], "day", over)


def _of_samples(work: CaseSummary) -> Iterator[tuple[str, Value]]:
    samples = work.tables["dip_sample"]
    for code, found in (
        ("contact_details", work.contact_details),
        ("review_understood", staff.review_understood(samples, work.as_at)),
        ("support_meetings_attended", staff.support_meetings(samples, work.as_at)),
    ):
        for row in found.head(1).iter_rows(named=True):
            yield code, _share(row, f"sample of {day_in_words(row['sampled_on'])}")


def _of_figures(figures: Iterable[ProcessFigure]) -> dict[str, Value]:
    return {figure.measure.code: Value(figure.said) for figure in figures}


def _of_victims(work: VictimSummary) -> Iterator[tuple[str, Value]]:
    first, last = work.chosen[0].first, work.chosen[-1].first
    over = f"quarters from {_month(first)} to {_month(last.replace(month=last.month + 2))}"
    for code in SHARES:
        yield code, _protected(work.share(code), over)
    for code in MEDIANS:
        middle, of = work.median(code)
        if of is None:
            yield code, Value(WITHHELD, is_withheld=True)
        else:
            yield code, _median(middle, of, MEASURES[code].unit.removesuffix("s"), over)


def _protected(share: Share, when: str) -> Value:
    if share.is_withheld:
        return Value(WITHHELD, is_withheld=True)
    return _share(share._asdict(), when)


def _share(figures: Mapping[str, int], when: str) -> Value:
    met, of = figures["met"], figures["of"]
    if not of:
        return Value(f"{NONE_TO_COUNT}, {when}", met, of)
    return Value(f"{met:,} of {of:,} ({_percent(met, of)}), {when}", met, of)


def _number(met: int, of: int, when: str) -> Value:
    return Value(f"{met:,} of {of:,}, {when}")


def _median(middle: float | None, of: int, unit: str, when: str) -> Value:
    if middle is None:
        return Value(f"{NONE_TO_COUNT}, {when}")
    return Value(f"{measured(middle, unit)}, median of {of:,}, {when}")


def _percent(met: int, of: int) -> str:
    """Never rounded to none or to all, where it is neither."""
    words = {"0%": "under 1%", "100%": "over 99%"} if 0 < met < of else {}
    rounded = f"{met / of:.0%}"
    return words.get(rounded, rounded)


def months_of(period: Period) -> str:
    """February 2021 to January 2022."""
    return f"{_month(period.first)} to {_month(period.last)}"


def _month(day: date) -> str:
    return f"{day:%B %Y}"
