"""The agenda of one meeting on its page: its items, what was left out, and what changed since."""

import streamlit as st

from data_access.vocabulary import Role
from metrics.meetings.meeting_agenda import MeetingAgenda, frozen_text, minutes_text
from ui.elements import layout, prose
from ui.elements.tables import table
from ui.forms import RECORD
from ui.forms.agendas import AGENDAS, agenda_item, frozen_agenda
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import say_what_was_saved
from ui.page.meeting import ShownMeeting
from ui.page.page_view import PageView
from ui.pages import UPDATE
from ui.rows.agendas import agenda_rows, change_lines, left_out_lines
from ui.sign_in import current_person

A_PAGE, CHANGES_SHOWN = 12, 8
CHANGE = "Change an agenda: add, move or leave out, say who speaks and how long"
NOT_FROZEN = "Not frozen yet: it changes with what is recorded."
NOTHING_CHANGED = "Nothing has changed since."


def draw(meeting: ShownMeeting, agenda: MeetingAgenda) -> None:
    """Draw what a meeting has before it, how long it takes, and what became of it since."""
    items, frozen = agenda.before_it, agenda.frozen
    prose.words(frozen_text(frozen, meeting.moved_to) if frozen else NOT_FROZEN)
    prose.words("; ".join(f"{name}: {text}" for name, text in meeting.people))
    table(
        agenda_rows(items),
        key=f"agenda-{meeting.ref}",
        alt=f"Agenda: {meeting.title}",
        wide="Item",
        a_page=A_PAGE,
        empty="Nothing is on the agenda.",
    )
    prose.words(minutes_text(items))
    if frozen:
        st.subheader(f"Changed since it was frozen: {len(agenda.changes)}")
        first, others = (
            change_lines(agenda.changes[:CHANGES_SHOWN]),
            change_lines(agenda.changes[CHANGES_SHOWN:]),
        )
        prose.bullets(first, NOTHING_CHANGED)
        if others:
            with layout.fold(f"{len(others)} more", f"changes-{meeting.ref}") as is_open:
                if is_open:
                    prose.bullets(others)
    if agenda.left_out:
        st.subheader(f"Left out: {len(agenda.left_out)}")
        prose.bullets(left_out_lines(agenda.left_out))


def draw_forms(view: PageView) -> None:
    """Draw the forms that change and freeze agendas, for those who may record."""
    if not current_person.may(Role.RECORDER):
        return
    st.page_link(
        UPDATE.path,
        label="Plan a meeting",
        icon=":material/event:",
        query_params={RECORD.key: "meeting-planned"},
    )
    with layout.fold(CHANGE, "agenda-item") as is_open:
        if is_open:
            st.warning(NOTHING_ABOUT_A_CASE)
            agenda_item(view)
    with layout.fold("Freeze an agenda", "agenda-frozen") as is_open:
        if is_open:
            frozen_agenda(view)
    say_what_was_saved(AGENDAS)
