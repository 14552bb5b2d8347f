"""The document that *Recommendations* offers: the whole history of one recommendation."""

from functools import partial

import streamlit as st

from metrics.recommendations.one_recommendation import OneRecommendation
from ui.page.filters import RECOMMENDATION
from ui.page.page_view import PageView
from ui.papers.documents import offer
from ui.papers.recommendation_history import recommendation_paper, stem_name

ABOUT_HISTORY = (
    "It says what this view says: how the recommendation stands, what it asks, what was answered, "
    "and everything said and done about it since, in order, with who and when."
)


def offer_recommendation(view: PageView, one: OneRecommendation) -> None:
    """Draw what the document is, and a button for each format of it."""
    st.markdown(ABOUT_HISTORY)
    make = partial(recommendation_paper, view, st.context.url or "")
    stem = view.download(stem_name(view.in_full[RECOMMENDATION.key])).stem
    offer(f"History of recommendation {one.row['number']}", stem, make)
