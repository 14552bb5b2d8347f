"""What may be said in public without identifying anyone, in which words, and what may not?"""

from ui import publication
from ui.elements import prose
from ui.page import page_view, provenance

# Read
view = page_view.header("Safe to say in public")
periods = publication.opened(view)
[(_, counted_at)] = periods[0]

# Draw
prose.lead(publication.what_it_holds(periods))
publication.rules()
edition = publication.made(view, periods)
if edition:
    publication.offer(edition)
    publication.quotations(edition)
page_view.copy_link(view)
provenance.source(view, "Every count on this page is rounded or withheld.", as_at=counted_at)
