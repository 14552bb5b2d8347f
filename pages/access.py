"""Who signed in, what did they open and take, and whose sessions are open?"""

import streamlit as st

from data_access.vocabulary import Role
from ui import reads
from ui.elements import layout, prose
from ui.sign_in import access_record, current_person

# Draw
st.title("Record of access")
prose.lead(
    "Each sign-in, page, view and file is recorded with who it was and when. The record holds "
    "nothing about a case."
)
with layout.section("own", "What is recorded of you", has_controls=True):
    access_record.draw_entries(reads.store(), own=True)
if current_person.may(Role.ADMINISTRATOR):
    with layout.section("sessions", "Sessions that are open", has_controls=True):
        access_record.draw_sessions(reads.store())
    with layout.section("everybody", "What is recorded of everybody", has_controls=True):
        access_record.draw_entries(reads.store(), own=False)
