"""One item of a meeting under way: what is known of it, what was recorded, and the outcomes."""

import html

import streamlit as st

from data_access import schemas
from data_access.writes import Refused
from metrics.meetings.agenda import AgendaItem
from metrics.meetings.item_facts import BY_WHEN, ItemFacts
from metrics.meetings.outcomes import (
    ItemOutcome,
    carried_over_text,
    outcomes_of_item,
    said_before,
    times_same_words,
)
from metrics.meetings.questions_to_ask import addressed, asked_of, question_about
from metrics.text_format import capitalised, counted, day_text
from ui.elements import layout, prose
from ui.elements.markdown import in_one_line, plain
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import is_recorded
from ui.meetings import outcome_form
from ui.meetings.outcome_form import ItemUnderWay
from ui.page.page_view import PageView

# Session keys: what was recorded last without a form, and why it was not.
RECORDED, REFUSED = "outcome recorded", "outcome refused"
NO_MORE_WORDS = ItemFacts("", [], [])


def draw_facts(item: AgendaItem, facts: ItemFacts) -> None:
    """Draw why an item is on the agenda, who speaks, and what is known of it."""
    with st.container(key="item-facts"):
        lines = [("On the agenda", item.topic), *speaking_lines(item), *facts.lines]
        st.html(facts_html(lines, is_late=facts.is_late))


def draw_origin(facts: ItemFacts) -> None:
    """Draw in a fold what was promised and asked for, and what is measured of it."""
    if not (facts.origin or facts.measures):
        return
    with layout.fold("What was asked, promised and measured", "origin") as is_open:
        if is_open:
            origin = [f"{name}: {text}" for name, text in facts.origin]
            prose.bullets([*origin, *facts.measures])


def facts_html(lines: list[tuple[str, str]], *, is_late: bool) -> str:
    """A list of facts, each a name and a text; the date of what is late is red."""
    rows = [
        f"<dt>{html.escape(name)}</dt>"
        f"<dd{' class=late' if is_late and name == BY_WHEN else ''}>"
        f"{html.escape(in_one_line(text))}</dd>"
        for name, text in lines
    ]
    return f'<dl class="facts">{"".join(rows)}</dl>' if rows else ""


def speaking_lines(item: AgendaItem) -> list[tuple[str, str]]:
    """The speakers on an item and their time, as pairs of a name and a text, if the agenda says."""
    minutes = counted(item.minutes, "minute") if item.minutes else ""
    said = [("Who speaks", item.speaker or ""), ("Time", minutes)]
    return [(name, text) for name, text in said if text]


def draw_last_time(view: PageView, key: str, meeting: str) -> None:
    """Draw what was said of an item at the last meeting of the kind that recorded of it."""
    tables = view.state.tables
    before = said_before(tables, meeting, key)
    prose.subheading("Said last time")
    if before is None:
        st.markdown("Nothing was recorded of it at an earlier meeting of this kind.")
    else:
        lines = [f"{day_text(before.held_on)}: {each.line}" for each in before.outcomes]
        same = times_same_words(tables, before.ref, key)
        if same > 1:
            lines.append(f"The same words at {same} meetings so far.")
        prose.bullets(lines)


def draw_recorded(view: PageView, key: str, meeting: str, by: str | None) -> None:
    """Draw what was recorded of an item at this meeting.

    ``by``: who may take something back; null for nobody.
    """
    outcomes = outcomes_of_item(view.state.tables, meeting, key)
    prose.subheading("Recorded at this meeting")
    if not outcomes:
        st.markdown("Nothing yet.")
    for each in outcomes:
        _draw_outcome(each, by)
    prose.words(carried_over_text(view.state.tables, meeting, key))


def _draw_outcome(outcome: ItemOutcome, by: str | None) -> None:
    who = f"{plain(outcome.by)}, {outcome.at:%H:%M}"
    with st.container(key=f"outcome-{outcome.number}", horizontal=True):
        if not outcome.counts:
            kind = capitalised(outcome.kind)
            st.markdown(
                f"{kind}, recorded by {who}, was taken back by {plain(outcome.taken_back_by)}."
            )
            return
        words = f" {plain(outcome.words)}" if outcome.words else ""
        st.markdown(f"**{capitalised(outcome.kind)}.**{words} :gray[{who}]")
        if by is not None and st.button("Take back", key=f"take-back-{outcome.number}"):
            _take_back(outcome, by)


def _take_back(outcome: ItemOutcome, by: str) -> None:
    if is_recorded(schemas.OutcomeTakenBack(outcome=outcome.number), by):
        st.session_state[RECORDED] = f"{capitalised(outcome.kind)} taken back."
        st.rerun()


def draw_outcomes(view: PageView, item: ItemUnderWay, by: str) -> None:
    """Draw the outcomes that can be chosen, and the form of the chosen one."""
    say_what_happened()
    outcome_form.draw(view, item, by)
    st.caption(NOTHING_ABOUT_A_CASE)


def offer_question(view: PageView, item: ItemUnderWay, by: str) -> None:
    """Draw the question to ask about an item, which one press records as asked."""
    question = question_about(view.day_state, item.key)
    of_whom = asked_of(view.day_state, question) if question else None
    if question is None or of_whom is None:
        return
    with st.container(key="question-to-ask", horizontal=True, vertical_alignment="center"):
        whom = addressed(view.day_state, question)
        st.markdown(f"**{plain(whom)}:** {plain(question.what)}")
        if not st.button("Record as asked", key=f"ask-{item.key}", shortcut="Q"):
            return
    try:
        outcome_form.ask(item, question, of_whom, by)
    except Refused as refusal:
        st.session_state[REFUSED] = str(refusal)
    else:
        st.session_state[RECORDED] = "Question recorded as asked."
    st.rerun()


def say_what_happened() -> None:
    """Draw, once, what was recorded last without a form, or why it was not."""
    if recorded := st.session_state.pop(RECORDED, None):
        st.success(recorded)
    if refused := st.session_state.pop(REFUSED, None):
        st.error(plain(refused))
