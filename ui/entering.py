"""How any form is filled in, saved, refused, or overtaken by somebody else."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import streamlit as st

from data_access.rules import Refused
from metrics.wording import capitalised, listed
from ui import reads
from ui.controls import View
from ui.marks import plain
from ui.tables import table

Options = Mapping[str, str]
SAVED, FORM, GONE = "saved", "form", "gone"


def subject(label: str, options: Options) -> str | None:
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        placeholder="Choose one",
        persist_state="session",
        key=f"subject-{label}",
    )


def option(label: str, options: Options) -> str | None:
    key = _field(label)
    chosen = st.session_state.get(key)
    if chosen is not None and chosen not in options:
        # Somebody else settled it meanwhile; saved without a word, the choice would be lost.
        st.session_state[GONE].append(label)
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        placeholder="Choose one, or leave empty",
        key=key,
    )


def word(label: str, words: Any, names: Mapping[Any, str] | None = None) -> str | None:
    shown = names or {}
    labels = {word: shown.get(word, word.replace("_", " ")) for word in words}
    return option(label, {word: capitalised(text) for word, text in labels.items()})


def day_of(label: str, view: View) -> date | None:
    return st.date_input(
        label,
        value=view.day,
        max_value=reads.today(reads.snapshot()),
        format="DD/MM/YYYY",
        key=_field(label),
    )


def maybe_day(label: str) -> date | None:
    return st.date_input(label, value=None, format="DD/MM/YYYY", key=_field(label))


def line(label: str) -> str:
    return st.text_input(label, key=_field(label))


def paragraph(label: str) -> str:
    return st.text_area(label, key=_field(label))


def there_now(*tables: pl.DataFrame) -> None:
    st.markdown("**There now**")
    shown = [table for table in tables if not table.is_empty()]
    for place, rows in enumerate(shown):
        table(rows, key=f"now-{place}", alt="What is recorded now", a_page=5)
    if not shown:
        st.markdown("Nothing is recorded yet.")


def empty_form(name: str) -> Any:
    # A new key after each save gives an empty form; a refused save keeps what was typed.
    st.session_state[FORM] = f"{name}-{st.session_state.get('saves', 0)}"
    st.session_state[GONE] = []
    return st.form(st.session_state[FORM], enter_to_submit=False)


def save_with(record: Callable[[str, datetime], Any], saved: str) -> None:
    by = line("Your name, as typed: it is kept with the entry")
    if not st.form_submit_button("Save", type="primary"):
        return
    if st.session_state[GONE]:
        gone = listed(st.session_state[GONE])
        st.error(f"What you chose under {gone} is settled already. Look again, then save.")
        return
    try:
        record(by, datetime.now(UTC))
    except Refused as refusal:
        st.error(plain(str(refusal)))
        return
    st.session_state["saves"] = st.session_state.get("saves", 0) + 1
    st.session_state[SAVED] = saved
    st.rerun()


def _field(label: str) -> str:
    """What keeps a field's value while the lists beside it change."""
    return f"{st.session_state[FORM]} {label}"


def last_seen(subject: str) -> int | None:
    return st.session_state.get(f"seen {subject}")


def remember(subject: str, newest: int) -> None:
    """The newest entry as it was shown, for the next save to be held against."""
    st.session_state[f"seen {subject}"] = newest


def newest(table: str, is_it: pl.Expr) -> int:
    return max(reads.snapshot().tables[table].filter(is_it)["id"], default=0)
