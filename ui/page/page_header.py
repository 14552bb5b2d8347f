"""What stands above every page: its title, the day, and the boxes to choose from."""

from collections.abc import Callable, Sequence

import streamlit as st

from metrics.day_state import Standing
from metrics.scope import NO_INSPECTION
from metrics.text_format import day_in_words
from ui.page.filters import INSPECTION
from ui.page.url_state import Box, Days, changed, write_address

OF_NO_INSPECTION = "Actions tied to no inspection"
Title = str | Callable[[Standing], str]


def inspection_title(standing: Standing) -> str:
    """The inspection looked at, else the newest; the product's name where there is none."""
    return next(iter(standing.titles.values()), "RaSSO Oversight")


def draw_header(title: Title, now: Standing, days: Days, boxes: Sequence[Box]) -> None:
    with st.container(key="header", horizontal=True, vertical_alignment="bottom"):
        with st.container():
            st.title(title if isinstance(title, str) else title(now))
            st.markdown(_which_and_when(title, now))
        _draw_day(days)
        for box in boxes:
            _draw_box(box)


def _which_and_when(title: Title, now: Standing) -> str:
    """What the page speaks of, where its title does not say it: paper shows no boxes."""
    of = OF_NO_INSPECTION if now.inspection == NO_INSPECTION else inspection_title(now)
    is_said = now.inspection is None or title is inspection_title
    return ("" if is_said else f"{of}. ") + f"As at {day_in_words(now.day)}"


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
