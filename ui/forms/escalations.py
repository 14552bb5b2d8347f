"""Forms that raise and resolve an escalation."""

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.vocabulary import EscalationOutcome, Route, Side
from ui.forms.form import Form
from ui.forms.form_subject import show_records, subject, titles
from ui.page.page_view import PageView
from ui.rows.cell_format import SIDES
from ui.rows.plan import escalation_rows

LEVELS = {
    "1": "1: investigator, prosecutor",
    "2": "2: detective inspector, CPS unit head",
    "3": "3: superintendent, deputy chief prosecutor",
    "4": "4: assistant chief constable, chief prosecutor",
}
OF_CASES = (
    "This is for joint actions. Escalations in cases come in the files of the force and the CPS: "
    "load those under Data."
)
OUTCOMES = [word for word in EscalationOutcome if word != EscalationOutcome.OPEN]


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
        form.select("rung", "To which rung", LEVELS)
        form.checkbox("straight_up", "It went straight to this rung")
        form.category("route", "Formal, or settled between managers", Route)
        form.category("side", "Which side raised it", Side, SIDES)
        form.long_text("reason", "Why")
        form.day("raised_on", "Raised on")
        form.optional_day("respond_by_on", "Answer due on")
        form.save(
            schemas.NewEscalation,
            f"The escalation of {action} is recorded.",
            subject=action,
        )


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
                ref: f"{ref}. {action}, rung {rung}"
                for ref, action, rung in still_open.select("ref", "subject", "rung").iter_rows()
            },
        )
        form.category("outcome", "What came of it", OUTCOMES)
        form.day("resolved_on", "Resolved on")
        form.save(schemas.Resolution, "The escalation is resolved.")
