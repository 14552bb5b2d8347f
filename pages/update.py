"""Update."""

import streamlit as st

st.title("Update")
