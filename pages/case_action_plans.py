"""How many are open, how old, answered by when, and what became of advice, files and decisions?"""

from functools import partial

import streamlit as st

from charts.registry import Chart
from metrics.cases import case_figures
from metrics.cases.case_summary import CaseSummary
from metrics.cases.month_ends import last_closed_text
from metrics.finding import Finding
from metrics.measures.catalogue import MEASURES
from metrics.periods import days_text
from metrics.releases.people import PeopleSummary
from metrics.text_format import capitalised, day_text
from metrics.victims import victim_figures
from ui.elements import layout, prose
from ui.elements.tables import table
from ui.page import figures, findings, page_view, provenance, room, victim_page
from ui.page.charts import chart
from ui.page.filters import AREA, MONTHS, PERIOD
from ui.page.page_view import PageView
from ui.rows import cases as rows

OPEN = "case_plans_open"
MEETING = "meeting_before_nfa"
# Columns of a count that is no measure.
MUST_ACT = ("case_plan.must_act",)


def _draw_released(
    view: PageView,
    people: PeopleSummary | None,
    name: str,
    alt: str,
    columns: tuple[str, str],
    code: str = "",
) -> None:
    """Draw a released table under its ``alt``, after the share ``code`` that is read from it.

    ``columns``: the headings of its groups and of their numbers.
    """
    if people is None:
        prose.words(f"{alt}: {victim_figures.NOT_RELEASED}.")
        return
    if code:
        prose.words(victim_figures.measure_text(people, code))
    elif not people.area and (seen := people.seen(name)):
        # The page is of other months.
        prose.caption(f"{capitalised(victim_figures.extent_text(seen))}:")
    heading, counted = columns
    victim_page.released_table(
        view, people, name, key=name, alt=alt, heading=heading, counted=counted
    )


def _draw_figures(view: PageView, summary: CaseSummary, people: PeopleSummary | None) -> None:
    met = [victim_figures.dated_figure(people, MEETING)] if people else []
    with layout.side_by_side("numbers"):
        of_plans = case_figures.case_plan_figures(summary)
        figures.panel("plans", f"On {day_text(summary.as_at)}", of_plans, view)
        of_period = [*case_figures.period_figures(summary), *met]
        figures.panel("period", days_text(summary.period), of_period, view)


def _draw_open(view: PageView, summary: CaseSummary) -> None:
    """Draw open plans by age and by who must act."""
    if figures.is_available(view, OPEN):
        # For one area, work is split by one dimension at a time.
        not_of_area = summary.area is None
        by_target = not_of_area and not figures.why_not(view, "case_plans_answered_in_target")
        ages = rows.age_rows(summary.open_by_age, by_target=by_target)
        table(ages, key="age", alt="Open plans by age", numbers=rows.OPEN_COLUMNS)
    if not_said := figures.why_not_counted(view, "Who must act", *MUST_ACT):
        prose.words(not_said)
    else:
        sides = rows.side_must_act_rows(summary.open_by_side)
        table(sides, key="side", alt="Open plans by who must act", numbers=rows.OPEN_COLUMNS)
    if figures.is_available(view, "case_plans_review_ahead"):
        prose.words(case_figures.review_text(summary))


def _draw_closure(view: PageView, summary: CaseSummary) -> None:
    """Draw what is near or past administrative closure, and how plans were closed."""
    is_counted = not figures.why_not(view, "case_plans_near_closure")
    near = f"{case_figures.closure_text(summary)} " if is_counted else ""
    prose.caption(f"{near}{case_figures.NEVER_NFA}")
    if figures.is_available(view, "early_advice_near_closure"):
        prose.markdown(case_figures.advised_text(summary, near))
    if not figures.is_available(view, "case_plans_admin_finalised"):
        return
    closed = rows.closed_rows(summary.closed_by_month)
    if not closed.is_empty():
        prose.words(rows.closed_text(summary.closed_by_month))
    table(
        closed,
        key="closed",
        alt="How plans were closed, by month and reason",
        numbers=rows.CLOSED.values(),
        download=figures.download(view, "closed", summary.as_at, summary.area),
        empty="No plan was closed in this period.",
    )


