"""Draft minutes of a meeting: what is recorded of it, and what earlier ones had left open."""

from collections.abc import Sequence

import polars as pl

from metrics.day_state import DayState
from metrics.meetings.agenda import ASKED_EARLIER, DECIDED_EARLIER, agenda, agenda_text
from metrics.meetings.decisions import open_business_text
from metrics.meetings.meeting_record import carried_over, meeting_record
from metrics.recommendations.positions import judgements_at
from metrics.text_format import counted, day_text
from ui.elements.markdown import DEMONSTRATION
from ui.exports.downloads import MARKING
from ui.page import page_view, provenance
from ui.page.meeting import Meeting
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_parts import facts_of, label_width, paragraph, paragraphs, plain_bullets, table
from ui.rows.meetings import ask_rows, decision_rows
from ui.rows.recommendations import judgement_rows

MINUTES = "minutes"
DRAFT = "Draft minutes, made from what was recorded"
NOT_APPROVED = "Nobody has approved these minutes."
NOT_LINKED = (
    "Updates of actions, new dates, new actions and evidence are recorded by day and not by "
    "meeting, so none is listed here."
)
OPEN_AT = (
    "Of earlier meetings of this kind, as it stood on the day of this one. “Open at” counts the "
    "meetings of this kind that found it open since, this one included."
)
DECISION_WIDTHS, QUESTION_WIDTHS = [34, 17, 17, 17, 15], [34, 11, 17, 17, 21]
OPEN_AT_WIDTH = 12


def minutes_paper(view: PageView, meeting: Meeting, base: str) -> Paper:
    """The draft minutes of a meeting that was held by the day of the view, as they stand on it.

    ``base``: the address of *Meetings*.
    """
    return Paper(
        title=f"{DRAFT}: {meeting.title}",
        facts=facts_of(view, page_view.address_of(view, base), *meeting.facts),
        marking=MARKING,
        mark=DEMONSTRATION if view.day_state.is_invented else "",
        file_stem=view.download(f"{MINUTES}-{meeting.name}").stem,
        sections=_sections(view, meeting),
    )


def _sections(view: PageView, meeting: Meeting) -> tuple[Section, ...]:
    then = view.state.meeting_day_state(meeting.held_on or view.day, view.day)
    return (
        Section("In short", tuple(_in_short(view, meeting, then))),
        Section("What it had before it", tuple(_before_it(then, meeting))),
        Section("Carried over from earlier meetings", tuple(_carried_over(then, meeting))),
        *_recorded(view, meeting),
    )


def _in_short(view: PageView, meeting: Meeting, then: DayState) -> list[Block]:
    record = meeting_record(view.day_state, meeting.ref)
    lead = [
        open_business_text(record.not_done, record.open_questions),
        *agenda_text(then, "It had before it", meeting.kind),
    ]
    as_at = f"Decisions and questions of the meeting are as they stand on {day_text(view.day)}."
    return [
        paragraph(" ".join(lead), is_lead=True),
        *paragraphs(f"{NOT_APPROVED} {as_at} {NOT_LINKED}"),
    ]


def _before_it(then: DayState, meeting: Meeting) -> list[Block]:
    return plain_bullets(
        f"{topic.name}: {len(topic.items)}" for topic in agenda(then, meeting.kind)
    )


def _carried_over(then: DayState, meeting: Meeting) -> list[Block]:
    decisions, questions = carried_over(then, meeting.kind)
    return [
        *paragraphs(open_business_text(decisions, questions)),
        *paragraphs(OPEN_AT, is_quiet=True),
        Heading(f"{DECIDED_EARLIER}: {decisions.height}"),
        *_open_at(decision_rows(decisions), decisions, DECISION_WIDTHS),
        Heading(f"{ASKED_EARLIER}: {questions.height}"),
        *_open_at(ask_rows(questions, then.facts.names, then.day), questions, QUESTION_WIDTHS),
    ]


def _open_at(rows: pl.DataFrame, carried: pl.DataFrame, widths: Sequence[int]) -> list[Block]:
    """The rows of ``carried``, in its order, with how many meetings found each open."""
    times = [counted(number, "meeting") for number in carried["times_open"]]
    shown = rows.with_columns(pl.Series("Open at", times)) if times else rows
    return table(shown, "What is still open", [*widths, OPEN_AT_WIDTH], "None.")


def _recorded(view: PageView, meeting: Meeting) -> tuple[Section, ...]:
    """What is recorded of the meeting, as its page has it."""
    day_state = view.day_state
    record = meeting_record(day_state, meeting.ref)
    judged = judgements_at(day_state.tables["judgement"], day_state.parts, meeting.ref or "")
    asked = ask_rows(record.asked, day_state.facts.names, view.day)
    decided = decision_rows(record.decided)
    return (
        Section(
            f"Decided: {decided.height}",
            (*table(decided, "What it decided", DECISION_WIDTHS, "No decision is recorded."),),
        ),
        Section(
            f"Asked: {asked.height}",
            (*table(asked, "What it asked", QUESTION_WIDTHS, "Nothing asked is recorded."),),
        ),
        Section(
            f"Judged: {judged.height}",
            (
                *table(
                    judgement_rows(judged),
                    "What it judged",
                    [label_width(day_state), 12, 12, 24, 17, 17, 17],
                    "No judgement is recorded.",
                ),
                *paragraphs(provenance.of_store(view), is_quiet=True),
            ),
        ),
    )
