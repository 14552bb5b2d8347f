"""Administration of the data: templates, closing months, recounted quarters, withdrawn files."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import polars as pl
import streamlit as st

from data_access import maintenance, schemas, writes
from data_access.intake import templates
from data_access.intake.table_specs import table_specs
from data_access.schemas import QuarterRevised
from data_access.store import StoreProblem
from data_access.vocabulary import Role
from data_access.writes import Refused
from metrics.text_format import capitalised, day_text, listed
from metrics.victims.revisions import QuarterRevision
from metrics.victims.victim_figures import quarter_text
from ui import reads
from ui.elements import layout
from ui.elements.download_button import download_button
from ui.elements.markdown import plain
from ui.elements.tables import table
from ui.forms.form import Form
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import start_anew
from ui.page.page_view import PageView
from ui.rows.data_coverage import moved_rows, table_title
from ui.sign_in import current_person

MONTHS, HISTORY = "months", "history"


def table_box(label: str, if_none: str, key: str) -> str | None:
    """Draw a box to choose a table of files in; ``if_none`` is what no choice means."""
    return st.selectbox(
        label,
        list(table_specs()),
        format_func=table_title,
        index=None,
        placeholder=if_none,
        key=key,
    )


def offer_templates(view: PageView) -> None:
    """A download of one template, or of all of them."""
    st.markdown(
        "One workbook for each table: its headings, lists to choose from, and a sheet of notes "
        "that says what each column means. Send it to whoever records the cases."
    )
    places = templates.areas_and_forces(view.state.snapshot)
    wanted = table_box("Template", "All of them", "template")
    name = f"{wanted}.xlsx" if wanted else "templates.zip"
    download_button(
        f"Download {name}",
        name,
        lambda: (
            templates.template_workbook(table_specs()[wanted], *places)
            if wanted
            else templates.as_zip(*places)
        ),
        look="secondary",
    )


def offer_to_close_months(view: PageView, to_close: Sequence[date], *, is_first: bool) -> None:
    """A form that closes the months up to a chosen one, once their files are complete.

    ``to_close``: the month-ends that may be closed, in order. ``is_first``: none is closed yet, so
    that the reader may begin with a later one.
    """
    if not current_person.may(Role.STEWARD):
        return
    if not to_close:
        st.markdown("There is no month-end to close on this day.")
        return
    ends = {day.isoformat(): day_text(day) for day in to_close}
    next_end = to_close[0].isoformat()
    # Whoever closes a quarter waits until it is counted, and no reader does.
    form = Form(
        f"close-{next_end}",
        view,
        MONTHS,
        starts_as={"until": next_end, "first": next_end},
        once_saved=reads.derive_ahead,
    )
    with form.drawn():
        st.markdown(
            f"Next: **{day_text(to_close[0])}**. Close a month once every file of it is "
            "loaded: a month that is closed stays closed."
        )
        if is_first:
            form.select("first", "The first month-end to close", ends, optional=True)
        form.select("until", "Close every month-end up to", ends)
        st.caption(NOTHING_ABOUT_A_CASE)
        form.save(schemas.MonthsClosed, _closed_text(form.values, next_end))


def _closed_text(chosen: Mapping[str, str | None], next_end: str) -> str:
    first = date.fromisoformat(chosen.get("first") or next_end)
    until = date.fromisoformat(chosen["until"] or next_end)
    if first == until:
        return f"{day_text(until)} is closed."
    return f"Every month-end from {day_text(first)} to {day_text(until)} is closed."


def offer_to_withdraw(view: PageView, batches: pl.DataFrame) -> None:
    """A form that withdraws files which should not have been loaded."""
    withdrawn = view.state.tables["import_batch"].filter(pl.col("withdrawn_at").is_not_null())
    labels = {
        row["id"]: f"{row['id']}: {table_title(row['table'])}, {row['source']}"
        for row in batches.join(withdrawn, on="id", how="anti")
        .sort("id", descending=True)
        .iter_rows(named=True)
    }
    if not labels or not current_person.may(Role.STEWARD):
        return
    key = f"withdraw-{st.session_state.get('saves', 0)}"
    with st.expander("Withdraw files"), st.form(key, enter_to_submit=False):
        st.markdown("Every row they brought is taken out; what they changed is put back as it was.")
        chosen = st.multiselect(
            "Batches",
            list(labels),
            format_func=labels.__getitem__,
            placeholder="Choose",
            key=f"{key} batches",
        )
        st.caption(NOTHING_ABOUT_A_CASE)
        by = current_person.ask_writer(
            "Your name, as typed: it is kept with the withdrawal", f"{key} written by"
        )
        if not st.form_submit_button("Withdraw"):
            return
        if chosen:
            _withdraw(chosen, by)
        else:
            st.error("Choose at least one file.")


def _withdraw(batches: list[int], by: str) -> None:
    try:
        messages = maintenance.withdraw(reads.store(), batches, by=by, at=datetime.now(UTC))
    except (StoreProblem, Refused) as problem:
        st.error(plain(str(problem)))
        return
    start_anew(" ".join(messages), HISTORY)


COUNTED = "counted"
WHAT_IT_DOES = (
    "The quarter is counted again from the files that are loaded now. Its figures change on every "
    "page, and so do those of each year to a quarter that holds it. Whoever kept the earlier "
    "figures could compare them. So a count that changes by 1 to 4 is withheld, with others that "
    "would give it away, and nothing is changed where fewer than ten rows differ. "
    "Figures of single areas stay as they were counted first."
)


def offer_to_revise(view: PageView, counted: pl.DataFrame) -> None:
    """A form that counts a quarter again, and what the revisions before have moved.

    ``counted``: as ``quarters_as_counted`` returns them.
    """
    if (counted["revision"] > 0).any():
        with layout.fold("What revisions moved", "moved") as is_open:
            if is_open:
                moved = moved_rows(reads.moved_in_revisions(reads.store()))
                table(moved, key="moved", alt="Counts that were shown before and after a revision")
    if not current_person.may(Role.STEWARD):
        return
    quarters = dict.fromkeys(counted.select("quarter", "counted_at").rows())
    key = f"revise-{st.session_state.get('saves', 0)}"
    with st.expander("Count a quarter again"), st.form(key, enter_to_submit=False):
        st.markdown(WHAT_IT_DOES)
        days = st.selectbox(
            "Quarter",
            [*quarters],
            format_func=lambda each: quarter_text(each[0]),
            index=None,
            placeholder="Choose",
            key=f"{key} quarter",
        )
        reason = st.text_input("Why it is counted again", key=f"{key} reason")
        st.caption(NOTHING_ABOUT_A_CASE)
        by = current_person.ask_writer(
            "Your name, as typed: it is kept with it", f"{key} written by"
        )
        if not st.form_submit_button("Count again"):
            return
        if days:
            _revise(view, days, reason, by)
        else:
            st.error("Choose a quarter.")


def _revise(view: PageView, days: tuple[date, date], reason: str, by: str) -> None:
    try:
        entry = writes.validate(QuarterRevised, quarter=days[0], reason=reason)
        name = writes.writer(by)
        with st.spinner("Small numbers are being withheld."):
            revision = reads.revise(reads.store(), view.state.cases.to_count, days, entry, name)
    except (StoreProblem, Refused) as problem:
        st.error(plain(str(problem)))
        return
    if revision.new:
        start_anew(_revised_text(days[0], revision), COUNTED)
    else:
        st.warning(f"Nothing was changed. {_refused_text(revision)}")


def _revised_text(first: date, revision: QuarterRevision) -> str:
    kinds = listed(dict.fromkeys(each.kind.replace("_", " ") for each in revision.new))
    refused = f" {_refused_text(revision)}" if revision.refused else ""
    return f"{quarter_text(first)} is counted again: {kinds}.{refused}"


def _refused_text(revision: QuarterRevision) -> str:
    why: dict[str, list[str]] = {}
    for kind, reason in revision.refused.items():
        why.setdefault(reason, []).append(kind.replace("_", " "))
    return " ".join(
        f"{capitalised(listed(kinds))}: not revised, since {reason}."
        for reason, kinds in why.items()
    )
