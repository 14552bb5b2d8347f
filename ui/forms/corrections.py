"""Forms that correct an entry: what is saved stands for it, and what it said stays in the store."""

from collections.abc import Callable

import polars as pl
import streamlit as st

from data_access import schemas
from metrics.meetings.attention import labels_of
from metrics.meetings.meeting_summary import VOICES, state_word
from metrics.plan.deadlines import in_order
from metrics.text_format import capitalised, day_in_words
from ui import reads
from ui.forms.actions import ask_of_update
from ui.forms.form import Form
from ui.forms.form_subject import chosen_subject, subject, there_now, titles
from ui.forms.parts import ask_of_position
from ui.page.page_view import PageView
from ui.rows.cell_format import Row
from ui.rows.plan import update_rows
from ui.rows.recommendations import position_rows

STANDS_FOR_IT = "What you save stands for that entry; what it said stays in the store."


def correct_update(view: PageView) -> None:
    day_state = view.day_state
    said = day_state.tables["action_update"]
    spoken_of = day_state.actions.filter(_is_in("ref", said["action"]))
    if spoken_of.is_empty():
        st.info("There is no update to correct by this day.")
        return
    action = subject("Of which action?", titles(spoken_of))
    if action is None:
        return
    is_it = pl.col("action") == action
    own = in_order(said.filter(is_it)).reverse()
    there_now(view, update_rows(own))
    row = _wrong_one(view, "Which entry was wrong?", "action_update", is_it, own, _update_called)
    if row is None:
        return
    form = Form(_name("action_update", row["id"]), view, starts_as=row)
    with form.drawn():
        st.markdown(STANDS_FOR_IT)
        ask_of_update(form, "State")
        form.save(
            schemas.NewActionUpdate,
            f"The update of {action} is corrected.",
            was=row,
            action=action,
            corrects=row["id"],
        )


def correct_position(view: PageView) -> None:
    day_state = view.day_state
    said = day_state.tables["position"]
    spoken_of = day_state.parts.filter(_is_in("ref", said["requirement"]))
    if spoken_of.is_empty():
        st.info("There is no position to correct by this day.")
        return
    part = subject("Of which part?", titles(spoken_of, "label", "short_title"))
    if part is None:
        return
    is_it = pl.col("requirement") == part
    own = in_order(said.filter(is_it)).reverse()
    there_now(view, position_rows(own.with_columns(label=pl.lit(labels_of(day_state).get(part)))))
    row = _wrong_one(view, "Which position was wrong?", "position", is_it, own, _position_called)
    if row is None:
        return
    form = Form(_name("position", row["id"]), view, starts_as=row)
    with form.drawn():
        st.markdown(STANDS_FOR_IT)
        ask_of_position(form)
        form.save(
            schemas.NewPosition,
            "The position is corrected.",
            was=row,
            requirement=part,
            voice=row["voice"],
            corrects=row["id"],
        )


def _wrong_one(
    view: PageView,
    label: str,
    table: str,
    is_it: pl.Expr,
    own: pl.DataFrame,
    called: Callable[[Row], str],
) -> Row | None:
    """The entry to be corrected, chosen among those that still count.

    One that somebody else corrected meanwhile stays chosen while its form is being filled in, so
    that what was typed is kept; saving it is refused, with the reason.
    """
    rows = {str(row["id"]): row for row in own.to_dicts()}
    chosen = chosen_subject(label)
    if chosen not in rows and Form(_name(table, chosen), view).is_begun:
        is_chosen = pl.col("id").cast(pl.String) == chosen
        gone = reads.snapshot().tables[table].filter(is_it, is_chosen)
        rows |= {str(row["id"]): row for row in gone.to_dicts()}
    wrong = subject(label, {number: called(row) for number, row in rows.items()})
    return rows[wrong] if wrong else None


def _name(table: str, entry: object) -> str:
    return f"correct-{table}-{entry}"


def _update_called(row: Row) -> str:
    said = [row["state"], row["note"], row["waiting_on"]]
    what = next((str(words) for words in said if words), "a date")
    return f"{day_in_words(row['effective_on'])}: {capitalised(what)}"


def _position_called(row: Row) -> str:
    whose, word = capitalised(VOICES[row["voice"]]), state_word(row["state"], row["voice"])
    return f"{whose}, {day_in_words(row['effective_on'])}: {word}"


def _is_in(column: str, values: pl.Series) -> pl.Expr:
    return pl.col(column).is_in(values.implode())
