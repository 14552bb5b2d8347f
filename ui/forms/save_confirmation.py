"""The confirmation of a save: it outlives the run of the page that saved."""

from typing import NamedTuple

import streamlit as st

from data_access.schemas import Entry

SAVED = "saved"
SEEN = {"seen"}


class Saved(NamedTuple):
    """What a save wrote, for its confirmation at ``place``. ``lines``: its fields; may be none."""

    place: str
    sentence: str
    number: str | int = ""
    lines: tuple[str, ...] = ()


def same_values(new: Entry, checked: Entry | None) -> bool:
    """Return whether the reader checked these values; saving finds entries recorded since."""
    return checked is not None and new.model_dump(exclude=SEEN) == checked.model_dump(exclude=SEEN)


def start_anew(saved: str, place: str = "") -> None:
    """Run the page again with empty forms, and confirm the save at ``place``."""
    run_anew(Saved(place, saved))


def run_anew(saved: Saved) -> None:
    """Run the page again with empty forms, and confirm ``saved``."""
    st.session_state["saves"] = st.session_state.get("saves", 0) + 1
    st.session_state[SAVED] = saved
    st.rerun()


def say_what_was_saved(place: str = "") -> None:
    """Confirm the last save at ``place``, once, with what was written and its number."""
    saved: Saved | None = st.session_state.get(SAVED)
    if saved is None or saved.place != place:
        return
    del st.session_state[SAVED]
    st.success(saved.sentence)
    if saved.lines and not place:
        called = "as number" if str(saved.number).isdecimal() else "with the reference"
        st.markdown("\n".join([f"**It reads, {called} {saved.number}:**", *saved.lines]))
