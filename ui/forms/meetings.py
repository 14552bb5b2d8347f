"""Forms about meetings: a meeting, its decisions and questions, and their outcomes."""

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.vocabulary import AnswerState, ProposalKind
from metrics.meetings.meeting_dates import kind_titles, kinds_in_use, planned_meetings
from metrics.text_format import capitalised, day_text
from ui.forms.form import Form
from ui.forms.form_subject import titles
from ui.forms.proposals import own_rows, sent_again
from ui.page.filters import MEETING
from ui.page.page_view import PageView


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
    view, day_state = form.view, form.view.day_state
    form.select("of_whom", "Of whom", day_state.facts.names)
    form.long_text("what", "What is asked")
    form.select("meeting", "At which meeting", MEETING.options(day_state), optional=True)
    form.select("evidence", "About the figure claimed in", _claims(view, "evidence"), optional=True)
    form.select("action", "About the figure claimed by", _claims(view, "action"), optional=True)
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


def _claims(view: PageView, table: str) -> dict[str, str]:
    return titles(view.day_state.tables[table].filter("figure_owed"))
