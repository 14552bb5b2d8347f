"""What is loaded about cases, from whom, how old, with what gaps? Load, check and withdraw
files here.
"""

import polars as pl

from data_access.vocabulary import Role
from metrics.cases.case_tables import HOW_COUNTED, HOW_MISSING_COUNTED
from metrics.cases.columns_sent import NEVER_SENT, columns_sent, missing_where_sent
from metrics.cases.data_coverage import loaded_text, not_loaded_text
from metrics.cases.month_ends import closed_months_text
from metrics.cases.months_loaded import months_heading
from metrics.victims.counted_quarters import quarters_as_counted
from ui.data_admin import data_admin, upload
from ui.elements import layout, prose
from ui.elements.tables import ROWS_A_PAGE, table
from ui.forms.save_confirmation import say_what_was_saved
from ui.page import page_view, provenance, room
from ui.page.table_choices import choose_columns
from ui.rows.data_coverage import (
    COUNTED_ONCE,
    KEY_OF_MONTHS,
    batch_rows,
    counted_rows,
    loaded_rows,
    missing_month_rows,
    never_sent_rows,
    silent_rows,
)
from ui.sign_in import current_person

FROM_WHOM = ("From whom", "Received", "Age")


def _draw_never_sent(never: pl.DataFrame) -> None:
    """Draw the columns that no file has had, in a fold."""
    if not never.is_empty():
        with layout.fold("Columns that no file has had", "never-sent") as is_open:
            if is_open:
                prose.markdown(NEVER_SENT)
                table(never, key="never-sent", alt="Columns never sent", wide="Never sent")


# Read
view = page_view.header("Data")
now = view.state.data_coverage(view.day)
sent = columns_sent(now.batches, view.day)

# Draw
if room.draws():
    prose.lead(loaded_text(now.loaded, view.day))
heading = "What is loaded" if now.loaded.is_empty() else months_heading(now.gaps)
loaded = loaded_rows(now.loaded, now.months_loaded)
if room.draws(rows=now.loaded.height):
    # The room leaves out whose the files are and how old they are.
    in_room = room.rows_at_once(loaded).drop(FROM_WHOM, strict=False)
    with layout.section("loaded", heading, upload.LOADED, has_controls=True):
        table(
            in_room if room.is_shown() else loaded,
            key="loaded",
            alt="Each table that holds rows of cases",
            numbers=("Rows",),
        )
        if now.months_loaded.runs:
            prose.caption(KEY_OF_MONTHS)
        if not room.is_shown():
            prose.words(not_loaded_text(now.loaded))
            _draw_never_sent(never_sent_rows(sent))
room.stop_if_shown()
if not now.gaps.is_empty():
    with layout.section("gaps", "Months with nothing", has_controls=True):
        gaps = missing_month_rows(now.gaps, view.day_state.facts.names)
        table(gaps, key="gaps", alt="Months without rows", wide="Which", numbers=("Months",))
if not now.loaded.is_empty():
    with layout.section("silences", "What the rows do not say", has_controls=True):
        silences = silent_rows(missing_where_sent(now.missing_values, sent))
        table(silences, key="silences", alt="What is missing", numbers=("Rows", "Out of"))
        prose.nothing_if_empty(silences, "Nothing is missing in what is loaded.")
        if not silences.is_empty():
            prose.caption(HOW_MISSING_COUNTED)
if current_person.may(Role.STEWARD):
    with layout.section("load", "Load files", has_controls=True):
        say_what_was_saved(upload.LOAD)
        upload.load_files(view)
with layout.section("templates", "Templates to fill in", has_controls=True):
    data_admin.offer_templates(view)
with layout.section("months", "Closed month-ends", has_controls=True):
    say_what_was_saved(data_admin.MONTHS)
    prose.words(closed_months_text(now.months))
    data_admin.offer_to_close_months(view, now.to_close, is_first=now.months.is_empty())
counts, by = view.state.tables["counted_quarter"], view.state.revised_by(view.day)
counted = quarters_as_counted(counts, now.batches, view.day, by)
if not counted.is_empty():
    with layout.section("counted", "Quarters of victims, as counted", has_controls=True):
        say_what_was_saved(data_admin.COUNTED)
        prose.words(COUNTED_ONCE)
        table(
            counted_rows(counted, view.day),
            key="counted",
            alt="Each quarter of victims that was counted, the newest first",
            a_page=ROWS_A_PAGE,
        )
        data_admin.offer_to_revise(view, counted)
with layout.section("history", "Import history", has_controls=True):
    say_what_was_saved(data_admin.HISTORY)
    table(
        choose_columns(batch_rows(now.batches), "batches"),
        key="batches",
        alt="Each file that was loaded, the newest first",
        numbers=("Rows", "New", "Changed"),
        a_page=ROWS_A_PAGE,
    )
    prose.nothing_if_empty(now.batches, "No file had been loaded by this day.")
    data_admin.offer_to_withdraw(view, now.batches)
page_view.copy_link(view)
provenance.source(view, HOW_COUNTED)
