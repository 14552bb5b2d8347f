"""What a row of Catch up will write: what was, what will be, and from which day."""

from collections.abc import Sequence

import polars as pl

from data_access import schemas
from metrics.catch_up import state_on
from metrics.frames import Row, Tables
from metrics.text_format import day_text
from ui.catch_up.grid import NOTHING_RECORDED, Filled
from ui.elements.markdown import plain
from ui.rows.cell_format import day_cell


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
        raise TypeError(f"Catch up does not write {type(entry).__name__}.")
    stays = f" The state recorded from {day_text(later)} stays." if later and entry.state else ""
    return {
        "What": plain(each.title),
        "Was": plain(was),
        "Will be": plain("; ".join(str(text) for text in will if text) + stays),
        "From": day_cell(entry.effective_on),
    }
