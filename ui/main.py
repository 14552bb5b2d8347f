"""The menu of pages, and the notices around each page."""

from pathlib import Path

import streamlit as st

from data_access.store import StoreProblem
from ui import menu, pages, reads
from ui.elements import contents, tables
from ui.page import first_visit, provenance, room, url_state
from ui.serving import merged_pieces
from ui.sign_in import access_notes, current_person

FOLDER = Path(__file__).parent

current_person.begin_run(reads.open_session)
sections = {
    section: [menu.entry(each) for each in listed]
    for section, listed in pages.sections(current_person.pages_offered()).items()
}
menu.follow(sections)
page = st.navigation(sections, position="hidden")
menu.draw(sections, page)
st.set_page_config(page_title=f"{page.title} - RaSSO Oversight", layout="wide")
st.logo(FOLDER / "wordmark.svg")
st.html(FOLDER / "style.css")

# The marking is drawn first, so that a page that stops early or fails still has it.
body = st.container()
with st.container(key="footer"):
    st.markdown("OFFICIAL-SENSITIVE")
    current_person.draw_who_signed_in()
room.begin_run(page.url_path)
contents.begin_run(page.url_path)
tables.begin_run()
with body:
    try:
        access_notes.begin_run(page.url_path)
        provenance.demonstration_notice(reads.begin_run())
        first_visit.draw()
        page.run()
        contents.draw()
    except reads.StaleState:
        st.rerun()
    except StoreProblem as problem:
        st.error(str(problem))
    finally:
        merged_pieces.send_held()
        url_state.show_address(page.url_path)
