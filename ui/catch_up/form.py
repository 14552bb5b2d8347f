"""The form of Catch up: two grids, one check of what will be written, one transaction."""

from collections.abc import Sequence

import streamlit as st

from data_access.vocabulary import STATES_OF_ACTIONS, State
from metrics.catch_up import newest_entries
from metrics.frames import Row
from metrics.text_format import counted, listed
from ui import reads
from ui.catch_up import rows_to_save
from ui.catch_up.grid import (
    ACTIONS,
    PARTS,
    Filled,
    Grid,
    bodies_of,
    draw,
    filled_row,
    rows_without_record,
)
from ui.elements import layout
from ui.elements.day_box import TypedDay, day_box
from ui.elements.markdown import plain
from ui.forms.form import WRITER
from ui.forms.save_confirmation import saves_at, say_what_was_saved
from ui.page.page_view import PageView
from ui.reads import StoreState
from ui.sign_in import current_person

GRIDS = (PARTS, ACTIONS)
PLACE = "catch-up"
SINCE = "Since, where a row leaves it empty"
HOW = (
    "Each row counts from the day given in it, so what was true before a meeting is not shown as "
    "new since then. Either all rows are recorded, or none; a row left empty writes nothing. Arrow "
    "keys or Tab go from cell to cell, and the first letters of a word choose it. Shift and the "
    "arrow keys choose several: Ctrl+D fills them with the first, Ctrl+V with cells of a "
    "spreadsheet. Escape, then Tab, leaves the grid."
)
STATES_NOW = (
    f"A state is one of: {', '.join(STATES_OF_ACTIONS)} (the last for parts only). What the answer "
    f"calls *planned* or *being considered* is *{State.NOT_STARTED}* here until work begins; what "
    f"it calls *in place* or *done* is *{State.COMPLETE}* once you know that it is so."
)
NOTHING = "No row is filled in: there is nothing to record."


def catch_up(view: PageView) -> None:
    """Draw the grids, and record what is filled in once it was checked."""
    # Rows are kept in their first order, so those of another day are other grids.
    of_which = view.day_state.inspection or "all"
    on = "" if view.day == view.state.today else f" {view.day}"
    key = f"catch-up {of_which}{on} {st.session_state.get(saves_at(PLACE), 0)}"
    rows = {grid.name: _rows(grid, view, key) for grid in GRIDS}
    with st.container(key="catch-up"), st.form(key, enter_to_submit=False, border=False):
        without = [rows_without_record(grid, rows[grid.name]) for grid in GRIDS]
        if any(without):
            st.markdown(f"Nothing is recorded yet in {listed(filter(None, without))}.")
        bodies = bodies_of(view.day_state)
        cells = {
            grid.name: _draw(grid, rows[grid.name], key, bodies)
            for grid in GRIDS
            if rows[grid.name]
        }
        since, source = _draw_defaults(key)
        filled = [
            done
            for grid in GRIDS
            for row, given in zip(rows[grid.name], cells.get(grid.name, ()), strict=True)
            if (
                done := filled_row(
                    grid, row, given, _seen(grid, row, key), bodies, since.day, source
                )
            )
        ]
        _check_and_save(view, filled, key, since.fault)
    with layout.fold("How to fill in the rows", "how-to-fill") as is_open:
        if is_open:
            st.markdown(f"{HOW}\n\n{STATES_NOW}")


def _rows(grid: Grid, view: PageView, key: str) -> list[Row]:
    """The rows of a grid, in the order in which they were first drawn.

    Edits are kept by the place of their row, so a row that somebody adds meanwhile waits until
    these are saved.
    """
    rows = grid.rows(view.day_state).to_dicts()
    now = {tuple(row[name] for name in grid.subject): row for row in rows}
    first: list[tuple[str, ...]] = st.session_state.setdefault(f"{key} {grid.name} rows", list(now))
    if f"{key} {grid.name} seen" not in st.session_state:
        _remember(grid, key, view.state)
    return [now[subject] for subject in first if subject in now]


def _remember(grid: Grid, key: str, state: StoreState) -> None:
    """Remember the newest entry on each row, so that saving can notice a newer one."""
    entries = state.tables[grid.table]
    st.session_state[f"{key} {grid.name} seen"] = newest_entries(entries, grid.subject)


def _remember_all(key: str) -> None:
    """The grids show the newer entries by now, so the writer may write after them."""
    state = reads.store_state()
    for grid in GRIDS:
        _remember(grid, key, state)


def _seen(grid: Grid, row: Row, key: str) -> int:
    newest: dict[tuple[str, ...], int] = st.session_state[f"{key} {grid.name} seen"]
    return newest.get(tuple(row[name] for name in grid.subject), 0)


def _draw(grid: Grid, rows: list[Row], key: str, bodies: dict[str, str]) -> list[Row]:
    alt = f"Where each of {counted(len(rows), 'row')} of {grid.name} stands, to fill in"
    with layout.section(grid.name, grid.name.capitalize(), has_controls=True):
        return draw(grid, rows, f"{key} {grid.name} grid", alt, bodies)


def _draw_defaults(key: str) -> tuple[TypedDay, str]:
    left, right = st.columns(2)
    with left:
        since = day_box(SINCE, None, f"{key} since", "page")
        if since.fault:
            st.markdown(f":red[{plain(since.fault)}]")
    with right:
        source = st.text_input(
            "Source, where a row leaves it empty", key=f"{key} source", persist_state="page"
        )
    return since, source


def _check_and_save(view: PageView, filled: Sequence[Filled], key: str, not_a_day: str) -> None:
    """Draw the buttons: one shows what will be written, the other writes what was shown.

    ``not_a_day``: what is wrong with the day for rows without one; empty if nothing is.
    """
    by = current_person.ask_writer(
        "Your name, as typed: it is kept with each entry",
        f"{key} by",
        value=st.session_state.get(WRITER, ""),
        persist_state="page",
    )
    checked = st.session_state.get(f"{key} checked")
    checking = st.form_submit_button("Review", type="secondary" if checked else "primary")
    place = st.container()
    saving = checked is not None and st.form_submit_button("Save", type="primary")
    with place:
        if not (checking or saving):
            say_what_was_saved(PLACE)
            return
        if not_a_day:
            st.error(plain(f"Nothing was recorded. {SINCE}: {not_a_day}"))
            return
        wrong = rows_to_save.wrong_rows(filled, by, once_overtaken=lambda: _remember_all(key))
        if wrong or not filled:
            st.error(wrong or NOTHING)
            return
        entries = [each.entry for each in filled if each.entry]
        if saving and checked == entries:
            rows_to_save.save(entries, by, PLACE)
        st.session_state[f"{key} checked"] = entries
        rows_to_save.show_check(view, filled, changed_since=saving)
    if checked is None:
        st.form_submit_button("Save", type="primary")
