"""Minutes of a meeting: what was recorded at it, and of a draft what earlier ones left open."""

import re
from collections.abc import Container, Sequence

import polars as pl

from metrics.day_state import DayState
from metrics.meetings.agenda import (
    ASKED_EARLIER,
    DECIDED_EARLIER,
    agenda,
    nothing_under_text,
)
from metrics.meetings.decisions import open_business_text, own_business_text
from metrics.meetings.meeting_agenda import (
    MeetingAgenda,
    frozen_text,
    had_before_it_text,
    numbers_by_topic,
)
from metrics.meetings.meeting_record import carried_over, meeting_record
from metrics.meetings.minutes import ALSO_RECORDED, RECORDED, Minutes, approval_text
from metrics.recommendations.positions import judgements_at
from metrics.text_format import counted, day_text
from ui.elements.markdown import DEMONSTRATION, plain
from ui.exports.downloads import MARKING
from ui.meetings.minutes import minutes_on, newest_text
from ui.page import page_view, provenance
from ui.page.meeting import ShownMeeting, agenda_of, state_before
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import (
    facts_of,
    label_width,
    paragraph,
    paragraph_blocks,
    plain_bullet_blocks,
    table_blocks,
)
from ui.rows.meetings import ask_rows, decision_rows
from ui.rows.recommendations import judgement_rows

MINUTES = "minutes"
DRAFT, EDITED_DRAFT = "Draft minutes, made from what was recorded", "Draft minutes, as edited"
APPROVED = "Minutes"
# On each page, so that no page of a draft is taken for one of approved minutes.
DRAFT_ON_EACH_PAGE = "Draft: not approved"
NOT_LINKED = (
    "Of updates of actions, new dates and new actions, those recorded in Meeting mode are listed "
    "with their item; others are recorded by day and not by meeting."
)
OPEN_AT = (
    "Of earlier meetings of every kind, and what was asked between them, as it stood on the day of "
    "this one. “Open at” counts the meetings of this kind that found it open since, this one "
    "included."
)
NOTHING_OPEN = "No decision or question of an earlier meeting of any kind was open on its day."
DECISION_WIDTHS, QUESTION_WIDTHS = [34, 17, 17, 17, 15], [34, 11, 17, 17, 21]
OPEN_AT_WIDTH = 12
# Empty lines between items; somebody may type several.
BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
# An item has at most 500 letters; what is longer is somebody's text without a line of its own.
LONGEST_HEADING = 600


def minutes_paper(view: PageView, meeting: ShownMeeting, base: str) -> Paper:
    """The minutes of a meeting that was held by the day of the view, as they stand on it.

    Approved ones say the text that was sealed, and nothing else. ``base``: the address of
    *Meetings*.
    """
    held = view.day_state.tables["meeting"]
    row = held.row(by_predicate=pl.col("ref") == meeting.ref, named=True)
    minutes = minutes_on(view, row["ref"])
    text = newest_text(view, row, minutes)
    is_draft = minutes.approval is None
    state = DRAFT_ON_EACH_PAGE if is_draft else approval_text(minutes, held).partition(",")[0]
    # What an assembled draft says of other entries stands below, in tables that say more of each.
    is_assembled = is_draft and minutes.version is None
    left_out = (RECORDED, ALSO_RECORDED) if is_assembled else ()
    as_text = _as_section(text, meeting.title, left_out)
    draft = DRAFT if is_assembled else EDITED_DRAFT
    return Paper(
        title=f"{draft if is_draft else APPROVED}: {meeting.title}",
        facts=facts_of(view, page_view.address_of(view, base), *meeting.facts),
        marking=f"{MARKING}. {state}",
        mark=DEMONSTRATION if view.day_state.is_invented else "",
        file_stem=view.download(f"{MINUTES}-{meeting.name}").stem,
        sections=_draft_sections(view, meeting, minutes, as_text)
        if is_draft
        else (Section("In short", (paragraph(approval_text(minutes, held)),)), *as_text),
    )


def _as_section(text: str, title: str, left_out: Container[str]) -> list[Section]:
    """Each line of a text as a paragraph, that of an item as a heading; none if nothing is left.

    ``title``: of the meeting. ``left_out``: the headings of what stands elsewhere.
    """
    items = [lines.split("\n") for lines in BLANK_LINES.split(text.strip())]
    # Edited minutes may begin with the title of the paper.
    if items[0] == [title]:
        del items[0]
    blocks = [
        block for first, *lines in items if first not in left_out for block in _item(first, lines)
    ]
    return [Section("Item by item", tuple(blocks))] if blocks else []


