"""A bare Streamlit app under the same settings: what a page costs before it is ours."""

import streamlit as st

from ui import server

app = st.App("baseline_page.py", lifespan=server.lifespan)
