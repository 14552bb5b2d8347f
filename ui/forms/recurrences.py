"""Forms about what recurs: how often it is done, and each time that it was."""

from collections.abc import Mapping

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.vocabulary import Unit
from metrics.plan.recurrences import every_text
from metrics.text_format import capitalised, day_text
from ui.forms.form import Form
from ui.forms.form_subject import show_records, subject, titles
from ui.page.page_view import PageView
from ui.rows.plan import frequency_rows, occurrence_rows, recurrence_rows

WHAT_RECURS = (
    "What recurs already stands first in the list. Choose another open action only if it is to be "
    "done more than once: what is done once is recorded as an update of the action."
)


def frequency(view: PageView) -> None:
    day_state = view.day_state
    labels = day_state.labels
    of_no_action = day_state.recurrences.filter(pl.col("action").is_null())
    recurs = pl.col("ref").is_in(day_state.recurrences["action"].drop_nulls().implode())
    still_open = day_state.actions.filter("is_open").sort(~recurs, maintain_order=True)
    options = _titles(of_no_action, labels) | titles(still_open)
    st.markdown(WHAT_RECURS)
    ref = subject("What is done again and again?", options)
    if ref is None:
        return
    is_action = ref not in of_no_action["ref"]
    known = day_state.recurrences.filter(pl.col("action" if is_action else "ref") == ref)
    agreed = day_state.tables["frequency"].filter(
        pl.col("recurrence").is_in(known["ref"].implode())
    )
    show_records(
        view,
        recurrence_rows(known, labels),
        frequency_rows(agreed.sort("effective_on", "id", descending=True)),
    )
    form = Form(f"frequency-{ref}", view)
    with form.drawn():
        form.number("every", "Done every: a whole number")
        form.category("unit", "Of what", Unit, optional=True)
        form.say_together(("every", "unit"), lambda *often: capitalised(every_text(*often)))
        form.optional_day("last_done_on", "Last done on, if known", happened=True)
        if not known.is_empty():
            form.checkbox("stops", "It is to be done no more")
        form.day("effective_on", "Agreed on")
        form.text("agreed_by", "Who agreed it: a role or meeting")
        form.save(
            schemas.NewFrequency,
            "How often it is to be done is recorded.",
            action=ref if is_action else None,
            recurrence=None if is_action else ref,
        )


def _titles(recurrences: pl.DataFrame, labels: Mapping[str, str]) -> dict[str, str]:
    return {
        row["ref"]: ". ".join(filter(None, (labels.get(row["requirement"]), row["title"])))
        for row in recurrences.iter_rows(named=True)
    }


def occurrence(view: PageView) -> None:
    day_state = view.day_state
    labels = day_state.labels
    ref = subject("What was done?", _titles(day_state.recurrences, labels))
    if ref is None:
        return
    done = day_state.tables["occurrence"].filter(pl.col("recurrence") == ref)
    show_records(
        view,
        recurrence_rows(day_state.recurrences.filter(pl.col("ref") == ref), labels),
        occurrence_rows(done.sort("done_on", "id", descending=True)),
    )
    form = Form(f"occurrence-{ref}", view)
    with form.drawn():
        form.day("done_on", "Done on")
        form.optional_day("next_due_on", "Due next on")
        form.long_text("note", "In your words")
        if not done.is_empty():
            earlier = done.select("id", "done_on").iter_rows()
            form.select(
                "corrects",
                "Instead of an entry that was wrong",
                {str(number): f"done on {day_text(day)}" for number, day in earlier},
                optional=True,
            )
        form.save(schemas.NewOccurrence, "It is recorded as done.", recurrence=ref)
