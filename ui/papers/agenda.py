"""The agenda of a meeting as a paper, with room beside each item for who speaks and the outcome."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from typing import NamedTuple

import polars as pl

from metrics.day_state import DayState
from metrics.meetings.agenda import (
    ASKED_EARLIER,
    DECIDED_EARLIER,
    AgendaItem,
    agenda,
    agenda_text,
    nothing_under_text,
    open_decisions,
    open_questions,
)
from metrics.meetings.decisions import open_business_text
from metrics.meetings.meeting_agenda import MeetingAgenda, frozen_text, minutes_text
from metrics.meetings.meeting_record import meeting_record
from metrics.text_format import counted, day_text
from ui.elements.markdown import DEMONSTRATION, NOTHING, plain
from ui.exports.downloads import MARKING
from ui.page import page_view, provenance
from ui.page.meeting import ShownMeeting, agenda_of, state_before
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import facts_of, paragraph, paragraph_blocks, table_blocks
from ui.rows.meetings import agenda_rows, ask_rows, decision_rows

AGENDA = "agenda"
ITEM_WIDTHS, ARRANGED_WIDTHS = [7, 48, 17, 28], [6, 44, 16, 11, 23]
DECISION_WIDTHS = [7, 26, 12, 16, 16, 10, 13]
QUESTION_WIDTHS = [7, 26, 9, 16, 16, 13, 13]
OUTCOME = pl.lit("").alias("Outcome")


class TopicTable(NamedTuple):
    """The rows of one topic. ``alt``: what they are, for a screen reader."""

    name: str
    alt: str
    rows: pl.DataFrame
    widths: Sequence[int]


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
        open_business_text(decisions, questions, day_state.day),
        *agenda_text(day_state, listed, meeting.kind),
    ]
    sections = {
        "Agenda": _exceptions(day_state, meeting.kind),
        "Still open from earlier meetings": _open_business(day_state, decisions, questions),
    }
    topics = [topic for of_section in sections.values() for topic in of_section]
    numbers = count(1)
    return (
        Section(
            "In short",
            (
                paragraph(" ".join(lead), is_lead=True),
                *paragraph_blocks(
                    nothing_under_text({each.name: each.rows.height for each in topics})
                ),
                *paragraph_blocks(provenance.of_store(view), is_quiet=True),
            ),
        ),
        *(
            Section(heading, tuple(_topics(of_section, numbers)))
            for heading, of_section in sections.items()
            if any(each.rows.height for each in of_section)
        ),
    )


def _exceptions(day_state: DayState, kind: str) -> list[TopicTable]:
    """The items of each topic, with room for who speaks."""
    return [
        TopicTable(
            topic.name,
            topic.name,
            pl.DataFrame(
                {"Item": [plain(item) for item in topic.items]}, {"Item": pl.String}
            ).with_columns(pl.lit("").alias("Who speaks")),
            ITEM_WIDTHS,
        )
        for topic in agenda(day_state, kind)
    ]


def _open_business(
    day_state: DayState, decisions: pl.DataFrame, questions: pl.DataFrame
) -> list[TopicTable]:
    asked = ask_rows(questions, day_state.facts.names, day_state.day)
    return [
        TopicTable(
            DECIDED_EARLIER,
            "Each decision that is not done",
            decision_rows(decisions),
            DECISION_WIDTHS,
        ),
        TopicTable(ASKED_EARLIER, "Each question that is not answered", asked, QUESTION_WIDTHS),
    ]


def _topics(topics: Iterable[TopicTable], numbers: Iterator[int]) -> Iterator[Block]:
    """Each topic that has rows, under its number, with room beside each row for the outcome."""
    for topic in topics:
        if topic.rows.is_empty():
            continue
        number = next(numbers)
        places = [f"{number}.{place}" for place in range(1, topic.rows.height + 1)]
        rows = topic.rows.select(pl.Series("No.", places), pl.all(), OUTCOME)
        yield Heading(f"{number}. {topic.name}: {rows.height}")
        yield from table_blocks(rows, topic.alt, topic.widths, "")


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
    """The items in their order, numbered; a heading wherever the topic changes.

    A topic that comes again, since the office moved an item of it, is continued.
    """
    if not items:
        yield paragraph("Nothing is on the agenda.")
    begun: set[str] = set()
    numbered = enumerate(agenda_rows(items).iter_rows(named=True), 1)
    for topic, run in groupby(numbered, key=lambda row: items[row[0] - 1].topic):
        rows = pl.DataFrame([row for _, row in run]).drop("Topic").with_columns(OUTCOME)
        # Room to write in, as for the outcome.
        rows = rows.with_columns(pl.col("Who speaks", "Time").replace(NOTHING, ""))
        continued = ", continued" if topic in begun else ""
        begun.add(topic)
        yield Heading(f"{topic}{continued}: {rows.height}")
        yield from table_blocks(rows, topic, ARRANGED_WIDTHS, "None.")


def _business(view: PageView, meeting: ShownMeeting) -> tuple[DayState, pl.DataFrame, pl.DataFrame]:
    """The state that a meeting sees, and the decisions and questions that are open in it."""
    if meeting.held_on:
        then = state_before(view, meeting)
        return then, open_decisions(then), open_questions(then)
    # What was decided or asked on the very day is earlier than a meeting to come.
    record = meeting_record(view.day_state, None)
    return view.day_state, record.not_done, record.open_questions
