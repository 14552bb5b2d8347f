"""What do the force and the CPS propose to record, and what became of it?"""

import streamlit as st

from metrics import proposals
from metrics.text_format import counted
from ui import proposals as decisions
from ui import reads
from ui.elements import layout, prose
from ui.elements.tables import ROWS_A_PAGE, table
from ui.forms import form_text
from ui.forms.save_confirmation import say_what_was_saved
from ui.pages import UPDATE
from ui.rows.proposals import decided_rows, subject_text
from ui.sign_in import current_person

# Read
state = reads.store_state()
day_state = state.day_state(state.today)
contributor = current_person.contributor()
rows = state.tables["proposal"]
actions = dict(state.tables["action"].select("ref", "title").iter_rows())
questions = dict(state.tables["ask"].select("id", "what").iter_rows())

# Compute
own = proposals.of_organisation(rows, contributor.organisation if contributor else None)
waiting, decided = proposals.undecided(own), proposals.decided(own)
came_back = proposals.to_send_again(own) if contributor else own.clear()
about = {row["id"]: subject_text(row, actions, questions) for row in own.iter_rows(named=True)}

# Draw
st.title("Proposals")
sentences = [proposals.waiting_text(waiting.height)]
if came_back.height:
    sentences.append(f"**{counted(came_back.height, 'proposal')}** came back to you.")
prose.lead(*sentences)
prose.markdown(
    "What is proposed counts nowhere until the office accepts it. Then it is recorded as it was "
    "proposed, in the name of who accepted it."
)
say_what_was_saved(decisions.PLACE)
if contributor:
    st.page_link(UPDATE.path, label="Propose something", icon=":material/edit:")
if came_back.height:
    with layout.section("came-back", "Came back to you", has_controls=True):
        for row in came_back.iter_rows(named=True):
            decisions.draw_returned(row, about[row["id"]], day_state)
if current_person.recorder() and waiting.height:
    form_text.warn()
with layout.section(
    "waiting", "With the office" if contributor else "To accept or return", has_controls=True
):
    for row in waiting.iter_rows(named=True):
        decisions.draw(row, about[row["id"]], day_state)
    prose.nothing_if_empty(waiting, "None.")
with layout.section("decided", "Decided", has_controls=True):
    table(
        decided_rows(decided, about),
        key="decided",
        alt="Every decided proposal, the last decided first",
        wide="Proposal",
        a_page=ROWS_A_PAGE,
        empty="None.",
    )
