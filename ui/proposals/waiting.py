"""The line that says how many proposals wait for the reader of a page."""

import streamlit as st

from metrics import proposals
from metrics.text_format import counted
from ui.pages import PROPOSALS
from ui.reads import StoreState
from ui.sign_in import current_person


def draw(state: StoreState) -> None:
    """Draw a link to the proposals that wait for the reader; nothing where there are none."""
    rows, contributor = state.tables["proposal"], current_person.contributor()
    if contributor:
        own = proposals.of_organisation(rows, contributor.organisation)
        number = proposals.to_send_again(own).height
        words = f"{counted(number, 'proposal')} came back from the office"
    elif current_person.recorder():
        number = proposals.undecided(rows).height
        words = f"{counted(number, 'proposal')} to accept or return"
    else:
        return
    if number:
        st.page_link(PROPOSALS.path, label=words, icon=":material/inbox:")
