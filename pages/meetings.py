"""Meetings."""

import streamlit as st

st.title("Meetings")
