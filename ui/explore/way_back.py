"""The way back to the question that a reader asked of Explore before the one that is shown."""

from collections.abc import Mapping
from itertools import takewhile

import streamlit as st

from ui.elements.markdown import plain
from ui.page.url_state import values_given

# A question as a sentence, with its address; in the order in which they were asked.
Asked = Mapping[str, dict[str, str]]
# Where the session holds the questions up to the one that is shown.
ASKED = "asked of explore"


def draw(question: str) -> None:
    """Draw a link to the question before ``question``, if this reader asked one."""
    address = values_given()
    asked = asked_up_to(question, address, st.session_state.get(ASKED, {}))
    st.session_state[ASKED] = asked
    *_, before, _ = [None, *asked]
    # What is below stays in its place in either case.
    place = st.empty()
    if before is None:
        return
    with place.container(key="way-back"):
        st.page_link(
            "../pages/explore.py",
            label=plain(f"Back to “{before}”"),
            # What is left out would stay as it is.
            query_params=dict.fromkeys(address, "") | asked[before],
        )


def asked_up_to(question: str, address: dict[str, str], asked: Asked) -> dict[str, dict[str, str]]:
    """The questions ``asked`` with ``question`` as the last; one of them is come back to."""
    before = takewhile(lambda each: each[0] != question, asked.items())
    return dict(before) | {question: address}
