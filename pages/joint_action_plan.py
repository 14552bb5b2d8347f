"""Which actions are late or have no date, whose are they, and what do they wait for?"""

from functools import partial

import polars as pl
import streamlit as st

from charts.registry import Chart
from data_access.vocabulary import ProposalKind
from metrics.corrections import corrections_of
from metrics.headline_figures import actions_heading, history_figures, plan_figures
from metrics.plan.deadlines import in_order
from metrics.plan.dependencies import waits_text
from metrics.plan.plan_finding import late_and_moved
from metrics.plan.recurrences import recurring_text
from metrics.plan.slippage import DATES_KEY, changes_text, date_lines, date_lines_text, later_text
from metrics.point_in_time import entries_on
from metrics.proposals import with_proposers
from metrics.text_format import counted, nothing_yet
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import TALL_ROWS_A_PAGE, first_rows, folded_table, table
from ui.exports import ics_export
from ui.page import figures, findings, page_view, provenance, room
from ui.page.charts import chart
from ui.page.filters import ACTION, INSPECTION_OF_ACTIONS, ORGANISATION, SHOW
from ui.page.page_view import PageView
from ui.rows import plan as rows
from ui.rows import plan_exceptions
from ui.rows.corrections import correction_rows
from ui.rows.evidence import evidence_rows, quote_lines

# Rows of the chart that can be read at once from the other end of a room.
DATES_AT_ONCE = 3


def _draw_dates(view: PageView) -> None:
    lines = date_lines(view.day_state.actions, view.day)
    drawn = lines.head(DATES_AT_ONCE) if room.is_shown() else lines
    if drawn.is_empty():
        return
    with st.container(key="dates-picture"):
        chart(
            drawn,
            Chart.DATE_BARS,
            subtitle=DATES_KEY,
            alt=date_lines_text(drawn),
            view=view,
            press=None if room.is_shown() else page_view.show_history,
        )


def _draw_history(view: PageView, ref: str) -> None:
    """Draw what is known of one action, or of a statement."""
    action = view.full_state.actions.filter(pl.col("ref") == ref)
    if action.is_empty():
        action = view.full_state.facts.statements.filter(pl.col("ref") == ref)
        prose.words(rows.statement_text(action))
    else:
        of_action = rows.action_rows(action, view.day_state.labels)
        table(of_action, key="one-action", alt=f"Action {ref}")
    prose.bullets_of_markdown(quote_lines(action.filter(pl.col("quote").is_not_null())))
    of_it = view.state.tables["action_update"].filter(pl.col("action") == ref)
    proposals, names = view.state.tables["proposal"], view.day_state.facts.names
    updates = with_proposers(
        in_order(entries_on(of_it, view.day)).reverse(), proposals, ProposalKind.ACTION_UPDATE
    )
    history = rows.update_rows(updates, names)
    table(history, key="updates", alt=f"Updates of {ref}, newest first")
    prose.nothing_if_empty(updates, "No update has been recorded for this action.")
    changes = view.state.tables["content_change"]
    corrections = [
        row for number in action["id"] for row in corrections_of(changes, "action", number)
    ]
    corrected = correction_rows(corrections, names)
    table(corrected, key="corrections", alt=f"Corrections of {ref}, newest first")
    evidence = view.day_state.tables["evidence"].filter(pl.col("action") == ref)
    evidence = with_proposers(evidence, proposals, ProposalKind.EVIDENCE)
    table(evidence_rows(evidence, view.day), key="evidence", alt=f"Evidence about {ref}")


def _draw_figures(view: PageView) -> None:
    with layout.fold("The six figures", "figures") as is_open:
        if is_open:
            with layout.side_by_side("numbers"):
                heading = actions_heading(view.day_state, view.full_state)
                figures.panel("plan", heading, plan_figures(view.day_state), view)
                heading = "No date, no change, dates kept"
                figures.panel("history", heading, history_figures(view.day_state), view)


