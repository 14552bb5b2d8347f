"""The menu of pages, and the notices around each page."""

from pathlib import Path

import streamlit as st

from data_access.store import StoreProblem
from ui import pages, reads
from ui.elements import composition, tables
from ui.page import provenance, room, url_state
from ui.sign_in import access_notes, current_person

FOLDER = Path(__file__).parent

current_person.begin_run(reads.open_session)
offered = current_person.pages_offered()
listed = {
    section: [
        st.Page(
            page.path,
            title=page.title,
            url_path=page.url_path or None,
            default=page.is_default,
            visibility="visible" if page.is_in_menu else "hidden",
        )
        for page in of_section
    ]
    for section, of_section in pages.sections(offered).items()
}
moved = {url: to for url, to in pages.MOVED.items() if to[0] in offered}
earlier = [
    st.Page(lambda: None, title=page.title, url_path=url, visibility="hidden")
    for url, (page, _) in moved.items()
]
page = st.navigation(listed | {"Office": listed.get("Office", []) + earlier}, position="top")
if page.url_path in moved:
    to, chosen = moved[page.url_path]
    st.switch_page(to.path, query_params=st.query_params.to_dict() | chosen)
st.set_page_config(page_title=f"{page.title} - RaSSO Oversight", layout="wide")
st.logo(FOLDER / "wordmark.svg")
st.html(FOLDER / "style.css")

# The marking is drawn first, so that a page that stops early or fails still has it.
body = st.container()
with st.container(key="footer"):
    st.markdown("OFFICIAL-SENSITIVE")
    current_person.draw_who_signed_in()
url_state.begin_run(page.url_path)
room.begin_run(page.url_path)
tables.begin_run()
composition.begin_run()
with body:
    try:
        access_notes.begin_run(page.url_path)
        provenance.demonstration_notice(reads.store_state())
        page.run()
    except reads.StaleState:
        st.rerun()
    except StoreProblem as problem:
        st.error(str(problem))
    finally:
        url_state.show_address(page.url_path)
