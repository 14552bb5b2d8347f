"""Text typed at a meeting that can no longer be recorded there, so that it can be copied."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import streamlit as st

from ui.elements.markdown import plain
from ui.forms.form import Form, ValueLabels

LINES = "lines begun at meetings"
CLOSED_MEANWHILE = (
    "The meeting was closed before you saved this, so it is not recorded. Copy it from here, and "
    "record it on Record."
)


class Line(NamedTuple):
    """A line that somebody began.

    ``boxes``: the session key of each box by its label. ``first``: what each held at first.
    ``options``: by label, the labels of the values of a list.
    """

    meeting: str
    heading: str
    boxes: Mapping[str, str]
    first: Mapping[str, Any]
    options: Mapping[str, ValueLabels]

    @property
    def words(self) -> str:
        """The words typed and chosen, a box a line; empty where there are none."""
        values = {label: st.session_state.get(key) for label, key in self.boxes.items()}
        typed = {label: value for label, value in values.items() if value not in (None, "", False)}
        if all(str(value) == str(self.first.get(label)) for label, value in typed.items()):
            return ""
        return "\n".join(
            f"{label}: {_in_words(value, self.options.get(label, {}))}"
            for label, value in typed.items()
        )


def remember_boxes(meeting: str, heading: str, form: Form) -> None:
    """Remember the boxes of a line that is on the screen; what is in them can be read later."""
    labels = form.labels
    st.session_state.setdefault(LINES, {})[form.key] = Line(
        meeting,
        heading,
        {label: f"{form.key} {label}" for label in labels.values()},
        {labels[field]: value for field, value in form.starts_as.items() if field in labels},
        {labels[field]: options for field, options in form.options.items()},
    )


def forget_boxes(form: Form) -> None:
    """Forget a line, for it was recorded."""
    st.session_state.get(LINES, {}).pop(form.key, None)


def offer_lines(meeting: str) -> None:
    """Draw the lines of a closed meeting that were typed in this session and not recorded."""
    lines = [line for line in st.session_state.get(LINES, {}).values() if line.meeting == meeting]
    offer_texts(CLOSED_MEANWHILE, [(line.heading, line.words) for line in lines if line.words])


def offer_texts(why: str, texts: Iterable[tuple[str, str]]) -> None:
    """Draw why texts are not recorded, and each under its name, to copy; nothing without texts."""
    for place, (name, text) in enumerate(texts):
        if not place:
            st.warning(why)
        st.markdown(f"**{plain(name)}**")
        st.code(text, language=None, wrap_lines=True)


def _in_words(value: Any, options: ValueLabels) -> str:
    return "yes" if value is True else options.get(str(value), str(value))
