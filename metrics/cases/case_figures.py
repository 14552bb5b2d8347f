"""The headline figures of the process, and further sentences about it."""

from dataclasses import dataclass

import polars as pl

from metrics.cases.aggregation import TOO_FEW, only_row
from metrics.cases.case_plans import AGE_BANDS, with_review_ahead
from metrics.cases.case_summary import CLOSURE, CaseSummary
from metrics.finding import Finding, Line, Look, Piece
from metrics.frames import Row
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure, as_counted
from metrics.memoize import memoize
from metrics.periods import Limit, days_text
from metrics.text_format import NO_NUMBER, capitalised, counted, day_text, is_or_are, measured

NO_SHARE = "none yet"


@dataclass(frozen=True)
class ProcessFigure:
    """One displayed figure: the number, its denominator, and the note beside it.

    ``shown`` is a count, a share or a length; ``said`` gives it with its denominator and its day.
    """

    measure: Measure
    shown: str
    said: str
    note: str = ""

    @property
    def beside(self) -> str:
        """The text beside the number."""
        return self.note


CLOSED_IS_NO_DECISION = "Administrative closure is not a decision."
NEVER_NFA = f"{CLOSED_IS_NO_DECISION} It is never counted as NFA."


@memoize
def case_plans_finding(summary: CaseSummary) -> Finding:
    """Open plans by age, and those past administrative closure, which nobody has closed.

    Of one area, plans are split by one thing at a time: by their age alone.
    """
    still_open, past = only_row(summary.open)["open"], only_row(summary.near_closure)["past"]
    bands = summary.open_by_age.select("age_band", "open").rows()
    past_by_band = dict(summary.past_closure_by_age.rows()) if summary.area is None else {}
    longest = max(number for _, number in bands)
    closure, (oldest, old) = summary.limits[CLOSURE], bands[-1]
    plans = counted(still_open, "open case action plan")
    if closure and past:
        headline = (
            f"{past:,} of {plans} {is_or_are(past)} so late that the CPS may close {_it(past)}"
            f"{'' if closure.verified else ', by a limit not verified'}"
        )
    else:
        none = "none past administrative closure" if closure else "no limit of closure is in force"
        headline = f"{old:,} of {plans} {is_or_are(old)} {oldest} old; {none}"
    return Finding(
        headline if still_open else "No case action plan is open",
        [
            Line(name, [piece], longest)
            for band, number in bands
            for name, piece in _pieces(capitalised(band), number, past_by_band.get(band, 0))
        ]
        if still_open
        else (),
        f"Days since issue. {_closure_text(closure)}Answered in full by the first target: "
        f"{process_share_text(only_row(summary.in_target))}.",
        ask=f"Chief Constable: by when will the {counted(past, 'plan')} be answered in full?"
        if past
        else "",
    )


def _pieces(band: str, number: int, past: int) -> list[tuple[str, Piece]]:
    """The open plans of an age: those past closure, if any, then the others."""
    if not past:
        return [(band, Piece(Look.OTHER, number, f"{number:,}"))]
    return [
        (band, Piece(Look.MISSED, past, f"{past:,} that the CPS may close")),
        (f"{band}, others", Piece(Look.OTHER, number - past, f"{number - past:,}")),
    ]


def _closure_text(closure: Limit | None) -> str:
    if closure is None:
        return ""
    return f"The CPS may close a plan {closure.text} after its target. "


def _it(number: int) -> str:
    return "it" if number == 1 else "them"


@memoize
def case_plan_figures(summary: CaseSummary) -> list[ProcessFigure]:
    """Figures of case action plans: open, answered by the first target, near or past closure."""
    still_open, in_target = only_row(summary.open), only_row(summary.in_target)
    near = only_row(summary.near_closure)
    oldest = int(summary.open_by_age.filter(pl.col("age_band") == AGE_BANDS[-1])["open"].item())
    closing = near["near"] + near["past"]
    return [
        _figure(
            summary,
            "case_plans_open",
            f"{still_open['open']:,}",
            counted(still_open["open"], "plan"),
            f"{oldest:,} {AGE_BANDS[-1]} old; {still_open['answered']:,} more answered, not closed",
        ),
        _share(
            summary,
            "case_plans_answered_in_target",
            in_target,
            f"of any year; {in_target['no_target']:,} with no first target",
        ),
        _figure(
            summary,
            "case_plans_near_closure",
            f"{closing:,}",
            f"{closing:,} of {counted(near['of'], 'open plan')}",
            f"{near['past']:,} past it",
        ),
    ]


def period_figures(summary: CaseSummary) -> list[ProcessFigure]:
    """Figures over the period: early advice neither way, and CPS decisions in time."""
    considered, decided = only_row(summary.considered), only_row(summary.decided)
    return [
        _figure(
            summary,
            "early_advice_neither",
            f"{considered['neither']:,}",
            f"{considered['neither']:,} of {counted(considered['of'], 'investigation')}",
            f"of {considered['of']:,}; sought in {considered['sought']:,}, a reason in "
            f"{considered['reason']:,}, “other” in {considered['other']:,}",
        ),
        _share(
            summary, "cps_decision_in_time", decided, f"{decided['waiting']:,} with no decision"
        ),
    ]


