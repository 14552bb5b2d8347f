"""A question without its typing errors, offered to whoever typed it."""

from collections.abc import Callable

import streamlit as st

from ui.asking.question_links import QuestionAnswer
from ui.elements.markdown import plain


def offer_what_was_meant(answer: QuestionAnswer, ask: Callable[[], None]) -> None:
    """Draw a button that asks the question as it may have been meant, if that differs."""
    if answer.meant:
        st.button(plain(f"Did you mean “{answer.meant}”?"), key="ask-meant", on_click=ask)
