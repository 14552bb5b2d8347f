"""What is new? Record one thing at a meeting, or many parts and actions at once."""

import streamlit as st

from ui import forms
from ui.catch_up.form import catch_up
from ui.catch_up.workbook import workbook
from ui.elements import layout, prose
from ui.forms import form_text
from ui.forms.form import say_that_later_is_not_shown
from ui.page import page_view, provenance
from ui.pages import PROPOSALS
from ui.proposals import draw_waiting
from ui.sign_in import current_person

# Read
view = page_view.header("Record", *forms.choices())
provenance.stop_if_empty(view)

# Draw
draw_waiting(view.state)
if view.in_full.get(forms.ENTRIES.key) == forms.MANY:
    form_text.warn()
    say_that_later_is_not_shown(view)
    catch_up(view)
    with layout.section("workbook", "The same in a workbook", has_controls=True):
        workbook(view)
else:
    record = view.in_full[forms.RECORD]
    prose.lead(forms.what_saving_does(record))
    form_text.warn()
    forms.draw_form(view, record)
if current_person.person():
    st.page_link(PROPOSALS.path, label="Every proposal", icon=":material/inbox:")
page_view.copy_link(view)
provenance.source(view)
