"""The state of filters: in the address, and in the session from page to page.

The address holds values, not labels. Streamlit's own binding writes labels into the address and
drops a bad value silently, so it is not used here.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from time import monotonic
from typing import Any, NamedTuple

import streamlit as st

from metrics.day_state import DayState
from metrics.text_format import day_text
from ui.elements.day_box import FORMAT, PLACEHOLDER, parse_day
from ui.elements.markdown import plain
from ui.page.filters import Filter
from ui.reads import StoreState

AS_AT = "as_at"
EARLIEST = date(2010, 1, 1)
LONGEST_ECHO = 40
# Session keys: the widget of the day, and the text in it that is refused with the reason; the page
# run last, the addresses that each page has shown, the last one sent and when, and whether the
# address alone says what is chosen.
TYPED, REFUSED = f"{AS_AT} typed", "day refused"
PAGE, SHOWN, SENT = "page run last", "addresses shown", "address sent"
ALONE = "address alone counts"
# How long a browser may still ask with the address that it had before the last one sent.
UNTIL_TAKEN_SECONDS = 0.3
MOST_SHOWN = 100


class Box(NamedTuple):
    """A filter as this page offers it: its values with their labels, and the one chosen."""

    choice: Filter
    options: dict[str, str]
    chosen: str | None
    in_full: str | None


class Days(NamedTuple):
    """The chosen day (null for the newest), and the first and last day that can be chosen."""

    asked: date | None
    first: date
    last: date


def day_of_address(state: StoreState, refused: list[str]) -> Days:
    earliest, newest = first_day(state), state.today
    given = st.query_params.get(AS_AT)
    day, fault = _day(given, earliest, newest) if given else (None, "")
    if fault:
        refused.append(f"{fault} Showing the newest day instead, {day_text(newest)}.")
    asked = day if given else chosen_before(AS_AT)
    keep(AS_AT, asked)
    if typed := st.session_state.get(REFUSED):
        refused.append(f"{plain(typed[1])} Still showing {day_text(asked or newest)}.")
    return Days(asked, earliest, newest)


def draw_day(label: str, days: Days) -> None:
    """Draw the box of the day, or with the text that was refused in it."""
    refused = st.session_state.get(REFUSED)
    shown = days.asked.strftime(FORMAT) if days.asked else ""
    st.session_state[TYPED] = refused[0] if refused else shown
    st.text_input(label, key=TYPED, placeholder=PLACEHOLDER, on_change=_choose_day, args=(days,))


def _choose_day(days: Days) -> None:
    """Choose the day that was typed, the newest for an empty box, as one step in the history."""
    text: str = st.session_state[TYPED]
    day, fault = parse_day(text)
    fault = day_fault(day, days.first, days.last) if day else fault
    st.session_state[REFUSED] = (text, fault) if fault else None
    if not fault:
        st.session_state[AS_AT] = day
        write_address(AS_AT)


def first_day(state: StoreState) -> date:
    """The first day that can be chosen: the day on which the first inspection was published."""
    return min(state.tables["inspection"]["published_on"], default=EARLIEST)


def settled(choice: Filter, day_state: DayState, refused: list[str]) -> Box:
    """The filter with its values in ``day_state`` and the chosen one."""
    options = choice.options(day_state)
    given = st.query_params.get(choice.key)
    given = choice.value_of(given, options) if given else given
    if given and given not in options:
        where = "on this day in this inspection" if day_state.inspection else "on this day"
        refused.append(
            f"“{safe_text(given)}” in the address cannot be chosen under “{choice.label}” {where}. "
            f"Showing {choice.nothing_chosen.lower()} instead."
        )
    wanted = chosen_before(choice.key) if given is None else given
    chosen = wanted if wanted in options else None
    keep(choice.key, chosen)
    return Box(choice, options, chosen, chosen or choice.default_on(day_state))


def not_offered(choice: Filter, why: str, refused: list[str]) -> None:
    """Take a choice out of the address that this view does not offer, and say so.

    ``why``: a sentence that says why it is not offered.
    """
    if given := st.query_params.get(choice.key):
        refused.append(f"“{safe_text(given)}” in the address chooses nothing here. {why}")
    keep(choice.key, None)


def begin_run(page: str) -> None:
    """Note whether the reader came back to an address that ``page`` has shown before.

    Such an address alone says what is chosen. Any other keeps the choices made before, on this
    page or another, that it does not speak of.
    """
    shown, now = _shown_by(page), values_given()
    is_same = st.session_state.get(PAGE) == page
    is_back = now in shown and (now != shown[-1] if is_same else bool(now))
    st.session_state[ALONE] = is_back and not _is_on_its_way(now)
    if not is_same or st.session_state[ALONE]:
        st.session_state[REFUSED] = None
    st.session_state[PAGE] = page


def _is_on_its_way(now: dict[str, str]) -> bool:
    """Whether the browser asked before it had taken the address that was sent last."""
    before, at = st.session_state.get(SENT, (None, 0.0))
    return bool(now == before and monotonic() - at < UNTIL_TAKEN_SECONDS)


def chosen_before(key: str) -> Any:
    """The choice made on this page or another; null where the address alone counts."""
    return None if st.session_state.get(ALONE) else st.session_state.get(key)


def changed(choice: Filter) -> None:
    """Write a reader's choice into the address, and clear the choices that depend on it."""
    write_choice(choice.key, choice.forgets)


