"""The agenda of one meeting on its page, and the forms that change or freeze one."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.vocabulary import Role
from metrics.meetings.agenda import AgendaItem
from metrics.meetings.meeting_agenda import MeetingAgenda, frozen_text, minutes_text, newest_entry
from metrics.text_format import counted
from ui.elements import layout, prose
from ui.elements.markdown import shortened
from ui.elements.tables import table
from ui.forms import RECORD
from ui.forms.form import Form, subject
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import say_what_was_saved
from ui.page.meeting import ShownMeeting, agenda_of, planned_on_day
from ui.page.page_view import PageView
from ui.pages import UPDATE
from ui.rows.meetings import agenda_rows, change_lines, left_out_lines
from ui.sign_in import current_person

# The place of a page that confirms what these forms save.
AGENDAS = "agendas"
A_NEW_ITEM, LONGEST_OPTION = "new", 100
NOT_TODAY = "Clear the day above to change an agenda: it is changed as at today."


def agenda_item(view: PageView) -> None:
    """Add an item to an agenda, move one, leave one out, or say who speaks and how long."""
    meeting = _meeting("Whose agenda is changed?", view)
    if meeting is None:
        return
    agenda = agenda_of(view, meeting)
    options = {A_NEW_ITEM: "A new item"} | _options(agenda)
    key = subject(f"Which item of it: {meeting.title}?", options)
    if key is None:
        return
    entries = view.state.tables["agenda_entry"].filter(pl.col("meeting") == meeting.ref)
    was = newest_entry(entries, key) or {}
    newest = was.get("id", 0)
    form = Form(f"agenda-{meeting.ref}-{key}", view, AGENDAS, starts_as=was, newest=newest)
    with form.drawn():
        if key == A_NEW_ITEM or key.startswith("added "):
            form.long_text("text", "What the item is")
        form.number("place", "Its number on the agenda; empty to leave it where it falls")
        form.text("speaker", "Who speaks of it")
        form.number("minutes", "Minutes to spend on it")
        if key != A_NEW_ITEM:
            form.text("left_out", "Reason for leaving it out (empty: it stays on the agenda)")
        form.save(
            schemas.NewAgendaEntry,
            "The agenda is changed.",
            was=was,
            meeting=meeting.ref,
            item=None if key == A_NEW_ITEM else key,
        )


def frozen_agenda(view: PageView) -> None:
    """Freeze the agenda of a planned meeting as it stands."""
    meeting = _meeting("Whose agenda is frozen?", view)
    if meeting is None:
        return
    items = agenda_of(view, meeting).items
    st.markdown(
        f"What the meeting has before it stays as it is now, {counted(len(items), 'item')}; what "
        "is recorded later is shown as a change."
    )
    form = Form(f"agenda-frozen-{meeting.ref}", view, AGENDAS)
    with form.drawn():
        form.save(
            schemas.AgendaFrozen,
            "The agenda is frozen.",
            meeting=meeting.ref,
            as_at=view.day,
            items=_as_it_stands(items),
        )


def _meeting(label: str, view: PageView) -> ShownMeeting | None:
    """The planned meeting that is chosen; null if none is, or the view is of a past day."""
    if view.day < view.state.today:
        st.info(NOT_TODAY)
        return None
    planned = {each.ref: each for each in planned_on_day(view) if each.ref}
    if not planned:
        st.info("No meeting is planned. Plan one on *Record*.")
        return None
    ref = subject(label, {ref: each.title for ref, each in planned.items()})
    return planned[ref] if ref else None


def _options(agenda: MeetingAgenda) -> dict[str, str]:
    on_it = {
        item.key: f"{number}. {shortened(item.text, LONGEST_OPTION)}"
        for number, item in enumerate(agenda.items, 1)
    }
    return on_it | {
        each.item.key: f"Left out: {shortened(each.item.text, LONGEST_OPTION)}"
        for each in agenda.left_out
    }


def _as_it_stands(items: Sequence[AgendaItem]) -> list[dict[str, str | int | None]]:
    return [
        {
            "item": item.key,
            "topic": item.topic,
            "text": item.text,
            "speaker": item.speaker,
            "minutes": item.minutes,
        }
        for item in items
    ]


A_PAGE, CHANGES_SHOWN = 12, 8
CHANGE = "Change an agenda: add, move or leave out, say who speaks and how long"
NOT_FROZEN = "Not frozen yet: it changes with what is recorded."
NOTHING_CHANGED = "Nothing has changed since."


def draw(meeting: ShownMeeting, agenda: MeetingAgenda) -> None:
    """Draw what a meeting has before it, how long it takes, and what became of it since."""
    items, frozen = agenda.before_it, agenda.frozen
    if frozen:
        prose.words(frozen_text(frozen, meeting.moved_to))
    elif meeting.held_on is None:
        prose.words(NOT_FROZEN)
    prose.words("; ".join(f"{name}: {text}" for name, text in meeting.people))
    table(
        agenda_rows(items),
        key=f"agenda-{meeting.name}",
        alt=f"Agenda: {meeting.title}",
        wide="Item",
        a_page=A_PAGE,
        empty="Nothing is on the agenda.",
    )
    prose.words(minutes_text(items))
    if frozen:
        prose.subheading(f"Changed since it was frozen: {len(agenda.changes)}")
        lines = change_lines(agenda.changes)
        prose.bullets(lines[:CHANGES_SHOWN], NOTHING_CHANGED)
        if others := lines[CHANGES_SHOWN:]:
            with layout.fold(f"{len(others)} more", f"changes-{meeting.name}") as is_open:
                if is_open:
                    prose.bullets(others)
    if agenda.left_out:
        prose.subheading(f"Left out: {len(agenda.left_out)}")
        prose.bullets(left_out_lines(agenda.left_out))


def draw_forms(view: PageView) -> None:
    """Draw the forms that change and freeze agendas, for those who may record."""
    if not current_person.may(Role.RECORDER):
        return
    st.page_link(
        UPDATE.path,
        label="Plan a meeting",
        icon=":material/event:",
        query_params={RECORD: "meeting-planned"},
    )
    with layout.fold(CHANGE, "agenda-item") as is_open:
        if is_open:
            st.warning(NOTHING_ABOUT_A_CASE)
            agenda_item(view)
    with layout.fold("Freeze an agenda", "agenda-frozen") as is_open:
        if is_open:
            frozen_agenda(view)
    say_what_was_saved(AGENDAS)
