"""The briefing pack: where everything stands, on two pages, and what it rests on, in annexes."""

import polars as pl

from metrics.day_state import DayState
from metrics.headline_figures import (
    action_figures,
    actions_heading,
    not_counted_here_text,
    not_counted_text,
    part_figures,
    parts_heading,
    past_point_text,
    plan_text,
)
from metrics.meetings.agenda import late_answers
from metrics.meetings.meeting_summary import Since
from metrics.meetings.questions_to_ask import addressed, questions_to_ask
from metrics.recommendations.measure_evidence import differences_of_day, differences_text
from metrics.recommendations.parts import others_text
from metrics.recommendations.statutory_dates import dates_text
from ui.elements.markdown import DEMONSTRATION, plain, short_names
from ui.exports.downloads import MARKING
from ui.page import page_view, provenance
from ui.page.filters import SINCE
from ui.page.page_header import inspection_title
from ui.page.page_view import PageView
from ui.papers.briefing_annexes import annexes
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import (
    bullet_blocks,
    facts_of,
    figures,
    label_width,
    paragraph,
    paragraph_blocks,
    table_blocks,
)
from ui.rows import plan_exceptions
from ui.rows.meetings import changes_in_short, since_heading
from ui.rows.recommendations import recommendation_rows

# The columns on each recommendation on the first pages, with widths; an annex has the rest.
FIRST_COLUMNS = {
    "What it asks": 20,
    "Parts": 6,
    "Force says": 15,
    "CPS says": 15,
    "Next date": 16,
}
# The number of things needing attention on the first page, and a number that is never reached.
# Room to write an answer.
ROOM = "." * 60
PACK_STEM = "briefing-pack"
NO_EARLIER_MEETING = "no earlier meeting"


def briefing_pack(view: PageView, address: str, *, is_drawn: bool = True) -> Paper:
    """The pack of a view of *Briefing*. ``address``: of that page, to see it again.

    ``is_drawn``: with the pictures of charts; else it can only be compared.
    """
    day_state = view.day_state
    meetings = SINCE.options(day_state)
    compared = meetings.get(view.in_full.get(SINCE.key, ""), NO_EARLIER_MEETING)
    again = page_view.address_of(view, address)
    return Paper(
        title=f"Briefing pack: {inspection_title(day_state)}",
        facts=facts_of(view, again, ("Compared with", compared)),
        marking=MARKING,
        mark=DEMONSTRATION if day_state.is_invented else "",
        file_stem=view.download(PACK_STEM).stem,
        sections=_sections(view, is_drawn=is_drawn),
    )


def _sections(view: PageView, *, is_drawn: bool) -> tuple[Section, ...]:
    if view.day_state.tables["inspection"].is_empty():
        return (Section("In short", (paragraph(provenance.of_store(view)),)),)
    previous = page_view.since(view)
    changes = page_view.changes_since(view, previous)
    number = view.day_state.recommendations.height
    return (
        Section("In short", (*_answer(view, previous, changes),)),
        Section(f"The {number} recommendations", (*_recommendations(view.day_state),)),
        *annexes(view, changes, is_drawn=is_drawn),
    )


def _answer(view: PageView, previous: DayState | None, changes: Since | None) -> list[Block]:
    """The answer for a board: dates, six figures, what needs it, what is late, what changed."""
    day_state = view.day_state
    lead = [*([changes.sentence] if changes else []), *dates_text(day_state)]
    return [
        paragraph(" ".join(lead), is_lead=True),
        *_figures(view, previous),
        *paragraph_blocks(
            plain(not_counted_here_text(view.full_state, day_state.inspection)), is_quiet=True
        ),
        Heading("Questions to ask"),
        *bullet_blocks(_questions(day_state), is_numbered=True),
        Heading("Late, due and undated"),
        *bullet_blocks(_of_dates(day_state)),
        Heading(since_heading(changes)),
        *paragraph_blocks(*changes_in_short(changes)),
        # One paragraph, so that its last line does not stand alone overleaf.
        *paragraph_blocks(
            f"{provenance.of_store(view)} {provenance.source_text(view)}", is_quiet=True
        ),
    ]


def _figures(view: PageView, previous: DayState | None) -> list[Block]:
    """The six figures, without those of parts or of actions where there are none to count."""
    day_state = view.day_state
    of_parts = figures(parts_heading(day_state), part_figures(day_state, previous))
    of_actions = figures(
        actions_heading(day_state, view.full_state), action_figures(day_state, previous)
    )
    return [
        *([of_parts] if day_state.local_parts.height else []),
        *([of_actions] if day_state.actions.height else []),
    ]


def _of_dates(day_state: DayState) -> list[str]:
    """Late, due and undated actions; before there is any action, a sentence that says so."""
    if day_state.actions.is_empty():
        return [plan_text(day_state)]
    coming = f"{plan_exceptions.coming_heading(day_state)}."
    late = map(plain, late_answers(day_state))
    not_counted = plain(not_counted_text(day_state))
    lines = [plan_text(day_state), past_point_text(day_state), not_counted, *late, coming]
    return [line for line in lines if line]


def _questions(day_state: DayState) -> list[str]:
    """The questions to ask, each with whom it is put to, and room to write the answer."""
    return [
        f"**{plain(addressed(day_state, each))}:** {plain(each.what)} ({plain(each.about)}) {ROOM}"
        for each in questions_to_ask(day_state)
    ]


def _recommendations(day_state: DayState) -> list[Block]:
    rows = recommendation_rows(day_state)
    widths = {"No.": label_width(day_state)} | FIRST_COLUMNS
    first = rows.select(*widths) if rows.height else pl.DataFrame()
    return [
        *table_blocks(
            first, "Each recommendation", [*widths.values()], "None is recorded.", is_whole=True
        ),
        *paragraph_blocks(
            short_names(others_text(day_state.parts)),
            differences_text(differences_of_day(day_state)),
        ),
    ]
