"""Buttons for documents, each made when somebody takes it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from ui.papers.paper import Paper
from ui.papers.paper_worker import MIMES, Format, written

FORMAT_NAMES = {Format.DOCX: "Word", Format.PDF: "PDF"}
WHERE_IT_FAILS = "If a document cannot be made, its button says that it failed, and no file comes."


def offer(name: str, stem: str, make: Callable[[], Paper]) -> None:
    """Draw a button for each format of a document, which makes it when it is pressed.

    ``stem``: the name of the file without its ending.
    """
    with st.container(horizontal=True, key=f"take-{stem}"):
        for each, format_name in FORMAT_NAMES.items():
            st.download_button(
                f"{name} ({format_name})",
                data=partial(_made, make, each),
                file_name=f"{stem}.{each}",
                mime=MIMES[each],
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
                key=f"take-{each}-{stem}",
            )


def _made(make: Callable[[], Paper], as_format: Format) -> bytes:
    return written(make(), as_format)
