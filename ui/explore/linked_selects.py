"""Boxes whose lists depend on each other, with their values in the address."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, nullcontext

import streamlit as st

from metrics.explore.choices import Choice, Offer
from ui.page.url_state import chosen_before, safe_text, write_choice

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
    offer: Offer,
    otherwise: str,
    chosen: str | None,
    forgets: Forgets = lambda _: (),
    why_not: str = "",
) -> None:
    """Draw a select box that shows ``chosen``; ``otherwise`` is the text of the empty box.

    ``chosen`` must be in the session already, as ``keep_all`` puts it there for all boxes at once.
    ``why_not``: the reason that ``chosen`` is not allowed, drawn beside the box. A closed box says
    why it is closed.
    """
    choices = offer.choices
    with _beside_reason(key, why_not):
        st.selectbox(
            label,
            list(choices),
            index=None,
            format_func=lambda value: (
                _label_of(value, choices, chosen) if value in choices else value
            ),
            placeholder=offer.why_closed or otherwise,
            key=key,
            on_change=_changed,
            args=(key, forgets),
            disabled=bool(offer.why_closed),
            persist_state="session",
        )


def choose(key: str, chosen: str | None, forgets: Forgets = lambda _: ()) -> None:
    """Make a choice of a reader, and clear what it forgets, as one step in the history."""
    st.session_state[key] = chosen
    write_choice(key, forgets(chosen))


@contextmanager
def _beside_reason(key: str, why_not: str) -> Iterator[None]:
    with st.container(key=f"refused-{key}", horizontal=True) if why_not else nullcontext():
        yield
        if why_not:
            st.warning(why_not)


def _label_of(value: str, choices: Mapping[str, Choice], chosen: str | None) -> str:
    """The label of a value as its list has it; what is chosen and allowed, as the box shows it."""
    choice = choices[value]
    return choice.label if value == chosen and not choice.why_not else choice.in_list


def _changed(key: str, forgets: Forgets) -> None:
    choose(key, st.session_state[key], forgets)


def notice(refused: Collection[RefusedValue]) -> None:
    """Name in one notice the values of the address that are refused, and why."""
    if refused:
        reasons = (f"“{safe_text(given)}” under “{label}” {why}." for label, given, why in refused)
        st.warning(" ".join(reasons))
