"""The menu of pages, and the notices around each page."""

from functools import partial
from pathlib import Path

import streamlit as st

from data_access.store import StoreProblem
from ui import pages, reads
from ui.elements import composition, contents, tables
from ui.page import provenance, room, url_state
from ui.sign_in import access_notes, current_person

FOLDER = Path(__file__).parent

current_person.begin_run(reads.open_session)
offered = current_person.pages_offered()
menu = {
    section: [
        st.Page(
            page.path,
            title=page.title,
            url_path=page.url_path or None,
            default=page.is_default,
        )
        for page in listed
    ]
    for section, listed in pages.sections(offered).items()
}
menu[""] += [
    st.Page(
        partial(st.switch_page, now.path, query_params=st.query_params.to_dict()),
        title=now.title,
        url_path=address,
        visibility="hidden",
    )
    for address, now in pages.MOVED.items()
    if now in offered
]
page = st.navigation(menu, position="top")
if page.url_path in pages.MOVED:
    page.run()
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
contents.begin_run(page.url_path)
tables.begin_run()
composition.begin_run()
with body:
    try:
        access_notes.begin_run(page.url_path)
        provenance.demonstration_notice(reads.store_state())
        page.run()
        contents.draw()
    except reads.StaleState:
        st.rerun()
    except StoreProblem as problem:
        st.error(str(problem))
    finally:
        url_state.show_address(page.url_path)
