"""The finding of a page, those of the Briefing, and the questions to ask, with their links."""

from collections.abc import Callable
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from metrics.briefing_findings import findings
from metrics.finding import Finding, Topic
from metrics.meetings.questions_to_ask import Question, addressed, questions_to_ask
from ui.elements import composition, layout
from ui.elements import findings as elements
from ui.elements.findings import LinkedQuestion
from ui.page import page_view, room
from ui.page.filters import ACTION
from ui.page.page_view import PageView
from ui.pages import (
    ANSWER,
    ESCALATIONS,
    JOINT_ACTION_PLAN,
    MEETINGS,
    RECOMMENDATIONS,
    VICTIM_COMMUNICATION,
)

MONTHS = 12
LEADS_TO = {
    Topic.SAID_AND_SHOWN: RECOMMENDATIONS,
    Topic.VICTIMS: VICTIM_COMMUNICATION,
    Topic.RAISED: ESCALATIONS,
    Topic.ANSWER: ANSWER,
}


def findings_of(view: PageView) -> list[Finding]:
    """The findings of the day of a view; those of cases are of all areas and twelve months."""
    summary = view.state.escalation_summary(view.day, None, MONTHS)
    return findings(view.day_state, summary, view.state.people(view.day, None, None))


def draw_findings(view: PageView) -> None:
    """Draw the findings beside each other, each with its picture and the way to its page."""
    with layout.row("findings"):
        for finding in findings_of(view):
            if room.draws():
                page = LEADS_TO[finding.topic].url_path
                elements.draw_finding(finding, f"{page}?{urlencode(view.parameters())}")


def draw_finding(finding: Finding, draw_picture: Callable[[], None] | None = None) -> None:
    """Draw the finding of a page: its sentence, its picture, its base and the question to ask.

    ``draw_picture``: draws the picture where it is a chart or a table, and not lines. The room has
    no space for what goes with a finding.
    """
    if not room.draws():
        return
    composition.send()
    with st.container(key="finding-of-page"), composition.together():
        elements.draw_headline(finding)
        if draw_picture:
            draw_picture()
        elements.draw_base(finding._replace(more="") if room.is_shown() else finding)


def draw_questions(view: PageView) -> None:
    """Draw the questions to ask, in a section; without any, nothing."""
    questions = questions_to_ask(view.day_state)
    if questions and room.draws():
        with layout.section("ask", "Ask"):
            elements.draw_questions(linked_questions(view, questions))


def linked_questions(view: PageView, questions: list[Question]) -> list[LinkedQuestion]:
    """The questions as they are read, with the address of what each is about."""
    return [
        LinkedQuestion(
            addressed(view.day_state, each), each.what, each.about, _address_of(view, each.key)
        )
        for each in questions
    ]


def _address_of(view: PageView, key: str) -> str:
    kind, _, ref = key.partition(" ")
    if kind == "action":
        parameters = view.parameters(**{ACTION.key: ref})
        return f"{JOINT_ACTION_PLAN.url_path}?{urlencode(parameters)}"
    if kind == "question":
        return f"{MEETINGS.url_path}?{urlencode(view.parameters())}"
    parts, evidence = view.day_state.parts, view.day_state.tables["evidence"]
    part = ref if kind == "part" else evidence.filter(ref=ref)["requirement"].first()
    recommendation = parts.filter(pl.col("ref") == part)["recommendation"].first()
    return page_view.recommendation_addresses(view).get(str(recommendation), "")
