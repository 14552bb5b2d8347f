"""Questions as examples, each with the view that it leads to."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from ui.asking.question_links import EXPLORE
from ui.page.page_view import PageView
from ui.pages import JOINT_ACTION_PLAN

# The page and choices that each question leads to, so that nothing is read to work them out.
EXAMPLES = {
    "open plans by age": (EXPLORE, {"measure": "case_plans_open", "by": "age"}),
    "told in time by quarter": (
        EXPLORE,
        {"measure": "told_in_time", "by": "period", "grain": "quarter"},
    ),
    "escalations by route and side": (
        EXPLORE,
        {"measure": "escalations", "by": "route", "by2": "side"},
    ),
    "overdue actions": (JOINT_ACTION_PLAN, {"show": "overdue", "org": "", "action": ""}),
}


def draw_examples(view: PageView) -> None:
    """Draw the examples as links, in one element."""
    links = (
        f'<a href="{escape(_address_of(view, question))}" target="_self">{escape(question)}</a>'
        for question in EXAMPLES
    )
    st.html(f'<p>Ask, for example: {"; ".join(links)}.</p>')


def _address_of(view: PageView, question: str) -> str:
    """The address of the view that an example leads to, as at the same day."""
    page, chosen = EXAMPLES[question]
    return f"{page.url_path}?{urlencode(view.parameters(**chosen))}"
