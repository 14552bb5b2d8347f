"""The confirmation of a save: it outlives the run of the page that saved."""

from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st

from data_access import writes
from data_access.schemas import Entry
from data_access.writes import Refused
from ui import reads
from ui.elements.markdown import plain

SAVED, SAID = "saved", "save confirmed beside a form"
SEEN = {"seen"}


class Saved(NamedTuple):
    """The result of a save, to confirm at ``place``. ``lines``: its fields; may be none."""

    place: str
    sentence: str
    number: str | int = ""
    lines: tuple[str, ...] = ()


def is_recorded(new: Entry, by: str) -> bool:
    """Record an entry, and return whether it is; say why if it is not."""
    try:
        writes.record(reads.store(), new, by=by, at=datetime.now(UTC))
    except Refused as refusal:
        st.error(plain(str(refusal)))
        return False
    return True


def same_values(new: Entry, checked: Entry | None) -> bool:
    """Return whether the reader checked these values; saving finds entries recorded since."""
    return checked is not None and new.model_dump(exclude=SEEN) == checked.model_dump(exclude=SEEN)


def start_anew(saved: str, place: str = "") -> None:
    """Run the page again with empty forms, and confirm the save at ``place``."""
    run_anew(Saved(place, saved))


def run_anew(saved: Saved) -> None:
    """Run the page again with empty forms, and confirm ``saved``."""
    for key in ("saves", saves_at(saved.place)):
        st.session_state[key] = st.session_state.get(key, 0) + 1
    st.session_state[SAVED] = saved
    st.rerun()


def saves_at(place: str) -> str:
    """The session key of how many saves were confirmed at ``place``."""
    return f"saves at {place}"


def say_what_was_saved(place: str = "") -> None:
    """Confirm the last save at ``place``, once, with what was written and its number."""
    if saved := _last_save(place):
        _say(saved)


def say_beside_form(form: str, *, was_there: bool, is_used: bool) -> None:
    """Confirm the last save beside the form that is empty since, until something is done in it.

    The answer to a press may be lost with the connection: whoever presses again on the old screen
    is told that it was saved. ``was_there``: whether ``form`` was on the screen before this run.
    """
    said: tuple[str, Saved] | None = st.session_state.pop(SAID, None)
    if is_used:
        return
    again = said[1] if said and was_there and said[0] == form else None
    if saved := _last_save("") or again:
        st.session_state[SAID] = form, saved
        _say(saved)


def _last_save(place: str) -> Saved | None:
    """The last save at ``place`` if nobody was told of it; it counts as told from now on."""
    saved: Saved | None = st.session_state.get(SAVED)
    if saved is None or saved.place != place:
        return None
    del st.session_state[SAVED]
    return saved


def _say(saved: Saved) -> None:
    st.success(saved.sentence)
    if saved.lines and not saved.place:
        called = "as number" if str(saved.number).isdecimal() else "with the reference"
        st.markdown("\n".join([f"**It reads, {called} {saved.number}:**", *saved.lines]))
