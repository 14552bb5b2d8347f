"""Proposals on a page: the line that counts those that wait, and the decision of each."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import polars as pl
import streamlit as st

from data_access import schemas, writes
from data_access.store import NotAllowed
from data_access.vocabulary import ProposalDecision, ProposalKind
from data_access.writes import Refused
from data_access.writes import proposals as writing
from metrics import proposals
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.proposals import updates_since
from metrics.text_format import counted
from ui import reads
from ui.elements.markdown import plain
from ui.forms.actions import STOOD_BEFORE
from ui.forms.proposals import begin_again
from ui.forms.save_confirmation import start_anew
from ui.pages import PROPOSALS, UPDATE
from ui.reads import StoreState
from ui.rows.proposals import by_text, decided_text, field_lines, now_text, updates_since_text
from ui.sign_in import current_person

PLACE = "proposals"
WHY = "Why it is returned"
CHANGED = "The proposal changed since you opened this page, so it was not accepted. Read it again."
# What a proposal is about, what it says, and the updates that were recorded since.
AsDrawn = tuple[str, str, tuple[int, ...]]


def draw(row: Row, about: str, day_state: DayState) -> None:
    """Draw an undecided proposal, for who decides it or for who proposed it."""
    with st.container(key=f"proposal-{row['id']}", border=True):
        _draw_words(row, about, day_state)
        if current_person.recorder():
            _draw_decision(row, about, day_state)
        elif st.button("Take it back", key=f"withdraw-{row['id']}"):
            _decide(row, ProposalDecision.WITHDRAWN, writing.withdraw_proposal)


def draw_returned(row: Row, about: str, day_state: DayState) -> None:
    """Draw a proposal that came back, with the reason and the way to send it again."""
    with st.container(key=f"proposal-{row['id']}", border=True):
        _draw_words(row, about, day_state)
        st.markdown(f"**Returned by {plain(row['decided_by'])}:** {plain(row['reason'])}")
        if st.button("Change it and propose it again", key=f"again-{row['id']}"):
            begin_again(row["id"])
            if row["action"]:
                st.session_state["subject-Which action?"] = row["action"]
            st.switch_page(UPDATE.path, query_params={"record": row["kind"]})


def proposed_values(row: Row) -> dict[str, Any]:
    """The fields of a proposal; as they are stored where it can no longer be recorded."""
    stored: dict[str, Any] = json.loads(row["fields"])
    try:
        said = writing.entry_of(row["kind"], row["fields"]).model_dump()
    except Refused:
        return stored
    return {field: value for field, value in said.items() if field in stored}


def _draw_words(row: Row, about: str, day_state: DayState) -> None:
    names = day_state.facts.names
    st.subheader(about)
    st.caption(by_text(row, names))
    values = proposed_values(row)
    if not values:
        st.markdown("The words of this proposal were blanked.")
        return
    action = day_state.actions.filter(pl.col("ref") == row["action"])
    before = action.row(0, named=True) if action.height else {}
    is_update = row["kind"] == ProposalKind.ACTION_UPDATE and bool(before)
    now = {field: before[column] for field, column in STOOD_BEFORE.items()} if is_update else {}
    if before:
        st.markdown(now_text(before))
    lines = (f"- {line}" for line in field_lines(values, now, names))
    st.markdown("\n".join(["**Proposed:**", *lines]))


def _draw_decision(row: Row, about: str, day_state: DayState) -> None:
    number = row["id"]
    later = updates_since(row, day_state.tables["action_update"]) if row["action"] else None
    still_holds, seen = True, None
    drawn = (about, row["fields"], tuple(later["id"]) if later is not None else ())
    is_as_drawn = _is_as_drawn(number, drawn)
    if later is not None and later.height:
        st.warning(
            f"Recorded on {row['action']} since it was proposed:\n"
            + updates_since_text(later.iter_rows(named=True))
        )
        # A tick holds for what stood above it, and not for what was recorded since.
        still_holds = st.checkbox(
            "The proposal still holds after this", key=f"holds-{number}-{hash(drawn[2])}"
        )
        seen = later["id"].max()
    if st.button("Accept", type="primary", key=f"accept-{number}", disabled=not still_holds):
        if is_as_drawn:
            _decide(row, ProposalDecision.ACCEPTED, writing.accept, seen=seen)
        else:
            st.warning(CHANGED)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(WHY, key=f"reason-{number}")
        if st.button("Return", key=f"return-{number}"):
            _decide(row, ProposalDecision.RETURNED, _return, reason=reason)


def _is_as_drawn(number: int, drawn: AsDrawn) -> bool:
    """Whether a proposal says what it said when the page was last drawn; true the first time."""
    key = f"drawn-{number}"
    before = st.session_state.get(key, drawn)
    st.session_state[key] = drawn
    return bool(before == drawn)


def _return(store: Any, number: int, *, reason: str, by: str, at: datetime) -> None:
    new = writes.validate(schemas.ProposalReturned, proposal=number, reason=reason)
    writing.return_(store, new, by=by, at=at)


def _decide(row: Row, decision: ProposalDecision, decide: Callable[..., Any], **given: Any) -> None:
    """Write a decision, and say that it is made or why it is not."""
    reader = current_person.person()
    if reader is None:
        return
    try:
        decide(reads.store(), row["id"], by=reader.name, at=datetime.now(UTC), **given)
    except (Refused, NotAllowed) as refusal:
        st.error(plain(str(refusal)))
        return
    start_anew(decided_text(decision, row["id"]), PLACE)


def draw_waiting(state: StoreState) -> None:
    """Draw a link to the proposals that wait for the reader; nothing where there are none."""
    rows, contributor = state.tables["proposal"], current_person.contributor()
    if contributor:
        own = proposals.of_organisation(rows, contributor.organisation)
        number = proposals.to_send_again(own).height
        words = f"{counted(number, 'proposal')} came back from the office"
    elif current_person.recorder():
        number = proposals.undecided(rows).height
        words = f"{counted(number, 'proposal')} to accept or return"
    else:
        return
    if number:
        st.page_link(PROPOSALS.path, label=words, icon=":material/inbox:")
