"""Forms about meetings, held and to come: their kinds, decisions, questions and outcomes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.vocabulary import SERIES_UNITS, AnswerState, Nth, ProposalKind, Weekday
from metrics.corrections import corrections_of
from metrics.frames import Row
from metrics.meetings.meeting_dates import (
    kind_titles,
    kinds_in_use,
    next_of_series,
    planned_meetings,
)
from metrics.text_format import capitalised, day_text
from ui.forms.form import Form, newest_correction, show_records, subject, titles
from ui.forms.proposals import own_rows, sent_again
from ui.page.filters import MEETING
from ui.page.page_view import PageView
from ui.rows.corrections import CALLED_OF_KINDS, correction_rows
from ui.rows.meetings import kind_rows


def meeting(view: PageView) -> None:
    form = Form("meeting", view)
    with form.drawn():
        form.select("kind", "Which meeting", options_of_kinds(view))
        form.day("held_on", "Held on")
        form.save(
            schemas.NewMeeting,
            "The meeting is recorded: its decisions can be recorded now.",
        )


def meeting_held(view: PageView) -> None:
    options = options_of_planned(view)
    if not options:
        st.info("No planned meeting is still to be held.")
        return
    form = Form("meeting-held", view)
    with form.drawn():
        form.select("meeting", "Which planned meeting", options)
        form.day("held_on", "Held on")
        form.save(
            schemas.MeetingHeld,
            "The meeting is recorded as held: its decisions can be recorded now.",
        )


def decision(view: PageView) -> None:
    meetings = MEETING.options(view.day_state)
    if not meetings:
        st.info("Record the meeting first: no meeting has been recorded by this day.")
        return
    form = Form("decision", view)
    with form.drawn():
        ask_of_decision(form)
        form.save(schemas.NewDecision, "The decision is recorded.")


def ask_of_decision(form: Form) -> None:
    """Draw the fields of a new or corrected decision."""
    form.select("meeting", "Which meeting", MEETING.options(form.view.day_state))
    form.long_text("text", "What was decided")
    form.text("owner", "Who will do it")
    form.optional_day("due_on", "By when")


def decision_done(view: PageView) -> None:
    options = _still_open(view, "decision", "text", "done_on")
    if not options:
        st.info("Every decision recorded is done.")
        return
    form = Form("decision-done", view)
    with form.drawn():
        form.select("decision", "Which decision", options)
        form.day("done_on", "Done on")
        form.save(schemas.DecisionDone, "The decision is marked as done.")


def ask(view: PageView) -> None:
    form = Form("ask", view)
    with form.drawn():
        ask_of_question(form)
        form.save(schemas.NewAsk, "The question is recorded.")


def ask_of_question(form: Form) -> None:
    """Draw the fields of a new or corrected question."""
    day_state = form.view.day_state
    form.select("of_whom", "Of whom", day_state.facts.names)
    form.long_text("what", "What is asked")
    form.select("meeting", "At which meeting", MEETING.options(day_state), optional=True)
    claims = day_state.tables["evidence"].filter("figure_owed")
    form.select("evidence", "About the figure claimed in", titles(claims), optional=True)
    form.select("action", "About the action", titles(day_state.actions), optional=True)
    form.day("asked_on", "Asked on")
    form.optional_day("due_on", "Answer due on")


def answer(view: PageView) -> None:
    options = _still_open(view, "ask", "what", "answered_on", "of_whom")
    if not options:
        st.info("Every question recorded is answered.")
        return
    form = Form("answer", view, again=sent_again(view, ProposalKind.ANSWER))
    with form.drawn():
        form.select("ask", "Which question", options)
        form.long_text("answer", "What was answered")
        form.day("answered_on", "Answered on")
        form.save(schemas.QuestionAnswered, "The answer is recorded.")


def response(view: PageView) -> None:
    is_owed = pl.col("answer_state") != AnswerState.NOT_OWED
    options = _inspections(view, pl.col("responded_on").is_null() & is_owed)
    if not options:
        st.info("Every inspection here has the day on which it was answered.")
        return
    form = Form("response", view)
    with form.drawn():
        form.select("inspection", "Which inspection", options)
        form.day("responded_on", "Published on")
        form.save(schemas.NewResponse, "The answer is recorded.")


def no_response(view: PageView) -> None:
    options = _inspections(view, pl.col("answer_state") == AnswerState.NOT_HELD)
    if not options:
        st.info("For every answer that is due, it is recorded whether it was published.")
        return
    form = Form("no-response", view)
    with form.drawn():
        form.select("inspection", "Which inspection", options)
        form.day("none_published_by", "No answer had been published by")
        form.save(schemas.NoResponse, "It is recorded that no answer was published.")


def options_of_planned(view: PageView) -> dict[str, str]:
    """The meetings that are planned and were not held by the day of the view, by ref."""
    planned = planned_meetings(view.state.tables["meeting"], view.day, view.state.today)
    titles = kind_titles(view.state.tables["meeting_kind"])
    return {
        ref: f"{capitalised(titles[kind])}, planned for {day_text(day)}"
        for ref, kind, day in planned.select("ref", "kind", "planned_on").iter_rows()
    }


def options_of_kinds(view: PageView) -> dict[str, str]:
    """The kinds of meeting of which one can be held or planned on the day of the view, by ref."""
    in_use = kinds_in_use(view.state.tables["meeting_kind"], view.day)
    return {ref: capitalised(title) for ref, title in in_use.items()}


def _inspections(view: PageView, condition: pl.Expr) -> dict[str, str]:
    """The short title of each inspection that meets the condition, by ref."""
    rows = view.day_state.inspections.filter(condition)
    return dict(rows.select("ref", "short_title").iter_rows())


def _still_open(
    view: PageView, table: str, text: str, closed_on: str, *whose: str
) -> dict[str, str]:
    """The text of each row of ``table`` with no day in ``closed_on``, by id.

    ``whose``: the column of the organisation, of which a contributor has those of one alone.
    """
    still_open = view.day_state.tables[table].filter(pl.col(closed_on).is_null())
    still_open = own_rows(still_open, *whose) if whose else still_open
    return {str(row): words for row, words in still_open.select("id", text).iter_rows()}


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
    newest = newest_correction("meeting_kind", was["id"])
    form = Form(f"meeting-kind-{kind}", view, starts_as=was, newest=newest)
    with form.drawn():
        _ask_of_kind(form)
        form.optional_day("retired_on", "The last day for which one is planned, if it ends")
        form.save(
            schemas.MeetingKindChange,
            "The kind of meeting is changed.",
            was=was,
            kind=kind,
        )


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