def _item(first: str, lines: Sequence[str]) -> list[Block]:
    """An item with its lines; what somebody wrote as a paragraph of its own is no heading."""
    if lines and len(first) <= LONGEST_HEADING:
        return [Heading(first), *paragraph_blocks(*map(plain, lines))]
    return paragraph_blocks(*map(plain, [first, *lines]))


def _draft_sections(
    view: PageView, meeting: ShownMeeting, minutes: Minutes, as_text: Sequence[Section]
) -> tuple[Section, ...]:
    then, of_it = state_before(view, meeting), agenda_of(view, meeting)
    had_before_it = had_before_it_text(of_it, then, meeting.kind)
    return (
        Section("In short", tuple(_in_short(view, meeting, had_before_it, minutes))),
        *as_text,
        Section("What it had before it", tuple(_before_it(then, meeting, of_it))),
        Section("Carried over from earlier meetings", tuple(_carried_over(then, meeting))),
        *_recorded(view, meeting),
    )


def _in_short(
    view: PageView, meeting: ShownMeeting, had_before_it: Sequence[str], minutes: Minutes
) -> list[Block]:
    record, held = meeting_record(view.day_state, meeting.ref), view.day_state.tables["meeting"]
    lead = [
        own_business_text(record.not_done, record.open_questions, view.day),
        *had_before_it,
    ]
    as_at = f"Decisions and questions of the meeting are as they stand on {day_text(view.day)}."
    return [
        paragraph(" ".join(lead), is_lead=True),
        *paragraph_blocks(f"{approval_text(minutes, held)} {as_at} {NOT_LINKED}"),
    ]


def _before_it(then: DayState, meeting: ShownMeeting, of_it: MeetingAgenda) -> list[Block]:
    """The topics with how many items each had: of the frozen agenda, or as the meeting began."""
    if of_it.frozen:
        numbers = numbers_by_topic(of_it.frozen.items)
        return [
            *paragraph_blocks(
                f"The items of its agenda, each once. {plain(frozen_text(of_it.frozen, None))}"
            ),
            *plain_bullet_blocks((f"{name}: {number}" for name, number in numbers.items()), ""),
        ]
    numbers = {topic.name: len(topic.items) for topic in agenda(then, meeting.kind)}
    return [
        *plain_bullet_blocks(
            (f"{name}: {number}" for name, number in numbers.items() if number), ""
        ),
        *paragraph_blocks(nothing_under_text(numbers)),
    ]


def _carried_over(then: DayState, meeting: ShownMeeting) -> list[Block]:
    decisions, questions = carried_over(then, meeting.kind)
    if decisions.is_empty() and questions.is_empty():
        return [paragraph(NOTHING_OPEN)]
    asked = ask_rows(questions, then.facts.names, then.day)
    return [
        *paragraph_blocks(open_business_text(decisions, questions, then.day)),
        *paragraph_blocks(OPEN_AT, is_quiet=True),
        *_open_at(DECIDED_EARLIER, decision_rows(decisions), decisions, DECISION_WIDTHS),
        *_open_at(ASKED_EARLIER, asked, questions, QUESTION_WIDTHS),
    ]


def _open_at(
    heading: str, rows: pl.DataFrame, carried: pl.DataFrame, widths: Sequence[int]
) -> list[Block]:
    """The rows of ``carried``, in its order, with how many meetings found each open; if any."""
    if carried.is_empty():
        return []
    times = [counted(number, "meeting") for number in carried["times_open"]]
    shown = rows.with_columns(pl.Series("Open at", times))
    return [
        Heading(f"{heading}: {carried.height}"),
        *table_blocks(shown, "What is still open", [*widths, OPEN_AT_WIDTH], ""),
    ]


def _recorded(view: PageView, meeting: ShownMeeting) -> tuple[Section, ...]:
    """The entries of the meeting, as its page shows them."""
    day_state = view.day_state
    record = meeting_record(day_state, meeting.ref)
    judged = judgements_at(day_state.tables["judgement"], day_state.parts, meeting.ref or "")
    asked = ask_rows(record.asked, day_state.facts.names, view.day)
    decided = decision_rows(record.decided)
    return (
        Section(
            f"Decided: {decided.height}",
            (
                *table_blocks(
                    decided, "What it decided", DECISION_WIDTHS, "No decision is recorded."
                ),
            ),
        ),
        Section(
            f"Asked: {asked.height}",
            (*table_blocks(asked, "What it asked", QUESTION_WIDTHS, "Nothing asked is recorded."),),
        ),
        Section(
            f"Judged: {judged.height}",
            (
                *table_blocks(
                    judgement_rows(judged),
                    "What it judged",
                    [label_width(day_state), 12, 12, 32, 20, 15, 14],
                    "No judgement is recorded.",
                ),
                *paragraph_blocks(provenance.of_store(view), is_quiet=True),
            ),
        ),
    )