def _draw_changes(view: PageView) -> None:
    """Draw how many dates are later than first agreed, and every change with its reason."""
    facts = view.day_state.facts
    number = facts.date_changes.height
    with layout.fold(f"Why dates were changed: {number}", "changes") as is_open:
        if is_open:
            prose.words(later_text(view.day_state.actions))
            prose.words(changes_text(facts.date_changes))
            changed = rows.date_change_rows(facts.date_changes.reverse())
            table(changed, key="changes", alt="Changed dates, newest first")


def _draw_actions(view: PageView, actions: pl.DataFrame) -> None:
    table(
        rows.action_lines(actions, view.day_state.labels),
        key="actions",
        alt="Actions with both dates and what they wait for",
        wide="Action",
        a_page=TALL_ROWS_A_PAGE,
        download=view.download(
            "actions", partial(rows.action_rows, actions, view.day_state.labels)
        ),
        empty="No action fits what you chose.",
    )


# Read
view = page_view.of_chosen_organisation(
    page_view.header("Joint action plan", INSPECTION_OF_ACTIONS, ORGANISATION, SHOW, ACTION)
)
provenance.stop_if_empty(view)
day_state, facts = view.day_state, view.day_state.facts

# Compute
actions = page_view.filtered_actions(view)
overdue, undated = plan_exceptions.overdue_rows(day_state), rows.undated_rows(day_state)
past_words = plan_exceptions.past_stated_time_rows(day_state)
coming = plan_exceptions.coming_rows(day_state)
waiting = plan_exceptions.waiting_rows(facts)
ref = view.chosen["action"]

# Draw
findings.draw_finding(late_and_moved(day_state), partial(_draw_dates, view))
room.stop_if_shown()
if ref:
    with layout.section("action", f"{ref}: its history"):
        _draw_history(view, ref)
else:
    layout.keep_place()
all_actions = f"{counted(actions.height, 'action')}, overdue first"
if view.chosen[SHOW.key]:
    with layout.section("actions", all_actions):
        _draw_actions(view, actions)
else:
    layout.keep_place()
if not overdue.is_empty():
    with layout.section("overdue", f"Overdue: {overdue.height}"):
        table(
            overdue,
            key="overdue",
            alt="Overdue actions, the longest first",
            wide="Waiting on, and last word",
        )
if not undated.is_empty():
    with layout.section("undated", f"No date agreed: {undated.height}"):
        first_rows(undated, key="undated", alt="Actions with no date", wide="Action", first=3)
with layout.section("rest", "More of the plan"):
    if not view.chosen[SHOW.key]:
        with layout.fold(all_actions, "actions") as is_open:
            if is_open:
                _draw_actions(view, actions)
    _draw_figures(view)
    folded_table(
        plan_exceptions.coming_heading(day_state),
        coming,
        "coming",
        alt="Actions that fall due, the nearest first",
        wide="Action",
    )
    folded_table(
        f"Time stated in words has passed, no date agreed: {past_words.height}",
        past_words,
        "past-words",
        alt="Actions whose time in words has passed",
    )
    folded_table(
        plain(waits_text(facts.waiting_links)),
        waiting,
        "waiting",
        alt="What is waited for, and the actions behind it",
    )
    if not facts.date_changes.is_empty():
        _draw_changes(view)
    folded_table(
        f"What recurs: {recurring_text(day_state.recurrences, day_state.actions)}",
        rows.recurrence_rows(day_state.recurrences, day_state.labels),
        "recurring",
        alt="What recurs, when it was done last and is due next",
        wide="What recurs",
    )
    lead = view.chosen[ORGANISATION.key]
    if number := plan_exceptions.count_reminders(day_state, lead):
        label = "Reminders to each organisation, to copy into an e-mail"
        prose.to_copy(number, label, partial(plan_exceptions.reminders, day_state, lead))
    is_narrowed = bool(lead or view.chosen[SHOW.key])
    ics_export.offer_file(actions, day_state, view.download("deadlines"), is_narrowed=is_narrowed)
prose.caption(
    nothing_yet(
        {
            "dates that fall due soon": coming.height,
            "changed dates": facts.date_changes.height,
            "what actions wait on": waiting.height,
            "what recurs": day_state.recurrences.height,
        }
    )
)
page_view.copy_link(view)
provenance.source(view, "Source: the published response and what was recorded since.")
