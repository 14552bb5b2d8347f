"""The agenda of a meeting as a paper, with room beside each item for who speaks and the outcome."""

from datetime import date
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import MeetingKind
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.agenda import (
    ASKED_EARLIER,
    DECIDED_EARLIER,
    agenda,
    agenda_text,
    open_decisions,
    open_questions,
)
from metrics.meetings.decisions import open_business_text
from metrics.meetings.meeting_dates import planned_meetings
from metrics.meetings.meeting_record import meeting_record
from metrics.meetings.meeting_summary import MEETINGS
from metrics.text_format import capitalised, day_text
from ui.elements.markdown import DEMONSTRATION, plain
from ui.exports.downloads import MARKING
from ui.page import page_view, provenance
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_parts import facts_of, paragraph, paragraphs, table
from ui.rows.meetings import ask_rows, decision_rows

AGENDA = "agenda"
NO_DAY = "no day is recorded"
ITEM_WIDTHS = [7, 48, 17, 28]
DECISION_WIDTHS = [27, 13, 17, 17, 11, 15]
QUESTION_WIDTHS = [28, 10, 17, 17, 14, 14]
OUTCOME = pl.lit("").alias("Outcome")


class Meeting(NamedTuple):
    """A meeting that an agenda is for. Nulls: ``ref`` and ``planned_on`` where none is planned."""

    kind: MeetingKind
    ref: str | None = None
    planned_on: date | None = None
    held_on: date | None = None

    @property
    def title(self) -> str:
        """Its kind and its day, if it has one."""
        if self.held_on:
            return f"{capitalised(self.kind)}, {day_text(self.held_on)}"
        if self.planned_on:
            return f"{capitalised(self.kind)}, planned for {day_text(self.planned_on)}"
        return f"the next {MEETINGS[self.kind]}"

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What a paper says of it, as pairs of a name and a text."""
        planned = day_text(self.planned_on) if self.planned_on else NO_DAY
        day = ("Held", day_text(self.held_on)) if self.held_on else ("Planned for", planned)
        return [("Meeting", capitalised(self.kind)), day]

    @property
    def name(self) -> str:
        """Its part of the name of a file."""
        return self.ref or self.kind.name.lower()


def meeting_of(row: Row) -> Meeting:
    """The meeting of a row of its table, held or planned."""
    kind = MeetingKind(row["kind"])
    return Meeting(kind, row["ref"], row["planned_on"], row["held_on"])


def planned_on_day(view: PageView) -> list[Meeting]:
    """The meetings that are planned and not held on the day of the view, the nearest first."""
    planned = planned_meetings(view.state.tables["meeting"], view.day, view.state.today)
    # A store may know already that one was held later.
    return [meeting_of(row)._replace(held_on=None) for row in planned.to_dicts()]


def next_meeting(view: PageView, kind: MeetingKind) -> Meeting:
    """The nearest planned meeting of a kind from the day of the view on; else one without a day."""
    ahead = [
        each
        for each in planned_on_day(view)
        if each.kind == kind and each.planned_on and each.planned_on >= view.day
    ]
    return ahead[0] if ahead else Meeting(kind)


def agenda_paper(view: PageView, meeting: Meeting, base: str) -> Paper:
    """The agenda of a meeting: of one held, as that could see it on its day; else as at the view's.

    ``base``: the address of *Meetings*.
    """
    seen = [("Lists", f"what stood on {day_text(meeting.held_on)}")] if meeting.held_on else []
    return Paper(
        title=f"Agenda: {meeting.title}",
        facts=facts_of(view, page_view.address_of(view, base), *meeting.facts, *seen),
        marking=MARKING,
        mark=DEMONSTRATION if view.day_state.is_invented else "",
        file_stem=view.download(f"{AGENDA}-{meeting.name}").stem,
        sections=_sections(view, meeting),
    )


def _sections(view: PageView, meeting: Meeting) -> tuple[Section, ...]:
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
                *paragraphs(provenance.of_store(view), is_quiet=True),
            ),
        ),
    )


def _business(view: PageView, meeting: Meeting) -> tuple[DayState, pl.DataFrame, pl.DataFrame]:
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
    return [Heading(f"{number}. {name}: {len(items)}"), *table(rows, name, ITEM_WIDTHS, "None.")]


def _decisions(decisions: pl.DataFrame) -> list[Block]:
    rows = decision_rows(decisions)
    shown = rows.with_columns(OUTCOME) if rows.height else rows
    return table(shown, "Each decision that is not done", DECISION_WIDTHS, "None.")


def _questions(questions: pl.DataFrame, day_state: DayState) -> list[Block]:
    rows = ask_rows(questions, day_state.facts.names, day_state.day)
    shown = rows.with_columns(OUTCOME) if rows.height else rows
    return table(shown, "Each question that is not answered", QUESTION_WIDTHS, "None.")
