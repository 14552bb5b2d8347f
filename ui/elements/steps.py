"""One thing after the other: large buttons, and the keys of a keyboard or a presenter's remote."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

# The keys of each way, the one that its button names first.
PREVIOUS, NEXT, OUT = ("Left", "PageUp"), ("Right", "PageDown"), ("Escape",)


def step(
    name: str,
    label: str,
    keys: Sequence[str],
    *,
    is_there: bool = True,
    move: Callable[..., None] | None = None,
    args: tuple[Any, ...] = (),
) -> bool:
    """Draw the button of a step, which each of ``keys`` presses too; return whether one did.

    ``is_there``: whether there is anything that way. ``move``: called with ``args`` before the
    page runs again.
    """
    # Streamlit gives a button one key: the others have buttons that style.css hides.
    pressed = [
        st.button(
            label,
            key=f"{name}-by-{key.lower()}" if place else name,
            shortcut=key,
            disabled=not is_there,
            on_click=move if is_there else None,
            args=args,
        )
        for place, key in enumerate(keys)
    ]
    return any(pressed)
