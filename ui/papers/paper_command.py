"""Makes a document for the command line, which asks for it by name in a process of its own."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import polars as pl

from data_access import schemas, writes
from data_access.store import StoreProblem
from data_access.vocabulary import DocumentFormat, meeting_stem
from data_access.writes import Refused
from metrics.meetings.meeting_dates import kinds_in_use
from metrics.text_format import day_text
from ui import reads
from ui.page.filters import MEETING, RECOMMENDATION, SINCE
from ui.page.meeting import ShownMeeting, meeting_of, next_meeting, planned_on_day
from ui.page.page_view import PageView
from ui.page.publication import edition_of
from ui.pages import MEETINGS, RECOMMENDATIONS
from ui.papers.agenda import AGENDA, agenda_paper
from ui.papers.answer_paper import ANSWER_STEM, answer_asked_for
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import BadRequest, briefing_view
from ui.papers.chaser import CHASER, chaser, organisations_to_chase
from ui.papers.giving_out import columns_of
from ui.papers.minutes import MINUTES, minutes_paper
from ui.papers.paper import Paper
from ui.papers.paper_blocks import page_address
from ui.papers.paper_content import NoContent
from ui.papers.paper_worker import NotWritten, written
from ui.papers.public_edition import PUBLIC, public_paper
from ui.papers.recommendation_history import HISTORY, recommendation_paper

NEWEST = 6


def agenda_asked_for(view: PageView, asked: str | None, address: str) -> Paper:
    """The agenda of a meeting, or of the next of a kind. Errors: BadRequest."""
    ref = asked or ""
    kinds = _kinds(view)
    if ref in kinds and ref not in view.state.tables["meeting"]["ref"]:
        meeting = next_meeting(view, kinds[ref])
    else:
        next_of = f"An agenda can be of the next of a kind, too: {' or '.join(kinds)}."
        meeting = _meeting(view, ref, f"{_held_and_planned(view)} {next_of}")
    return agenda_paper(_view_of(view, meeting), meeting, page_address(address, MEETINGS))


def minutes_asked_for(view: PageView, asked: str | None, address: str) -> Paper:
    """The draft minutes of a meeting that was held. Errors: BadRequest."""
    meeting = _meeting(view, asked or "", _held_and_planned(view))
    if meeting.held_on is None:
        planned = f" for {day_text(meeting.planned_on)}" if meeting.planned_on else ""
        raise BadRequest(
            f"{meeting.ref} is planned{planned} and was not held by {day_text(view.day)}, so there "
            "are no minutes of it."
        )
    return minutes_paper(_view_of(view, meeting), meeting, page_address(address, MEETINGS))


def _meeting(view: PageView, ref: str, there_are: str) -> ShownMeeting:
    """A meeting that was held by the day of the view, or was planned then.

    ``there_are``: a sentence that says which there are.
    """
    held = view.full_state.tables["meeting"].filter(pl.col("ref") == ref)
    kinds = view.state.tables["meeting_kind"]
    known = [*(meeting_of(row, kinds) for row in held.to_dicts()), *planned_on_day(view)]
    of_ref = [each for each in known if each.ref == ref]
    if of_ref:
        return of_ref[0]
    later = view.state.tables["meeting"].filter(pl.col("ref") == ref, pl.col("held_on") > view.day)
    for row in later.to_dicts():
        raise BadRequest(
            f"{ref} was held on {day_text(row['held_on'])}, and was not planned yet on "
            f"{day_text(view.day)}."
        )
    if not ref:
        raise BadRequest(f"Say which meeting. {there_are}")
    raise BadRequest(f"There is no meeting {ref} on {day_text(view.day)}. {there_are}")


def _kinds(view: PageView) -> dict[str, str]:
    """The kinds of meetings of which there can be a next one, by how their refs begin."""
    in_use = kinds_in_use(view.state.tables["meeting_kind"], view.day)
    return {meeting_stem(kind): kind for kind in in_use}


def _held_and_planned(view: PageView) -> str:
    held = [*MEETING.options(view.full_state)][:NEWEST]
    planned = [each.ref for each in planned_on_day(view) if each.ref]
    return (
        f"The newest that were held: {', '.join(held) or 'none'}. Planned: "
        f"{', '.join(planned) or 'none'}."
    )


def _view_of(view: PageView, meeting: ShownMeeting) -> PageView:
    """The view of *Meetings* on the same day, with the meeting chosen if it was held."""
    chosen = meeting.ref if meeting.held_on else None
    return replace(
        view,
        day_state=view.full_state,
        chosen={MEETING.key: chosen},
        in_full={MEETING.key: chosen} if chosen else {},
    )


PACK = "pack"
# The faults of a request, each with its message.
REFUSALS = (StoreProblem, NotWritten, BadRequest, NoContent, Refused)


class Request(NamedTuple):
    """A request of the command line.

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
    given_by: str | None = None
    given_to: str | None = None


