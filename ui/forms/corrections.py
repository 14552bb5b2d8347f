"""Forms that correct an entry by a new one, or a meeting or an action in its place.

The store keeps what was wrong. Others refer to a meeting or an action by its ref, so that stays.
"""

from collections.abc import Callable
from typing import NamedTuple

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.vocabulary import DeadlineKind, Voice
from metrics.corrections import corrections_of
from metrics.frames import Row
from metrics.meetings.decisions import with_lateness
from metrics.meetings.meeting_dates import kind_titles
from metrics.plan.deadlines import in_order
from metrics.recommendations.positions import VOICES, state_word
from metrics.text_format import capitalised, day_text
from ui import reads
from ui.elements.markdown import in_one_line
from ui.forms.actions import WHEN_FIRST_DUE, ask_of_escalation, ask_of_update
from ui.forms.form import (
    Form,
    ValueLabels,
    chosen_subject,
    newest_correction,
    show_records,
    subject,
    titles,
)
from ui.forms.meetings import ask_of_decision, ask_of_question, options_of_planned
from ui.forms.parts import ask_of_evidence, ask_of_judgement, ask_of_position
from ui.page.filters import MEETING
from ui.page.page_view import PageView
from ui.rows.corrections import VOICE_NAMES, correction_rows
from ui.rows.evidence import evidence_rows
from ui.rows.meetings import ask_rows, decision_rows, one_meeting_rows
from ui.rows.plan import action_rows, escalation_rows, update_rows
from ui.rows.recommendations import judgement_rows, position_rows

REPLACES_IT = "What you save replaces the wrong entry; what that said stays in the store."
CALLED = {"position": "position", "decision": "decision", "ask": "question"}


class Correction(NamedTuple):
    """The way to correct entries of one table.

    ``about``: the column with the subject of an entry. ``keep``: columns that do not change.
    ``fields``: draws the fields. ``name``: gives the name of an entry in a list.
    """

    table: str
    about: str
    keep: tuple[str, ...]
    kind: type[schemas.Entry]
    fields: Callable[[Form, Row], None]
    name: Callable[[Row], str]
    no_entry: str
    which_subject: str
    which_entry: str


def correct_update(view: PageView) -> None:
    _correct(
        view,
        Correction(
            "action_update",
            "action",
            (),
            schemas.NewActionUpdate,
            lambda form, _: ask_of_update(form, "State"),
            _update_name,
            "There is no update to correct by this day.",
            "Of which action?",
            "Which entry was wrong?",
        ),
        titles(view.day_state.actions),
        lambda own, _: update_rows(own, view.day_state.facts.names),
    )


def correct_position(view: PageView) -> None:
    parts = titles(view.day_state.parts, "label", "short_title")
    labels = view.day_state.labels
    _correct(
        view,
        Correction(
            "position",
            "requirement",
            ("voice",),
            schemas.NewPosition,
            lambda form, row: ask_of_position(form, row["voice"]),
            _position_name,
            "There is no position to correct by this day.",
            "Of which part?",
            "Which position was wrong?",
        ),
        parts,
        lambda own, part: position_rows(own.with_columns(label=pl.lit(labels.get(part)))),
    )


def correct_decision(view: PageView) -> None:
    meetings = view.day_state.tables["meeting"]
    _correct(
        view,
        Correction(
            "decision",
            "meeting",
            (),
            schemas.NewDecision,
            lambda form, _: ask_of_decision(form),
            lambda row: in_one_line(row["text"]),
            "There is no decision to correct by this day.",
            "Of which meeting?",
            "Which decision was wrong?",
        ),
        MEETING.options(view.day_state),
        lambda own, _: decision_rows(with_lateness(own, meetings, view.day)),
    )


def correct_question(view: PageView) -> None:
    names = view.day_state.facts.names
    _correct(
        view,
        Correction(
            "ask",
            "of_whom",
            (),
            schemas.NewAsk,
            lambda form, _: ask_of_question(form),
            lambda row: f"{day_text(row['asked_on'])}: {in_one_line(row['what'])}",
            "There is no question to correct by this day.",
            "Of whom was it asked?",
            "Which question was wrong?",
        ),
        names,
        lambda own, _: ask_rows(own, names, view.day),
    )


def _correct(
    view: PageView,
    how: Correction,
    subjects: ValueLabels,
    rows_of: Callable[[pl.DataFrame, str], pl.DataFrame],
) -> None:
    """Ask which entry was wrong, show the entries on its subject, and draw the form."""
    entries = view.day_state.tables[how.table]
    with_entries = set(entries[how.about])
    subjects = {ref: title for ref, title in subjects.items() if ref in with_entries}
    if not subjects:
        st.info(how.no_entry)
        return
    ref = subject(how.which_subject, subjects)
    if ref is None:
        return
    own = entries.filter(pl.col(how.about) == ref)
    # Decisions and questions stand in the order of their recording.
    own = (in_order(own) if "effective_on" in own.columns else own.sort("id")).reverse()
    show_records(view, rows_of(own, ref))
    row = _choose_entry(view, how, ref, own)
    if row is None:
        return
    form = Form(_form_name(how, row["id"]), view, starts_as=row)
    with form.drawn():
        how.fields(form, row)
        name = f"update of {ref}" if how.table == "action_update" else CALLED[how.table]
        kept = {how.about: ref} | {column: row[column] for column in how.keep}
        form.save(
            how.kind,
            f"The {name} is corrected.",
            was=row,
            corrects=row["id"],
            **{field: value for field, value in kept.items() if field not in form.values},
        )


