"""What may be said in public without identifying anyone, in which words?"""

import streamlit as st

from metrics.victims.victim_figures import NONE_RELEASED, ONCE
from ui.elements import layout, prose
from ui.page import page_view, provenance, publication, victim_page
from ui.papers.public_edition import offer_public

# Read
view = page_view.header(publication.TITLE)
provenance.stop_if_empty(view)
edition = publication.edition_of(view)

# Draw
prose.lead(edition.in_short)
victim_page.say_if_not_stored(view)
if not edition.is_of_people:
    st.info(provenance.leading_to_data(NONE_RELEASED))
with layout.section("ready", "Ready to be said", has_controls=True):
    prose.bullets(
        edition.ready, "None of the main figures is known yet; what may be said stands below."
    )
    publication.offer_edition(edition)
with layout.section("rules", "How to say it"):
    publication.rules_of_quotation()
with layout.section("every", "Every sentence", has_controls=True):
    publication.quotations(edition)
with layout.fold("Document to hand out", "documents") as is_open:
    if is_open:
        offer_public(view, edition)
page_view.copy_link(view)
provenance.source(view, ONCE)
