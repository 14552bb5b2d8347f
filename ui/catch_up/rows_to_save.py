"""Rows of Catch up that are to be saved: what is wrong with them, and what they will write."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import polars as pl
import streamlit as st

from data_access import schemas, writes
from data_access.writes import Overtaken, Refused, SeveralRefused
from metrics.catch_up import state_on
from metrics.frames import Row, Tables
from metrics.text_format import counted, day_text, listed
from ui import reads
from ui.catch_up.grid import NOTHING_RECORDED, Filled
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.forms.form import WRITER, start_anew
from ui.page.page_view import PageView
from ui.rows.cell_format import day_cell


def wrong_rows(
    filled: Sequence[Filled], by: str, once_overtaken: Callable[[], None] = lambda: None
) -> str:
    """What is wrong with each row, by its own rules or by the store's; empty if nothing is."""
    wrong = {place: each.wrong for place, each in enumerate(filled) if each.entry is None}
    right = [(place, each.entry) for place, each in enumerate(filled) if each.entry]
    try:
        writes.record_together(
            reads.store().trial(), [entry for _, entry in right], by=by, at=datetime.now(UTC)
        )
    except SeveralRefused as refused:
        if any(isinstance(each, Overtaken) for each in refused.refusals.values()):
            once_overtaken()
        wrong |= {right[place][0]: str(each) for place, each in refused.refusals.items()}
    except Refused as refused:
        return plain(str(refused))
    if not wrong:
        return ""
    lines = [
        f"- **{plain(filled[place].title)}**: {plain(wrong[place])}" for place in sorted(wrong)
    ]
    return "\n".join([f"Nothing was recorded. {counted(len(wrong), 'row')} to mend:", *lines])


def save(entries: Sequence[schemas.Entry], by: str, place: str) -> None:
    """Record all entries, and draw the page anew with its confirmation at ``place``.

    If somebody wrote since they were tried, the store may refuse them, and it is said why.
    """
    try:
        writes.record_together(reads.store(), entries, by=by, at=datetime.now(UTC))
    except Refused as refused:
        st.error(plain(str(refused)))
        return
    st.session_state[WRITER] = by
    positions = sum(isinstance(each, schemas.NewPosition) for each in entries)
    updates = sum(isinstance(each, schemas.NewActionUpdate) for each in entries)
    others = len(entries) - positions - updates
    kinds = [
        f"{counted(positions, 'position')} of parts",
        f"{counted(updates, 'update')} of actions",
        *([counted(others, "other entry", "other entries")] if others else []),
    ]
    start_anew(f"Recorded: {listed(kinds)}.", place)


def show_check(view: PageView, filled: Sequence[Filled], *, changed_since: bool = False) -> None:
    """Show a table of what will be written, with what stood before."""
    heading = "You changed it since. It will now be" if changed_since else "It will be"
    st.markdown(f"**{heading}, in {counted(len(filled), 'entry', 'entries')}:**")
    state = view.state.day_state(view.state.today)
    dues = {
        ref: f"due {day_text(due)}" if due else "no date"
        for ref, due in state.actions.select("ref", "due_on").iter_rows()
    }
    table(
        check_rows(filled, dues, state.tables),
        key="check",
        alt="What will be written, with what stood before",
        wide="Will be",
    )


def check_rows(filled: Sequence[Filled], dues: dict[str, str], tables: Tables) -> pl.DataFrame:
    """One row per entry to be written. ``dues``: the date of each action now, in words."""
    return pl.DataFrame([_check(each, dues, tables) for each in filled])


def _check(each: Filled, dues: dict[str, str], tables: Tables) -> Row:
    entry = each.entry
    if isinstance(entry, schemas.NewPosition):
        of = {"requirement": entry.requirement, "voice": str(entry.voice)}
        was, later = state_on(tables["position"], entry.effective_on, **of)
        was, will = was or NOTHING_RECORDED, [str(entry.state), entry.note]
    elif isinstance(entry, schemas.NewActionUpdate):
        updates = tables["action_update"]
        was, later = state_on(updates, entry.effective_on, action=entry.action)
        was = f"{was or NOTHING_RECORDED}; {dues[entry.action]}"
        due = f"due {day_text(entry.new_due_on)}" if entry.new_due_on else None
        agreed = f"agreed by {entry.agreed_by}" if entry.agreed_by else None
        waiting = f"waiting on {entry.waiting_on}" if entry.waiting_on else None
        will = [entry.state, due, entry.change_reason, agreed, waiting, entry.note]
    else:
        return {
            "What": plain(each.title),
            "Was": plain(each.was),
            "Will be": plain(each.will_be),
            "From": day_cell(each.day),
        }
    stays = f" The state recorded from {day_text(later)} stays." if later and entry.state else ""
    return {
        "What": plain(each.title),
        "Was": plain(was),
        "Will be": plain("; ".join(str(text) for text in will if text) + stays),
        "From": day_cell(entry.effective_on),
    }
