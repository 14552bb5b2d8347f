"""The box in which a writer gives a day that is stored."""

from datetime import date
from typing import Literal

import streamlit as st


def date_box(
    label: str,
    at_first: date | None,
    key: str,
    persist_state: Literal["page", "session"] | None = None,
) -> date | None:
    """The day in the box, whichever was typed.

    Streamlit keeps the last day in reach when a day out of reach is typed, so that another one
    than the box shows would be stored. Here every day is in reach: entries refuse what is wrong.
    A box that nobody has touched follows ``at_first``, which may change, as the day of the page.
    """
    value: date | Literal["today"] | None = at_first
    first = f"{key} at first"
    is_untouched = key in st.session_state and (
        st.session_state[key] == st.session_state.get(first, at_first)
    )
    if is_untouched and st.session_state[key] != at_first:
        st.session_state[key] = at_first
        # Streamlit logs a warning where it is given a day beside the one just set.
        value = "today"
    st.session_state[first] = at_first
    return st.date_input(
        label,
        value=value,
        min_value=date.min,
        max_value=date.max,
        format="DD/MM/YYYY",
        key=key,
        persist_state=persist_state,
    )
