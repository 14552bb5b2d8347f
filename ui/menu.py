"""The pages of the registry as Streamlit's menu takes them."""

from copy import copy
from functools import cache

import streamlit as st
from streamlit.navigation.page import Page as Entry

from ui.pages import Page


def entry(page: Page) -> Entry:
    """The entry of ``page`` for one run, whose caller may run the page once."""
    return copy(_entry(page))


# Streamlit looks for the file of each page anew, which took a tenth of a short run.
@cache
def _entry(page: Page) -> Entry:
    return st.Page(
        page.path, title=page.title, url_path=page.url_path or None, default=page.is_default
    )
