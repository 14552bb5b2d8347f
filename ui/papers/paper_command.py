"""Makes a document for the command line, which asks for it by name in a process of its own."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from data_access.store import StoreProblem
from data_access.vocabulary import DocumentFormat
from metrics.text_format import day_text
from ui import reads
from ui.exports.chart_worker import NotMade
from ui.page.page_view import PageView
from ui.page.publication import edition_of
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import BadRequest, briefing_view
from ui.papers.chaser import CHASER, chaser, organisations_to_chase
from ui.papers.paper import Paper
from ui.papers.paper_worker import NotWritten, written
from ui.papers.public_edition import PUBLIC, public_paper
from ui.streamlit_private import allow_caches_outside_pages

PACK = "pack"
# The faults of a request, each with its message.
REFUSALS = (StoreProblem, NotMade, NotWritten, BadRequest)


class Request(NamedTuple):
    """A request of the command line.

    Nulls: the newest day, all inspections, and the default day; no organisation where the document
    is of none.
    """

    kind: str
    as_format: str
    on: date | None
    inspection: str | None
    organisation: str | None
    reply_by: date | None
    address: str


class CommandResult(NamedTuple):
    """The file, or what is wrong with what was asked for, in a sentence."""

    content: bytes
    fault: str = ""


def document(*request: Any) -> CommandResult:
    """The document of the open store as a file. ``request``: the fields of a ``Request``."""
    allow_caches_outside_pages()
    asked = Request(*request)
    reads.make_due_releases()
    try:
        return CommandResult(written(_paper(asked), DocumentFormat(asked.as_format)))
    except REFUSALS as problem:
        return CommandResult(b"", str(problem))


def _paper(asked: Request) -> Paper:
    view = briefing_view(reads.store_state(), asked.on, asked.inspection)
    return MAKERS[asked.kind](view, asked)


def _chaser(view: PageView, asked: Request) -> Paper:
    to_chase = organisations_to_chase(view.full_state)
    if asked.organisation not in view.full_state.facts.names:
        named = asked.organisation
        wrong = f"There is no organisation {named}." if named else "Say which organisation."
        raise BadRequest(f"{wrong} Something is asked of: {', '.join(to_chase) or 'none'}.")
    if asked.organisation not in to_chase:
        name = view.full_state.facts.names[asked.organisation]
        raise BadRequest(
            f"Nothing is asked of {name} on {day_text(view.day)}. Something is asked of: "
            f"{', '.join(to_chase) or 'none'}."
        )
    if asked.reply_by and asked.reply_by < view.day:
        raise BadRequest(f"{day_text(asked.reply_by)} is before {day_text(view.day)}.")
    return chaser(view, asked.organisation, asked.reply_by, asked.address)


MAKERS: dict[str, Callable[[PageView, Request], Paper]] = {
    PACK: lambda view, asked: briefing_pack(view, asked.address),
    CHASER: _chaser,
    PUBLIC: lambda view, _: public_paper(view, edition_of(view)),
}
