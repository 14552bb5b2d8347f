"""The meeting that the command line asks a document of, by its reference or its kind."""

from dataclasses import replace

import polars as pl

from data_access.vocabulary import meeting_stem
from metrics.meetings.meeting_dates import kinds_in_use
from metrics.text_format import day_text
from ui.page.filters import MEETING
from ui.page.meeting import ShownMeeting, meeting_of, next_meeting, planned_on_day
from ui.page.page_view import PageView
from ui.pages import MEETINGS
from ui.papers.agenda import agenda_paper
from ui.papers.minutes import minutes_paper
from ui.papers.paper import Paper

NEWEST = 6


class NoSuchMeeting(Exception):
    """Raised if there is no such meeting on the day; the message says which there are."""


def agenda_asked_for(view: PageView, asked: str | None, address: str) -> Paper:
    """The agenda of a meeting, or of the next of a kind. Errors: NoSuchMeeting."""
    ref = asked or ""
    kinds = _kinds(view)
    if ref in kinds and ref not in view.state.tables["meeting"]["ref"]:
        meeting = next_meeting(view, kinds[ref])
    else:
        next_of = f"An agenda can be of the next of a kind, too: {' or '.join(kinds)}."
        meeting = _meeting(view, ref, f"{_held_and_planned(view)} {next_of}")
    return agenda_paper(_view_of(view, meeting), meeting, _base(address))


def minutes_asked_for(view: PageView, asked: str | None, address: str) -> Paper:
    """The draft minutes of a meeting that was held. Errors: NoSuchMeeting."""
    meeting = _meeting(view, asked or "", _held_and_planned(view))
    if meeting.held_on is None:
        planned = f" for {day_text(meeting.planned_on)}" if meeting.planned_on else ""
        raise NoSuchMeeting(
            f"{meeting.ref} is planned{planned} and was not held by {day_text(view.day)}, so there "
            "are no minutes of it."
        )
    return minutes_paper(_view_of(view, meeting), meeting, _base(address))


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
        raise NoSuchMeeting(
            f"{ref} was held on {day_text(row['held_on'])}, and was not planned yet on "
            f"{day_text(view.day)}."
        )
    if not ref:
        raise NoSuchMeeting(f"Say which meeting. {there_are}")
    raise NoSuchMeeting(f"There is no meeting {ref} on {day_text(view.day)}. {there_are}")


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


def _base(address: str) -> str:
    return f"{address.partition('?')[0].rstrip('/')}/{MEETINGS.url_path}"
