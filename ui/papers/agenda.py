"""The agenda of a meeting as a paper, with room beside each item for who speaks and the outcome."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import polars as pl

from metrics.day_state import DayState
from metrics.meetings.agenda import (
    ASKED_EARLIER,
    DECIDED_EARLIER,
    AgendaItem,
    agenda,
    agenda_text,
    open_decisions,
    open_questions,
)
from metrics.meetings.decisions import open_business_text
from metrics.meetings.meeting_agenda import MeetingAgenda, frozen_text, minutes_text
from metrics.meetings.meeting_record import meeting_record
from metrics.text_format import counted, day_text
from ui.elements.markdown import DEMONSTRATION, plain
from ui.exports.downloads import MARKING
from ui.page import page_view, provenance
from ui.page.meeting import ShownMeeting
from ui.page.meeting_agendas import agenda_of
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import facts_of, paragraph, paragraph_blocks, table_blocks
from ui.rows.agendas import agenda_rows
from ui.rows.meetings import ask_rows, decision_rows

AGENDA = "agenda"
ITEM_WIDTHS, ARRANGED_WIDTHS = [7, 48, 17, 28], [6, 44, 16, 11, 23]
DECISION_WIDTHS = [27, 13, 17, 17, 11, 15]
QUESTION_WIDTHS = [28, 10, 17, 17, 14, 14]
OUTCOME = pl.lit("").alias("Outcome")


def agenda_paper(view: PageView, meeting: ShownMeeting, base: str) -> Paper:
    """The agenda of a meeting: of one held, as that could see it on its day; else as at the view's.

    One that was frozen is as it was then. ``base``: the address of *Meetings*.
    """
    agenda_of_it = agenda_of(view, meeting) if meeting.ref else None
    arranged = agenda_of_it if agenda_of_it and agenda_of_it.is_arranged(meeting.held_on) else None
    lists = f"what stood on {day_text(meeting.held_on)}"
    seen = [("Lists", lists)] if meeting.held_on and not arranged else []
    return Paper(
        title=f"Agenda: {meeting.title}",
        facts=facts_of(view, page_view.address_of(view, base), *meeting.facts, *seen),
        marking=MARKING,
        mark=DEMONSTRATION if view.day_state.is_invented else "",
        file_stem=view.download(f"{AGENDA}-{meeting.name}").stem,
        sections=_arranged(view, meeting, arranged) if arranged else _sections(view, meeting),
    )


def _sections(view: PageView, meeting: ShownMeeting) -> tuple[Section, ...]:
    if view.day_state.tables["inspection"].is_empty():
        return (Section("In short", (paragraph(provenance.of_store(view)),)),)
    day_state, decisions, questions = _business(view, meeting)
    listed = "It had before it" if meeting.held_on else "Listed below"
    lead = [
        open_business_text(decisions, questions),
        *agenda_text(day_state, listed, meeting.kind),
    ]
    topics = agenda(day_state, meeting.kind)
    return (
        Section("In short", (paragraph(" ".join(lead), is_lead=True),)),
        Section(
            "Agenda",
            tuple(
                block
                for number, topic in enumerate(topics, 1)
                for block in _topic(number, topic.name, topic.items)
            ),
        ),
        Section(
            "Still open from earlier meetings",
            (
                Heading(f"{len(topics) + 1}. {DECIDED_EARLIER}: {decisions.height}"),
                *_decisions(decisions),
                Heading(f"{len(topics) + 2}. {ASKED_EARLIER}: {questions.height}"),
                *_questions(questions, day_state),
                *paragraph_blocks(provenance.of_store(view), is_quiet=True),
            ),
        ),
    )


def _arranged(view: PageView, meeting: ShownMeeting, agenda: MeetingAgenda) -> tuple[Section, ...]:
    """The agenda of a planned meeting in the order of the office, or as it was frozen."""
    changed = len(agenda.changes)
    since = (
        f"{counted(changed, 'change')} since it was frozen: see Meetings."
        if agenda.frozen and changed
        else ""
    )
    frozen = frozen_text(agenda.frozen, meeting.moved_to) if agenda.frozen else ""
    lead = f"**{counted(len(agenda.before_it), 'item')}**. {minutes_text(agenda.before_it)}"
    return (
        Section(
            "In short", (paragraph(lead, is_lead=True), *paragraph_blocks(plain(frozen), since))
        ),
        Section(
            "Agenda",
            (
                *_runs(agenda.before_it),
                *paragraph_blocks(provenance.of_store(view), is_quiet=True),
            ),
        ),
    )


def _runs(items: Sequence[AgendaItem]) -> Iterator[Block]:
    """The items in their order, numbered; a heading wherever the topic changes."""
    if not items:
        yield paragraph("Nothing is on the agenda.")
    numbered = enumerate(agenda_rows(items).iter_rows(named=True), 1)
    for topic, run in groupby(numbered, key=lambda row: items[row[0] - 1].topic):
        rows = pl.DataFrame([row for _, row in run]).drop("Topic").with_columns(OUTCOME)
        yield Heading(f"{topic}: {rows.height}")
        yield from table_blocks(rows, topic, ARRANGED_WIDTHS, "None.")


def _business(view: PageView, meeting: ShownMeeting) -> tuple[DayState, pl.DataFrame, pl.DataFrame]:
    """The state that a meeting sees, and the decisions and questions that are open in it."""
    if meeting.held_on:
        then = view.state.meeting_day_state(meeting.held_on, view.day)
        return then, open_decisions(then), open_questions(then)
    # What was decided or asked on the very day is earlier than a meeting to come.
    record = meeting_record(view.day_state, None)
    return view.day_state, record.not_done, record.open_questions


def _topic(number: int, name: str, items: list[str]) -> list[Block]:
    rows = pl.DataFrame(
        {
            "No.": [f"{number}.{place}" for place in range(1, len(items) + 1)],
            "Item": [plain(item) for item in items],
        }
    ).with_columns(pl.lit("").alias("Who speaks"), OUTCOME)
    return [
        Heading(f"{number}. {name}: {len(items)}"),
        *table_blocks(rows, name, ITEM_WIDTHS, "None."),
    ]


def _decisions(decisions: pl.DataFrame) -> list[Block]:
    rows = decision_rows(decisions)
    shown = rows.with_columns(OUTCOME) if rows.height else rows
    return table_blocks(shown, "Each decision that is not done", DECISION_WIDTHS, "None.")


def _questions(questions: pl.DataFrame, day_state: DayState) -> list[Block]:
    rows = ask_rows(questions, day_state.facts.names, day_state.day)
    shown = rows.with_columns(OUTCOME) if rows.height else rows
    return table_blocks(shown, "Each question that is not answered", QUESTION_WIDTHS, "None.")
