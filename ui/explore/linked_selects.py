"""Select boxes whose lists depend on each other, with their values in the address."""

from collections.abc import Callable, Collection, Mapping

import streamlit as st

from ui.page.url_state import chosen_before, keep, safe_text, write_choice

# A refused value, the label of its box, and the reason.
RefusedValue = tuple[str, str, str]
# The keys of the choices that are cleared when another value is chosen.
Forgets = Callable[[str | None], Collection[str]]


def current_value(key: str) -> str | None:
    """The value in the address, or else the reader's earlier choice."""
    given = st.query_params.get(key)
    before: str | None = chosen_before(key)
    return before if given is None else given


def box(
    key: str,
    label: str,
    options: Mapping[str, str],
    otherwise: str,
    chosen: str | None,
    forgets: Forgets = lambda _: (),
) -> None:
    """Draw a select box that shows ``chosen``; ``otherwise`` is the text of the empty box."""
    keep(key, chosen)
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        placeholder=otherwise,
        key=key,
        on_change=_changed,
        args=(key, forgets),
        persist_state="session",
    )


def _changed(key: str, forgets: Forgets) -> None:
    write_choice(key, forgets(st.session_state[key]))


def notice(refused: Collection[RefusedValue]) -> None:
    """Name in one notice the values of the address that are refused, and why."""
    if refused:
        reasons = (f"“{safe_text(given)}” under “{label}” {why}." for label, given, why in refused)
        st.warning(" ".join(reasons))