@memoize
def review_text(summary: CaseSummary) -> str:
    """The share of open plans with a day of review ahead, in a sentence."""
    ahead = only_row(with_review_ahead(summary.tables["case_plan"], summary.as_at))
    return f"Open plans with a day of review ahead: {process_share_text(ahead)}."


def process_share_text(figures: Row) -> str:
    """A share such as "61% (40 of 66)"; where the denominator is 0, that there are none."""
    if not figures["of"]:
        return NO_SHARE
    return f"{figures['share']:.0%} ({figures['met']:,} of {figures['of']:,})"


def area_text(area: str | None) -> str:
    """The area whose cases are counted, as text."""
    return f"Cases of {area} alone." if area else "Cases of all areas."


def closure_text(summary: CaseSummary) -> str:
    """The plans near and past closure, counted, and the limit with whether it is verified."""
    near = only_row(summary.near_closure)
    said = f"{near['near']:,} near it and {near['past']:,} past it"
    if near["no_target"]:
        are = "is" if near["no_target"] == 1 else "are"
        said += f"; {counted(near['no_target'], 'open plan')} with no target {are} in neither count"
    return f"{said}. {limit_text(summary, 'case_plans_near_closure')}"


def advised_text(summary: CaseSummary, said: str) -> str:
    """Administrative closure after early advice: advised, and not sent again; Markdown.

    The limit is left out where ``said``, the sentences before, has the same one.
    """
    found = only_row(summary.advised_near_closure)
    limit = limit_text(summary, "early_advice_near_closure")
    return (
        f"It can follow early advice too: of **{found['of']:,}** investigations advised early, and "
        f"since neither sent to the CPS nor ended, **{found['near']:,}** are near it and "
        f"**{found['past']:,}** past it.{'' if limit in said else f' {limit}'}"
    )


def limit_text(summary: CaseSummary, code: str) -> str:
    """The limit that a measure is counted with, and whether it is verified."""
    return as_counted(MEASURES[code], summary.limits).caveat


def advice_text(summary: CaseSummary) -> str:
    """The share of investigations that considered early advice, and how fast the answers came."""
    considered, given = only_row(summary.considered), only_row(summary.advice_in_time)
    took = given["median_days"]
    middle = TOO_FEW if took is None else f"median {measured(took, 'day')}"
    median = f"; {middle}, of {given['given']:,} given" if given["given"] else ""
    measure = as_counted(MEASURES["early_advice_in_time"], summary.limits)
    return (
        f"Early advice considered: {process_share_text(considered)}. "
        f"{capitalised(measure.title)}: {process_share_text(given)}{median}; "
        f"{given['waiting']:,} still waiting. {measure.caveat}"
    )


def acceptance_text(summary: CaseSummary) -> str:
    """The share of files accepted at first, and the number for which nothing is recorded."""
    accepted = only_row(summary.accepted)
    return (
        f"Files accepted at first: {process_share_text(accepted)}; for "
        f"{accepted['not_recorded']:,} nothing is recorded."
    )


def decisions_text(summary: CaseSummary) -> str:
    """The share of referrals decided in time, including returns."""
    decided = only_row(summary.decided)
    measure = as_counted(MEASURES["cps_decision_in_time"], summary.limits)
    return (
        f"{measure.title}: {process_share_text(decided)}, of which {decided['returned']:,} "
        f"returned to the police; {decided['waiting']:,} with no decision. {measure.caveat}"
    )


def in_target_subtitle(summary: CaseSummary) -> str:
    """The subtitle of the chart of plans answered by their first target."""
    return f"Plans by the month of their first target, {days_text(summary.period)}."


def in_target_text(summary: CaseSummary) -> str:
    """The headline of the chart of answers by month."""
    by_month = summary.in_target_by_month
    met, of = int(by_month["met"].sum()), int(by_month["of"].sum())
    if not of:
        return "No first target passed in this period"
    return f"{met:,} of {of:,} plans were answered in full by their first target ({met / of:.0%})"


def in_target_month_by_month(summary: CaseSummary) -> str:
    """The chart of answers by month as text, for readers who cannot see it."""
    months = [
        f"{row['month']:%B %Y}: {process_share_text(row)}"
        for row in summary.in_target_by_month.iter_rows(named=True)
    ]
    return f"Bars of plans whose first target has passed: {'; '.join(months)}."


def _share(summary: CaseSummary, code: str, figures: Row, note: str) -> ProcessFigure:
    shown = f"{figures['share']:.0%}" if figures["of"] else NO_NUMBER
    out_of = f"{figures['met']:,} of {figures['of']:,}"
    return _figure(summary, code, shown, out_of, f"{out_of}; {note}")


def _figure(summary: CaseSummary, code: str, shown: str, said: str, note: str) -> ProcessFigure:
    when = f"as at {day_text(summary.as_at)}"
    return ProcessFigure(as_counted(MEASURES[code], summary.limits), shown, f"{said}, {when}", note)
