"""What does the next meeting look at, what of earlier ones is not done, and what was given out?"""

import polars as pl
import streamlit as st

from metrics.frames import Row
from metrics.meetings.agenda import nothing_under_text
from metrics.meetings.decisions import own_business_text
from metrics.meetings.meeting_agenda import SINCE_LAST, had_before_it_text, meeting_finding
from metrics.meetings.meeting_dates import planned_meetings
from metrics.meetings.meeting_record import MeetingRecord, meeting_record
from metrics.recommendations.positions import judgements_at
from metrics.text_format import capitalised, counted
from ui import reads
from ui.elements import composition, layout, prose
from ui.elements.tables import table
from ui.meetings import agenda_section, minutes
from ui.page import page_view, provenance, room
from ui.page.filters import MEETING, PACK
from ui.page.findings import draw_finding
from ui.page.meeting import ShownMeeting, agenda_of, meeting_of, next_meetings, state_before
from ui.page.page_view import PageView, meeting_addresses
from ui.pages import MEETING_MODE
from ui.papers import documents, giving_out
from ui.proposals import draw_waiting
from ui.rows.meetings import ask_rows, decision_rows, meeting_rows
from ui.rows.recommendations import judgement_rows

FIRST_ITEMS = 3


def _draw_next(view: PageView, meeting: ShownMeeting) -> None:
    """Draw the meeting that comes next: its agenda in short and in full, and the way to begin."""
    agenda = agenda_of(view, meeting)
    title = meeting.title if meeting.planned_on else f"{meeting.title}, not planned yet"
    draw_finding(meeting_finding(title, agenda.before_it, view.day_state))
    room.stop_if_shown()
    composition.send()
    if st.button("Open Meeting mode", key="begin", type="primary"):
        st.switch_page(MEETING_MODE.path)
    draw_waiting(view.state)
    with layout.fold("The whole agenda", "agenda") as is_open:
        if is_open:
            agenda_section.draw(meeting, agenda)
    _draw_papers(view)
    first = [each.text for each in agenda.before_it if each.topic != SINCE_LAST][:FIRST_ITEMS]
    if first:
        with layout.section("first", "First on the agenda"):
            prose.bullets(first)


def _draw_papers(view: PageView, chosen: Row | None = None) -> None:
    with layout.fold("Documents to hand out", "documents") as is_open:
        if is_open:
            documents.offer_of_meetings(view, chosen)


def _draw_decisions(
    view: PageView, name: str, heading: str, alt: str, decisions: pl.DataFrame
) -> None:
    if decisions.height:
        with layout.section(name, heading):
            table(
                decision_rows(decisions),
                key=name,
                alt=alt,
                download=view.download("decisions-open"),
            )


def _draw_questions(
    view: PageView, name: str, heading: str, alt: str, questions: pl.DataFrame
) -> None:
    if questions.height:
        with layout.section(name, heading):
            table(
                ask_rows(questions, view.day_state.facts.names, view.day),
                key=name,
                alt=alt,
                download=view.download("asks"),
            )


def _draw_held(view: PageView, meeting: ShownMeeting, record: MeetingRecord) -> None:
    """Draw a meeting that was held: what it had before it, decided, asked and judged."""
    then, agenda = state_before(view, meeting), agenda_of(view, meeting)
    if room.draws():
        prose.lead(
            own_business_text(record.not_done, record.open_questions, view.day),
            below=" ".join(had_before_it_text(agenda, then, meeting.kind)),
        )
    room.stop_if_shown()
    draw_waiting(view.state)
    _draw_decisions(view, "decided", "Decided", "What the meeting decided", record.decided)
    _draw_questions(view, "asked", "Asked", "What it asked", record.asked)
    day_state = view.day_state
    judged = judgements_at(day_state.tables["judgement"], day_state.parts, meeting.ref or "")
    if judged.height:
        with layout.section("judged", "Judged"):
            table(judgement_rows(judged), key="judged", alt="What it judged")
    with layout.fold(f"What it had before it: {len(agenda.before_it)}", "agenda") as is_open:
        if is_open:
            agenda_section.draw(meeting, agenda)


# Read
kept = reads.store_state().tables["sealed_document"]
view = page_view.header("Meetings", MEETING, *([PACK] if kept.height else []))
provenance.stop_if_empty(view)
day_state = view.day_state
ref, pack = view.chosen[MEETING.key], view.chosen.get(PACK.key)

# Compute
record = meeting_record(day_state, ref)
planned = planned_meetings(view.state.tables["meeting"], view.day, view.state.today)
every = meeting_rows(day_state, planned, meeting_addresses(view))

# Draw
if pack:
    room.stop_if_shown()
    giving_out.draw_pack(view, kept.row(by_predicate=pl.col("ref") == pack, named=True))
elif ref:
    row = day_state.tables["meeting"].row(by_predicate=pl.col("ref") == ref, named=True)
    _draw_held(view, meeting_of(row, day_state.tables["meeting_kind"]), record)
    minutes.draw(view, row)
    _draw_papers(view, row)
else:
    coming, *others = next_meetings(view)
    _draw_next(view, coming)
    _draw_decisions(view, "not-done", "Decided and not done", "Open decisions", record.not_done)
    _draw_questions(
        view, "unanswered", "Asked and not answered", "Open questions", record.open_questions
    )
    for each in others:
        agenda = agenda_of(view, each)
        label = f"{capitalised(each.title)}: {counted(len(agenda.before_it), 'item')}"
        with layout.fold(label, each.name) as is_open:
            if is_open:
                agenda_section.draw(each, agenda)
    agenda_section.draw_forms(view)
    giving_out.draw_packs(view)
    if every.height:
        with layout.fold(f"Meetings planned and held: {every.height}", "meetings") as is_open:
            if is_open:
                table(every, key="meetings", alt="Meetings planned and held, newest first")
    prose.words(
        nothing_under_text(
            {
                "Meetings": every.height,
                "Decisions": record.decided.height,
                "Questions asked": record.asked.height,
                "Packs given out": kept.height,
            }
        )
    )
page_view.copy_link(view)
provenance.source(view, "Source: what was recorded at the meetings.")
