"""What needs attention, what changed and what a meeting is to look at, as lists on a page."""

from collections.abc import Sequence

import streamlit as st

from metrics.meetings.attention import Item
from metrics.meetings.meeting_summary import Since, Topic
from metrics.recommendations.measure_evidence import differences_in_words
from ui.elements.figures import NO_FILTERS, RECOMMENDATIONS
from ui.elements.markdown import plain, quoted, short_names, shortened
from ui.elements.prose import bullets
from ui.page.layout import fold
from ui.page.page_view import View

AGENDA_ITEMS = 4
LONGEST_TITLE = 70
LONGEST_TIME = 80
SHORTEST_QUOTE = 30
TWO_LINES = 150


def attention(items: Sequence[Item]) -> None:
    """A numbered list, two lines each: what, whose, how long, in whose words."""
    st.markdown("\n".join(map(_in_two_lines, items)) or "Nothing needs attention on this day.")


def differences(view: View) -> None:
    """How many differences there are between what is said and what is seen, and the way to them."""
    day_state = view.day_state
    said = differences_in_words(day_state.differences, day_state.not_borne_out)
    if said:
        st.caption(said)
        parameters = view.parameters(**NO_FILTERS[RECOMMENDATIONS])
        with st.container(horizontal=True, key="links-differences"):
            st.page_link(RECOMMENDATIONS, label="Every difference", query_params=parameters)


def _in_two_lines(item: Item) -> str:
    title = shortened(item.title, LONGEST_TITLE).removesuffix(".")
    facts = f"{short_names(item.whose)}; {shortened(item.time, LONGEST_TIME)}"
    room = max(TWO_LINES - len(title) - len(facts), SHORTEST_QUOTE)
    quote = f"; {quoted(shortened(item.quote, room))}" if item.quote else ""
    return f"1. **{plain(title)}.** {plain(facts)}{quote}".replace("….**", "…**")


def since_heading(since: Since | None) -> str:
    """The heading over what changed."""
    return f"Since the {since.meeting}" if since else "Since the last board"


def topics(since: Since | None) -> None:
    """A paragraph a kind of change, with how many there were and the first few."""
    if since is None:
        st.markdown(
            "No board met before this day: choose a meeting to compare with, if there was one."
        )
        return
    st.markdown(
        "\n\n".join(
            f"**{topic.name}, {len(topic.items)}.** {plain(topic.in_short())}"
            for topic in since.topics
        )
    )


def agenda(topics: Sequence[Topic], key: str) -> None:
    """A heading a topic with how many there are, the first few, and the others to be opened."""
    for place, topic in enumerate(topics):
        st.subheader(f"{topic.name}: {len(topic.items)}")
        first, others = topic.items[:AGENDA_ITEMS], topic.items[AGENDA_ITEMS:]
        bullets(first, "None.")
        if others:
            with fold(f"{len(others)} more", f"{key}-{place}") as is_open:
                if is_open:
                    bullets(others)


def every_change(since: Since) -> None:
    """All that changed, a list a kind."""
    number = sum(len(topic.items) for topic in since.topics)
    with fold(f"Everything since the {since.meeting}: {number}", "every-change") as is_open:
        for topic in since.topics if is_open else ():
            st.subheader(topic.name)
            bullets(topic.items, "None.")
