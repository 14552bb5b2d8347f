"""The box into which a reader types a day, and what is said where it is no day."""

from datetime import date
from typing import Literal, NamedTuple

import streamlit as st

from data_access.intake.casting.dates import parse_date

FORMAT, PLACEHOLDER = "%d/%m/%Y", "dd/mm/yyyy"
# Longer texts are cut off where a sentence names them.
LONGEST_NAMED = 40


class TypedDay(NamedTuple):
    """What stands in a box: its day, null if there is none, and why what was typed is no day."""

    day: date | None
    fault: str


def parse_day(text: str) -> TypedDay:
    """The day in ``text``, with the day before the month, or the fault; neither if it is empty."""
    typed = " ".join(text.split())
    day = parse_date(typed)
    if day or not typed:
        return TypedDay(day, "")
    named = typed if len(typed) <= LONGEST_NAMED else f"{typed[:LONGEST_NAMED]} …"
    return TypedDay(None, f"{named} is not a day. Write it like 16/07/2021.")


def day_box(
    label: str,
    at_first: date | None,
    key: str,
    persist_state: Literal["page", "session"] | None = None,
) -> TypedDay:
    """The day that was typed, or why it is none; what was typed stays in the box.

    A box of days with a calendar would make 31/02/2022 a day that nobody meant.
    A box that nobody has touched follows ``at_first``, which may change, as the day of the page.
    """
    shown, first = at_first.strftime(FORMAT) if at_first else "", f"{key} at first"
    is_untouched = st.session_state.get(key) == st.session_state.get(first)
    # Setting it at every run would wipe out what is typed in a form and not yet sent.
    if key not in st.session_state or (is_untouched and st.session_state[key] != shown):
        st.session_state[key] = shown
    st.session_state[first] = shown
    return parse_day(
        st.text_input(label, key=key, placeholder=PLACEHOLDER, persist_state=persist_state)
    )
