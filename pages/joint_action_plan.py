"""Joint action plan."""

import streamlit as st

st.title("Joint action plan")
