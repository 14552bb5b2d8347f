"""Which actions are late or have no date, whose are they, and what do they wait for?"""

import polars as pl
import streamlit as st

from metrics.attention import labels_of
from metrics.deadlines import date_changes, in_order
from metrics.headline import actions_heading, history_figures, plan_figures, plan_in_words
from metrics.wording import counted
from ui import controls, figures
from ui.choices import ACTION, INSPECTION_OF_ACTIONS, ORGANISATION, SHOW
from ui.rows.evidence import evidence_rows, quote_lines
from ui.rows.plan import action_rows, date_change_rows, update_rows
from ui.tables import ROWS_A_PAGE, table

# Read
view = controls.header("Joint action plan", INSPECTION_OF_ACTIONS, ORGANISATION, SHOW, ACTION)
figures.stop_if_empty(view)
now = view.standing

# Compute
actions = controls.filtered_actions(view)
changed = date_changes(now.tables["action"], now.tables["action_update"]).reverse()
labels = labels_of(now)
ref = view.chosen["action"]

# Draw
figures.lead(plan_in_words(now))
left, right = st.columns(2, gap="medium")
with left:
    figures.panel("plan", actions_heading(now, view.whole), plan_figures(now), view)
with right:
    figures.panel("history", "What a list of dates would not show", history_figures(now), view)
if ref:
    with figures.section("action", f"{ref}: its history"):
        action = now.actions.filter(pl.col("ref") == ref)
        table(action_rows(action, labels), key="one-action", alt=f"Action {ref}")
        figures.bullets_of_markdown(quote_lines(action.filter(pl.col("quote").is_not_null())))
        updates = in_order(now.tables["action_update"].filter(pl.col("action") == ref)).reverse()
        table(update_rows(updates), key="updates", alt=f"Updates of {ref}, newest first")
        figures.nothing_if_empty(updates, "No update has been recorded for this action.")
        evidence = now.tables["evidence"].filter(pl.col("action") == ref)
        table(evidence_rows(evidence, view.day), key="evidence", alt=f"Evidence about {ref}")
with figures.section("actions", f"{counted(actions.height, 'action')}, overdue first"):
    table(
        action_rows(actions, labels),
        key="actions",
        alt="Actions with both dates and what they wait for",
        wide="Action",
        a_page=ROWS_A_PAGE,
        download=view.download("actions"),
    )
    figures.nothing_if_empty(actions, "No action fits what you chose.")
with figures.section("changes", "Dates that were changed"):
    table(date_change_rows(changed), key="changes", alt="Changed dates, newest first")
    figures.nothing_if_empty(changed, "No agreed date has been changed.")
controls.copy_link(view)
figures.source(view, "Source: the published response and what was recorded since.")
