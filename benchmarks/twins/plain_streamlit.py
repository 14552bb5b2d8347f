"""The joint action plan as one plain Streamlit file, with Streamlit's own elements."""

import altair as alt
import streamlit as st

from benchmarks.twins import content

st.set_page_config(page_title=content.TITLE, layout="wide")
st.title(content.TITLE)
day_box, lead_box = st.columns(2)
day = day_box.date_input("As at", content.last_day(), format="DD/MM/YYYY", key="as_at")
lead = lead_box.selectbox("Lead", [content.ALL, *content.organisations()])
page = content.content_on(day, lead)
st.caption(page.as_at)
for sentence in page.sentences:
    st.markdown(sentence)
for column, (number, title) in zip(st.columns(len(page.figures)), page.figures, strict=True):
    column.metric(title, number)
for heading, rows in page.tables.items():
    st.subheader(heading)
    st.table(rows)
for heading, lines in page.lists.items():
    st.subheader(heading)
    st.markdown("\n".join(f"- {line}" for line in lines))
st.subheader(page.chart_title)
st.caption(page.chart_subtitle)
bars = alt.Chart(page.dates).encode(y=alt.Y("name:N", sort=None))
st.altair_chart(
    bars.mark_rule().encode(x="first_agreed_on:T", x2="due_on:T")
    + bars.mark_point(filled=False).encode(x="first_agreed_on:T")
    + bars.mark_point(filled=True).encode(x="due_on:T", color="time_state:N")
    + alt.Chart(page.dates).mark_rule().encode(x="max(as_at):T")
)
