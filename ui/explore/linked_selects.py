"""Boxes whose lists depend on each other, in the address like every other choice."""

from collections.abc import Callable, Collection, Mapping

import streamlit as st

from ui.page.url_state import chosen_before, echo, keep, write_choice

# What is given, under which label, and why it cannot be used.
Refused = tuple[str, str, str]
# The keys of what is forgotten when another value is chosen.
Forgets = Callable[[str | None], Collection[str]]


def asked_for(key: str) -> str | None:
    """What the address says, else what was chosen before."""
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
    """A list to choose from, which shows ``chosen``; ``otherwise`` is what its empty box says."""
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


def notice(refused: Collection[Refused]) -> None:
    """What of the address cannot be used, and why, in one notice; none where all can."""
    if refused:
        said = (f"“{echo(given)}” under “{label}” {why}." for label, given, why in refused)
        st.warning(" ".join(said))
