"""Forms about joint actions: adding and updating one, its escalations, and what recurs."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.vocabulary import (
    STATES_OF_ACTIONS,
    ChangeReason,
    DeadlineKind,
    EscalationOutcome,
    EscalationSide,
    Origin,
    ProposalKind,
    Route,
    State,
    Unit,
)
from metrics.escalations.counts import ACTION_LEVELS
from metrics.plan.deadlines import in_order
from metrics.plan.recurrences import every_text
from metrics.proposals import with_proposers
from metrics.text_format import capitalised, day_text
from ui.forms.form import Form, newest_id, show_records, subject, titles
from ui.forms.proposals import organisation, own_rows, sent_again
from ui.page.page_view import PageView
from ui.rows.cell_format import SIDES
from ui.rows.plan import (
    action_rows,
    escalation_rows,
    frequency_rows,
    occurrence_rows,
    recurrence_rows,
    update_rows,
)

FROM_WHICH_DAY, SOURCE = "Effective date", "Source, such as a letter or minutes"
WHEN_FIRST_DUE = "Original due date (cannot be changed)"
# The fields of an update, each with the column of the action that it replaces.
STOOD_BEFORE = {
    "state": "state",
    "new_due_on": "due_on",
    "waiting_on": "waiting_on",
    "new_lead": "lead_organisation",
    "new_owner": "owner_role",
}
UPDATE_STATES = [word for word in STATES_OF_ACTIONS if word != State.ANOTHER_BODY]
# The actions of the response are loaded with the response.
ORIGINS = [word for word in Origin if word != Origin.RESPONSE]
LEVELS = {str(rung): f"{rung}: the {who}" for rung, who in ACTION_LEVELS.items()}
OF_CASES = (
    "This is for joint actions. Escalations in cases come in the files of the force and the CPS: "
    "load those under Data."
)
OUTCOMES = [word for word in EscalationOutcome if word != EscalationOutcome.OPEN]


def action_update(view: PageView) -> None:
    day_state, tables = view.day_state, view.day_state.tables
    actions = own_rows(day_state.actions, "lead_organisation")
    if organisation() and actions.is_empty():
        st.info("No action is led by your organisation on this day.")
        return
    action = subject("Which action?", titles(actions))
    if action is None:
        return
    is_it = pl.col("action") == action
    updates = in_order(tables["action_update"].filter(is_it)).reverse()
    show_records(
        view,
        action_rows(day_state.actions.filter(pl.col("ref") == action), day_state.labels),
        update_rows(
            with_proposers(updates, tables["proposal"], ProposalKind.ACTION_UPDATE),
            day_state.facts.names,
        ),
    )
    before = day_state.actions.row(by_predicate=pl.col("ref") == action, named=True)
    again = sent_again(view, ProposalKind.ACTION_UPDATE, action=action)
    form = Form(f"update-{action}", view, again=again, newest=newest_id("action_update", is_it))
    with form.drawn():
        ask_of_update(form, "New state")
        form.save(
            schemas.NewActionUpdate,
            f"The update of {action} is recorded.",
            was={name: before[column] for name, column in STOOD_BEFORE.items()},
            action=action,
        )


def ask_of_update(form: Form, state: str) -> None:
    """Draw the fields of a new or corrected update; ``state`` is the label of the first one."""
    form.day("effective_on", FROM_WHICH_DAY)
    form.category("state", state, UPDATE_STATES, optional=True)
    form.optional_day("new_due_on", "New date")
    form.category("change_reason", "Why the date changes", ChangeReason, optional=True)
    form.text("agreed_by", "Who agreed the new date")
    form.text("waiting_on", "Waiting on")
    form.optional_day("new_review_on", "Next review")
    form.select("new_lead", "Handed over to", form.view.day_state.facts.names, optional=True)
    form.text("new_owner", "Who answers for it now: one role, never a name")
    form.text("handed_over_by", "Who handed it over: a role or meeting")
    form.long_text("note", "In your words")
    form.text("source", SOURCE)


def new_action(view: PageView) -> None:
    day_state = view.day_state
    usual = {"origin": Origin.JOINT_PLAN, "deadline_kind": DeadlineKind.AGREED}
    form = Form("action", view, starts_as=usual)
    with form.drawn():
        form.text("title", "What is to be done")
        form.select(
            "requirement",
            "For which part",
            titles(day_state.parts, "label", "short_title"),
            optional=True,
        )
        form.select("lead_organisation", "Who leads", day_state.facts.names)
        form.text("owner_role", "Who answers for it: a role, never a name")
        form.category("origin", "Where it comes from", ORIGINS)
        form.day("opened_on", "Agreed on")
        form.optional_day("first_due_on", WHEN_FIRST_DUE)
        form.category("deadline_kind", "Kind of date", DeadlineKind)
        form.optional_day("review_on", "Next review")
        form.save(schemas.NewAction, "The action is recorded.")


def new_escalation(view: PageView) -> None:
    day_state = view.day_state
    st.markdown(OF_CASES)
    action = subject("About which action?", titles(day_state.actions))
    if action is None:
        return
    show_records(
        view, escalation_rows(day_state.tables["escalation"].filter(pl.col("subject") == action))
    )
    form = Form(f"escalation-{action}", view)
    with form.drawn():
        ask_of_escalation(form)
        form.checkbox("straight_up", "It went straight to this level")
        form.save(
            schemas.NewEscalation,
            f"The escalation of {action} is recorded.",
            subject=action,
        )


def ask_of_escalation(form: Form) -> None:
    """Draw the fields of a new or corrected escalation."""
    form.select("rung", "To which level", LEVELS)
    form.category("route", "Formal, or settled between managers", Route)
    form.category("side", "Which side raised it", EscalationSide, SIDES)
    form.long_text("reason", "Why")
    form.day("raised_on", "Raised on")
    form.optional_day("respond_by_on", "Answer due on")


def resolution(view: PageView) -> None:
    day_state = view.day_state
    still_open = day_state.tables["escalation"].filter(pl.col("resolved_on").is_null())
    if still_open.is_empty():
        st.info("Every escalation recorded is resolved.")
        return
    show_records(view, escalation_rows(still_open))
    form = Form("resolution", view)
    with form.drawn():
        form.select(
            "escalation",
            "Which escalation",
            {
                ref: f"{ref}. {action}, level {rung}"
                for ref, action, rung in still_open.select("ref", "subject", "rung").iter_rows()
            },
        )
        form.category("outcome", "What came of it", OUTCOMES)
        form.day("resolved_on", "Resolved on")
        form.save(schemas.Resolution, "The escalation is resolved.")


WHAT_RECURS = (
    "What recurs already stands first in the list. Choose another open action only if it is to be "
    "done more than once: what is done once is recorded as an update of the action."
)


def frequency(view: PageView) -> None:
    day_state = view.day_state
    labels = day_state.labels
    of_no_action = day_state.recurrences.filter(pl.col("action").is_null())
    recurs = pl.col("ref").is_in(day_state.recurrences["action"].drop_nulls().implode())
    still_open = day_state.actions.filter("is_open").sort(~recurs, maintain_order=True)
    options = _titles(of_no_action, labels) | titles(still_open)
    st.markdown(WHAT_RECURS)
    ref = subject("What is done again and again?", options)
    if ref is None:
        return
    is_action = ref not in of_no_action["ref"]
    known = day_state.recurrences.filter(pl.col("action" if is_action else "ref") == ref)
    agreed = day_state.tables["frequency"].filter(
        pl.col("recurrence").is_in(known["ref"].implode())
    )
    show_records(
        view,
        recurrence_rows(known, labels),
        frequency_rows(agreed.sort("effective_on", "id", descending=True)),
    )
    form = Form(f"frequency-{ref}", view)
    with form.drawn():
        form.number("every", "Done every: a whole number")
        form.category("unit", "Of what", Unit, optional=True)
        form.say_together(("every", "unit"), lambda *often: capitalised(every_text(*often)))
        form.optional_day("last_done_on", "Last done on, if known", happened=True)
        if not known.is_empty():
            form.checkbox("stops", "It is to be done no more")
        form.day("effective_on", "Agreed on")
        form.text("agreed_by", "Who agreed it: a role or meeting")
        form.save(
            schemas.NewFrequency,
            "How often it is to be done is recorded.",
            action=ref if is_action else None,
            recurrence=None if is_action else ref,
        )


def _titles(recurrences: pl.DataFrame, labels: Mapping[str, str]) -> dict[str, str]:
    return {
        row["ref"]: ". ".join(filter(None, (labels.get(row["requirement"]), row["title"])))
        for row in recurrences.iter_rows(named=True)
    }


def occurrence(view: PageView) -> None:
    day_state = view.day_state
    labels = day_state.labels
    ref = subject("What was done?", _titles(day_state.recurrences, labels))
    if ref is None:
        return
    done = day_state.tables["occurrence"].filter(pl.col("recurrence") == ref)
    show_records(
        view,
        recurrence_rows(day_state.recurrences.filter(pl.col("ref") == ref), labels),
        occurrence_rows(done.sort("done_on", "id", descending=True)),
    )
    form = Form(f"occurrence-{ref}", view)
    with form.drawn():
        form.day("done_on", "Done on")
        form.optional_day("next_due_on", "Due next on")
        form.long_text("note", "In your words")
        if not done.is_empty():
            earlier = done.select("id", "done_on").iter_rows()
            form.select(
                "corrects",
                "Instead of an entry that was wrong",
                {str(number): f"done on {day_text(day)}" for number, day in earlier},
                optional=True,
            )
        form.save(schemas.NewOccurrence, "It is recorded as done.", recurrence=ref)
