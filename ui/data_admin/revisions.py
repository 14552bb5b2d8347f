"""Counting a quarter of victims again: an act of the data steward, with a reason and a name."""

from datetime import date

import polars as pl
import streamlit as st

from data_access import writes
from data_access.schemas import QuarterRevised
from data_access.store import StoreProblem
from data_access.vocabulary import Role
from data_access.writes import Refused
from metrics.text_format import capitalised, listed
from metrics.victims.revisions import QuarterRevision
from metrics.victims.victim_figures import quarter_text
from ui import reads
from ui.elements import layout
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import start_anew
from ui.page.page_view import PageView
from ui.rows.counted_quarters import moved_rows
from ui.sign_in import current_person

COUNTED = "counted"
WHAT_IT_DOES = (
    "The quarter is counted again from the files that are loaded now. Its figures change on every "
    "page, and so do those of each year to a quarter that holds it. Whoever kept the earlier "
    "figures could compare them. So a count that changes by 1 to 4 is withheld, with others that "
    "would give it away, and nothing is changed where fewer than ten rows differ. "
    "Figures of single areas stay as they were counted first."
)


def offer_to_revise(view: PageView, counted: pl.DataFrame) -> None:
    """A form that counts a quarter again, and what the revisions before have moved.

    ``counted``: as ``quarters_as_counted`` returns them.
    """
    if (counted["revision"] > 0).any():
        with layout.fold("What revisions moved", "moved") as is_open:
            if is_open:
                moved = moved_rows(reads.moved_in_revisions(reads.store()))
                table(moved, key="moved", alt="Counts that were shown before and after a revision")
    if not current_person.may(Role.STEWARD):
        return
    quarters = dict.fromkeys(counted.select("quarter", "counted_at").rows())
    key = f"revise-{st.session_state.get('saves', 0)}"
    with st.expander("Count a quarter again"), st.form(key, enter_to_submit=False):
        st.markdown(WHAT_IT_DOES)
        days = st.selectbox(
            "Quarter",
            [*quarters],
            format_func=lambda each: quarter_text(each[0]),
            index=None,
            placeholder="Choose",
            key=f"{key} quarter",
        )
        reason = st.text_input("Why it is counted again", key=f"{key} reason")
        st.caption(NOTHING_ABOUT_A_CASE)
        by = current_person.ask_writer(
            "Your name, as typed: it is kept with it", f"{key} written by"
        )
        if not st.form_submit_button("Count again"):
            return
        if days:
            _revise(view, days, reason, by)
        else:
            st.error("Choose a quarter.")


def _revise(view: PageView, days: tuple[date, date], reason: str, by: str) -> None:
    try:
        entry = writes.validate(QuarterRevised, quarter=days[0], reason=reason)
        name = writes.writer(by)
        with st.spinner("Small numbers are being withheld."):
            revision = reads.revise(reads.store(), view.state.cases.to_count, days, entry, name)
    except (StoreProblem, Refused) as problem:
        st.error(plain(str(problem)))
        return
    if revision.new:
        start_anew(_revised_text(days[0], revision), COUNTED)
    else:
        st.warning(f"Nothing was changed. {_refused_text(revision)}")


def _revised_text(first: date, revision: QuarterRevision) -> str:
    kinds = listed(dict.fromkeys(each.kind.replace("_", " ") for each in revision.new))
    refused = f" {_refused_text(revision)}" if revision.refused else ""
    return f"{quarter_text(first)} is counted again: {kinds}.{refused}"


def _refused_text(revision: QuarterRevision) -> str:
    why: dict[str, list[str]] = {}
    for kind, reason in revision.refused.items():
        why.setdefault(reason, []).append(kind.replace("_", " "))
    return " ".join(
        f"{capitalised(listed(kinds))}: not revised, since {reason}."
        for reason, kinds in why.items()
    )
