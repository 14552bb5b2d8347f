"""The record of access and the open sessions on a page."""

from datetime import UTC, datetime

import streamlit as st

from data_access.sign_in.access_record import MOST_SHOWN, read_access
from data_access.sign_in.sessions import end_sessions_of, open_sessions, recorded_roles
from data_access.store import Store
from metrics.frames import Row
from ui.elements.markdown import plain
from ui.elements.tables import ROWS_A_PAGE, table
from ui.rows.cell_format import TextRow, day_cell, per_row
from ui.sign_in import current_person


def draw_entries(store: Store, *, own: bool) -> None:
    """Draw the newest entries, of the reader or of everybody."""
    reader = current_person.person()
    if reader is None:
        return
    entries = read_access(store, reader, own=own)
    whose = "you" if own else "everybody"
    table(
        _access_rows(entries),
        key=f"access-{whose}",
        alt=f"What is recorded of {whose}, the newest first",
        a_page=ROWS_A_PAGE,
        empty="Nothing is recorded yet.",
    )
    if entries.height == MOST_SHOWN:
        st.caption(
            f"These are the newest {MOST_SHOWN:,} entries. The export has all that are kept."
        )


def draw_sessions(store: Store) -> None:
    """Draw the open sessions, and a form that ends those of a person at once."""
    above = st.container()
    found = open_sessions(store, datetime.now(UTC))
    names = dict(found.select("subject", "name").iter_rows())
    with st.form("end-sessions", enter_to_submit=False, clear_on_submit=True):
        chosen = st.selectbox(
            "End every session of",
            [*names],
            format_func=names.__getitem__,
            index=None,
            placeholder="Choose",
        )
        if st.form_submit_button("End sessions") and chosen:
            _end(store, chosen, names[chosen])
            found = open_sessions(store, datetime.now(UTC))
    with above:
        table(_session_rows(found), key="sessions", alt="Each open session", a_page=ROWS_A_PAGE)


def _end(store: Store, subject: str, name: str) -> None:
    reader = current_person.person()
    if reader:
        end_sessions_of(store, subject, by=reader, at=datetime.now(UTC))
        st.success(f"Every session of {plain(name)} is ended.")


def _moment(row: Row, column: str) -> str:
    return f"{day_cell(row[column].date())}, {row[column]:%H:%M} UTC"


@per_row
def _access_rows(row: Row) -> TextRow:
    """One row an entry of the record of access."""
    return {
        "When": _moment(row, "at"),
        "Who": plain(row["name"]),
        "What": row["what"],
        "Which": plain(row["done_to"] or ""),
        "View": plain(row["view"] or ""),
    }


@per_row
def _session_rows(row: Row) -> TextRow:
    """One row an open session."""
    return {
        "Who": plain(row["name"]),
        "As": ", ".join(recorded_roles(row["roles"])),
        "Signed in": _moment(row, "started_at"),
        "Ends": _moment(row, "ends_at"),
    }
