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
    """
    return st.date_input(
        label,
        value=at_first,
        min_value=date.min,
        max_value=date.max,
        format="DD/MM/YYYY",
        key=key,
        persist_state=persist_state,
    )
