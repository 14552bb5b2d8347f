"""Rows of Catch up that are to be saved: what is wrong with them, and what they will write."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import polars as pl
import streamlit as st

from data_access import schemas, writes
from data_access.writes import Overtaken, Refused, SeveralRefused
from metrics.catch_up import state_on
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.plan.action_lists import time_in_words
from metrics.text_format import NOBODY, counted, day_text, note_and_source
from ui import reads
from ui.catch_up.grid import Filled, ReportedEntry
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.forms.form import WRITER
from ui.forms.form_text import about_to_save
from ui.forms.save_confirmation import start_anew
from ui.page.page_view import PageView
from ui.rows.cell_format import day_cell


def wrong_rows(
    filled: Sequence[Filled], by: str, once_overtaken: Callable[[], None] = lambda: None
) -> str:
    """The faults of each row, by its own rules or by the store's; empty if there are none."""
    wrong = {place: each.wrong for place, each in enumerate(filled) if each.entry is None}
    right = [(place, each.entry) for place, each in enumerate(filled) if each.entry]
    try:
        writes.record_together(
            reads.store().trial(), [entry for _, entry in right], by=by, at=datetime.now(UTC)
        )
    except SeveralRefused as refused:
        if any(isinstance(each, Overtaken) for each in refused.refusals.values()):
            once_overtaken()
        wrong |= {
            right[place][0]: _with_heading(filled[right[place][0]], each)
            for place, each in refused.refusals.items()
        }
    except Refused as refused:
        return plain(str(refused))
    if not wrong:
        return ""
    lines = [
        f"- **{plain(filled[place].title)}**: {plain(wrong[place])}" for place in sorted(wrong)
    ]
    return "\n".join([f"Nothing was recorded. {counted(len(wrong), 'row')} to mend:", *lines])


def _with_heading(row: Filled, refusal: Refused) -> str:
    """A refusal after the heading of the cell to mend, where it is about one."""
    heading = row.cells.get(refusal.field)
    return f"{heading}: {refusal}" if heading else str(refusal)


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
    updates = counted(len(entries) - positions, "update")
    start_anew(
        f"Recorded: {counted(positions, 'position')} of parts and {updates} of actions.", place
    )


def show_check(view: PageView, filled: Sequence[Filled], *, changed_since: bool = False) -> None:
    """Show a table of what will be written, with what stood before."""
    heading = about_to_save(changed_since=changed_since)
    st.markdown(f"**{heading}, in {counted(len(filled), 'entry', 'entries')}:**")
    state = view.state.day_state(view.state.today)
    table(
        check_rows(filled, state),
        key="check",
        alt="What will be written, with what stood before",
        wide="Will be",
    )


def check_rows(filled: Sequence[Filled], day_state: DayState) -> pl.DataFrame:
    """One row per entry to be written: what was, what will be, and from which day."""
    return pl.DataFrame(
        [_check(each.title, each.entry, day_state) for each in filled if each.entry]
    )


def _check(title: str, entry: ReportedEntry, day_state: DayState) -> Row:
    if isinstance(entry, schemas.NewPosition):
        of = {"requirement": entry.requirement, "voice": str(entry.voice)}
        was, will_be = _states(entry, day_state.tables["position"], of, "", [_words(entry)])
    else:
        updates, of = day_state.tables["action_update"], {"action": entry.action}
        was, will_be = _states(entry, updates, of, *_besides(entry, day_state))
    return {
        "What": plain(title),
        "Was": plain(was),
        "Will be": plain(will_be),
        "From": day_cell(entry.effective_on),
    }


def _states(
    entry: ReportedEntry,
    entries: pl.DataFrame,
    of: dict[str, str],
    besides: str,
    new: Sequence[str | None],
) -> tuple[str, str]:
    """The old and the new state; ``besides`` and ``new``: other values, old and new."""
    was, later = state_on(entries, entry.effective_on, **of)
    stays = f" The state recorded from {day_text(later)} stays." if later and entry.state else ""
    will_be = "; ".join(str(text) for text in (entry.state, *new) if text)
    return (was or "nothing recorded") + besides, will_be + stays


def _when(action: Row) -> str:
    """The date of an action, or the time stated for it in words; of a closed one with neither."""
    if action["due_on"]:
        return f"due {day_text(action['due_on'])}"
    return time_in_words(action) if action["is_open"] else "no date"


def _words(entry: ReportedEntry) -> str:
    return note_and_source({"note": entry.note, "source": entry.source})


def _besides(entry: schemas.NewActionUpdate, day_state: DayState) -> tuple[str, list[str | None]]:
    """The date and lead of an action as they stand, and the values that an update gives."""
    action = day_state.actions.row(by_predicate=pl.col("ref") == entry.action, named=True)
    due = _when(action)
    whose = f"; {action['lead']}, {action['owner_role'] or NOBODY}"
    is_handed_over = entry.new_lead or entry.new_owner
    lead = day_state.facts.names.get(entry.new_lead or "", entry.new_lead)
    said = {
        "due {}": day_text(entry.new_due_on) if entry.new_due_on else None,
        "{}": entry.change_reason,
        "agreed by {}": entry.agreed_by,
        "led by {}": lead,
        "owner {}": entry.new_owner,
        "handed over by {}": entry.handed_over_by,
        "waiting on {}": entry.waiting_on,
    }
    new = [words.format(value) for words, value in said.items() if value]
    return f"; {due}" + (whose if is_handed_over else ""), [*new, _words(entry)]
