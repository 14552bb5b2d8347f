"""What did each meeting decide and ask, and what of that is not done?"""

from collections.abc import Sequence

import polars as pl

from data_access.vocabulary import meeting_stem
from metrics.meetings.agenda import agenda, agenda_text, nothing_under_text, still_open
from metrics.meetings.decisions import open_business_text, own_business_text
from metrics.meetings.meeting_agenda import had_before_it_text
from metrics.meetings.meeting_dates import kinds_in_use, planned_meetings
from metrics.meetings.meeting_record import meeting_record
from metrics.meetings.meeting_summary import Topic
from metrics.recommendations.positions import judgements_at
from ui.elements import layout, prose
from ui.elements.tables import table
from ui.meetings import agenda_section, minutes
from ui.page import page_view, provenance, room
from ui.page.filters import MEETING
from ui.page.meeting import agenda_of, meeting_of, next_meetings, state_before
from ui.page.page_view import meeting_addresses
from ui.papers import documents
from ui.proposals import draw_waiting
from ui.rows.meetings import ask_rows, decision_rows, meeting_rows
from ui.rows.recommendations import judgement_rows

AGENDA_ITEMS = 4


def _draw_agenda(topics: Sequence[Topic], key: str) -> None:
    """Draw each topic: a heading with its number, the first few items, and the others in a fold.

    Those without an item are named together, in a sentence below.
    """
    for place, topic in enumerate(topics):
        if not topic.items:
            continue
        prose.subheading(f"{topic.name}: {len(topic.items)}")
        first, others = topic.items[:AGENDA_ITEMS], topic.items[AGENDA_ITEMS:]
        prose.bullets(first)
        if others:
            with layout.fold(f"{len(others)} more", f"{key}-{place}") as is_open:
                if is_open:
                    prose.bullets(others)
    prose.words(nothing_under_text({each.name: len(each.items) for each in topics}))


def _draw_meetings(every: pl.DataFrame) -> None:
    with layout.section("meetings", "Meetings"):
        table(every, key="meetings", alt="Meetings planned and held, newest first")
        prose.nothing_if_empty(every, "No meeting has been recorded.")


# Read
view = page_view.header("Meetings", MEETING)
provenance.stop_if_empty(view)
day_state = view.day_state

# Compute
meeting = view.chosen[MEETING.key]
record = meeting_record(day_state, meeting)
meetings, kinds = day_state.tables["meeting"], day_state.tables["meeting_kind"]
in_use = kinds_in_use(kinds, view.day)
chosen = meetings.row(by_predicate=pl.col("ref") == meeting, named=True) if meeting else None
of_chosen = meeting_of(chosen, kinds) if chosen else None
meeting_state = state_before(view, of_chosen) if of_chosen else day_state
planned = planned_meetings(view.state.tables["meeting"], view.day, view.state.today)
every = meeting_rows(day_state, planned, meeting_addresses(view))
agenda_then = agenda_of(view, of_chosen) if of_chosen else None
before_it = (
    had_before_it_text(agenda_then, meeting_state, chosen["kind"])
    if chosen and agenda_then
    else agenda_text(day_state, "Listed below", *in_use)
)

# Draw
if room.draws():
    business_text = own_business_text if chosen else open_business_text
    still = business_text(record.not_done, record.open_questions, view.day)
    prose.lead(still, below=" ".join(before_it))
if room.is_shown() and room.draws():
    _draw_meetings(every)
room.stop_if_shown()
draw_waiting(view.state)
if chosen and of_chosen and agenda_then:
    with layout.section("agenda", "What it had before it", has_controls=True):
        if agenda_then.frozen:
            agenda_section.draw(of_chosen, agenda_then)
        else:
            _draw_agenda(agenda(meeting_state, chosen["kind"]), "before")
    with layout.section("earlier", "Still open from earlier meetings, on its day"):
        _draw_agenda(still_open(meeting_state), "still-open")
    with layout.section("decided", f"{MEETING.options(day_state)[chosen['ref']]}: decided"):
        table(decision_rows(record.decided), key="decided", alt="What the meeting decided")
        prose.nothing_if_empty(record.decided, "No decision is recorded.")
    with layout.section("asked", "Asked"):
        table(
            ask_rows(record.asked, day_state.facts.names, view.day),
            key="asked",
            alt="What it asked",
        )
        prose.nothing_if_empty(record.asked, "Nothing asked is recorded.")
    with layout.section("judged", "Judged"):
        judged = judgements_at(day_state.tables["judgement"], day_state.parts, chosen["ref"])
        table(judgement_rows(judged), key="judged", alt="What it judged")
        prose.nothing_if_empty(judged, "No judgement is recorded.")
    minutes.draw(view, chosen)
else:
    for each in next_meetings(view):
        heading = each.title if each.ref else f"For the next {each.next_called}"
        with layout.section(meeting_stem(each.kind), heading):
            if each.ref:
                agenda_section.draw(each, agenda_of(view, each))
            else:
                _draw_agenda(agenda(day_state, each.kind), meeting_stem(each.kind))
    agenda_section.draw_forms(view)
    with layout.section("not-done", "Decided and not done"):
        table(
            decision_rows(record.not_done),
            key="not-done",
            alt="Open decisions",
            download=view.download("decisions-open"),
        )
        nothing = (
            "Every decision recorded is done."
            if record.decided.height
            else "No decisions recorded."
        )
        prose.nothing_if_empty(record.not_done, nothing)
    with layout.section("unanswered", "Asked and not answered"):
        table(
            ask_rows(record.open_questions, day_state.facts.names, view.day),
            key="unanswered",
            alt="Open questions",
            download=view.download("asks"),
        )
        nothing = "Every question is answered." if record.asked.height else "No questions recorded."
        prose.nothing_if_empty(record.open_questions, nothing)
_draw_meetings(every)
with layout.fold("Documents to hand out", "documents") as is_open:
    if is_open:
        documents.offer_of_meetings(view, chosen)
page_view.copy_link(view)
provenance.source(view, "Source: what was recorded at the meetings.")
