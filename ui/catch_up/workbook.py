"""Catch up as a workbook: filled with what stands, sent out, filled in, loaded and saved."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

import polars as pl
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.intake.casting.dates import parse_date
from data_access.intake.reading.reader import NotReadable, Sheet, read_sheets
from metrics.catch_up import newest_entries
from metrics.corrections import newest_changes
from metrics.day_state import DayState
from metrics.frames import Row, Tables
from metrics.scope import of_inspection
from ui import reads
from ui.catch_up import rows_to_save
from ui.catch_up.grid import (
    ACTIONS,
    NOTE,
    PARTS,
    RECORDED,
    SINCE,
    SOURCE,
    Filled,
    Grid,
    bodies_of,
    filled_row,
    is_day,
)
from ui.elements.csv_download import Download
from ui.elements.download_button import download_button
from ui.elements.markdown import plain
from ui.exports.downloads import MARKING
from ui.exports.xlsx_export import ExportSheet, export_workbook
from ui.forms.form import WRITER
from ui.forms.save_confirmation import say_what_was_saved
from ui.page.page_view import PageView
from ui.sign_in import current_person

TITLE = "Catch up"
SHEETS = {"Parts": PARTS, "Actions": ACTIONS}
# The headings of the columns that name the subject of a row, and of the newest entry on it with the
# last correction of its action, which changes it in its place.
REFERENCES = {"requirement": "Part reference", "voice": "Body", "action": "Reference"}
LAST_ENTRY = "Last entry"
# More rows than any office has parts and actions.
MOST_ROWS = 1_000
NOT_OURS = "It has no sheet Parts or Actions with the headings of the workbook downloaded here."
OVERTAKEN = (
    "Something was recorded on it since this workbook was filled, which this row would undo, or "
    f"its cell {LAST_ENTRY} was changed. Download the workbook again, or empty the row’s cells."
)
SAY_SINCE = (
    "It changes the last entry under the same day. Give the day from which the new one holds."
)


def filled_workbook(day_state: DayState, tables: Tables, download: Download) -> bytes:
    """The workbook with a row for every part and body asked, and for every action."""
    sheets = [
        ExportSheet(name, _rows_out(grid, day_state, tables), f"Where {grid.name} stand")
        for name, grid in SHEETS.items()
    ]
    words = {
        f"{name}: {grid.cells[field]}": words
        for name, grid in SHEETS.items()
        for field, words in grid.choices.items()
    } | {"Lead": list(bodies_of(day_state))}
    lists = pl.DataFrame(list(zip_longest(*words.values())), list(words), orient="row")
    choices = ExportSheet("Words", lists, "The words to choose from")
    return export_workbook(TITLE, [*sheets, choices], download, marking=MARKING)


def read_filled(content: bytes, day_state: DayState, tables: Tables) -> list[Filled]:
    """The entries in the rows of a workbook that do not stand already.

    Errors: NotReadable, with a sentence for the reader.
    """
    sheets = {sheet.name: sheet for sheet in read_sheets(content)}
    if not set(sheets) & set(SHEETS):
        raise NotReadable(NOT_OURS)
    return [
        filled
        for title, grid in SHEETS.items()
        if title in sheets
        for filled in _filled_of(title, grid, sheets[title], day_state, tables)
    ]


def _rows_out(grid: Grid, day_state: DayState, tables: Tables) -> pl.DataFrame:
    last_entries, rows = _last_entries(grid, day_state, tables), []
    for row in grid.rows(day_state).to_dicts():
        references = {REFERENCES[name]: row[name] for name in grid.subject}
        shown = {name: text or None for name, text in grid.shown(row).items() if name != RECORDED}
        cells = {
            heading: row.get(grid.stands.get(field, "")) for field, heading in grid.cells.items()
        }
        last = {LAST_ENTRY: last_entries[_subject(grid, row)]}
        rows.append(references | shown | cells | last)
    types = {
        heading: pl.Date if is_day(name) else pl.String for name, heading in grid.cells.items()
    }
    if not rows:
        return pl.DataFrame([dict.fromkeys(_headings(grid))], schema_overrides=types)
    return pl.DataFrame(rows, schema_overrides=types, infer_schema_length=None)


def _headings(grid: Grid) -> list[str]:
    """The headings of a sheet that reading it needs."""
    return [*(REFERENCES[name] for name in grid.subject), *grid.cells.values(), LAST_ENTRY]


def _last_entries(grid: Grid, day_state: DayState, tables: Tables) -> dict[tuple[str, ...], str]:
    """The numbers of the newest entry and of the last correction of each row, as one text."""
    newest = newest_entries(tables[grid.table], grid.subject)
    corrected = newest_changes(tables["content_change"], tables["action"], "action")
    return {
        subject: f"{newest.get(subject, 0)}/{corrected.get(row.get('action', ''), 0)}"
        for row in grid.rows(day_state).to_dicts()
        for subject in [_subject(grid, row)]
    }


def _cells_in(name: str, grid: Grid, sheet: Sheet) -> Iterator[tuple[int, Row]]:
    """The number and the cells of each row of a sheet, by heading."""
    headings = [str(cell or "").strip() for cell in sheet.rows.row(0)]
    missing = [heading for heading in _headings(grid) if heading not in headings]
    if missing:
        raise NotReadable(f"The sheet {name} has no column {missing[0]}. {NOT_OURS}")
    rows = sheet.rows.slice(1)
    if rows.height > MOST_ROWS:
        raise NotReadable(
            f"The sheet {name} has {rows.height:,} rows; {MOST_ROWS:,} can be read at "
            "once. Delete the rows in which nothing is new."
        )
    for number, row in enumerate(rows.iter_rows(), start=2):
        if any(row):
            cells = zip(headings, row, strict=True)
            yield number, {heading: str(text or "").strip() or None for heading, text in cells}


def _filled_of(
    name: str, grid: Grid, sheet: Sheet, day_state: DayState, tables: Tables
) -> Iterator[Filled]:
    stands = {_subject(grid, row): row for row in grid.rows(day_state).to_dicts()}
    newest, bodies = newest_entries(tables[grid.table], grid.subject), bodies_of(day_state)
    last_entries = _last_entries(grid, day_state, tables)
    first: dict[tuple[str, ...], int] = {}
    for number, cells in _cells_in(name, grid, sheet):
        subject = tuple(cells[REFERENCES[column]] or "" for column in grid.subject)
        title = f"{name}, row {number}"
        row = stands.get(subject)
        if row is None:
            yield Filled(title, None, f"There is no such row here: {', '.join(subject)}.")
            continue
        new = _new_cells(grid, row, cells)
        if new is None:
            continue
        title = f"{title}: {grid.title(row)}"
        wrong = ""
        if subject in first:
            wrong = f"Row {first[subject]} is about the same: keep one of the two."
        elif cells[LAST_ENTRY] != last_entries[subject]:
            wrong = OVERTAKEN
        elif row["since"] and _is_same(new[SINCE], row["since"]):
            wrong = SAY_SINCE
        first.setdefault(subject, number)
        if wrong:
            yield Filled(title, None, wrong)
        elif filled := filled_row(grid, row, new, newest.get(subject, 0), bodies):
            yield filled._replace(title=title)


def _new_cells(grid: Grid, row: Row, cells: Row) -> Row | None:
    """The cells of a row, without those that say what stands; null if none says anything else."""
    given = {field: cells[heading] for field, heading in grid.cells.items()}
    same = {field for field, column in grid.stands.items() if _is_same(given[field], row[column])}
    new = {field for field, text in given.items() if text and field not in same}
    if not new:
        return None
    # A state on another day is said again.
    is_of_state = new <= {SINCE, SOURCE, NOTE}
    kept = new | grid.always | ({"state"} if is_of_state else set())
    return {field: text if field in kept else None for field, text in given.items()}


def _subject(grid: Grid, row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in grid.subject)


def _is_same(text: str | None, stands: str | date | None) -> bool:
    if isinstance(stands, date):
        return text is not None and parse_date(text) == stands
    return text == (stands or None)


PLACE = "catch-up-workbook"
READ = "catch-up workbook read"
HOW = (
    "The workbook holds what is recorded today about parts and actions. Change what is out of "
    "date, and load it here: only rows that say something new are recorded. If a row would undo "
    "what somebody has recorded since, the page says which."
)
NOTHING_NEW = "The workbook says nothing that is not recorded already."


def workbook(view: PageView) -> None:
    """Offer the workbook, and record what a filled one says once it was checked."""
    st.markdown(HOW)
    download = view.download("catch-up")._replace(day=view.state.today)
    download_button(
        "Download the workbook",
        f"{download.stem}.xlsx",
        lambda: filled_workbook(_today(view), view.state.tables, download),
        look="secondary",
    )
    key = f"catch-up workbook {st.session_state.get('saves', 0)}"
    file = st.file_uploader("The workbook, filled in", type="xlsx", key=f"{key} file")
    say_what_was_saved(PLACE)
    if file is None:
        return
    try:
        filled = _read(file, view)
    except NotReadable as problem:
        st.error(f"Nothing was recorded. {plain(str(problem))}")
        return
    if not filled:
        st.info(NOTHING_NEW)
        return
    _offer_to_save(view, filled, key)


def _today(view: PageView) -> DayState:
    """The state today of the inspection chosen, whatever the day of the page."""
    today, ref = view.state.day_state(view.state.today), view.day_state.inspection
    return of_inspection(today, ref) if ref else today


def _read(file: UploadedFile, view: PageView) -> list[Filled]:
    """The entries of the workbook, read once for each file and state of the store."""
    asked = (file.file_id, reads.store_state().revision)
    if st.session_state.get(READ, (None, None))[0] != asked:
        today = view.state.day_state(view.state.today)
        filled = read_filled(file.getvalue(), today, view.state.tables)
        st.session_state[READ] = (asked, filled)
    result: list[Filled] = st.session_state[READ][1]
    return result


def _offer_to_save(view: PageView, filled: list[Filled], key: str) -> None:
    with st.form(f"{key} save", enter_to_submit=False):
        entries = [each.entry for each in filled if each.entry]
        # The name is asked for last: until then the rows are tried without one.
        wrong = rows_to_save.wrong_rows(filled, current_person.name_for_trial())
        if wrong:
            st.error(wrong)
        else:
            rows_to_save.show_check(view, filled)
        by = current_person.ask_writer(
            "Your name, as typed: it is kept with each entry of the workbook",
            f"{key} by",
            value=st.session_state.get(WRITER, ""),
        )
        if st.form_submit_button("Save the rows of the workbook", type="primary") and not wrong:
            rows_to_save.save(entries, by, PLACE)
