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
from metrics.wording import capitalised, day_in_words
from ui import reads
from ui.controls import View
from ui.entering import (
    SAVED,
    day_of,
    empty_form,
    last_seen,
    line,
    maybe_day,
    newest,
    option,
    paragraph,
    remember,
    save_with,
    subject,
    there_now,
    word,
)
from ui.rows.parts import position_rows
from ui.rows.plan import action_rows, update_rows


def draw(view: View, kind: str) -> None:
    """Draws the form for one kind of entry, and says what was saved last."""
    saved = st.session_state.pop(SAVED, None)
    if saved:
        st.success(saved)
    FORMS[kind](view)


def _action_update(view: View) -> None:
    now = view.standing
    options = {
        ref: f"{ref}. {title}" for ref, title in now.actions.select("ref", "title").iter_rows()
    }
    action = subject("Which action?", options)
    if action is None:
        return
    shown = now.actions.filter(pl.col("ref") == action)
    there_now(
        action_rows(shown, labels_of(now)),
        update_rows(
            in_order(now.tables["action_update"].filter(pl.col("action") == action)).reverse()
        ),
    )
    with empty_form(f"update-{action}"):
        effective_on = day_of("From which day?", view)
        state = word("New state", [word for word in State if word != State.ANOTHER_BODY])
        new_due_on = maybe_day("New date")
        reason = word("Why the date changes", ChangeReason)
        agreed_by = line("Who agreed the new date")
        waiting_on = line("Waiting on")
        note = paragraph("In your words")
        save_with(
            lambda by, at: records.record_action_update(
                reads.store(),
                records.entry(
                    entries.NewActionUpdate,
                    action=action,
                    effective_on=effective_on,
                    state=state,
                    new_due_on=new_due_on,
                    change_reason=reason,
                    agreed_by=agreed_by,
                    waiting_on=waiting_on,
                    note=note,
                    seen=last_seen(f"action {action}"),
                ),
                by=by,
                at=at,
            ),
            f"The update of {action} is recorded.",
        )
    remember(f"action {action}", newest("action_update", pl.col("action") == action))


def _position(view: View) -> None:
    now = view.standing
    options = {
        ref: f"{label}. {title}"
        for ref, label, title in now.parts.select("ref", "label", "short_title").iter_rows()
    }
    part = subject("Which part?", options)
    voice = subject("Whose voice?", {word: capitalised(VOICES[word]) for word in Voice})
    if part is None or voice is None:
        return
    is_it = (pl.col("requirement") == part) & (pl.col("voice") == voice)
    said = in_order(now.tables["position"].filter(is_it)).reverse()
    there_now(position_rows(said.with_columns(label=pl.lit(options[part].split(".")[0]))))
    with empty_form(f"position-{part}-{voice}"):
        effective_on = day_of("From which day?", view)
        state = word("What it says", State)
        note = paragraph("In its words")
        save_with(
            lambda by, at: records.record_position(
                reads.store(),
                records.entry(
                    entries.NewPosition,
                    requirement=part,
                    voice=voice,
                    state=state,
                    effective_on=effective_on,
                    note=note,
                    seen=last_seen(f"position {part} {voice}"),
                ),
                by=by,
                at=at,
            ),
            "The position is recorded.",
        )
    remember(f"position {part} {voice}", newest("position", is_it))


def _evidence(view: View) -> None:
    now = view.standing
    parts = {
        ref: f"{label}. {title}"
        for ref, label, title in now.parts.select("ref", "label", "short_title").iter_rows()
    }
    actions = {
        ref: f"{ref}. {title}" for ref, title in now.actions.select("ref", "title").iter_rows()
    }
    owed = {
        ref: f"{ref}. {title}" for ref, title in now.figures_owed.select("ref", "title").iter_rows()
    }
    with empty_form("evidence"):
        title = line("What was said or seen")
        part = option("About which part", parts)
        action = option("About which action", actions)
        voice = word("Who says or gives it", Voice, VOICES)
        kind = word("Kind", EvidenceKind)
        strength = word("Strength", Strength)
        effective_on = day_of("From which day does it count?", view)
        dated_on = maybe_day("Its own date")
        expires_on = maybe_day("Holds until")
        link = line("Where it is kept (a web address)")
        supplies = option("Gives the figure that was claimed in", owed)
        save_with(
            lambda by, at: records.record_evidence(
                reads.store(),
                records.entry(
                    entries.NewEvidence,
                    title=title,
                    requirement=part,
                    action=action,
                    voice=voice,
                    kind=kind,
                    strength=strength,
                    effective_on=effective_on,
                    dated_on=dated_on,
                    expires_on=expires_on,
                    link=link,
                    supplies=supplies,
                ),
                by=by,
                at=at,
            ),
            "The evidence is recorded.",
        )


def _meeting(view: View) -> None:
    with empty_form("meeting"):
        kind = word("Which meeting", MeetingKind)
        held_on = day_of("Held on", view)
        save_with(
            lambda by, at: records.record_meeting(
                reads.store(),
                records.entry(entries.NewMeeting, kind=kind, held_on=held_on),
                by=by,
                at=at,
            ),
            "The meeting is recorded: its decisions can be recorded now.",
        )


def _decision(view: View) -> None:
    now = view.standing
    held = now.tables["meeting"].sort("held_on", descending=True)
    meetings = {
        ref: f"{capitalised(kind)}, {day_in_words(day)}"
        for ref, kind, day in held.select("ref", "kind", "held_on").iter_rows()
    }
    if not meetings:
        st.info("Record the meeting first: no meeting has been recorded by this day.")
        return
    with empty_form("decision"):
        meeting = option("Which meeting", meetings)
        text = paragraph("What was decided")
        owner = line("Who will do it")
        due_on = maybe_day("By when")
        save_with(
            lambda by, at: records.record_decision(
                reads.store(),
                records.entry(
                    entries.NewDecision, meeting=meeting, text=text, owner=owner, due_on=due_on
                ),
                by=by,
                at=at,
            ),
            "The decision is recorded.",
        )


def _decision_done(view: View) -> None:
    now = view.standing
    still_open = now.tables["decision"].filter(pl.col("done_on").is_null())
    options = {str(row): text for row, text in still_open.select("id", "text").iter_rows()}
    if not options:
        st.info("Every decision recorded is done.")
        return
    with empty_form("decision-done"):
        decision = option("Which decision", options)
        done_on = day_of("Done on", view)
        save_with(
            lambda by, at: records.record_decision_done(
                reads.store(),
                records.entry(entries.DecisionDone, decision=decision, done_on=done_on),
                by=by,
                at=at,
            ),
            "The decision is marked as done.",
        )


def _response(view: View) -> None:
    unanswered = view.standing.inspections.filter(pl.col("responded_on").is_null())
    options = dict(unanswered.select("ref", "short_title").iter_rows())
    if not options:
        st.info("Every inspection here bears the day it was answered.")
        return
    with empty_form("response"):
        inspection = option("Which inspection", options)
        responded_on = day_of("Answered on", view)
        save_with(
            lambda by, at: records.record_response(
                reads.store(),
                records.entry(
                    entries.NewResponse, inspection=inspection, responded_on=responded_on
                ),
                by=by,
                at=at,
            ),
            "The answer is recorded.",
        )


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
