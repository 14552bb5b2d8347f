"""An empty Streamlit page, served under Streamlit's own settings."""

import streamlit as st

st.title("Empty page")
