"""Are we past a date, how far is each part, what changed, what was said and is not evidenced?"""

from metrics.data_quality import late_or_not_verified
from metrics.day_state import DayState
from metrics.headline_figures import action_figures, actions_heading, part_figures, parts_heading
from metrics.meetings.meeting_summary import Since
from metrics.recommendations.first_positions import ages_of_answers
from metrics.recommendations.inspections import LAW, days_differ_text
from metrics.recommendations.measure_evidence import differences_of_day, differences_text
from metrics.recommendations.parts import complete_text, others_text
from metrics.recommendations.statutory_dates import dates_in_short, dates_text
from metrics.status_rules import before_the_store_text
from ui.elements import layout, prose
from ui.elements.markdown import short_names
from ui.elements.marks import mark_grid
from ui.elements.tables import table
from ui.page import figures, findings, page_view, provenance, room
from ui.page.filters import INSPECTION, SINCE
from ui.page.page_header import inspection_title
from ui.page.page_view import PageView
from ui.papers import documents, giving_out
from ui.rows.inspections import clock_rows
from ui.rows.meetings import changes_in_short, since_heading
from ui.rows.part_marks import (
    NOT_WELL_TEXT,
    OF_THE_STATE,
    groups_of,
    recommendation_mark_rows,
)
from ui.rows.recommendations import recommendation_rows

BOARDS_SHOWN, BOARDS_IN_BARS = 5, 8


def _draw_every_change(changes: Since) -> None:
    label = f"Everything since: {changes.number}"
    with layout.fold(label, "every-change") as is_open:
        if is_open:
            prose.markdown(changes.sentence)
        for topic in changes.topics if is_open else ():
            prose.subheading(topic.name)
            prose.bullets(topic.items, "None.")


def _draw_figures(view: PageView, previous: DayState | None) -> None:
    """Draw the figures of the parts and the actions, each with its number at earlier boards."""
    with layout.fold("The six figures, now and before", "figures") as is_open:
        if not is_open:
            return
        earlier = page_view.figures_before(view, BOARDS_IN_BARS)
        parts, actions = (
            part_figures(view.day_state, previous),
            action_figures(view.day_state, previous),
        )
        with layout.side_by_side("numbers"):
            figures.panel("parts", parts_heading(view.day_state), parts, view, earlier)
            heading = actions_heading(view.day_state, view.full_state)
            figures.panel("actions", heading, actions, view, earlier)
        figures.beside(view)


def _draw_in_words(view: PageView) -> None:
    """Draw the recommendations as a table, and where other bodies stand."""
    day_state = view.day_state
    label = f"Every recommendation in words: {day_state.recommendations.height}"
    with layout.fold(label, "recommendations") as is_open:
        if is_open:
            table(
                recommendation_rows(day_state),
                key="recommendations",
                alt="Each recommendation, and each body’s position on it",
                wide="What it asks",
                download=view.download("recommendations"),
            )
            prose.markdown(short_names(others_text(day_state.parts)))
            prose.markdown(differences_text(differences_of_day(day_state)))
            prose.caption(ages_of_answers(day_state.parts, view.day))


# Read
view = page_view.header(inspection_title, INSPECTION, SINCE)
provenance.stop_if_empty(view)
day_state = view.day_state
previous = page_view.since(view)
boards = page_view.at_last_boards(view, BOARDS_SHOWN)
before_the_store = [before_the_store_text(day_state.tables, day) for day, _ in boards]

# Compute
changes = page_view.changes_since(view, previous)

# Draw
if not room.is_shown():
    with layout.row("dates"):
        prose.markdown(" ".join(dates_in_short(day_state)))
findings.draw_findings(view)
findings.draw_questions(view)
room.stop_if_shown()
if changes:
    with layout.section("since", since_heading(changes)):
        prose.markdown("\n\n".join(changes_in_short(changes)))
with layout.section("recommendations", complete_text(day_state.recommendations)):
    mark_grid(
        recommendation_mark_rows(day_state, boards, page_view.recommendation_addresses(view)),
        groups_of(boards),
        key="recommendations",
        first="Recommendation and next date",
        alt="Each recommendation: what is said, seen and judged of its parts, its state then",
        note=" ".join(filter(None, (OF_THE_STATE, *before_the_store[-1:]))),
        listed=NOT_WELL_TEXT,
    )
_draw_figures(view, previous)
_draw_in_words(view)
if changes:
    _draw_every_change(changes)
with layout.fold("Dates of answers", "clocks") as is_open:
    if is_open:
        prose.markdown(" ".join(dates_text(day_state)))
        table(clock_rows(day_state), key="clocks", alt="Each inspection and its answer")
        prose.caption(" ".join(filter(None, (LAW, days_differ_text(day_state)))))
unsure = late_or_not_verified(day_state)
with layout.fold(f"Late or not verified: {len(unsure)}", "unsure") as is_open:
    if is_open:
        prose.bullets(unsure)
with layout.fold("Documents to hand out", "documents") as is_open:
    if is_open:
        documents.offer_pack(view)
        giving_out.offer_to_keep(view)
        documents.offer_chaser(view)
page_view.copy_link(view)
provenance.source(view, provenance.source_text(view))
