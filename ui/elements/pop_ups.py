"""Buttons that open something: numbers that open what they mean, and controls of the page.

They are plain until a reader presses one, for Streamlit's own take up to a seventh of the time of
a new area, closed as they are; see decision 47.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from ui.elements.browser_components import POP_UP_BUTTONS, renderer_of
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

    def as_json(self) -> dict[str, Any]:
        """The button as ``pop_up_buttons.js`` reads it."""
        return self._asdict() | {"bars": self.bars and self.bars._asdict()}

    def pop_up(self) -> PopoverContainer:
        """The button as Streamlit's, with what it opens."""
        return st.popover(self.label, key=self.key, on_change="rerun", wrap=True)


class TextButton(NamedTuple):
    """A few words after a symbol. ``key``: as above. ``icon``: the symbol's name at Material."""

    key: str
    label: str
    icon: str

    def as_json(self) -> dict[str, Any]:
        """The button as ``pop_up_buttons.js`` reads it."""
        return self._asdict()

    def pop_up(self) -> PopoverContainer:
        """The button as Streamlit's, with what it opens."""
        icon = f":material/{self.icon}:"
        return st.popover(self.label, key=self.key, on_change="rerun", type="tertiary", icon=icon)


def draw_pop_ups(
    name: str,
    buttons: Sequence[FigureButton | TextButton],
    draw: Callable[[int], object],
) -> None:
    """Draw ``buttons`` beside each other; ``draw`` fills what the button of that place opens.

    ``name``: unique on the page. Once one is open all are Streamlit's, as long as the page is
    shown: the keyboard returns to the button of one that is closed.
    """
    if not any(button.key in st.session_state for button in buttons):
        keys = {button.key for button in buttons}
        renderer_of(POP_UP_BUTTONS)(
            key=_component(name),
            data=[[button.as_json() for button in buttons]],
            on_pressed_change=partial(_pressed, name, keys),
        )
        return
    for place, button in enumerate(buttons):
        opened = button.pop_up()
        if opened.open:
            with opened:
                draw(place)


def _pressed(name: str, keys: set[str]) -> None:
    key = st.session_state[_component(name)].pressed
    if isinstance(key, str) and key in keys:
        st.session_state[key] = True


def _component(name: str) -> str:
    return f"buttons-{name}"
