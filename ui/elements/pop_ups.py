"""Buttons that open something: numbers that open what they mean, and controls of the page."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from ui.elements import composition
from ui.elements.trend_marks import TrendMark


class FigureButton(NamedTuple):
    """A number, or a word in its place, over its title and a note.

    ``key``: of what it opens, unique on the page. ``bars``: the number at earlier meetings; null
    for none. Nobody has typed any of its words.
    """

    key: str
    shown: str
    title: str
    note: str
    is_word: bool = False
    bars: TrendMark | None = None

    @property
    def label(self) -> str:
        """The button in Markdown."""
        number = f":small[{self.shown}]" if self.is_word else self.shown
        number += f" {self.bars.markdown}" if self.bars else ""
        return f"**{number}** {self.title}" + (f" *{self.note}*" if self.note else "")


def draw_figure(button: FigureButton, draw: Callable[[], object]) -> None:
    """Draw a number that opens what ``draw`` draws, once it is pressed."""
    pop_up = st.popover(button.label, key=button.key, on_change="rerun", wrap=True)
    if pop_up.open:
        with pop_up, composition.together(waits=False):
            draw()


def draw_control(key: str, label: str, icon: str, draw: Callable[[], object]) -> None:
    """Draw a few words that open what ``draw`` draws, after the symbol ``icon`` of Material's.

    ``key``: unique on the page.
    """
    composition.send()
    icon = f":material/{icon}:"
    pop_up = st.popover(label, key=key, on_change="rerun", type="tertiary", icon=icon)
    if pop_up.open:
        with pop_up, composition.together(waits=False):
            draw()