def _choose_entry(view: PageView, how: Correction, ref: str, own: pl.DataFrame) -> Row | None:
    """Ask which of the current entries to correct, and return it.

    If somebody else corrects the entry while its form is being filled in, it stays chosen, so that
    nothing typed is lost; saving is then refused, with the reason.
    """
    rows = {str(row["id"]): row for row in own.to_dicts()}
    chosen = chosen_subject(how.which_entry)
    if chosen not in rows and Form(_form_name(how, chosen), view).is_begun:
        is_chosen = (pl.col(how.about) == ref) & (pl.col("id").cast(pl.String) == chosen)
        replaced = reads.store_state().tables[how.table].filter(is_chosen)
        rows |= {str(row["id"]): row for row in replaced.to_dicts()}
    entry = subject(how.which_entry, {number: how.name(row) for number, row in rows.items()})
    return rows[entry] if entry else None


def _form_name(how: Correction, entry: object) -> str:
    return f"correct-{how.table}-{entry}"


def _update_name(row: Row) -> str:
    texts = [row["state"], row["note"], row["waiting_on"], row["new_owner"]]
    first = next((str(text) for text in texts if text), "a date")
    return f"{day_text(row['effective_on'])}: {capitalised(first)}"


def _position_name(row: Row) -> str:
    voice, word = capitalised(VOICES[row["voice"]]), state_word(row["state"], row["voice"])
    return f"{voice}, {day_text(row['effective_on'])}: {word}"


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
    newest = newest_correction("meeting", was["id"])
    form = Form(f"correct-meeting-{ref}", view, starts_as=was, newest=newest)
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
        )


class InPlace(NamedTuple):
    """The way to correct rows of one table where they stand: its fields, and the row as shown."""

    table: str
    kind: type[schemas.Entry]
    ask: Callable[[Form], None]
    shown: Callable[[pl.DataFrame], pl.DataFrame]


def correct_action(view: PageView) -> None:
    day_state, names = view.day_state, view.day_state.facts.names

    def ask(form: Form) -> None:
        form.text("title", "What is to be done")
        form.select("lead_organisation", "Who leads, as first agreed", names)
        form.category("said_by", "Who said it, in the response", Voice, VOICE_NAMES, optional=True)
        form.text("owner_role", "Who answers for it, as first agreed: a role, never a name")
        form.optional_day("first_due_on", WHEN_FIRST_DUE)
        form.category("deadline_kind", "Kind of date", DeadlineKind)

    how = InPlace(
        "action",
        schemas.ActionCorrection,
        ask,
        # What updates changed since is no part of a correction.
        lambda row: action_rows(
            day_state.actions.filter(pl.col("ref") == row["ref"].item()), day_state.labels
        ),
    )
    _correct_in_place(view, how, titles(day_state.actions), names)


def correct_escalation(view: PageView) -> None:
    rows = view.day_state.tables["escalation"]
    how = InPlace(
        "escalation",
        schemas.EscalationCorrection,
        ask_of_escalation,
        escalation_rows,
    )
    # A choice whose words are corrected would be lost with what is typed below it.
    named = {
        ref: f"{ref}, about {subject}" for ref, subject in rows.select("ref", "subject").rows()
    }
    _correct_in_place(view, how, named)


def correct_evidence(view: PageView) -> None:
    # What is quoted from the published answer stands as it was published.
    rows = view.day_state.tables["evidence"].filter(pl.col("quote_paragraph").is_null())
    how = InPlace(
        "evidence",
        schemas.EvidenceCorrection,
        lambda form: ask_of_evidence(form, list(Voice)),
        lambda row: evidence_rows(row, view.day),
    )
    about = rows.select("ref", pl.coalesce("action", "requirement")).rows()
    _correct_in_place(view, how, {ref: f"{ref}, about {subject}" for ref, subject in about})


def correct_judgement(view: PageView) -> None:
    labels, rows = view.day_state.labels, view.day_state.tables["judgement"]
    how = InPlace(
        "judgement",
        schemas.JudgementCorrection,
        lambda form: ask_of_judgement(form, view),
        lambda row: judgement_rows(
            row.with_columns(label=pl.col("requirement").replace_strict(labels, default=None))
        ),
    )
    named = {
        str(row["id"]): f"{labels.get(row['requirement'], row['requirement'])}, "
        f"recorded {day_text(row['recorded_at'].date())}"
        for row in in_order(rows).reverse().to_dicts()
    }
    _correct_in_place(view, how, named)


def _correct_in_place(
    view: PageView, how: InPlace, options: ValueLabels, names: ValueLabels | None = None
) -> None:
    """Ask which row was wrong, show it with its earlier corrections, and draw the form."""
    if not options:
        st.info("There is nothing to correct by this day.")
        return
    chosen = subject(f"Which {how.table} was wrong?", options)
    if chosen is None:
        return
    rows = view.day_state.tables[how.table]
    key = "ref" if "ref" in rows.columns else "id"
    row = rows.filter(pl.col(key).cast(pl.String) == chosen)
    was = row.row(0, named=True)
    was |= {"rung": str(was["rung"])} if "rung" in was else {}
    before = corrections_of(view.state.tables["content_change"], how.table, was["id"])
    show_records(view, how.shown(row), correction_rows(before, names))
    newest = newest_correction(how.table, was["id"])
    form = Form(f"correct-{how.table}-{chosen}", view, starts_as=was, newest=newest)
    with form.drawn():
        how.ask(form)
        form.save(how.kind, f"The {how.table} is corrected.", was=was, **{how.table: was[key]})
