"""The form that ticks off one time of something that recurs."""

import polars as pl

from data_access import schemas
from metrics.meetings.attention import labels_of
from metrics.text_format import day_text
from ui.forms.form import Form
from ui.forms.form_subject import show_records, subject
from ui.page.page_view import PageView
from ui.rows.plan import occurrence_rows, recurrence_rows


def occurrence(view: PageView) -> None:
    day_state = view.day_state
    labels = labels_of(day_state)
    titles = {
        row["ref"]: f"{labels.get(row['requirement'], '')}. {row['title']}"
        for row in day_state.recurrences.iter_rows(named=True)
    }
    ref = subject("What was done?", titles)
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
