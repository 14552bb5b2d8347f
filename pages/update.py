"""What is new? Record it here, at the meeting."""

from ui import forms
from ui.elements import prose
from ui.forms import form_text
from ui.page import page_view, provenance
from ui.proposals import draw_waiting

# Read
choice = forms.choice()
view = page_view.header("Update", choice)
provenance.stop_if_empty(view)

# Draw
record = view.chosen[choice.key] or forms.FIRST_FORM
prose.lead(forms.what_saving_does(record))
draw_waiting(view.state)
form_text.warn()
forms.draw_form(view, record)
page_view.copy_link(view)
provenance.source(view)
