"""Serves the plain Streamlit page under the settings of this project."""

import streamlit as st

from ui.serving import server

app = st.App("plain_streamlit.py", lifespan=server.lifespan)
