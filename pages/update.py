"""What is new? Record it here, in a minute, at the meeting."""

from ui import controls, entering, forms, prose, provenance
from ui.choices import RECORD

# Read
view = controls.header("Update", RECORD)
provenance.stop_if_empty(view)

# Draw
prose.lead("What is recorded here is added to what was there; nothing is changed or removed.")
entering.warn()
forms.draw(view, view.chosen["record"] or forms.FIRST)
controls.copy_link(view)
provenance.source(view)
