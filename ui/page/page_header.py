"""The top of a page: its title, the day, and the filters to choose from."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import sleep

import streamlit as st

from metrics.day_state import DayState
from metrics.scope import NO_INSPECTION
from metrics.text_format import day_text
from ui.elements.markdown import plain
from ui.page.filters import INSPECTION
from ui.page.url_state import Box, Days, changed, draw_day

ROOM_STYLE = Path(__file__).with_name("room.css")
# Session key: whether the browser has begun to draw this tab.
IS_DRAWN = "the browser has begun to draw"
# The browser begins to draw 10 ms after it has received the first piece of a page, and takes longer
# than this over what it has by then.
UNTIL_DRAWN_SECONDS = 0.05
AS_AT_LABEL = "Another day"
OF_NO_INSPECTION = "Actions tied to no inspection"
Title = str | Callable[[DayState], str]


def inspection_title(day_state: DayState) -> str:
    """The title of the inspection, or "All inspections" of several; the app's name of none."""
    if day_state.inspection is None and len(day_state.titles) > 1:
        return "All inspections"
    return next(iter(day_state.titles.values()), "RaSSO Oversight")


def draw_header(
    title: Title,
    day_state: DayState,
    days: Days,
    boxes: Sequence[Box],
    draw_ways: Callable[[], object],
    draw_find: Callable[[], object],
) -> None:
    """Draw the title, the day with the ways into the page beside it, and the boxes."""
    with st.container(key="header", horizontal=True, vertical_alignment="bottom"):
        with st.container(gap="xsmall"):
            st.title(title if isinstance(title, str) else title(day_state), anchor=False)
            _show_heading_first()
            with st.container(key="ways", horizontal=True):
                st.markdown(_which_and_when(title, day_state), width="content")
                draw_ways()
        draw_day(AS_AT_LABEL, days)
        draw_find()
        draw_filters(boxes)


def draw_header_for_the_room(title: Title, day_state: DayState, boxes: Sequence[Box]) -> None:
    """Draw the title, the day and what was chosen, as text: nothing is chosen in the room."""
    chosen = [
        f"{box.choice.label}: {plain(box.options[box.chosen])}."
        for box in boxes
        if box.chosen and box.choice.key != INSPECTION.key
    ]
    st.html(ROOM_STYLE)
    with st.container(key="room-header", horizontal=True, vertical_alignment="bottom"):
        st.title(title if isinstance(title, str) else title(day_state), anchor=False)
        st.markdown(" ".join([f"{_which_and_when(title, day_state)}.", *chosen]))
    _show_heading_first()


def _show_heading_first() -> None:
    """In a new tab, wait until the browser has begun to draw what it has received so far.

    Otherwise it receives a whole page before it draws any of it, and shows the title with the last.
    """
    if IS_DRAWN not in st.session_state:
        st.session_state[IS_DRAWN] = True
        sleep(UNTIL_DRAWN_SECONDS)


def _which_and_when(title: Title, day_state: DayState) -> str:
    """The day, and the inspection unless the title names it, for print, which has no boxes."""
    of = OF_NO_INSPECTION if day_state.inspection == NO_INSPECTION else inspection_title(day_state)
    is_said = day_state.inspection is None or title is inspection_title
    return ("" if is_said else f"{of}. ") + f"As at {day_text(day_state.day)}"


def draw_filters(boxes: Sequence[Box]) -> None:
    """Draw filters as lists to choose from."""
    for box in boxes:
        _draw_box(box)


def _draw_box(box: Box) -> None:
    choice, options = box.choice, box.options
    st.selectbox(
        choice.label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        placeholder=choice.nothing_chosen,
        key=choice.key,
        on_change=changed,
        args=(choice,),
        persist_state="session",
    )
