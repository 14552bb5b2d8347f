"""The view of a page for the room: one answer or picture at a time, in large type.

A page asks ``draws`` before each of its answers and pictures. On the page itself all are drawn. In
the room one is, and ``stop_if_shown`` ends the page before the rest of it. From the last one the
way leads on to the next page of the registry that has such a view.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from ui.elements import composition, steps
from ui.page import url_state
from ui.pages import Page, of_address
from ui.sign_in import current_person

# The keys of the address and their values; of pictures the number counts from 1.
SHOW, FOR_THE_ROOM = "show", "room"
PICTURE, LAST = "picture", "last"
NUMBER = re.compile(r"[1-9]\d?")
# Session keys: the page that runs, what is shown of it, and a picture that it does not have.
PAGE, SHOWN, NO_PICTURE = "page that runs", "shown for the room", "picture that there is not"


@dataclass
class Shown:
    """The picture of a page that is shown in one run.

    ``wanted``: the number of the picture, null for the last one. ``passed``: how many the page has
    had so far.
    """

    wanted: int | None
    passed: int = 0


def begin_run(url_path: str) -> None:
    """Begin the run of a page, which is shown as itself until its header settles that."""
    st.session_state[PAGE], st.session_state[SHOWN] = of_address(url_path), None


def is_asked_for(filters: Collection[str], refused: list[str]) -> bool:
    """Return whether the address asks for the room, and this page has a view for it.

    ``filters``: the keys of the page's filters, one of which may use the same key of the address.
    ``refused``: gets a sentence for anything that is asked for and not to be had.
    """
    asked, page = st.query_params.get(SHOW), st.session_state.get(PAGE)
    if not asked or page is None or (asked != FOR_THE_ROOM and SHOW in filters):
        return False
    if why := _why_not(asked, page):
        refused.append(f"{why} Showing the page instead.")
        url_state.put({SHOW: None, PICTURE: None})
        return False
    given = st.query_params.get(PICTURE, "1")
    if not (given == LAST or NUMBER.fullmatch(given)):
        st.session_state[NO_PICTURE] = given
        given = "1"
        url_state.put({PICTURE: None})
    if (bad := st.session_state.pop(NO_PICTURE, None)) is not None:
        bad = url_state.safe_text(bad)
        refused.append(f"“{bad}” in the address is not a picture of this page. Showing the first.")
    st.session_state[SHOWN] = Shown(None if given == LAST else int(given))
    return True


def _why_not(asked: str, page: Page) -> str:
    """Why a page cannot be shown as the address asks; empty where it can."""
    if asked != FOR_THE_ROOM:
        given = url_state.safe_text(asked)
        return f"“{given}” in the address is not a way to show a page; “{FOR_THE_ROOM}” is."
    reason = page.not_for_the_room
    return f"{page.title} is not shown for the room: {reason}." if reason else ""


def offers_room() -> bool:
    """Whether the page that runs has a view for the room."""
    page: Page | None = st.session_state.get(PAGE)
    return page is not None and not page.not_for_the_room


def is_shown() -> bool:
    """Whether the page is shown for the room."""
    return st.session_state.get(SHOWN) is not None


def draws() -> bool:
    """Whether the answer or picture that comes next on the page is drawn."""
    shown: Shown | None = st.session_state.get(SHOWN)
    if shown is None:
        return True
    shown.passed += 1
    return shown.wanted == shown.passed


def stop_if_shown() -> None:
    """End the page before what is not shown in the room."""
    shown: Shown | None = st.session_state.get(SHOWN)
    if shown is None:
        return
    if shown.wanted is None or shown.wanted > shown.passed:
        if shown.wanted:
            st.session_state[NO_PICTURE] = str(shown.wanted)
        url_state.put({PICTURE: None if shown.wanted else str(shown.passed)})
        st.rerun()
    stop()


def stop() -> NoReturn:
    """End a page that has nothing to show; in the room, draw the way on and back first."""
    shown: Shown | None = st.session_state.get(SHOWN)
    if shown is not None:
        _draw_way_on(shown)
    composition.stop()


def _draw_way_on(shown: Shown) -> None:
    """Draw the way to the previous and next picture, and back to the page."""
    pictures = max(shown.passed, 1)
    number = min(shown.wanted or 1, pictures)
    before, after = _neighbours(st.session_state[PAGE])
    with st.container(key="room", horizontal=True, vertical_alignment="center"):
        _step_to("previous", steps.PREVIOUS, number - 1, pictures, before)
        st.markdown(f"{number} of {pictures}")
        _step_to("next", steps.NEXT, number + 1, pictures, after)
        away = {SHOW: None, PICTURE: None}
        steps.step("room-out", "Back to the page", steps.OUT, move=url_state.put, args=(away,))


def _step_to(
    way: str, keys: Sequence[str], number: int, pictures: int, beyond: Page | None
) -> None:
    """Draw the step to the picture ``number`` of the page, or to the page ``beyond`` its ends."""
    name, label = f"room-{way}", way.capitalize()
    if 1 <= number <= pictures:
        steps.step(name, label, keys, move=url_state.put, args=({PICTURE: str(number)},))
    # Under a name of its own: the press that led here counts for the button of that name.
    elif steps.step(f"{name}-page", label, keys, is_there=beyond is not None) and beyond:
        last = {PICTURE: LAST} if number < 1 else {}
        st.switch_page(beyond.path, query_params={SHOW: FOR_THE_ROOM} | last)


def _neighbours(page: Page) -> tuple[Page | None, Page | None]:
    """The pages before and after ``page`` that are shown for the room; null where there is none."""
    pages = [each for each in current_person.pages_offered() if not each.not_for_the_room]
    place = pages.index(page)
    return (
        pages[place - 1] if place else None,
        pages[place + 1] if place + 1 < len(pages) else None,
    )
