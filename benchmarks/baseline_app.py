"""A bare Streamlit app under the same settings, as the least cost of any page."""

import streamlit as st

from ui.serving import server

app = st.App("baseline_page.py", lifespan=server.lifespan)
