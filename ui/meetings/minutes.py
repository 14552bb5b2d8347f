"""The minutes of a meeting on *Meetings*: read, edited, and approved by a later one."""

import re
from datetime import UTC, datetime

import streamlit as st

from data_access import schemas, writes
from data_access.minutes_seal import entries_of, entry_hash, seal
from data_access.schemas import Entry
from data_access.vocabulary import Role
from data_access.writes import Refused
from metrics.frames import Row
from metrics.meetings.minutes import (
    Minutes,
    Seal,
    approval_text,
    draft_text,
    may_approve,
    minutes_of,
)
from ui import reads
from ui.elements import prose
from ui.elements.markdown import plain
from ui.forms.form import WRITER
from ui.meetings.agenda_state import items_of
from ui.page import layout
from ui.page.filters import MEETING
from ui.page.page_view import PageView
from ui.sign_in import current_person

# What would begin a list, or make a heading of the line before.
OPENS = re.compile(r"^(\d*)([.)=-])")
SEAL = Seal(entries_of, entry_hash, seal)
SEALED = "Once they are approved nothing of them changes any more."


def draw(view: PageView, meeting: Row) -> None:
    """Draw the minutes of a meeting in a section: their state, their text, what is left to do."""
    held = view.day_state.tables["meeting"]
    minutes = minutes_on(view, meeting["ref"])
    with layout.section("minutes", "Minutes"):
        prose.words(approval_text(minutes, held))
        with layout.fold("Read the minutes", "minutes") as is_open:
            if is_open:
                st.markdown(as_lines(newest_text(view, meeting, minutes)))
        if minutes.can_change and current_person.may(Role.RECORDER):
            with layout.fold("Edit or approve the minutes", "minutes-change") as is_open:
                if is_open:
                    _draw_changes(view, meeting, minutes)


def minutes_on(view: PageView, ref: str) -> Minutes:
    """The minutes of a meeting as they stand on the day of the view."""
    return minutes_of(view.state.tables, ref, view.day_state.tables["meeting"], SEAL)


def newest_text(view: PageView, meeting: Row, minutes: Minutes) -> str:
    """The text of minutes as they stand."""
    title = MEETING.options(view.day_state)[meeting["ref"]]
    return minutes.text(
        lambda: draft_text(view.state.tables, meeting["ref"], title, items_of(view, meeting))
    )


def as_lines(text: str) -> str:
    """A text that somebody may have typed, as Markdown with its lines and paragraphs.

    Numbers of items and lines of dashes stay as they are: Markdown would count a list of its own,
    or make a heading.
    """
    blocks = text.split("\n\n")
    return "\n\n".join("  \n".join(map(_line, block.split("\n"))) for block in blocks)


def _line(line: str) -> str:
    return OPENS.sub(r"\1\\\2", plain(line))


def _draw_changes(view: PageView, meeting: Row, minutes: Minutes) -> None:
    key = f"minutes {meeting['ref']} {minutes.seen}"
    typed = st.text_area(
        "The minutes, as text",
        value=newest_text(view, meeting, minutes),
        height=480,
        key=key,
        persist_state="page",
    )
    by = current_person.ask_writer(
        "Your name, kept with the minutes", f"{key} by", value=st.session_state.get(WRITER, "")
    )
    about = {"meeting": meeting["ref"], "text": typed, "seen": minutes.seen}
    if st.button("Save the text", key="save-minutes"):
        _record(schemas.NewMinutesVersion, about, by)
    later = {
        row["ref"]: row for row in may_approve(view.day_state.tables["meeting"], meeting["ref"])
    }
    if not later:
        prose.words("They can be approved once a later meeting of this kind was held.")
        return
    names = MEETING.options(view.day_state)
    approving = st.selectbox(
        "Approved at", later, format_func=lambda ref: names.get(ref, ref), key=f"{key} at"
    )
    st.caption(SEALED)
    if st.button("Approve this text", key="approve-minutes", type="primary"):
        _record(schemas.MinutesApproved, about | {"approved_by_meeting": approving}, by)


def _record(kind: type[Entry], said: dict[str, object], by: str) -> None:
    try:
        new = writes.validate(kind, **said)
        writes.record(reads.store(), new, by=by, at=datetime.now(UTC))
    except Refused as refusal:
        st.error(plain(str(refusal)))
    else:
        st.session_state[WRITER] = by
        st.rerun()
