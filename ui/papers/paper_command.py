"""Makes a document for the command line, which asks for it by name in a process of its own."""

import logging
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from data_access.store import StoreProblem
from metrics.scope import of_inspection
from metrics.text_format import day_text
from ui import reads
from ui.page.filters import INSPECTION, RECOMMENDATION, SINCE
from ui.page.page_view import PageView
from ui.page.url_state import day_fault, first_day
from ui.pages import PUBLICATION, RECOMMENDATIONS, Page
from ui.papers.agenda import AGENDA
from ui.papers.answer_paper import ANSWER, NoSuchAnswer, answer_asked_for
from ui.papers.briefing_pack import briefing_pack
from ui.papers.chaser import CHASER, chaser, organisations_to_chase
from ui.papers.meeting_request import NoSuchMeeting, agenda_asked_for, minutes_asked_for
from ui.papers.minutes import MINUTES
from ui.papers.paper import Paper
from ui.papers.paper_worker import Format, NotWritten, written
from ui.papers.public_edition import PUBLIC, edition_of_view, public_paper
from ui.papers.recommendation_history import HISTORY, recommendation_paper
from ui.reads import StoreState


class Request(NamedTuple):
    """What the command line asks for.

    Nulls: the newest day, all inspections, and the default day; no organisation or meeting where
    the document is of none.
    """

    kind: str
    as_format: str
    on: date | None
    inspection: str | None
    organisation: str | None
    reply_by: date | None
    address: str
    meeting: str | None = None
    recommendation: str | None = None


class Answer(NamedTuple):
    """The file, or what is wrong with what was asked for, in a sentence."""

    content: bytes
    fault: str = ""


class _BadRequest(Exception):
    """Raised if what was asked for does not exist; the message says what does."""


def document(*request: Any) -> Answer:
    """The document of the open store as a file. ``request``: the fields of a ``Request``."""
    # Streamlit warns that no page is running.
    logging.disable(logging.WARNING)
    asked = Request(*request)
    try:
        return Answer(written(_paper(asked), Format(asked.as_format)))
    except (StoreProblem, NotWritten, NoSuchMeeting, NoSuchAnswer, _BadRequest) as problem:
        return Answer(b"", str(problem))


def _paper(asked: Request) -> Paper:
    state = reads.store_state()
    view = briefing_view(state, asked.on, asked.inspection)
    if asked.kind == CHASER:
        return _chaser(view, asked)
    if asked.kind in (AGENDA, MINUTES):
        of_meeting = agenda_asked_for if asked.kind == AGENDA else minutes_asked_for
        return of_meeting(view, asked.meeting, asked.address)
    if asked.kind == HISTORY:
        of_one = _of_recommendation(view, asked.recommendation)
        return recommendation_paper(of_one, page_address(asked.address, RECOMMENDATIONS))
    if asked.kind == PUBLIC:
        address = page_address(asked.address, PUBLICATION)
        return public_paper(view, edition_of_view(view), address)
    if asked.kind == ANSWER:
        return answer_asked_for(view, asked.inspection, asked.address)
    return briefing_pack(view, asked.address)


def _chaser(view: PageView, asked: Request) -> Paper:
    to_chase = organisations_to_chase(view.full_state)
    if asked.organisation not in view.full_state.facts.names:
        raise _BadRequest(
            f"There is no organisation {asked.organisation or 'named'}. Something is asked of: "
            f"{', '.join(to_chase) or 'none'}."
        )
    if asked.reply_by and asked.reply_by < view.day:
        raise _BadRequest(f"{day_text(asked.reply_by)} is before {day_text(view.day)}.")
    return chaser(view, asked.organisation, asked.reply_by, asked.address)


def _of_recommendation(view: PageView, asked: str | None) -> PageView:
    """The view of *Recommendations* with one chosen, by its number, else its reference."""
    options = RECOMMENDATION.options(view.day_state)
    if asked not in options:
        raise _BadRequest(
            f"There is no recommendation {asked or 'named'} on {day_text(view.day)}. There is: "
            f"{', '.join(options) or 'none'}."
        )
    chosen = {
        key: value
        for key, value in (view.in_full | {RECOMMENDATION.key: asked}).items()
        if key != SINCE.key
    }
    return replace(view, chosen=view.chosen | {RECOMMENDATION.key: asked}, in_full=chosen)


def page_address(address: str, page: Page) -> str:
    """The address of a page of the app at ``address``."""
    return f"{address.partition('?')[0].rstrip('/')}/{page.url_path}"


def briefing_view(state: StoreState, on: date | None, inspection: str | None) -> PageView:
    """The view of *Briefing* as it opens on a day. Nulls: the newest day, all inspections."""
    full_state = state.day_state(_day(state, on))
    inspections = INSPECTION.options(full_state)
    if inspection not in (None, *inspections):
        raise _BadRequest(
            f"There is no inspection {inspection} on {day_text(full_state.day)}. There is: "
            f"{', '.join(inspections) or 'none'}."
        )
    of = inspection or INSPECTION.default_on(full_state)
    day_state = of_inspection(full_state, of) if of and len(inspections) > 1 else full_state
    in_full = {INSPECTION.key: of, SINCE.key: SINCE.default_on(day_state)}
    return PageView(
        day_state,
        full_state,
        state,
        chosen={INSPECTION.key: inspection, SINCE.key: None},
        in_full={key: value for key, value in in_full.items() if value},
    )


def _day(state: StoreState, on: date | None) -> date:
    day = on or state.today
    if fault := day_fault(day, first_day(state), state.today):
        raise _BadRequest(fault)
    return day
