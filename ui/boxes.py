"""Boxes whose lists depend on each other, in the address like every other choice."""

from collections.abc import Collection, Mapping

import streamlit as st

from ui.address import changed, echo, keep
from ui.choices import Choice

# What is given, under which label, and why it cannot be used.
Refused = tuple[str, str, str]


def asked_for(key: str) -> str | None:
    """What the address says, else what was chosen before."""
    given = st.query_params.get(key)
    return st.session_state.get(key) if given is None else given


def box(
    key: str,
    label: str,
    options: Mapping[str, str],
    otherwise: str,
    chosen: str | None,
    forgets: Collection[str] = (),
) -> None:
    """A list to choose from, which shows ``chosen``; ``otherwise`` is what its empty box says.

    ``forgets``: the keys of what is no longer chosen when this changes.
    """
    keep(key, chosen)
    choice = Choice(key, label, lambda _: {}, otherwise, forgets=tuple(forgets))
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        placeholder=otherwise,
        key=key,
        on_change=changed,
        args=(choice,),
        persist_state="session",
    )


def notice(refused: Collection[Refused]) -> None:
    """What of the address cannot be used, and why, in one notice; none where all can."""
    if refused:
        said = (f"“{echo(given)}” under “{label}” {why}." for label, given, why in refused)
        st.warning(" ".join(said))
