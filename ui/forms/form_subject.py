"""The subject of a form: choosing it, showing its records, and noticing later entries."""

import polars as pl
import streamlit as st

from metrics.text_format import day_text
from ui import reads
from ui.elements.tables import table
from ui.forms.form import ValueLabels
from ui.page.page_view import PageView


def subject(label: str, options: ValueLabels) -> str | None:
    chosen = st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda value: options.get(value, value),
        placeholder="Choose one",
        persist_state="session",
        key=_subject(label),
    )
    # A page older than these options sends back the label of a choice, not its value.
    return chosen if chosen in options else None


def chosen_subject(label: str) -> str | None:
    """The choice under ``label``, even if it is no longer among the options."""
    return st.session_state.get(_subject(label))


def _subject(label: str) -> str:
    return f"subject-{label}"


def show_records(view: PageView, *tables: pl.DataFrame) -> None:
    """Show the records up to the day of the view."""
    st.markdown("**Current position**")
    say_that_later_is_not_shown(view)
    shown = [table for table in tables if not table.is_empty()]
    for place, rows in enumerate(shown):
        table(rows, key=f"now-{place}", alt="What is recorded now", a_page=5)
    if not shown:
        st.markdown("Nothing is recorded yet.")


def say_that_later_is_not_shown(view: PageView) -> None:
    """Warn a writer whose view is of a past day that later records are not shown."""
    if view.day < view.state.today:
        st.caption(
            f"As at {day_text(view.day)}: entries that count from a later day are kept, but not "
            "shown here. Clear the day above to see them."
        )


def newest_id(table: str, is_it: pl.Expr) -> int:
    return max(reads.store_state().tables[table].filter(is_it)["id"], default=0)


def newest_correction(table: str, row: int) -> int:
    """The newest entry that corrects a row in its place; 0 for none."""
    return newest_id("content_change", (pl.col("table") == table) & (pl.col("row") == row))


def titles(rows: pl.DataFrame, name: str = "ref", title: str = "title") -> dict[str, str]:
    """The label of each row in a list of choices, by its ref."""
    named = zip(rows["ref"], rows[name], rows[title], strict=True)
    return {ref: f"{called}. {text}" for ref, called, text in named}
