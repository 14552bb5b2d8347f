"""What is loaded about cases, from whom, how old, with what gaps? Load, check and withdraw
files here.
"""

import polars as pl
import streamlit as st

from data_access.vocabulary import Role
from metrics.cases.case_tables import HOW_COUNTED, HOW_MISSING_COUNTED
from metrics.cases.columns_sent import NEVER_SENT, columns_sent, missing_where_sent
from metrics.cases.data_coverage import what_is_loaded
from metrics.cases.month_ends import closed_months_text
from metrics.releases.periods import next_due
from metrics.text_format import nothing_yet
from ui.data_admin import data_admin, upload
from ui.elements import layout, prose
from ui.elements.tables import ROWS_A_PAGE, table
from ui.forms.save_confirmation import say_what_was_saved
from ui.page import findings, page_view, provenance, room, victim_page
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

NUMBERS = ("Rows", "Out of", "New", "Changed")


def _fold(label: str, rows: pl.DataFrame, key: str, note: str = "", wide: str = "") -> None:
    """Draw a table in a fold with its number of rows, or nothing if it has none."""
    if rows.is_empty():
        return
    with layout.fold(f"{label}: {rows.height}", key) as is_open:
        if is_open:
            table(rows, key=key, alt=label, wide=wide, numbers=NUMBERS, a_page=ROWS_A_PAGE)
            prose.caption(note)


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
    released = releases_rows.release_rows(releases)
    _fold("Periods released about people", released, "released", wide="Released")
    if not releases.is_empty():
        data_admin.show_numbers(view, releases)
    due = next_due(tables["release"], withdrawn, months, tables["time_limit"], view.day)
    shown = releases_rows.next_rows(due, months["month_end"][-1])
    _fold("To be released next", shown, "next", wide="What")
    _fold("Withdrawn releases", releases_rows.withdrawal_rows(withdrawn), "withdrawn")
    data_admin.offer_to_withdraw_release(view, releases)


# Read
view = page_view.header("Data")
now = view.state.data_coverage(view.day)
sent = columns_sent(now.batches, view.day)
values_missing = missing_where_sent(now.missing_values, sent)

# Draw
may_be_loaded = current_person.cases_may_be_loaded()
findings.draw_finding(what_is_loaded(now, values_missing, view.day, may_be_loaded=may_be_loaded))
room.stop_if_shown()
if not now.batches.is_empty():
    with layout.section(upload.LOADED, "What is loaded", has_controls=True):
        say_what_was_saved(data_admin.HISTORY)
        _fold("Tables with rows", loaded_rows(now.loaded), "loaded")
        gaps = missing_month_rows(now.gaps, view.day_state.facts.names)
        _fold("Months with nothing, by table", gaps, "gaps", wide="Which")
        silences = silent_rows(values_missing)
        _fold("What the rows do not say", silences, "silences", HOW_MISSING_COUNTED)
        never = never_sent_rows(sent)
        _fold("Columns never sent, by table", never, "never-sent", NEVER_SENT, "Never sent")
        _fold("Import history", batch_rows(now.batches), "batches")
        data_admin.offer_to_withdraw(view, now.batches)
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
if not now.months.is_empty():
    with layout.section("releases", "Releases", has_controls=True):
        say_what_was_saved(data_admin.RELEASES)
        victim_page.say_if_not_stored(view)
        _draw_releases(view, now.months)
if current_person.person():
    st.page_link(ACCESS.path, label="Record of access", icon=":material/badge:")
page_view.copy_link(view)
empty = nothing_yet({"files": now.batches.height, "releases": now.months.height})
provenance.source(view, *filter(None, [empty, HOW_COUNTED]))
