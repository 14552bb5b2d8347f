"""A record has the same words whichever of Streamlit's elements a page sends them by."""

from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages.records.page_words import read_lines


def page(draw):
    draw()


def lines_of(draw):
    """What is recorded of a page that ``draw`` draws."""
    app = AppTest.from_function(page, args=(draw,)).run()
    assert not app.exception
    return list(read_lines(app))


def words_by_markdown():
    st.header("Late & open")
    st.markdown("**3 of 9** are :red-badge[overdue], see [words](words?word=due). Two are not.")
    st.caption("- one: *first*\n- two. More of it")
    with st.expander("All *three*"):
        st.markdown("| Name | Late |\n|---|---|\n| A1 | 3 \\| 4 |")


def words_by_html():
    st.html(
        "<style>b { color: red }</style><h2>Late &amp; open</h2><div><p><strong>3 of 9</strong> "
        'are <span class="badge red">overdue</span>, see <a href="words">words</a>. Two are not.'
        "</p><ul><li><p>one: <em>first</em></p></li><li>two. More of it</li></ul></div>"
    )
    st.html(
        "<details><summary>All <em>three</em></summary><table><tr><th>Name</th><th>Late</th></tr>"
        "<tr><td>A1</td><td><div>3 | 4</div></td></tr></table></details>"
    )


@pytest.mark.parametrize("draw", [words_by_markdown, words_by_html])
def test_words_are_recorded_alike_from_markdown_and_from_html(draw):
    assert lines_of(draw) == [
        "## Late & open",
        "3 of 9 are overdue, see words.",
        "Two are not.",
        "- one: first",
        "- two.",
        "  More of it",
        "[All three]",
        "  Name | Late",
        "  A1 | 3 | 4",
    ]


def controls():
    st.text_input("Day", placeholder="dd/mm/yyyy")
    st.date_input("Until", value=date(2021, 9, 30), format="DD/MM/YYYY")
    st.selectbox("Area", ["Devon"], index=None, placeholder="All areas")
    st.selectbox("Of", ["D"], format_func=lambda _: "Devon")
    st.selectbox("By", ["D"], None, placeholder="Choose an area first", disabled=True)
    st.popover("**:small[3]** overdue *1 last time*")
    st.popover("Copy link", icon=":material/link:")


def test_controls_are_recorded_by_what_they_show():
    assert lines_of(controls) == [
        "Day:",
        "Until: 30/09/2021",
        "Area: All areas",
        "Of: Devon",
        "By: Choose an area first (closed)",
        "[3 overdue 1 last time]",
        "[Copy link]",
    ]


def marks_and_pictures():
    st.html(
        '<table aria-label="States"><tr><th>1a</th><td><i title="done"></i><i title="seen"></i>'
        "</td><td>2 <small>late</small><small>now</small></td></tr></table>"
        '<p aria-hidden="true">Drawn</p><p class="read-out">Three of nine.</p>'
    )
    st.vega_lite_chart({"mark": "bar"}, alt="Bars by month")


def test_marks_pictures_and_what_is_read_out_are_recorded_and_drawings_are_not():
    assert lines_of(marks_and_pictures) == [
        "Table: States",
        "1a | done; seen | 2 late now",
        "Three of nine.",
        "Picture: Bars by month",
    ]
