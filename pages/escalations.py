"""What was escalated, what came of it, and which delays should have been escalated and were not?"""

from metrics.briefing_findings import MOST_LEVELS, due_and_raised
from metrics.cases.case_figures import area_text
from metrics.cases.month_ends import last_closed, last_closed_text
from metrics.escalations import escalation_figures
from metrics.escalations.counts import IS_RESOLVED, LEVELS
from metrics.escalations.escalation_summary import EscalationSummary
from metrics.periods import days_text
from metrics.text_format import nothing_yet
from ui.elements import layout, prose
from ui.elements.tables import folded_table, table
from ui.page import figures, findings, page_view, provenance, room
from ui.page.filters import AREA, MONTHS, PERIOD
from ui.page.page_view import PageView
from ui.rows import escalations as rows
from ui.rows import plan_exceptions
from ui.rows.plan import escalation_rows

DIMENSIONS = (
    ("By level", "rung", "Level"),
    ("By who raised them", "side", "Raised by"),
    ("By what they are about", "about", "About"),
)


def _draw_figures(view: PageView, summary: EscalationSummary) -> None:
    with layout.fold("The figures", "figures") as is_open:
        if not is_open:
            return
        heading = "Past the escalation point, not raised to the level due; and open"
        with layout.side_by_side("numbers"):
            figures.panel("past", heading, escalation_figures.past_figures(summary), view)
            if counts := summary.counted:
                outcome = escalation_figures.outcome_figures(counts)
                figures.panel("outcome", f"Raised {days_text(counts.period)}", outcome, view)


def _draw_in_cases(summary: EscalationSummary) -> None:
    """Draw what was raised in cases, by each of its dimensions; nothing without a month-end."""
    counts = summary.counted
    if counts is None or counts.raised.is_empty():
        return
    with layout.fold(f"In cases: {counts.raised.height} raised", "cases") as is_open:
        if not is_open:
            return
        prose.caption(
            f"Raised {days_text(counts.period)}. Working days are from raising to resolving."
        )
        for title, dimension, heading in (("By route", "route", "Route"), *DIMENSIONS):
            by = rows.outcome_rows(counts.by(dimension), dimension, heading)
            table(by, key=dimension, alt=title, numbers=rows.COUNT_COLUMNS)
        rates = rows.rate_rows(counts.rate)
        table(rates, key="rate", alt="In cases per 100 referrals", numbers=rows.RATE_COLUMNS)


def _draw_levels(view: PageView) -> None:
    time_limits = view.state.tables["time_limit"]
    with layout.fold("Escalation levels", "ladders") as is_open:
        if is_open:
            prose.words(escalation_figures.not_verified(view.day_state))
            of_cases = rows.ladder_rows(time_limits, view.day)
            table(of_cases, key="ladders", alt="The levels of cases")
            of_actions = rows.action_ladder_rows(time_limits, view.day)
            table(of_actions, key="own", alt="The levels of joint actions")


# Read
view = page_view.header("Escalations", AREA, PERIOD)
provenance.stop_if_empty(view)
area, months = view.chosen[AREA.key], MONTHS[view.in_full[PERIOD.key]]
summary = view.state.escalation_summary(view.day, area, months)
past = plan_exceptions.past_point_rows(view.day_state)
still_open = summary.of_actions.filter(~IS_RESOLVED).height

# Draw
at_most = MOST_LEVELS if room.is_shown() else len(LEVELS)
findings.draw_finding(due_and_raised(summary, at_most))
room.stop_if_shown()
last = last_closed(view.state.tables["closed_month"], view.day)
whose = f" {area_text(area)}" if summary.counted else ""
prose.caption(f"{last_closed_text(last)}{whose}")
with layout.section("rest", "More about escalations"):
    folded_table(
        f"Joint actions to be escalated: {past.height}",
        past,
        "actions",
        alt="Joint actions past the escalation point and not raised to the level due",
        wide="Action",
        download=figures.download(view, "past-escalation-point", view.day, None),
    )
    _draw_figures(view, summary)
    folded_table(
        f"Each escalation of a joint action: {summary.of_actions.height}, {still_open} open",
        escalation_rows(summary.of_actions),
        "each",
        alt="Escalations of joint actions",
    )
    _draw_in_cases(summary)
    _draw_levels(view)
prose.caption(nothing_yet({"escalations of joint actions": summary.of_actions.height}))
page_view.copy_link(view)
provenance.source(view, "Source: the plan, and what the force and the CPS sent.")