class CommandResult(NamedTuple):
    """The file, or what is wrong with what was asked for, in a sentence.

    ``kept_as``: the ref under which it is kept as given out; empty if it is not.
    """

    content: bytes
    fault: str = ""
    kept_as: str = ""


def document(*request: Any) -> CommandResult:
    """The document of the open store as a file. ``request``: the fields of a ``Request``."""
    # Streamlit warns that no page is running.
    logging.disable(logging.WARNING)
    asked = Request(*request)
    reads.make_due_releases()
    try:
        content = written(_paper(asked), DocumentFormat(asked.as_format))
        return CommandResult(content, kept_as=_keep(asked) if asked.given_by is not None else "")
    except REFUSALS as problem:
        return CommandResult(b"", str(problem))


def _keep(asked: Request) -> str:
    """Keeps the pack as given out, and returns its ref. Errors: Refused."""
    view = briefing_view(reads.store_state(), asked.on, asked.inspection)
    columns = columns_of(view, briefing_pack(view, asked.address))
    new = writes.validate(
        schemas.NewSealedDocument, meeting=asked.meeting, given_to=asked.given_to, **columns
    )
    at = datetime.now(UTC)
    return str(writes.record(reads.opened_store(), new, by=asked.given_by or "", at=at))


def _paper(asked: Request) -> Paper:
    view = briefing_view(reads.store_state(), asked.on, asked.inspection)
    return MAKERS[asked.kind](view, asked)


def _recommendation(view: PageView, asked: Request) -> Paper:
    of_one = _of_recommendation(view, asked.recommendation)
    return recommendation_paper(of_one, page_address(asked.address, RECOMMENDATIONS))


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


def _of_recommendation(view: PageView, asked: str | None) -> PageView:
    """The view of *Recommendations* with one chosen, by its number or its reference."""
    of_one = {RECOMMENDATION.key: _recommendation_meant(view, asked)}
    in_full = {key: value for key, value in view.in_full.items() if key != SINCE.key}
    return replace(view, chosen={**view.chosen, **of_one}, in_full=in_full | of_one)


def _recommendation_meant(view: PageView, asked: str | None) -> str:
    """The choice of *Recommendations* that is meant. Errors: BadRequest, if none or several are."""
    options = [*RECOMMENDATION.options(view.day_state)]
    rows = view.day_state.recommendations.select("ref", pl.col("number").cast(pl.String)).rows()
    meant = [
        option for option, names in zip(options, rows, strict=True) if asked in (option, *names)
    ]
    if len(meant) == 1:
        return meant[0]
    if meant:
        raise BadRequest(
            f"There is a recommendation {asked} in several inspections. Say which is meant: "
            f"{' or '.join(meant)}."
        )
    there_are = f"On {day_text(view.day)} there is: {', '.join(options) or 'none'}."
    if asked is None:
        raise BadRequest(f"Say which recommendation. {there_are}")
    raise BadRequest(f"There is no recommendation {asked}. {there_are}")


MAKERS: dict[str, Callable[[PageView, Request], Paper]] = {
    PACK: lambda view, asked: briefing_pack(view, asked.address),
    CHASER: _chaser,
    AGENDA: lambda view, asked: agenda_asked_for(view, asked.meeting, asked.address),
    MINUTES: lambda view, asked: minutes_asked_for(view, asked.meeting, asked.address),
    HISTORY: _recommendation,
    PUBLIC: lambda view, _: public_paper(view, edition_of(view)),
    ANSWER_STEM: lambda view, asked: answer_asked_for(view, asked.inspection, asked.address),
}
