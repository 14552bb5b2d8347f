"""A page of one table, with as many rows as ``?rows=`` says."""

import polars as pl
import streamlit as st

CELL = "Reported complete, evidence not yet seen"
COLUMNS = ["Part", "What it asks", "Whose", "State", "Next date", "Waits for"]

rows = int(st.query_params.get("rows", "1"))
st.table(pl.DataFrame({name: [CELL] * rows for name in COLUMNS}), hide_index=True)
