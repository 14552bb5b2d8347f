"""One item of a meeting under way: what is known of it, what was recorded, and the outcomes."""

import streamlit as st

from data_access import schemas
from data_access.vocabulary import OutcomeKind
from data_access.writes import Overtaken, Refused
from metrics.meetings.agenda import AgendaItem
from metrics.meetings.item_facts import ItemFacts
from metrics.meetings.outcomes import (
    ItemOutcome,
    carried_over_text,
    newest_of_item,
    outcomes_of_item,
    said_before,
    times_same_words,
)
from metrics.meetings.questions_to_ask import addressed, asked_of, question_about
from metrics.text_format import capitalised, counted, day_text
from ui import reads
from ui.elements import prose
from ui.elements.markdown import plain
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import is_recorded
from ui.meetings import outcome_form
from ui.meetings.outcome_form import LINES, ItemUnderWay
from ui.page.page_view import PageView

# Session keys: the outcome being written, what was recorded last, and why it was not.
CHOSEN, RECORDED, OVERTAKEN = "outcome chosen", "outcome recorded", "outcome overtaken"
NO_MORE_WORDS = ItemFacts("", [], [])


def draw_facts(item: AgendaItem, facts: ItemFacts) -> None:
    """Draw why an item is on the agenda, who speaks, what is known of it, and what is measured."""
    lines = [*speaking_lines(item), *facts.lines]
    with st.container(key="item-facts"):
        # Where it has no title, the heading says it.
        if facts.title:
            prose.words(item.text)
        st.markdown(
            "\n".join(f"- **{name}:** {plain(text)}" for name, text in lines)
            or "Nothing else is recorded of it."
        )
        if facts.measures:
            st.markdown("**What is measured of it**")
            prose.bullets(facts.measures)


def speaking_lines(item: AgendaItem) -> list[tuple[str, str]]:
    """The speakers on an item and their time, as pairs of a name and a text, if the agenda says."""
    minutes = counted(item.minutes, "minute") if item.minutes else ""
    said = [("Who speaks", item.speaker or ""), ("Time", minutes)]
    return [(name, text) for name, text in said if text]


def draw_said(view: PageView, key: str, meeting: str, by: str | None) -> None:
    """Draw what was said of an item last time, and what was recorded of it at this meeting.

    ``by``: who may take something back; null for nobody.
    """
    with st.container(key="item-said"):
        _draw_last_time(view, key, meeting)
        _draw_recorded(view, key, meeting, by)


def _draw_last_time(view: PageView, key: str, meeting: str) -> None:
    tables = view.state.tables
    before = said_before(tables, meeting, key)
    st.markdown("**Said last time**")
    if before is None:
        st.markdown("Nothing was recorded of it at an earlier meeting of this kind.")
    else:
        lines = [f"{day_text(before.held_on)}: {each.line}" for each in before.outcomes]
        same = times_same_words(tables, before.ref, key)
        if same > 1:
            lines.append(f"The same words at {same} meetings so far.")
        prose.bullets(lines)


def _draw_recorded(view: PageView, key: str, meeting: str, by: str | None) -> None:
    outcomes = outcomes_of_item(view.state.tables, meeting, key)
    st.markdown("**Recorded at this meeting**")
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
    """Draw the outcomes that can be chosen, and the line of the chosen one.

    The line is saved only if the recorder saw everything that was recorded of the item before.
    """
    st.caption(NOTHING_ABOUT_A_CASE)
    say_what_happened()
    _offer_question(view, item, by)
    offered = [kind for kind, line in LINES.items() if line.is_offered(item.facts)]
    chosen = st.session_state.get(CHOSEN)
    with st.container(key="outcomes", horizontal=True):
        for kind in offered:
            st.button(
                capitalised(kind),
                key=f"kind-{kind}",
                shortcut=LINES[kind].key,
                type="primary" if kind == chosen else "secondary",
                on_click=_choose,
                args=(kind,),
            )
    if chosen not in offered:
        return
    seen = st.session_state.get(_seen(item), item.seen)
    try:
        is_blank, number = outcome_form.draw(view, item._replace(seen=seen), chosen, by)
    except Overtaken as overtaken:
        st.session_state[_seen(item)] = newest_of_item(
            reads.store_state().tables, item.meeting["ref"], item.key
        )
        st.session_state[OVERTAKEN] = str(overtaken)
        st.rerun()
    if is_blank:
        st.session_state[_seen(item)] = item.seen
    if number is not None:
        st.session_state.pop(_seen(item), None)
        del st.session_state[CHOSEN]
        st.session_state[RECORDED] = f"{capitalised(chosen)} recorded."
        st.rerun()


def _offer_question(view: PageView, item: ItemUnderWay, by: str) -> None:
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
        st.session_state[OVERTAKEN] = str(refusal)
    else:
        st.session_state[RECORDED] = "Question recorded as asked."
    st.rerun()


def _choose(kind: OutcomeKind) -> None:
    st.session_state[CHOSEN] = kind


def _seen(item: ItemUnderWay) -> str:
    return f"seen of {item.meeting['ref']} {item.key}"


def say_what_happened() -> None:
    """Draw, once, what was recorded last, or why it was not."""
    if recorded := st.session_state.pop(RECORDED, None):
        st.success(recorded)
    if overtaken := st.session_state.pop(OVERTAKEN, None):
        st.error(plain(overtaken))
