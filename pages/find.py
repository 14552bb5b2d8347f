"""Where does a word stand: in what was asked, promised, said, decided and measured?"""

from metrics.search.document_types import found_in_words
from ui import search
from ui.elements import prose
from ui.page import page_view, provenance

# Read
view = page_view.header("Find")
provenance.stop_if_empty(view)
asked = search.box()

# Draw
if asked.words:
    found = search.found_on(view, asked)
    prose.lead(found_in_words(found["kind"]))
    search.show(view, found, asked)
    prose.words(search.found_nowhere(view, asked))
else:
    prose.lead("Type one word or several: what is found holds all of them.")
page_view.copy_link(view)
provenance.source(view, search.what_is_looked_through())
