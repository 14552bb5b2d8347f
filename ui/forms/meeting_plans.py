"""Forms about meetings to come: the list of kinds, and the next of a series."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from data_access import schemas
from data_access.vocabulary import SERIES_UNITS, Nth, Weekday
from metrics.corrections import corrections_of
from metrics.frames import Row
from metrics.meetings.meeting_dates import kind_titles, next_of_series
from metrics.text_format import capitalised
from ui.forms.form import Form
from ui.forms.form_subject import last_seen, newest_id, remember, show_records, subject
from ui.forms.meetings import options_of_kinds
from ui.page.page_view import PageView
from ui.rows.corrections import CALLED_OF_KINDS, correction_rows
from ui.rows.meetings import kind_rows

WHAT_IS_A_BOARD = (
    "It is a board: its agenda has dates, parts and claims, and changes are counted from it"
)


def planned_meeting(view: PageView) -> None:
    """Plan a meeting; its kind proposes the day, the chair and the members."""
    kind = subject("Which meeting is planned?", options_of_kinds(view))
    if kind is None:
        return
    row = _kind(view, kind)
    show_records(view, kind_rows(row))
    form = Form(f"meeting-planned-{kind}", view, starts_as=_proposed(view, row.to_dicts()[0]))
    with form.drawn():
        form.day_to_come("planned_on", "Planned for")
        form.text("chair", "Who chairs it")
        form.long_text("members", "Who comes")
        form.save(
            schemas.NewPlannedMeeting,
            "The meeting is planned: it counts once it is recorded as held.",
            kind=kind,
        )


def _proposed(view: PageView, kind: Row) -> Mapping[str, Any]:
    """Defaults for a planned meeting: the next day of its series, and those who usually come."""
    day: date | None = next_of_series(
        kind, view.state.tables["meeting"], max(view.day, view.state.today)
    )
    return {"planned_on": day, "chair": kind["chair"], "members": kind["members"]}


def new_kind(view: PageView) -> None:
    """Add a kind of meeting to the list."""
    form = Form("meeting-kind", view)
    with form.drawn():
        _ask_of_kind(form)
        form.save(schemas.NewMeetingKind, "The kind of meeting is on the list.")


def changed_kind(view: PageView) -> None:
    """Change a kind of meeting, or end it."""
    titles = kind_titles(view.state.tables["meeting_kind"])
    options = {ref: capitalised(title) for ref, title in titles.items()}
    kind = subject("Which kind of meeting?", options)
    if kind is None:
        return
    row = _kind(view, kind)
    was = row.to_dicts()[0]
    before = corrections_of(view.state.tables["content_change"], "meeting_kind", was["id"])
    show_records(view, kind_rows(row), correction_rows(before, called=CALLED_OF_KINDS))
    form = Form(f"meeting-kind-{kind}", view, starts_as=was)
    with form.drawn():
        _ask_of_kind(form)
        form.optional_day("retired_on", "The last day for which one is planned, if it ends")
        form.save(
            schemas.MeetingKindChange,
            "The kind of meeting is changed.",
            was=was,
            kind=kind,
            seen=last_seen(f"kind {kind}"),
        )
    of_it = (pl.col("table") == "meeting_kind") & (pl.col("row") == was["id"])
    remember(f"kind {kind}", newest_id("content_change", of_it))


def _ask_of_kind(form: Form) -> None:
    form.text("title", "What it is called")
    form.checkbox("is_board", WHAT_IS_A_BOARD)
    form.text("chair", "Who chairs it: a role or a name")
    form.long_text("members", "Who usually comes")
    form.number("every", "Weeks or months from one meeting to the next; empty for no series")
    form.category("unit", "Weeks or months", SERIES_UNITS, optional=True)
    form.optional_day("series_from", "Counted from: the first meeting, or a day of the first month")
    form.category("nth", "If in months: which of these weekdays in the month", Nth, optional=True)
    form.category("weekday", "If in months: which weekday", Weekday, optional=True)


def _kind(view: PageView, ref: str) -> pl.DataFrame:
    return view.state.tables["meeting_kind"].filter(pl.col("ref") == ref)
