"""Briefing."""

import streamlit as st

st.title("Briefing")
