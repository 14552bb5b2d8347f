"""Which actions are late or have no date, whose are they, and what do they wait for?"""

from functools import partial

import polars as pl

from charts.registry import Chart
from data_access.vocabulary import ProposalKind
from metrics.corrections import corrections_of
from metrics.headline_figures import (
    actions_heading,
    history_figures,
    not_counted_text,
    past_point_text,
    plan_figures,
    plan_text,
)
from metrics.plan.deadlines import in_order
from metrics.plan.dependencies import waits_text
from metrics.plan.recurrences import recurring_text
from metrics.plan.slippage import (
    changes_text,
    date_lines_text,
    dates_of_lines_text,
    later_text,
)
from metrics.point_in_time import entries_on
from metrics.proposals import with_proposers
from metrics.text_format import counted
from ui.elements import contents, layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import TALL_ROWS_A_PAGE, first_rows, table
from ui.exports import ics_export
from ui.page import figures, page_view, provenance, room
from ui.page.charts import chart
from ui.page.filters import ACTION, INSPECTION_OF_ACTIONS, ORGANISATION, SHOW
from ui.rows import plan as plan_rows
from ui.rows import plan_exceptions
from ui.rows.corrections import correction_rows
from ui.rows.evidence import evidence_rows, quote_lines
from ui.rows.plan import (
    action_lines,
    action_rows,
    recurrence_rows,
    statement_text,
    update_rows,
)

# Rows of the chart that can be read at once from the other end of a room.
DATES_AT_ONCE = 6

# Read
view = page_view.of_chosen_organisation(
    page_view.header("Joint action plan", INSPECTION_OF_ACTIONS, ORGANISATION, SHOW, ACTION)
)
provenance.stop_if_empty(view)
day_state, facts = view.day_state, view.day_state.facts

# Compute
actions = page_view.filtered_actions(view)
labels = day_state.labels
lines = plan_rows.date_line_rows(day_state, view.state.boards(view.day))
overdue, past = plan_exceptions.overdue_rows(day_state), plan_exceptions.past_point_rows(day_state)
coming = plan_exceptions.coming_rows(day_state)
past_words = plan_exceptions.past_stated_time_rows(day_state)
ref = view.chosen["action"]

# Draw
if room.draws():
    prose.lead(plan_text(day_state), past_point_text(day_state))
if room.draws():
    with layout.side_by_side("numbers"):
        figures.panel(
            "plan", actions_heading(day_state, view.full_state), plan_figures(day_state), view
        )
        figures.panel("history", "No date, no change, dates kept", history_figures(day_state), view)
if ref and not room.is_shown():
    # What is known of it comes first, and the pictures after that.
    contents.end_pictures()
    with layout.section("action", f"{ref}: its history"):
        action = view.full_state.actions.filter(pl.col("ref") == ref)
        if action.is_empty():
            action = view.full_state.facts.statements.filter(pl.col("ref") == ref)
            prose.words(statement_text(action))
        else:
            table(action_rows(action, labels), key="one-action", alt=f"Action {ref}")
        prose.bullets_of_markdown(quote_lines(action.filter(pl.col("quote").is_not_null())))
        of_it = view.state.tables["action_update"].filter(pl.col("action") == ref)
        updates = in_order(entries_on(of_it, view.day)).reverse()
        proposals = view.state.tables["proposal"]
        updates = with_proposers(updates, proposals, ProposalKind.ACTION_UPDATE)
        history = update_rows(updates, day_state.facts.names)
        table(history, key="updates", alt=f"Updates of {ref}, newest first")
        prose.nothing_if_empty(updates, "No update has been recorded for this action.")
        changes = view.state.tables["content_change"]
        corrections = [
            row for number in action["id"] for row in corrections_of(changes, "action", number)
        ]
        corrected = correction_rows(corrections, facts.names)
        table(corrected, key="corrections", alt=f"Corrections of {ref}, newest first")
        evidence = day_state.tables["evidence"].filter(pl.col("action") == ref)
        evidence = with_proposers(evidence, proposals, ProposalKind.EVIDENCE)
        table(evidence_rows(evidence, view.day), key="evidence", alt=f"Evidence about {ref}")
else:
    layout.keep_place()
