"""What was escalated, what came of it, and which delays should have been escalated and were not?"""

from metrics.cases.case_figures import area_text
from metrics.cases.month_ends import last_closed, last_closed_text
from metrics.escalations import escalation_figures
from metrics.escalations.escalation_summary import count_ladders, ladders_text
from metrics.periods import days_text
from ui.elements import layout, prose
from ui.elements.tables import folded_table, table
from ui.page import figures, page_view, provenance, room
from ui.page.filters import AREA, MONTHS, PERIOD
from ui.rows import escalations as rows
from ui.rows.plan import escalation_rows

# Read
view = page_view.header("Escalations", AREA, PERIOD)
provenance.stop_if_empty(view)
area, months = view.chosen[AREA.key], MONTHS[view.in_full[PERIOD.key]]
summary = view.state.escalation_summary(view.day, area, months)
last = last_closed(view.state.tables["closed_month"], view.day)
span = days_text(summary.counted.period)

# Draw
if room.draws():
    prose.lead(escalation_figures.escalations_text(summary))
    of_actions = escalation_figures.of_actions_text(summary)
    prose.caption(f"{last_closed_text(last)} {area_text(area)} {of_actions}")
if room.draws():
    with layout.side_by_side("numbers"):
        figures.panel(
            "past",
            "Past the escalation point, no escalation recorded; and open",
            escalation_figures.past_figures(summary),
            view,
        )
        outcome = escalation_figures.outcome_figures(summary)
        figures.panel("outcome", f"Raised {span}", outcome, view)
levels = count_ladders(summary)
if levels and room.draws():
    with layout.section("levels", ladders_text(levels)):
        ladder = rows.ladder_count_rows(levels)
        table(
            ladder,
            key="levels",
            alt="What was raised at each level, and what was not",
            wide=ladder.columns[0],
            numbers=rows.COUNT_COLUMNS,
        )
        prose.caption(f"Raised {span}. {escalation_figures.not_raised_text(summary)}")
room.stop_if_shown()
with layout.section("actions", "Joint actions that should have been escalated"):
    past = rows.past_rows(summary.past_actions)
    table(
        past,
        key="actions",
        alt="Joint actions past the escalation point with no escalation recorded",
        wide="Action",
        a_page=rows.FIRST_SCREEN,
        download=figures.download(view, "past-escalation-point", view.day, None),
    )
    prose.nothing_if_empty(
        past, "No joint action is past the escalation point with no escalation recorded."
    )
with layout.section("review", "Summary to read out"):
    prose.bullets(summary.counted.review)
with layout.section("ladders", "Escalation levels"):
    prose.words(escalation_figures.not_verified(summary))
    ladders = rows.ladder_rows(summary.ladders)
    folded_table("Every level, of every side", ladders, "ladders", alt="The levels of every side")
with layout.section("route", "Formal and informal"):
    prose.caption(f"Raised {span}, here and below. Working days are from raising to resolving.")
    with layout.side_by_side("routes", "2-1"):
        routes = rows.outcome_rows(summary.counted.by("route"), "route", "Route")
        table(routes, key="route", alt="By route", numbers=rows.COUNT_COLUMNS)
        if summary.counted.has_cases:
            rates = rows.rate_rows(summary.counted.rate)
            table(rates, key="rate", alt="In cases per 100 referrals", numbers=rows.RATE_COLUMNS)
with layout.section("rung", "By level"):
    rungs = rows.outcome_rows(summary.counted.by("rung"), "rung", "Level")
    table(rungs, key="rung", alt="By level", numbers=rows.COUNT_COLUMNS)
with layout.section("more", "By side, subject and reason"):
    sides = rows.outcome_rows(summary.counted.by("side"), "side", "Raised by")
    folded_table("By who raised them", sides, "side", alt="By side", numbers=rows.COUNT_COLUMNS)
    subjects = rows.outcome_rows(summary.counted.by("about"), "about", "About")
    folded_table(
        "By what they are about", subjects, "about", alt="By subject", numbers=rows.COUNT_COLUMNS
    )
    reasons = rows.outcome_rows(summary.counted.by("reason"), "reason", "Reason")
    folded_table(
        "Why joint actions were escalated",
        reasons,
        "reason",
        alt="By reason",
        wide="Reason",
        numbers=rows.COUNT_COLUMNS,
    )
    prose.nothing_if_empty(reasons, "No joint action was escalated in this period.")
    folded_table(
        f"Each escalation of a joint action: {summary.of_actions.height}",
        escalation_rows(summary.of_actions),
        "each",
        alt="Escalations of joint actions",
    )
    prose.nothing_if_empty(summary.of_actions, "No escalation of a joint action is recorded.")
page_view.copy_link(view)
provenance.source(view, "Source: what was recorded on the plan; what the force and the CPS sent.")
