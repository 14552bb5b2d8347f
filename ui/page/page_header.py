"""What stands above every page: its title, the day, and the boxes to choose from."""

from collections.abc import Callable, Sequence

import streamlit as st

from metrics.day_state import DayState
from metrics.scope import NO_INSPECTION
from metrics.text_format import day_in_words
from ui.page.filters import INSPECTION
from ui.page.url_state import Box, Days, changed, write_address

OF_NO_INSPECTION = "Actions tied to no inspection"
Title = str | Callable[[DayState], str]


def inspection_title(day_state: DayState) -> str:
    """The inspection looked at, else the newest; the product's name where there is none."""
    return next(iter(day_state.titles.values()), "RaSSO Oversight")


def draw_header(title: Title, day_state: DayState, days: Days, boxes: Sequence[Box]) -> None:
    with st.container(key="header", horizontal=True, vertical_alignment="bottom"):
        with st.container():
            st.title(title if isinstance(title, str) else title(day_state))
            st.markdown(_which_and_when(title, day_state))
        _draw_day(days)
        for box in boxes:
            _draw_box(box)


def _which_and_when(title: Title, day_state: DayState) -> str:
    """What the page speaks of, where its title does not say it: paper shows no boxes."""
    of = OF_NO_INSPECTION if day_state.inspection == NO_INSPECTION else inspection_title(day_state)
    is_said = day_state.inspection is None or title is inspection_title
    return ("" if is_said else f"{of}. ") + f"As at {day_in_words(day_state.day)}"


def _draw_day(days: Days) -> None:
    st.date_input(
        "As at another day",
        value=None,
        min_value=days.first,
        max_value=days.last,
        format="DD/MM/YYYY",
        key="as_at",
        on_change=write_address,
        args=("as_at",),
        persist_state="session",
    )


def _draw_box(box: Box) -> None:
    choice, options = box.choice, box.options
    st.selectbox(
        choice.label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        # The title of the newest inspection says more than that it is the newest.
        placeholder=options.get(box.in_full or "", choice.nothing_chosen)
        if choice is INSPECTION
        else choice.nothing_chosen,
        key=choice.key,
        on_change=changed,
        args=(choice,),
        persist_state="session",
    )
