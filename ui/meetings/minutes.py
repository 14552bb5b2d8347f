"""The minutes of a meeting on *Meetings*: read, edited, and approved by a later one."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

import polars as pl
import streamlit as st

from data_access import schemas, writes
from data_access.schemas import Entry
from data_access.seals import entries_of, entry_hash, seal
from data_access.vocabulary import Role
from data_access.writes import Overtaken, Refused
from metrics.frames import Row
from metrics.meetings.item_facts import item_facts
from metrics.meetings.meeting_agenda import CHANGES, SINCE_LAST
from metrics.meetings.minutes import (
    Minutes,
    Seal,
    approval_text,
    draft_text,
    may_approve,
    minutes_of,
)
from ui import reads
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.forms.form import WRITER
from ui.page.filters import MEETING
from ui.page.meeting import agenda_of, meeting_of
from ui.page.page_view import PageView
from ui.sign_in import current_person

# Marks that would begin a list, or make a heading of the line before.
OPENS = re.compile(r"^(\d*)([.)=-])")
SEAL = Seal(entries_of, entry_hash, seal)
SEALED = "Once the minutes are approved they can no longer be changed."
TEXT = "The minutes, as text"
READS_OTHERWISE = "The minutes changed since you opened this page. This is how they read now."
APPROVED_MEANWHILE = (
    "The minutes were approved before you saved what you typed, so it is not kept. Copy it from "
    "here if it is still to be said."
)


class Draft(NamedTuple):
    """A text that somebody edits.

    ``key``: of its box. ``first``: what the box held at first. ``seen``: the newest version that
    the writer was shown, 0 for none.
    """

    key: str
    first: str
    seen: int

    @property
    def typed(self) -> str:
        """The text in the box."""
        return str(st.session_state.get(self.key) or self.first)


def draw(view: PageView, meeting: Row) -> None:
    """Draw the minutes of a meeting in a section: their state, their text, what is left to do."""
    held = view.day_state.tables["meeting"]
    minutes = minutes_on(view, meeting["ref"])
    with layout.section("minutes", "Minutes", has_controls=True):
        prose.words(approval_text(minutes, held))
        with layout.fold("Read the minutes", "minutes") as is_open:
            if is_open:
                st.markdown(as_lines(newest_text(view, meeting, minutes)))
        if not current_person.may(Role.RECORDER):
            return
        if minutes.can_change:
            with layout.fold("Edit or approve the minutes", "minutes-change") as is_open:
                if is_open:
                    _draw_changes(view, meeting, minutes)
        elif typed := _typed_in_vain(meeting["ref"]):
            st.warning(APPROVED_MEANWHILE)
            st.markdown(f"**{TEXT}**")
            st.code(typed, language=None, wrap_lines=True)


def minutes_on(view: PageView, ref: str) -> Minutes:
    """The minutes of a meeting as they stand on the day of the view."""
    return minutes_of(view.state.tables, ref, view.day_state.tables["meeting"], SEAL)


def newest_text(view: PageView, meeting: Row, minutes: Minutes) -> str:
    """The text of minutes as they stand."""
    title = MEETING.options(view.day_state)[meeting["ref"]]
    tables = view.state.tables

    def draft() -> str:
        items = agenda_of(view, meeting_of(meeting, tables["meeting_kind"])).before_it
        return draft_text(tables, meeting["ref"], title, items, called)

    def called(key: str) -> str:
        if key == CHANGES:
            return SINCE_LAST
        facts = item_facts(view.full_state, key)
        # What the office added has no facts: its entry is its text.
        entries = tables["agenda_entry"].filter(pl.format("added {}", "id") == key)["text"]
        return facts.title if facts else next(filter(None, entries), key)

    return minutes.text(draft)


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
    place = _place(meeting["ref"])
    before = st.session_state.get(place)
    draft = _draft(meeting["ref"], minutes.seen, newest_text(view, meeting, minutes))
    if before and before.key != draft.key:
        st.warning(READS_OTHERWISE)
    elif draft.seen != minutes.seen:
        st.warning(_overtaken_text(minutes))
    typed = st.text_area(TEXT, value=draft.first, height=480, key=draft.key, persist_state="page")
    by = current_person.ask_writer(
        "Your name, kept with the minutes",
        f"{place} by",
        value=st.session_state.get(WRITER, ""),
    )
    about = {"meeting": meeting["ref"], "text": typed}
    # A press beside a text that was replaced since does not count for the new text.
    if st.button("Save the text", key=f"save {draft.key}"):
        _record(schemas.NewMinutesVersion, about, draft, minutes, by)
    later = {
        row["ref"]: row for row in may_approve(view.day_state.tables["meeting"], meeting["ref"])
    }
    if not later:
        prose.words(
            "These minutes can be approved once a later meeting of this kind has been held."
        )
        return
    names = MEETING.options(view.day_state)
    approving = st.selectbox(
        "Approved at", later, format_func=lambda ref: names.get(ref, ref), key=f"{place} at"
    )
    st.caption(SEALED)
    if st.button("Approve this text", key=f"approve {draft.key}", type="primary"):
        about |= {"approved_by_meeting": approving}
        _record(schemas.MinutesApproved, about, draft, minutes, by)


def _draft(ref: str, newest: int, text: str) -> Draft:
    """The text edited in this session; it follows the newest one until something is typed."""
    draft: Draft | None = st.session_state.get(_place(ref))
    if draft is None or draft.typed == draft.first:
        draft = Draft(f"{_place(ref)} {newest} {hash(text)}", text, newest)
        st.session_state[_place(ref)] = draft
    return draft


def _place(ref: str) -> str:
    return f"minutes of {ref}"


def _typed_in_vain(ref: str) -> str:
    """The text typed for minutes that nobody can change any more; empty where there is none."""
    draft: Draft | None = st.session_state.get(_place(ref))
    return draft.typed if draft and draft.typed != draft.first else ""


def _overtaken_text(minutes: Minutes) -> str:
    who = minutes.version["recorded_by"] if minutes.version else ""
    return (
        f"{plain(who)} edited the minutes since you began: that text stands under *Read the "
        "minutes*, and what you typed below. Bring over what is to stay, then save yours."
    )


def _record(
    kind: type[Entry], said: dict[str, object], draft: Draft, minutes: Minutes, by: str
) -> None:
    place = _place(str(said["meeting"]))
    try:
        new = writes.validate(kind, **said, seen=draft.seen)
        writes.record(reads.store(), new, by=by, at=datetime.now(UTC))
    except Overtaken as overtaken:
        # The text is on the page from this run on, so whoever presses again has seen it.
        st.session_state[place] = draft._replace(seen=minutes.seen)
        st.error(plain(str(overtaken)))
    except Refused as refusal:
        st.error(plain(str(refusal)))
    else:
        st.session_state[WRITER] = by
        del st.session_state[place]
        st.rerun()
