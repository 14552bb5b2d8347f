"""What is kept between runs, for all readers, and which writes make it forgotten."""

from collections.abc import Callable
from enum import Enum, auto
from typing import ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.caching.cache_utils import CachedFunc

Given = ParamSpec("Given")
Result = TypeVar("Result")

# Stores, or states of one.
STATES_KEPT = 4
# Days on which all stands ready: fifty readers may each look at a day of their own.
DAYS_KEPT = 64
# What one page works out from a day, an area and a period: few look at one page at a time.
VIEWS_KEPT = 24
# What was counted by a month-end, of an area and a period: there are many, each is small.
WORKS_KEPT = 72


class Write(Enum):
    """After which write nobody asks again for what was worked out before it."""

    OF_ANYTHING = auto()
    OF_CASES = auto()


# What is kept apart from a screen is let go of too.
_FORGET: dict[Write, list[Callable[[], None]]] = {
    Write.OF_ANYTHING: [],
    Write.OF_CASES: [],
}


def remembered(
    most: int | None, *, until: Write | None, says: str = ""
) -> Callable[[Callable[Given, Result]], CachedFunc[Given, Result]]:
    """Keeps what a function gave, ``most`` results at a time, for all who ask the same.

    ``until``: the write with which all is forgotten. Null: none, since it is small, or stands while
    what it is kept under does. ``says``: what a reader is told who waits for it. An argument whose
    name begins with ``_`` is not part of what tells one question from another.
    """

    def keep(function: Callable[Given, Result]) -> CachedFunc[Given, Result]:
        kept = st.cache_resource(max_entries=most, show_spinner=says or False)(function)
        if until:
            _FORGET[until].append(kept.clear)
        return kept

    return keep


def forget(write: Write) -> None:
    """Gives back the memory of what is asked for no more after ``write``; it is most of it all."""
    for clear in _FORGET[write]:
        clear()
