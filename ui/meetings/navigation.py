"""Moving through the items of a meeting, by keys, touch or a list; the address has the item."""

from collections.abc import Collection, Sequence

import streamlit as st

from metrics.meetings.agenda import AgendaItem
from metrics.text_format import counted
from ui.elements import steps
from ui.page import url_state
from ui.sign_in import current_person

ITEM = "item"
RECORDER = "recorder at the meeting"
NAME_PX = 260
RECORDED_MARK = "✓ "
NOT_ON_AGENDA = "It is not on the agenda of this meeting. Showing the first item instead."
NO_MEETING = "It is an item of a meeting, and none is under way."
NO_AGENDA = "It is not on the agenda of this meeting."


def ask_recorder(writer: str) -> str:
    """The name under which everything is recorded at the meeting; it stays filled in."""
    name = current_person.ask_writer(
        "Your name, kept with each entry",
        RECORDER,
        value=st.session_state.get(writer, ""),
        persist_state="session",
        width=NAME_PX,
        label_visibility="collapsed",
        placeholder="Your name",
    )
    st.session_state[writer] = name
    return name


def refuse_item(why: str) -> None:
    """Say that the item in the address is not shown, and ``why``, in a sentence; take it out."""
    if given := st.query_params.get(ITEM):
        st.warning(f"“{url_state.safe_text(given)}” in the address is not shown. {why}")
        url_state.keep(ITEM, None)


def place_of(items: Sequence[AgendaItem]) -> int:
    """The place, from 0, of the item in the address or shown last; refuse one not on the agenda."""
    keys = [each.key for each in items]
    if st.query_params.get(ITEM) not in keys:
        refuse_item(NOT_ON_AGENDA)
    wanted = url_state.chosen_before(ITEM) if ITEM not in st.query_params else st.query_params[ITEM]
    place = keys.index(wanted) if wanted in keys else 0
    url_state.keep(ITEM, keys[place])
    return place


def draw(items: Sequence[AgendaItem], recorded: Collection[str], place: int) -> None:
    """Draw the way to the previous and next item, and the list of all.

    ``recorded``: the keys of items with an outcome, which the list marks. ``place``: of the item
    that is shown, from 0.
    """
    keys = [each.key for each in items]
    labels = {
        each.key: f"{number}. {RECORDED_MARK if each.key in recorded else ''}{each.text}"
        for number, each in enumerate(items, 1)
    }
    with st.container(key="item-navigation", horizontal=True, vertical_alignment="center"):
        _step("Previous", steps.PREVIOUS, keys, place - 1)
        _step("Next", steps.NEXT, keys, place + 1)
        st.markdown(f"**Item {place + 1} of {len(items)}**, {_left(items, recorded)}")
        st.selectbox(
            "Go to an item",
            keys,
            format_func=lambda key: labels.get(key, key),
            key=ITEM,
            on_change=_go_to_chosen,
            args=(items,),
            persist_state="session",
            label_visibility="collapsed",
        )


def _left(items: Sequence[AgendaItem], recorded: Collection[str]) -> str:
    """How many items have no outcome, and the minutes planned for them where the agenda says."""
    left = [each for each in items if each.key not in recorded]
    minutes = sum(each.minutes or 0 for each in left)
    planned = f" ({counted(minutes, 'minute')} planned)" if minutes else ""
    return f"{len(left)} left{planned}"


def key_of(said: str | None, items: Sequence[AgendaItem]) -> str | None:
    """The key of an item that a page named by its key or by its label; null for none of them.

    A page that was drawn before somebody recorded of the item knows it by its label without ✓.
    """
    for number, each in enumerate(items, 1):
        if said in (each.key, f"{number}. {each.text}", f"{number}. {RECORDED_MARK}{each.text}"):
            return each.key
    return None


def _go_to_chosen(items: Sequence[AgendaItem]) -> None:
    """Put the chosen item into the address, which otherwise stays at the item that is shown."""
    if key := key_of(st.session_state[ITEM], items):
        url_state.keep(ITEM, key)


def _step(label: str, keys: Sequence[str], items: Sequence[str], place: int) -> None:
    is_there = 0 <= place < len(items)
    to = (ITEM, items[place]) if is_there else ()
    name = f"item-{label.lower()}"
    steps.step(name, label, keys, is_there=is_there, move=url_state.keep, args=to)
