"""The forms that record something. Each shows what is there now before it is saved.

What a writer typed stays in the form until it is saved. If somebody else recorded on the same
thing meanwhile, the writer is told, sees the newest entry, and can save again.
"""

from collections.abc import Callable

import polars as pl
import streamlit as st

from data_access import entries, records
from data_access.vocabulary import (
    ChangeReason,
    EvidenceKind,
    MeetingKind,
    State,
    Strength,
    Voice,
)
from metrics.attention import labels_of
from metrics.deadlines import in_order
from metrics.digest import VOICES
from metrics.wording import capitalised
from ui.choices import MEETING
from ui.controls import View
from ui.entering import Form, last_seen, newest, remember, say_what_was_saved, subject, there_now
from ui.rows.parts import position_rows
from ui.rows.plan import action_rows, update_rows

FROM_WHICH_DAY = "From which day?"


def draw(view: View, kind: str) -> None:
    """Draws the form for one kind of entry, and says what was saved last."""
    say_what_was_saved()
    FORMS[kind](view)


def _action_update(view: View) -> None:
    now = view.standing
    action = subject("Which action?", _titles(now.actions))
    if action is None:
        return
    is_it = pl.col("action") == action
    there_now(
        view,
        action_rows(now.actions.filter(pl.col("ref") == action), labels_of(now)),
        update_rows(in_order(now.tables["action_update"].filter(is_it)).reverse()),
    )
    form = Form(f"update-{action}", view)
    with form.drawn():
        form.day("effective_on", FROM_WHICH_DAY)
        form.word("state", "New state", [word for word in State if word != State.ANOTHER_BODY])
        form.maybe_day("new_due_on", "New date")
        form.word("change_reason", "Why the date changes", ChangeReason)
        form.line("agreed_by", "Who agreed the new date")
        form.line("waiting_on", "Waiting on")
        form.paragraph("note", "In your words")
        form.save(
            records.record_action_update,
            entries.NewActionUpdate,
            f"The update of {action} is recorded.",
            action=action,
            seen=last_seen(f"action {action}"),
        )
    remember(f"action {action}", newest("action_update", is_it))


def _position(view: View) -> None:
    now = view.standing
    part = subject("Which part?", _titles(now.parts, "label", "short_title"))
    voice = subject("Whose voice?", {word: capitalised(VOICES[word]) for word in Voice})
    if part is None or voice is None:
        return
    is_it = (pl.col("requirement") == part) & (pl.col("voice") == voice)
    said = in_order(now.tables["position"].filter(is_it)).reverse()
    there_now(view, position_rows(said.with_columns(label=pl.lit(labels_of(now).get(part)))))
    form = Form(f"position-{part}-{voice}", view)
    with form.drawn():
        form.day("effective_on", FROM_WHICH_DAY)
        form.word("state", "What it says", State)
        form.paragraph("note", "In its words")
        form.save(
            records.record_position,
            entries.NewPosition,
            "The position is recorded.",
            requirement=part,
            voice=voice,
            seen=last_seen(f"position {part} {voice}"),
        )
    remember(f"position {part} {voice}", newest("position", is_it))


def _evidence(view: View) -> None:
    now = view.standing
    form = Form("evidence", view)
    with form.drawn():
        form.line("title", "What was said or seen")
        form.option("requirement", "About which part", _titles(now.parts, "label", "short_title"))
        form.option("action", "About which action", _titles(now.actions))
        form.word("voice", "Who says or gives it", Voice, VOICES)
        form.word("kind", "Kind", EvidenceKind)
        form.word("strength", "Strength", Strength)
        form.day("effective_on", "From which day does it count?")
        form.maybe_day("dated_on", "Its own date")
        form.maybe_day("expires_on", "Holds until")
        form.line("link", "Where it is kept (a web address)")
        form.option("supplies", "Gives the figure that was claimed in", _titles(now.figures_owed))
        form.save(records.record_evidence, entries.NewEvidence, "The evidence is recorded.")


def _meeting(view: View) -> None:
    form = Form("meeting", view)
    with form.drawn():
        form.word("kind", "Which meeting", MeetingKind)
        form.day("held_on", "Held on")
        form.save(
            records.record_meeting,
            entries.NewMeeting,
            "The meeting is recorded: its decisions can be recorded now.",
        )


def _decision(view: View) -> None:
    meetings = MEETING.options(view.standing)
    if not meetings:
        st.info("Record the meeting first: no meeting has been recorded by this day.")
        return
    form = Form("decision", view)
    with form.drawn():
        form.option("meeting", "Which meeting", meetings)
        form.paragraph("text", "What was decided")
        form.line("owner", "Who will do it")
        form.maybe_day("due_on", "By when")
        form.save(records.record_decision, entries.NewDecision, "The decision is recorded.")


def _decision_done(view: View) -> None:
    still_open = view.standing.tables["decision"].filter(pl.col("done_on").is_null())
    options = {str(row): text for row, text in still_open.select("id", "text").iter_rows()}
    if not options:
        st.info("Every decision recorded is done.")
        return
    form = Form("decision-done", view)
    with form.drawn():
        form.option("decision", "Which decision", options)
        form.day("done_on", "Done on")
        form.save(
            records.record_decision_done, entries.DecisionDone, "The decision is marked as done."
        )


def _response(view: View) -> None:
    unanswered = view.standing.inspections.filter(pl.col("responded_on").is_null())
    options = dict(unanswered.select("ref", "short_title").iter_rows())
    if not options:
        st.info("Every inspection here bears the day it was answered.")
        return
    form = Form("response", view)
    with form.drawn():
        form.option("inspection", "Which inspection", options)
        form.day("responded_on", "Answered on")
        form.save(records.record_response, entries.NewResponse, "The answer is recorded.")


def _titles(rows: pl.DataFrame, name: str = "ref", title: str = "title") -> dict[str, str]:
    """What a list calls each row, by its ref."""
    named = zip(rows["ref"], rows[name], rows[title], strict=True)
    return {ref: f"{called}. {text}" for ref, called, text in named}


FORMS: dict[str, Callable[[View], None]] = {
    "action-update": _action_update,
    "position": _position,
    "evidence": _evidence,
    "decision": _decision,
    "decision-done": _decision_done,
    "meeting": _meeting,
    "response": _response,
}
FIRST = "action-update"
