"""About the data."""

import streamlit as st

st.title("About the data")
