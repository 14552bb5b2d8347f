"""What may be said in public without identifying anyone, in which words?"""

import streamlit as st

from metrics.publication.publication_text import RULES, base_text
from metrics.victims.victim_figures import NONE_RELEASED, ONCE
from ui.elements import layout, prose
from ui.page import page_view, provenance, publication, victim_page
from ui.papers.public_edition import offer_public

# Read
view = page_view.header(publication.TITLE)
provenance.stop_if_empty(view)
edition = publication.edition_of(view)

# Draw
with layout.section("ready", "Ready to be said"):
    prose.bullets(edition.ready, "None of the main figures is known here yet.")
    if edition.is_of_people:
        prose.caption(base_text(edition.whose))
victim_page.say_if_not_stored(view)
if not edition.is_of_people:
    st.info(provenance.leading_to_data(NONE_RELEASED))
with layout.section("documents", "To hand out", has_controls=True):
    offer_public(view, edition)
with layout.fold("How to say it", "rules") as is_open:
    if is_open:
        prose.bullets_of_markdown(f"**{name}.** {words}" for name, words in RULES)
with layout.fold(f"Every sentence: {len(edition.rows)}", "every") as is_open:
    if is_open:
        publication.quotations(edition)
page_view.copy_link(view)
provenance.source(view, ONCE)
