"""A bare Streamlit app under the same settings: the least that any page costs."""

import streamlit as st

from ui import server

app = st.App("baseline_page.py", lifespan=server.lifespan)
