"""Which actions are late or have no date, whose are they, and what do they wait for?"""

from functools import partial

import polars as pl
import streamlit as st

from charts.names import Chart
from metrics.attention import labels_of
from metrics.headline import actions_heading
from metrics.history import entries_on
from metrics.plan.deadlines import in_order
from metrics.plan.headline import (
    history_figures,
    past_point_in_words,
    plan_figures,
    plan_in_words,
)
from metrics.plan.slippage import date_lines_in_words, later_in_words
from metrics.wording import counted
from ui import calendars, controls, figures, layout, prose, provenance
from ui.choices import ACTION, INSPECTION_OF_ACTIONS, ORGANISATION, SHOW
from ui.rows import pressing
from ui.rows.evidence import evidence_rows, quote_lines
from ui.rows.plan import action_lines, action_rows, update_rows
from ui.tables import TALL_ROWS_A_PAGE, first_rows, table

# Read
view = controls.of_organisation(
    controls.header("Joint action plan", INSPECTION_OF_ACTIONS, ORGANISATION, SHOW, ACTION)
)
provenance.stop_if_empty(view)
now, known = view.standing, view.standing.known

# Compute
actions = controls.filtered_actions(view)
labels = labels_of(now)
lines = pressing.lines_drawn(now)
overdue, past = pressing.overdue_rows(now), pressing.past_point_rows(now)
coming = pressing.coming_rows(now)
ref = view.chosen["action"]

# Draw
prose.lead(plan_in_words(now), past_point_in_words(now))
with layout.side_by_side("numbers"):
    figures.panel("plan", actions_heading(now, view.whole), plan_figures(now), view)
    figures.panel("history", "What a list of dates would not show", history_figures(now), view)
if ref:
    with layout.section("action", f"{ref}: its history"):
        action = view.whole.actions.filter(pl.col("ref") == ref)
        table(action_rows(action, labels), key="one-action", alt=f"Action {ref}")
        prose.bullets_of_markdown(quote_lines(action.filter(pl.col("quote").is_not_null())))
        of_it = view.held.tables["action_update"].filter(pl.col("action") == ref)
        updates = in_order(entries_on(of_it, view.day)).reverse()
        table(update_rows(updates), key="updates", alt=f"Updates of {ref}, newest first")
        prose.nothing_if_empty(updates, "No update has been recorded for this action.")
        evidence = now.tables["evidence"].filter(pl.col("action") == ref)
        table(evidence_rows(evidence, view.day), key="evidence", alt=f"Evidence about {ref}")
with layout.side_by_side("late", "3-2"):
    with layout.section("overdue", f"Overdue: {overdue.height}"):
        table(
            overdue,
            key="overdue",
            alt="Overdue actions, the longest first",
            wide="Waiting on, and last word",
        )
        prose.nothing_if_empty(overdue, "No action is overdue.")
    with layout.section("past-point", f"Should have been escalated: {past.height}"):
        first_rows(past, key="past-point", alt="Past the escalation point, none recorded")
        prose.nothing_if_empty(past, "No action is past the escalation point with none recorded.")
        st.caption(pressing.point_in_words(now))
with layout.section("coming", pressing.coming_heading(now)):
    first_rows(coming, key="coming", alt="Actions that fall due, the nearest first", wide="Action")
    prose.nothing_if_empty(coming, "No action falls due in this time.")
with layout.section("dates", "Dates agreed first, and dates now"):
    figures.chart(
        lines,
        Chart.DATE_BARS,
        headline=later_in_words(now.actions).removesuffix("."),
        subtitle=pressing.lines_subtitle(now, lines),
        in_words=date_lines_in_words(lines),
        view=view,
    )
with layout.section("changes", "Why dates were changed"):
    prose.words(pressing.changes_said(known))
    if number := known.date_changes.height:
        label = f"By reason, by who leads, and every changed date: {number}"
        with layout.fold(label, "changes") as is_open:
            if is_open:
                table(pressing.reason_rows(known), key="reasons", alt="Changes by reason")
                table(pressing.organisation_rows(known), key="leads", alt="Changes by who leads")
                changed = pressing.changed_rows(known)
                table(changed, key="changes", alt="Changed dates, newest first")
with layout.section("waiting", "What waits on what"):
    if number := pressing.count_waited_for(known):
        label = f"{counted(number, 'thing')} waited for, and the actions behind each"
        with layout.fold(label, "waiting") as is_open:
            if is_open:
                waiting = pressing.waiting_rows(known)
                table(waiting, key="waiting", alt="What is waited for, and the actions behind it")
    else:
        prose.words("No open action waits on anything.")
    prose.bullets(pressing.rings_in_words(known), otherwise="")
with layout.section("chasers", "To take away"):
    calendars.take_away(actions, view)
    if number := pressing.count_chased(now):
        label = "What each organisation is to be asked, to copy into an e-mail"
        prose.to_copy(number, label, partial(pressing.chasers, now))
    else:
        prose.words("There is nothing to chase: no open action is late, near, undated or still.")
with layout.section("actions", f"{counted(actions.height, 'action')}, overdue first"):
    table(
        action_lines(actions, labels),
        key="actions",
        alt="Actions with both dates and what they wait for",
        wide="Action",
        a_page=TALL_ROWS_A_PAGE,
        download=view.download("actions"),
        taken=partial(action_rows, actions, labels),
    )
    prose.nothing_if_empty(actions, "No action fits what you chose.")
controls.copy_link(view)
provenance.source(view, "Source: the published response and what was recorded since.")
