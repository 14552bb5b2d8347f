"""The workbook of Catch up on its page: downloaded, loaded, checked and saved."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.intake.reading.reader import NotReadable
from metrics.day_state import DayState
from metrics.scope import of_inspection
from ui import reads
from ui.catch_up import rows_to_save
from ui.catch_up.grid import Filled
from ui.catch_up.workbook import filled_workbook, read_filled
from ui.elements.download_button import download_button
from ui.elements.markdown import plain
from ui.forms.form import WRITER
from ui.forms.save_confirmation import say_what_was_saved
from ui.page.page_view import PageView
from ui.sign_in import current_person

PLACE = "catch-up-workbook"
READ = "catch-up workbook read"
HOW = (
    "The workbook holds what is recorded today about parts, actions, judgements, decisions, "
    "questions and escalations, and has sheets for new ones. Change what is out of date, and load "
    "it here: only rows that say something new are recorded. If a row would undo what somebody has "
    "recorded since, the page says which."
)
NOTHING_NEW = "The workbook says nothing that is not recorded already."


def workbook(view: PageView) -> None:
    """Offer the workbook, and record what a filled one says once it was checked."""
    st.markdown(HOW)
    download = view.download("catch-up")._replace(day=view.state.today)
    download_button(
        "Download the workbook",
        f"{download.stem}.xlsx",
        lambda: filled_workbook(_today(view), view.state.tables, download),
        look="secondary",
    )
    key = f"catch-up workbook {st.session_state.get('saves', 0)}"
    file = st.file_uploader("The workbook, filled in", type="xlsx", key=f"{key} file")
    say_what_was_saved(PLACE)
    if file is None:
        return
    try:
        filled = _read(file, view)
    except NotReadable as problem:
        st.error(f"Nothing was recorded. {plain(str(problem))}")
        return
    if not filled:
        st.info(NOTHING_NEW)
        return
    _offer_to_save(view, filled, key)


def _today(view: PageView) -> DayState:
    """The state today of the inspection chosen, whatever the day of the page."""
    today, ref = view.state.day_state(view.state.today), view.day_state.inspection
    return of_inspection(today, ref) if ref else today


def _read(file: UploadedFile, view: PageView) -> list[Filled]:
    """The entries of the workbook, read once for each file and state of the store."""
    asked = (file.file_id, reads.store_state().revision)
    if st.session_state.get(READ, (None, None))[0] != asked:
        today = view.state.day_state(view.state.today)
        filled = read_filled(file.name, file.getvalue(), today, view.state.tables)
        st.session_state[READ] = (asked, filled)
    result: list[Filled] = st.session_state[READ][1]
    return result


def _offer_to_save(view: PageView, filled: list[Filled], key: str) -> None:
    with st.form(f"{key} save", enter_to_submit=False):
        entries = [each.entry for each in filled if each.entry]
        # The name is asked for last: until then the rows are tried without one.
        wrong = rows_to_save.wrong_rows(filled, current_person.name_for_trial())
        if wrong:
            st.error(wrong)
        else:
            rows_to_save.show_check(view, filled)
        by = current_person.ask_writer(
            "Your name, as typed: it is kept with each entry of the workbook",
            f"{key} by",
            value=st.session_state.get(WRITER, ""),
        )
        if st.form_submit_button("Save the rows of the workbook", type="primary") and not wrong:
            rows_to_save.save(entries, by, PLACE)
