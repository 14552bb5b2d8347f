"""Where does everything stand now? Say it of many parts and actions at once."""

import streamlit as st

from ui.catch_up.form import catch_up
from ui.catch_up.workbook import workbook
from ui.elements import layout, prose
from ui.forms import form_text
from ui.forms.form import say_that_later_is_not_shown
from ui.page import page_view, provenance
from ui.page.filters import INSPECTION

# Read
view = page_view.header("Catch up", INSPECTION)
provenance.stop_if_empty(view)

# Draw
prose.lead(
    "Each row counts from the day given in it, here and in the workbook, so what was already true "
    "before a meeting is not shown as new since then. Either all rows are recorded, or none."
)
form_text.warn()
say_that_later_is_not_shown(view)
with st.container(key="catch-up"):
    catch_up(view)
with layout.section("workbook", "The same in a workbook", has_controls=True):
    workbook(view)
page_view.copy_link(view)
provenance.source(view)
