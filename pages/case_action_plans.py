"""How many are open, how old, answered by when, and what became of advice, files and decisions?"""

import streamlit as st

from charts.registry import Chart
from metrics.cases import case_figures, case_plans
from metrics.cases.month_ends import last_closed_text
from metrics.measures.catalogue import MEASURES
from metrics.periods import days_text
from metrics.releases.people import PeopleSummary
from metrics.text_format import capitalised, day_text
from metrics.victims import victim_figures
from ui.elements import contents, layout, prose
from ui.elements.tables import folded_table, table
from ui.page import figures, page_view, provenance, room, victim_page
from ui.page.charts import chart
from ui.page.filters import AREA, MONTHS, PERIOD
from ui.page.page_view import PageView
from ui.rows import cases as rows

MEETING = "meeting_before_nfa"
REVIEW_AHEAD = "case_plans_review_ahead"
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


# Read
view = page_view.header("Case action plans", AREA, PERIOD)
provenance.stop_if_empty(view)
area, months = view.chosen[AREA.key], MONTHS[view.in_full[PERIOD.key]]
summary = figures.stop_if_none_closed(view, view.state.case_summary(view.day, area, months))
span = days_text(summary.period)
people = view.state.people(view.day, area, None)

# Draw
victim_page.say_if_not_stored(view)
if room.draws():
    prose.lead(figures.why_not(view, "case_plans_open") or summary.text)
    prose.caption(f"{last_closed_text(summary.as_at)} {case_figures.area_text(area)}")
if room.draws():
    with layout.side_by_side("numbers"):
        figures.panel(
            "plans", f"On {day_text(summary.as_at)}", case_figures.case_plan_figures(summary), view
        )
        met = [victim_figures.dated_figure(people, MEETING)] if people else []
        figures.panel("period", span, [*case_figures.period_figures(summary), *met], view)
with layout.side_by_side("age", "3-2"):
    # For one area, work is split by one dimension at a time.
    by_target = area is None and not figures.why_not(view, "case_plans_answered_in_target")
    if room.draws():
        heading = case_plans.open_ages_text(summary.open_by_age, by_target=by_target)
        with layout.section("age", heading):
            if figures.is_available(view, "case_plans_open"):
                ages = rows.age_rows(summary.open_by_age, by_target=by_target)
                table(ages, key="age", alt="Open plans by age", numbers=rows.OPEN_COLUMNS)
    # On a telephone the chart below comes before what else is asked.
    contents.end_pictures()
    if not room.is_shown():
        with layout.section("asked", "Days, files and letters"):
            prose.bullets_of_markdown(case_figures.also_asked(summary))
if room.draws():
    with layout.section("target", "Answered in full by the first target"):
        if figures.is_available(view, "case_plans_answered_in_target"):
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
            if not room.is_shown():
                download = figures.download(view, "answered-in-target", summary.as_at, area)
                answered = rows.month_rows(by_month)
                folded_table(
                    "Answered, month by month",
                    answered,
                    "target",
                    alt="By month",
                    numbers=rows.ANSWERED_COLUMNS,
                    download=download,
                )
room.stop_if_shown()
with layout.side_by_side("side"):
    with layout.section("side", "Open plans by who must act"):
        sides = rows.side_must_act_rows(summary.open_by_side)
        if not_said := figures.why_not_counted(view, "Who must act", *MUST_ACT):
            prose.words(not_said)
        else:
            table(sides, key="side", alt="Open plans by who must act", numbers=rows.OPEN_COLUMNS)
        if figures.is_available(view, REVIEW_AHEAD):
            prose.words(case_figures.review_text(summary))
    with layout.section("closure", "Near or past administrative closure"):
        near = (
            ""
            if figures.why_not(view, "case_plans_near_closure")
            else f"{case_figures.closure_text(summary)} "
        )
        prose.caption(f"{near}{case_figures.CLOSED_IS_NO_DECISION}")
        if figures.is_available(view, "early_advice_near_closure"):
            prose.markdown(case_figures.advised_text(summary, near))
with layout.section("closed", "How plans were closed"):
    has_closed = figures.is_available(view, "case_plans_admin_finalised")
    closed = rows.closed_rows(summary.closed_by_month)
    if closed.height:
        prose.words(rows.closed_text(summary.closed_by_month))
    download = figures.download(view, "closed", summary.as_at, area)
    closings = rows.CLOSED.values()
    folded_table(
        "Closed, month by month",
        closed,
        "closed",
        alt="By month and reason",
        numbers=closings,
        download=download,
    )
    if has_closed:
        prose.nothing_if_empty(closed, "No plan was closed in this period.")
    prose.caption(case_figures.NEVER_NFA)
with layout.section("advice", "Early advice"):
    with layout.side_by_side("advice"):
        considered = rows.considered_rows(summary.considered)
        if figures.is_available(view, "early_advice_considered"):
            table(
                considered,
                key="advice",
                alt="Early advice, neither first",
                numbers=rows.SHARE_COLUMNS,
            )
            with st.container():
                alt, columns = "Why advice was not sought", ("Not sought because", "Cases")
                _draw_released(view, people, "why", alt, columns)
    if not figures.why_not(view, "early_advice_considered"):
        prose.words(case_figures.advice_text(summary))
with layout.side_by_side("nfa"):
    with layout.section("meeting", "A meeting before NFA"):
        if figures.is_available(view, MEETING):
            columns = ("Before the decision", "Decisions")
            _draw_released(view, people, "meeting", "Meetings before NFA", columns, MEETING)
            if people:
                alt, heading = "Decisions with a meeting before them", "With a meeting of both"
                victim_page.by_period(view, people, {MEETING: heading}, key="meetings", alt=alt)
                prose.caption(people.measure(MEASURES[MEETING]).caveat)
    with layout.section("letters", "Contact details in letters"):
        table(rows.sample_rows(summary.contact_details), key="letters", alt="Newest samples")
        prose.nothing_if_empty(summary.contact_details, "No letters have been sampled.")
with layout.side_by_side("files"):
    with layout.section("files", "Why files came back"):
        returned = rows.dimension_rows(
            summary.returned_by_reason, "return_reason", "Reason", "files"
        )
        if figures.is_available(view, "files_accepted"):
            table(returned, key="files", alt="Files not accepted, by reason", numbers=("Files",))
            prose.caption(case_figures.acceptance_text(summary))
    with layout.section("days", "Days with the police and with the CPS"):
        if figures.available(view, ("days_with_police", "days_with_cps")):
            days = rows.days_rows(summary.days)
            table(days, key="days", alt="Days with each side")
        if figures.is_available(view, "cps_decision_in_time"):
            prose.words(case_figures.decisions_text(summary))
if area is None:
    with layout.section("areas", "By area"):
        areas = rows.area_rows(summary.by_area)
        if figures.is_available(view, "case_plans_answered_in_target"):
            folded_table("Each area", areas, "areas", alt="Plans by area", numbers=rows.OF_AREA)
else:
    layout.keep_place()
prose.caption(victim_figures.ROUNDED)
page_view.copy_link(view)
provenance.source(view, victim_page.SENT, victim_figures.ONCE, as_at=summary.as_at)
