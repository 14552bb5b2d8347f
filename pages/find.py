"""Where does a word stand: in what was asked, promised, said, decided and measured?"""

from metrics.findable.kinds import found_in_words
from ui import controls, finding, prose, provenance

# Read
view = controls.header("Find")
provenance.stop_if_empty(view)
asked = finding.box()

# Draw
if asked.words:
    found = finding.found_on(view, asked)
    prose.lead(found_in_words(found["kind"]))
    finding.show(view, found, asked)
    prose.words(finding.found_nowhere(view, asked))
else:
    prose.lead("Type one word or several: what is found holds all of them.")
controls.copy_link(view)
provenance.source(view, finding.what_is_looked_through())
