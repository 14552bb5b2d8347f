"""Forms that correct a meeting or an action in its place, since others refer to it by its ref."""

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.vocabulary import DeadlineKind, Voice
from metrics.corrections import corrections_of
from metrics.meetings.meeting_dates import kind_titles
from metrics.text_format import capitalised
from ui.forms.actions import WHEN_FIRST_DUE
from ui.forms.form import Form
from ui.forms.form_subject import last_seen, newest_id, remember, show_records, subject, titles
from ui.forms.meetings import options_of_planned
from ui.page.filters import MEETING
from ui.page.page_view import PageView
from ui.rows.corrections import VOICE_NAMES, correction_rows
from ui.rows.meetings import one_meeting_rows
from ui.rows.plan import action_rows

IN_ITS_PLACE = (
    "What you save replaces what was wrong, under the same reference; what that said stays in the "
    "store. A later change is not a correction: record it as an update."
)
CHANGED_IN_ITS_PLACE = (
    "What you save replaces what it says now, under the same reference; what it said stays in the "
    "store."
)


def correct_meeting(view: PageView) -> None:
    tables = view.state.tables
    planned = options_of_planned(view)
    options = MEETING.options(view.day_state) | planned
    if not options:
        st.info("There is no meeting to correct by this day.")
        return
    ref = subject("Which meeting is corrected or changed?", options)
    if ref is None:
        return
    rows = tables["meeting"].filter(pl.col("ref") == ref)
    was = rows.row(0, named=True)
    before = corrections_of(tables["content_change"], "meeting", was["id"])
    titles_of_kinds = kind_titles(tables["meeting_kind"])
    show_records(
        view, one_meeting_rows(rows, titles_of_kinds), correction_rows(before, titles_of_kinds)
    )
    form = Form(f"correct-meeting-{ref}", view, starts_as=was)
    with form.drawn():
        kinds = {ref: capitalised(title) for ref, title in titles_of_kinds.items()}
        form.select("kind", "Which meeting", kinds)
        if ref in planned:
            form.day_to_come("planned_on", "Planned for")
        else:
            form.day("held_on", "Held on")
        form.text("chair", "Who chairs it")
        form.long_text("members", "Who comes")
        form.save(
            schemas.MeetingCorrection,
            "The meeting is corrected.",
            was=was,
            meeting=ref,
            seen=last_seen(f"meeting {ref}"),
        )
    remember(f"meeting {ref}", _newest_correction("meeting", was["id"]))


def correct_action(view: PageView) -> None:
    day_state = view.day_state
    ref = subject("Which action was wrong?", titles(day_state.actions))
    if ref is None:
        return
    of_it, names = pl.col("ref") == ref, day_state.facts.names
    # As it was agreed: what updates changed since is no part of a correction.
    was = day_state.tables["action"].row(by_predicate=of_it, named=True)
    before = corrections_of(view.state.tables["content_change"], "action", was["id"])
    show_records(
        view,
        action_rows(day_state.actions.filter(of_it), day_state.labels),
        correction_rows(before, names),
    )
    form = Form(f"correct-action-{ref}", view, starts_as=was)
    with form.drawn():
        form.text("title", "What is to be done")
        form.select("lead_organisation", "Who leads, as first agreed", names)
        form.category("said_by", "Who said it, in the response", Voice, VOICE_NAMES, optional=True)
        form.text("owner_role", "Who answers for it, as first agreed: a role, never a name")
        form.optional_day("first_due_on", WHEN_FIRST_DUE)
        form.category("deadline_kind", "Kind of date", DeadlineKind)
        form.save(
            schemas.ActionCorrection,
            f"Action {ref} is corrected.",
            was=was,
            action=ref,
            seen=last_seen(f"correction of {ref}"),
        )
    remember(f"correction of {ref}", _newest_correction("action", was["id"]))


def _newest_correction(table: str, row: int) -> int:
    return newest_id("content_change", (pl.col("table") == table) & (pl.col("row") == row))
