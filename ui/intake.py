"""Files in, on the page: chosen, looked at before anything is kept, then loaded or refused."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access import entries, records, upkeep
from data_access.intake import faults, templates
from data_access.intake.importing import import_files
from data_access.intake.incoming import Options, Progress, Report, SheetReport, Upload
from data_access.intake.layouts import layouts
from data_access.intake.privacy.key_files import case_key_if_any
from data_access.rules import Refused
from data_access.store import StoreProblem
from data_access.store.environment import accepts_no_sign_in
from metrics.wording import capitalised, counted, day_in_words
from ui import reads
from ui.controls import View
from ui.entering import SAVED, Form
from ui.marks import plain
from ui.tables import table

LISTED = 20
# What was looked at last, and what came of it.
LOOKED = "looked at"


def load_files(view: View) -> None:
    """Files to load, what came of looking at them, and the button that loads them."""
    st.warning(
        "A file must hold no name, date of birth, address, telephone number, e-mail or free text "
        "about anybody. References become keys as they are read. The file is not kept."
    )
    # A new key after each load gives an empty form.
    key = f"load-{st.session_state.get('saves', 0)}"
    files = st.file_uploader(
        "Spreadsheets: XLSX, XLS, ODS or CSV", accept_multiple_files=True, key=f"{key} files"
    )
    options = _options(view, key)
    if not files:
        return
    try:
        report = _looked_at(files, options)
        meanings = _meanings(report, key)
        if meanings:
            options = replace(options, meanings=meanings)
            report = _looked_at(files, options)
        _show(report)
        if report.faults.is_empty():
            _offer_to_load(files, options, key)
    except (StoreProblem, Refused) as problem:
        st.error(plain(str(problem)))


def offer_templates(view: View) -> None:
    """Every template in one file, or the one that is needed."""
    places = templates.places(view.held)
    wanted = st.selectbox(
        "Template",
        list(layouts()),
        format_func=_called,
        index=None,
        placeholder="All of them",
        key="template",
    )
    name = f"{wanted}.xlsx" if wanted else "templates.zip"
    st.download_button(
        f"Download {name}",
        data=lambda: (
            templates.workbook(layouts()[wanted], *places) if wanted else templates.as_zip(*places)
        ),
        file_name=name,
        on_click="ignore",
        icon=":material/download:",
    )


def _options(view: View, key: str) -> Options:
    who, which, when = st.columns(3)
    with who:
        source = st.text_input(
            "From whom", placeholder="Unifi, Niche, CPS South West", key=f"{key} source"
        )
    with which:
        table_name = st.selectbox(
            "Table",
            list(layouts()),
            format_func=_called,
            index=None,
            placeholder="As the headings say",
            key=f"{key} table",
        )
    with when:
        received_on = st.date_input(
            "Received",
            value=reads.today(view.held),
            max_value=reads.today(view.held),
            format="DD/MM/YYYY",
            key=f"{key} received",
        )
    adds_days = st.checkbox(
        "A row without a number, of a case with rows on other days, is one more row",
        help="Left empty, such a row is a fault: it may correct the row that is there.",
        key=f"{key} adds days",
    )
    return Options(
        source=source.strip() or "not stated",
        received_on=received_on,
        table=table_name,
        adds_days=adds_days,
        dry_run=True,
    )


def _looked_at(files: Sequence[UploadedFile], options: Options) -> Report:
    """What would come of the files; looked at once, however often the page runs."""
    asked = ([file.file_id for file in files], options, reads.snapshot().revision)
    if st.session_state.get(LOOKED, (None, None))[0] != asked:
        st.session_state[LOOKED] = (asked, _came_of(files, options, "looking"))
    report: Report = st.session_state[LOOKED][1]
    return report


def _came_of(files: Sequence[UploadedFile], options: Options, by: str) -> Report:
    store = reads.store()
    with _progress() as progress:
        return import_files(
            store,
            [Upload(file.name, file.getvalue()) for file in files],
            options,
            key=case_key_if_any(store.path),
            accepts_no_sign_in=accepts_no_sign_in(),
            by=by,
            at=datetime.now(UTC),
            progress=progress,
        )


@contextmanager
def _progress() -> Iterator[Progress]:
    place = st.empty()
    bar = place.progress(0.0, text="Reading")
    yield lambda done, what: bar.progress(done, text=capitalised(what.replace("_", " ")))
    place.empty()


def _meanings(report: Report, key: str) -> dict[str, str]:
    """What the reader says of headings that the program does not know."""
    said = {}
    for sheet in report.sheets:
        if not sheet.table:
            continue
        free = [
            column
            for column in layouts()[sheet.table].template
            if column.heading not in sheet.columns.values()
        ]
        for letter, heading in sheet.unused.items():
            meant = st.selectbox(
                f"Column {letter}, “{heading}”, means",
                [column.name for column in free],
                format_func={column.name: column.heading for column in free}.__getitem__,
                index=None,
                placeholder="Nothing: it is not read",
                key=f"{key} {sheet.file} {sheet.sheet} {letter}",
            )
            if meant:
                said[heading] = meant
    return said


def _show(report: Report) -> None:
    table(
        pl.DataFrame([_sheet_row(sheet) for sheet in report.sheets]),
        key="sheets",
        alt="What each sheet would bring",
    )
    for notice in dict.fromkeys(notice for sheet in report.sheets for notice in sheet.notices):
        st.info(plain(notice))
    if report.faults.is_empty():
        return
    found = report.faults
    st.error(f"{capitalised(counted(found.height, 'fault'))}: nothing can be loaded yet.")
    table(_rule_rows(found), key="fault-rules", alt="Faults by what is wrong")
    table(_fault_rows(found), key="faults", alt="The first faults, row by row")
    if found.height > LISTED:
        st.caption(f"The first {LISTED} of {found.height:,}. The report holds every one.")
    st.download_button(
        "Download every fault as CSV",
        data=lambda: faults.as_csv(found),
        file_name="faults.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _offer_to_load(files: Sequence[UploadedFile], options: Options, key: str) -> None:
    by = st.text_input("Your name, as typed: it is kept with the import", key=f"{key} by")
    if not st.button("Load", type="primary", key=f"{key} load"):
        return
    report = _came_of(files, replace(options, dry_run=False), by)
    if report.loaded:
        st.session_state["saves"] = st.session_state.get("saves", 0) + 1
        changed = counted(report.rows_changed, "row")
        st.session_state[SAVED] = f"Loaded: {changed} new or changed."
        st.rerun()
    _show(report)


def _called(table_name: str) -> str:
    return capitalised(table_name.replace("_", " "))


def _sheet_row(sheet: SheetReport) -> dict[str, str]:
    return {
        "File": plain(" ".join(filter(None, [sheet.file, sheet.sheet]))),
        "Table": _called(sheet.table) if sheet.table else "**not known**",
        "Rows": f"{sheet.rows:,}",
        "New": f"{sheet.new:,}",
        "Changed": f"{sheet.changed:,}",
        "The same": f"{sheet.unchanged:,}",
        "Read as": plain(
            "; ".join(f"{letter} {heading}" for letter, heading in sheet.columns.items())
        ),
        "Not read": ", ".join(sheet.unused) or "–",
    }


def _rule_rows(found: pl.DataFrame) -> pl.DataFrame:
    return faults.by_rule(found).select(
        pl.col("rule").alias("What is wrong"),
        pl.col("column").alias("Column"),
        pl.col("faults").cast(pl.String).alias("How often"),
        pl.col("first_row").cast(pl.String).alias("First in row"),
    )


def _fault_rows(found: pl.DataFrame) -> pl.DataFrame:
    shown = found.head(LISTED)
    several = shown["sheet"].n_unique() > 1 or shown["file"].n_unique() > 1
    columns = ["file", "sheet"] if several else []
    return shown.select(*columns, "row", "column", "rule", "found", "todo").rename(
        {
            name: heading
            for name, heading in faults.HEADINGS.items()
            if name not in ("file", "sheet")
        }
        | ({"file": "File", "sheet": "Sheet"} if several else {})
    )


def offer_to_close(view: View, month_end: date | None) -> None:
    """The next month-end, to be closed once its figures are complete enough to be shown."""
    if month_end is None:
        st.markdown("There is no month-end to close yet.")
        return
    form = Form(f"close-{month_end}", view)
    with form.drawn():
        st.markdown(f"Next: **{day_in_words(month_end)}**. Closed once, a month stays closed.")
        form.save(
            records.record_closed_month,
            entries.MonthClosed,
            f"{day_in_words(month_end)} is closed.",
            month_end=month_end,
        )


def offer_to_withdraw(batches: pl.DataFrame) -> None:
    """Files that should never have been loaded, to be taken out again."""
    kept = batches.filter(pl.col("withdrawn_at").is_null())
    if kept.is_empty():
        return
    labels = {
        row["id"]: f"{row['id']}: {_called(row['table'])}, {row['source']}"
        for row in kept.sort("id", descending=True).iter_rows(named=True)
    }
    with st.expander("Withdraw files"), st.form("withdraw", enter_to_submit=False):
        st.markdown("Every row they brought is taken out; what they changed is put back as it was.")
        chosen = st.multiselect(
            "Batches", list(labels), format_func=labels.__getitem__, placeholder="Choose"
        )
        by = st.text_input("Your name, as typed: it is kept with the withdrawal")
        if st.form_submit_button("Withdraw") and chosen:
            _withdraw(chosen, by)


def _withdraw(batches: list[int], by: str) -> None:
    try:
        said = upkeep.withdraw(reads.store(), batches, by=by, at=datetime.now(UTC))
    except (StoreProblem, Refused) as problem:
        st.error(plain(str(problem)))
        return
    st.session_state[SAVED] = " ".join(said)
    st.rerun()
