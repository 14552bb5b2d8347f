"""Two of our pages as one plain Streamlit file, with Streamlit's own elements."""

import altair as alt
import streamlit as st

from benchmarks.twins import content
from metrics.plan.slippage import ref_of_line

CASES = st.query_params.get("page") == "cases"
TITLE = content.CASE_PLANS if CASES else content.PLAN

st.set_page_config(page_title=TITLE, layout="wide")
st.title(TITLE)
if CASES:
    page = content.case_plans_of(st.selectbox("Area", [content.ALL, *content.areas()]))
else:
    day_box, lead_box = st.columns(2)
    day = day_box.date_input("As at", content.last_day(), format="DD/MM/YYYY", key="as_at")
    lead = lead_box.selectbox("Lead", [content.ALL, *content.organisations()])
    lines = st.session_state["dates"].selection["pressed"] if "dates" in st.session_state else []
    page = content.plan_on(day, lead, ref_of_line(lines[0]["name"]) if lines else None)
st.caption(page.as_at)
for sentence in page.sentences:
    st.markdown(sentence)
for column, (number, title) in zip(st.columns(len(page.figures)), page.figures, strict=True):
    column.metric(title, number)
for heading, rows in (page.history | page.tables).items():
    st.subheader(heading)
    st.table(rows)
for heading, lines in page.lists.items():
    st.subheader(heading)
    st.markdown("\n".join(f"- {line}" for line in lines))
st.subheader(page.chart_title)
st.caption(page.chart_subtitle)
if CASES:
    st.altair_chart(
        alt.Chart(page.drawn)
        .mark_bar()
        .encode(x="yearmonth(month):O", y="plans:Q", color="answer:N", order="place:O")
    )
else:
    bars = alt.Chart(page.drawn).encode(y=alt.Y("name:N", sort=None))
    due = bars.mark_point(filled=True).encode(x="due_on:T", color="is_late:N")
    st.altair_chart(
        bars.mark_rule().encode(x="first_agreed_on:T", x2="due_on:T")
        + bars.mark_point(filled=False).encode(x="first_agreed_on:T")
        + due.add_params(alt.selection_point(name="pressed", fields=["name"]))
        + alt.Chart(page.drawn).mark_rule().encode(x="max(as_at):T"),
        key="dates",
        on_select="rerun",
    )
