"""What is loaded about cases, from whom, how old, with what gaps? Load, check and withdraw
files here.
"""

import polars as pl
import streamlit as st

from data_access.vocabulary import Role
from metrics.cases.case_tables import HOW_COUNTED, HOW_MISSING_COUNTED
from metrics.cases.columns_sent import NEVER_SENT, columns_sent, missing_where_sent
from metrics.cases.data_coverage import loaded_text, not_loaded_text
from metrics.cases.month_ends import closed_months_text
from metrics.cases.months_loaded import months_heading
from metrics.releases.periods import next_due
from metrics.victims import victim_figures
from ui.data_admin import data_admin, upload
from ui.elements import layout, prose
from ui.elements.tables import ROWS_A_PAGE, table
from ui.forms.save_confirmation import say_what_was_saved
from ui.page import page_view, provenance, room, victim_page
from ui.page.page_view import PageView
from ui.pages import ACCESS
from ui.rows import releases as releases_rows
from ui.rows.data_coverage import (
    batch_rows,
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


def _draw_releases(view: PageView, months: pl.DataFrame) -> None:
    """Draw what is released about people, what is next, and what was withdrawn.

    ``months``: the closed month-ends.
    """
    tables = view.state.tables
    withdrawn = tables["release_withdrawal"]
    releases = (
        tables["release"]
        .filter(pl.col("counted_at") <= view.day)
        .join(withdrawn, on=["first", "months"], how="anti")
    )
    prose.words(victim_figures.ONCE)
    table(
        releases_rows.release_rows(releases),
        key="releases",
        alt="What is released about people, by period",
        wide="Released",
        a_page=ROWS_A_PAGE,
    )
    prose.nothing_if_empty(releases, "Nothing about people was released by this day.")
    if not releases.is_empty():
        data_admin.show_numbers(view, releases)
    if not months.is_empty():
        due = next_due(tables["release"], withdrawn, months, tables["time_limit"], view.day)
        shown = releases_rows.next_rows(due, months["month_end"][-1])
        table(shown, key="next", alt="What is released next", wide="What")
    table(releases_rows.withdrawal_rows(withdrawn), key="withdrawn", alt="Withdrawn releases")
    data_admin.offer_to_withdraw_release(view, releases)


# Read
view = page_view.header("Data")
now = view.state.data_coverage(view.day)
sent = columns_sent(now.batches, view.day)

# Draw
if room.draws():
    prose.lead(loaded_text(now.loaded, view.day))
heading = "What is loaded" if now.loaded.is_empty() else months_heading(now.gaps)
loaded = loaded_rows(now.loaded)
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
with layout.section("releases", "Releases", has_controls=True):
    say_what_was_saved(data_admin.RELEASES)
    victim_page.say_if_not_stored(view)
    _draw_releases(view, now.months)
with layout.section("history", "Import history", has_controls=True):
    say_what_was_saved(data_admin.HISTORY)
    table(
        batch_rows(now.batches),
        key="batches",
        alt="Each file that was loaded, the newest first",
        numbers=("Rows", "New", "Changed"),
        a_page=ROWS_A_PAGE,
    )
    prose.nothing_if_empty(now.batches, "No file had been loaded by this day.")
    data_admin.offer_to_withdraw(view, now.batches)
if current_person.person():
    st.page_link(ACCESS.path, label="Record of access", icon=":material/badge:")
page_view.copy_link(view)
provenance.source(view, HOW_COUNTED)