def _draw_answered(view: PageView, summary: CaseSummary) -> None:
    if not figures.is_available(view, "case_plans_answered_in_target"):
        return
    by_month = summary.in_target_by_month
    chart(
        rows.answered_bar_rows(by_month),
        Chart.ANSWERED_BARS,
        headline=case_figures.in_target_text(summary),
        subtitle=case_figures.in_target_subtitle(summary),
        alt=case_figures.in_target_month_by_month(summary),
        view=view,
        as_at=summary.as_at,
    )
    table(
        rows.month_rows(by_month),
        key="target",
        alt="Answered, month by month",
        numbers=rows.ANSWERED_COLUMNS,
        download=figures.download(view, "answered-in-target", summary.as_at, summary.area),
    )


def _draw_advice(view: PageView, summary: CaseSummary, people: PeopleSummary | None) -> None:
    if not figures.is_available(view, "early_advice_considered"):
        return
    considered = rows.considered_rows(summary.considered)
    table(considered, key="advice", alt="Early advice, neither first", numbers=rows.SHARE_COLUMNS)
    prose.words(case_figures.advice_text(summary))
    columns = ("Not sought because", "Cases")
    _draw_released(view, people, "why", "Why advice was not sought", columns)
    prose.caption(victim_figures.ROUNDED)


def _draw_meetings(view: PageView, people: PeopleSummary | None) -> None:
    if not figures.is_available(view, MEETING):
        return
    columns = ("Before the decision", "Decisions")
    _draw_released(view, people, "meeting", "Meetings before NFA", columns, MEETING)
    if people:
        alt, heading = "Decisions with a meeting before them", "With a meeting of both"
        victim_page.by_period(view, people, {MEETING: heading}, key="meetings", alt=alt)
        prose.caption(people.measure(MEASURES[MEETING]).caveat)
        prose.caption(victim_figures.ROUNDED)


def _draw_files(view: PageView, summary: CaseSummary) -> None:
    """Draw why files came back, their days with each side, and the letters about them."""
    if figures.is_available(view, "files_accepted"):
        returned = rows.dimension_rows(
            summary.returned_by_reason, "return_reason", "Reason", "files"
        )
        table(returned, key="files", alt="Why files came back", numbers=("Files",))
        prose.caption(case_figures.acceptance_text(summary))
    if figures.available(view, ("days_with_police", "days_with_cps")):
        days = rows.days_rows(summary.days)
        table(days, key="days", alt="Days with the police and with the CPS")
    if figures.is_available(view, "cps_decision_in_time"):
        prose.words(case_figures.decisions_text(summary))
    samples = rows.sample_rows(summary.contact_details)
    table(samples, key="letters", alt="Contact details in letters, newest samples")


# Read
view = page_view.header("Case action plans", AREA, PERIOD)
provenance.stop_if_empty(view)
area, months = view.chosen[AREA.key], MONTHS[view.in_full[PERIOD.key]]
summary = view.state.case_summary(view.day, area, months)
if summary is None:
    findings.draw_finding(Finding("No case action plan is counted here yet"))
    st.info(provenance.leading_to_data(last_closed_text(None)))
    page_view.copy_link(view)
    room.stop()
people = view.state.people(view.day, area, None)

# Draw
victim_page.say_if_not_stored(view)
not_counted = figures.why_not(view, OPEN)
findings.draw_finding(
    Finding(not_counted) if not_counted else case_figures.case_plans_finding(summary)
)
room.stop_if_shown()
prose.caption(f"{last_closed_text(summary.as_at)} {case_figures.area_text(area)}")
FOLDS = {
    "The six figures": partial(_draw_figures, view, summary, people),
    "Open plans by age and side": partial(_draw_open, view, summary),
    "Administrative closure, and how plans closed": partial(_draw_closure, view, summary),
    "Answered by the first target": partial(_draw_answered, view, summary),
    "Early advice": partial(_draw_advice, view, summary, people),
    "A meeting before NFA": partial(_draw_meetings, view, people),
    "Days, files and letters": partial(_draw_files, view, summary),
}
with layout.section("rest", "More about case action plans"):
    for label, draw in FOLDS.items():
        with layout.fold(label, draw.func.__name__.removeprefix("_draw_")) as is_open:
            if is_open:
                draw()
page_view.copy_link(view)
provenance.source(view, victim_page.SENT, victim_figures.ONCE, as_at=summary.as_at)
