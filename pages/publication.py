"""What may be said in public without identifying anyone, in which words, and what may not?"""

from ui.elements import layout, prose
from ui.page import page_view, provenance, publication
from ui.papers.public_edition import offer_public

# Read
view = page_view.header("Safe to say in public")
periods = publication.periods_or_stop(view)
[(_, counted_at)] = periods[0]

# Draw
prose.lead(publication.what_it_holds(view.state, view.day, periods))
edition = publication.edition_if_asked(view)
if edition:
    publication.offer_edition(edition)
publication.rules_of_quotation()
if edition:
    publication.quotations(edition)
    with layout.fold("Document to hand out", "documents") as is_open:
        if is_open:
            offer_public(view, edition)
page_view.copy_link(view)
provenance.source(view, publication.HOW_COUNTED, as_at=counted_at)