# On a telephone the chart below comes before these lists.
contents.end_pictures()
if not room.is_shown():
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
            first_rows(
                past, key="past-point", alt="Past the escalation point, not raised to the level due"
            )
            prose.nothing_if_empty(
                past, "No action is past the escalation point and not raised to the level due."
            )
            rule = plan_exceptions.escalation_point_text(day_state)
            prose.caption(" ".join(filter(None, (rule, not_counted_text(day_state)))))
    if not past_words.is_empty():
        with layout.section("past-words", f"Time stated has passed: {past_words.height}"):
            table(past_words, key="past-words", alt="Actions whose time in words has passed")
            prose.caption(plan_exceptions.NOT_OVERDUE)
    else:
        layout.keep_place()
if room.draws(rows=lines.height, at_once=DATES_AT_ONCE):
    with layout.section("dates", "Original and current dates"):
        drawn = room.rows_at_once(lines)
        chart(
            drawn,
            Chart.DATE_BARS,
            headline=later_text(day_state.actions).removesuffix("."),
            subtitle=plan_rows.date_lines_subtitle(day_state, lines),
            alt=f"{date_lines_text(drawn)} {dates_of_lines_text(drawn)}",
            view=view,
            press=None if room.is_shown() else page_view.show_history,
        )
        if not lines.is_empty() and not room.is_shown():
            prose.caption(plan_rows.chosen_text(ref))
room.stop_if_shown()
with layout.section("coming", plan_exceptions.coming_heading(day_state)):
    first_rows(coming, key="coming", alt="Actions that fall due, the nearest first", wide="Action")
    prose.nothing_if_empty(coming, "No action falls due in this period.")
load = plan_exceptions.load_rows(day_state)
if not load.is_empty():
    with layout.section("load", plan_exceptions.load_heading(day_state)):
        first_rows(load, key="load", alt="Open actions of each owner, most overdue first")
else:
    layout.keep_place()
with layout.section("changes", "Why dates were changed"):
    prose.words(changes_text(facts.date_changes))
    if number := facts.date_changes.height:
        label = f"By reason, by who leads, and every changed date: {number}"
        with layout.fold(label, "changes") as is_open:
            if is_open:
                table(plan_rows.reason_rows(facts), key="reasons", alt="Changes by reason")
                table(
                    plan_rows.organisation_rows(facts),
                    key="leads",
                    alt="Changes by who leads",
                )
                changed = plan_rows.date_change_rows(facts.date_changes.reverse())
                table(changed, key="changes", alt="Changed dates, newest first")
with layout.section("waiting", plain(waits_text(facts.waiting_links))):
    waiting = plan_exceptions.waiting_rows(facts)
    first_rows(waiting, key="waiting", alt="What is waited for, and the actions behind it")
    prose.nothing_if_empty(waiting, "No open action waits on anything.")
recurring = recurring_text(day_state.recurrences, day_state.actions)
with layout.section("recurring", f"What recurs: {recurring}"):
    table(
        recurrence_rows(day_state.recurrences, labels),
        key="recurring",
        alt="What recurs, when it was done last and is due next",
        wide="What recurs",
        empty="Nothing is recorded that recurs.",
    )
with layout.section("chasers", "Downloads and reminders"):
    lead = view.chosen[ORGANISATION.key]
    is_narrowed = bool(lead or view.chosen[SHOW.key])
    ics_export.offer_file(actions, day_state, view.download("deadlines"), is_narrowed=is_narrowed)
    if number := plan_exceptions.count_reminders(day_state, lead):
        label = "Reminders to each organisation, to copy into an e-mail"
        prose.to_copy(number, label, partial(plan_exceptions.reminders, day_state, lead))
    else:
        prose.words(
            "There is nothing to chase: no open action is late, near, undated or without a recent "
            "change."
        )
with layout.section("actions", f"{counted(actions.height, 'action')}, overdue first"):
    if not actions.is_empty():
        table(
            action_lines(actions, labels),
            key="actions",
            alt="Actions with both dates and what they wait for",
            wide="Action",
            a_page=TALL_ROWS_A_PAGE,
            download=view.download("actions", partial(action_rows, actions, labels)),
        )
    prose.nothing_if_empty(actions, "No action fits what you chose.")
page_view.copy_link(view)
provenance.source(view, "Source: the published response and what was recorded since.")