def toggle(choice: Filter, value: str) -> None:
    """Choose ``value``, or nothing if it is the choice already, as one step in the history."""
    is_chosen = st.session_state.get(choice.key) == value
    st.session_state[choice.key] = None if is_chosen else value
    changed(choice)


def write_choice(key: str, forgets: Collection[str]) -> None:
    """Write the choice under ``key`` and clear ``forgets``, as one step in the history."""
    for each in forgets:
        st.session_state[each] = None
    write_address(key, *forgets)


def keep(key: str, value: date | str | None) -> None:
    """Set a value in the address and in its widget, before the widget is drawn."""
    keep_all({key: value})


def keep_all(values: Mapping[str, date | str | None]) -> None:
    """Set several values, as one step in the history."""
    for key, value in values.items():
        st.session_state[key] = value
    write_address(*values)


def write_address(*keys: str) -> None:
    """Write the choices under ``keys`` into the address, without the empty ones.

    An empty value from a link stays, so that the history does not hold one address twice.
    """
    put({key: st.session_state[key] for key in keys})


def put(values: Mapping[str, date | str | None]) -> None:
    """Write values into the address alone, as one step in the history; null takes a key away."""
    before = values_given()
    address = {key: value for key, value in before.items() if key not in values} | {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in values.items()
        if value is not None
    }
    if address != before:
        _send(address)


def show_address(page: str) -> None:
    """Show the address after a link from ``page`` to itself, which Streamlit does not do."""
    shown, now = _shown_by(page), values_given()
    if not shown:
        shown.append(now)
    elif now != shown[-1]:
        _send(now)


def _shown_by(page: str) -> list[dict[str, str]]:
    """The addresses that ``page`` has shown in this session, the newest last."""
    shown: dict[str, list[dict[str, str]]] = st.session_state.setdefault(SHOWN, {})
    return shown.setdefault(page, [])


def _send(address: dict[str, str]) -> None:
    st.session_state[SENT] = values_given(), monotonic()
    st.query_params.from_dict(address)
    shown = _shown_by(st.session_state.get(PAGE, ""))
    shown.append(address)
    del shown[:-MOST_SHOWN]


def values_given() -> dict[str, str]:
    """The values of the address, without the empty ones."""
    return {key: value for key, value in st.query_params.to_dict().items() if value}


def _day(given: str, earliest: date, newest: date) -> tuple[date | None, str]:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return (
            None,
            f"“{safe_text(given)}” in the address is not a day; write one like 2022-02-28.",
        )
    fault = day_fault(day, earliest, newest)
    return (None if fault else day), fault


def day_fault(day: date, earliest: date, newest: date) -> str:
    """Why nothing can be shown of ``day``; empty where it can."""
    if day < earliest:
        return (
            f"{day_text(day)} is before the first inspection was published, {day_text(earliest)}."
        )
    return f"{day_text(day)} has not come yet." if day > newest else ""


def safe_text(given: str) -> str:
    """A value from the address, shortened and made safe to show as Markdown, with no live link."""
    kept = re.sub(r"[^\w ./+-]|www\.", "", given)[:LONGEST_ECHO]
    return plain(kept)
