"""What was escalated, what came of it, and which delays should have been escalated and were not?"""

from metrics.cases.case_figures import area_text
from metrics.cases.month_ends import last_closed, last_closed_text
from metrics.escalations import escalation_figures
from metrics.escalations.escalation_summary import count_ladders, ladders_text
from metrics.escalations.pathway_review_text import pathway_review
from metrics.periods import days_text
from metrics.plan.action_lists import not_followed_up_text
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
counts, time_limits = summary.counted, view.state.tables["time_limit"]
last = last_closed(view.state.tables["closed_month"], view.day)
span = days_text(counts.period) if counts else ""

# Draw
if room.draws():
    prose.lead(escalation_figures.escalations_text(summary))
    apart = (
        f" {area_text(area)} Joint actions belong to no area; they have levels of their own and "
        "are not added to cases."
    )
    prose.caption(f"{last_closed_text(last)}{apart if counts else ''}")
if room.draws():
    with layout.side_by_side("numbers"):
        figures.panel(
            "past",
            "Past the escalation point, not raised to the level due; and open",
            escalation_figures.past_figures(summary),
            view,
        )
        if counts:
            outcome = escalation_figures.outcome_figures(counts)
            figures.panel("outcome", f"Raised {span}", outcome, view)
levels = count_ladders(counts) if counts else []
if levels and room.draws():
    with layout.section("levels", ladders_text(levels)):
        ladder = rows.ladder_count_rows(levels)
        table(
            ladder,
            key="levels",
            alt="What was raised at each level in cases, and what was not",
            wide=ladder.columns[0],
            numbers=rows.COUNT_COLUMNS,
        )
        prose.caption(
            f"Raised {span}: “Plans” about a case action plan, “All” about anything in a case. Not "
            "raised: by the end of that time."
        )
room.stop_if_shown()
with layout.section("actions", "Joint actions that should have been escalated"):
    past = rows.past_rows(summary.past_actions)
    table(
        past,
        key="actions",
        alt="Joint actions past the escalation point and not raised to the level due",
        wide="Action",
        a_page=rows.FIRST_SCREEN,
        download=figures.download(view, "past-escalation-point", view.day, None),
    )
    prose.nothing_if_empty(
        past,
        "No joint action is past the escalation point and not raised to the level due"
        f"{not_followed_up_text(view.day_state)}.",
    )
    folded_table(
        f"Each escalation of a joint action: {summary.of_actions.height}",
        escalation_rows(summary.of_actions),
        "each",
        alt="Escalations of joint actions",
    )
    prose.nothing_if_empty(summary.of_actions, "No escalation of a joint action is recorded.")
with layout.section("review", "Summary to read out"):
    prose.bullets(pathway_review(summary))
with layout.section("ladders", "Escalation levels"):
    prose.words(escalation_figures.not_verified(view.day_state))
    ladders = rows.ladder_rows(time_limits, view.day)
    folded_table("In cases: every level", ladders, "ladders", alt="The levels of cases")
    of_actions = rows.action_ladder_rows(time_limits, view.day)
    folded_table("Of joint actions: every level", of_actions, "own", alt="The levels of actions")
if counts:
    with layout.section("route", "In cases, formal and informal"):
        prose.caption(f"Raised {span}, here and below. Working days are from raising to resolving.")
        with layout.side_by_side("routes", "2-1"):
            routes = rows.outcome_rows(counts.by("route"), "route", "Route")
            table(routes, key="route", alt="By route", numbers=rows.COUNT_COLUMNS)
            rates = rows.rate_rows(counts.rate)
            table(rates, key="rate", alt="In cases per 100 referrals", numbers=rows.RATE_COLUMNS)
    with layout.section("more", "In cases, by level, side and subject"):
        for title, dimension, heading in (
            ("By level", "rung", "Level"),
            ("By who raised them", "side", "Raised by"),
            ("By what they are about", "about", "About"),
        ):
            by = rows.outcome_rows(counts.by(dimension), dimension, heading)
            folded_table(title, by, dimension, alt=title, numbers=rows.COUNT_COLUMNS)
page_view.copy_link(view)
provenance.source(view, "Source: what was recorded on the plan; what the force and the CPS sent.")
