"""The button that a reader presses for a file, which is made then and not before."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from ui.elements import composition

# The media type of a file, by the ending of its name.
MIMES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "pdf": "application/pdf",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def download_button(
    label: str,
    file_name: str,
    make: Callable[[], bytes],
    *,
    key: str | None = None,
    look: Literal["primary", "secondary", "tertiary"] = "tertiary",
    icon: str = ":material/download:",
) -> None:
    """Draw a button for the file that ``make`` gives; the page does not run again for it."""
    composition.send()
    st.download_button(
        label,
        data=make,
        file_name=file_name,
        mime=MIMES[file_name.rpartition(".")[2]],
        on_click="ignore",
        type=look,
        icon=icon,
        key=key,
    )
