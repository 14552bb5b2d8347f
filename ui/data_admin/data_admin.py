"""Administration of the data: templates, closing months, releases, withdrawn files."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

import polars as pl
import streamlit as st

from data_access import maintenance, schemas
from data_access.intake import templates
from data_access.intake.table_specs import table_specs
from data_access.schemas import ReleaseWithdrawn
from data_access.store import StoreProblem
from data_access.vocabulary import Role
from data_access.writes import Refused
from metrics.releases.counting import QUARTER
from metrics.releases.people import released_periods
from metrics.text_format import day_text
from ui import reads
from ui.elements import layout
from ui.elements.csv_download import Download
from ui.elements.download_button import download_button
from ui.elements.markdown import plain
from ui.elements.tables import ROWS_A_PAGE, table
from ui.forms.form import Form, subject
from ui.forms.form_text import NOTHING_ABOUT_A_CASE
from ui.forms.save_confirmation import start_anew
from ui.page.page_view import PageView
from ui.rows import releases as releases_rows
from ui.rows.data_coverage import table_title
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
    # Whoever closes a quarter waits until it is released, and no reader does.
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
            "loaded: a month that is closed stays closed, and what is released then never changes."
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
        st.markdown(
            "Every row they brought is taken out; what they changed is put back as it was. What "
            "was released from them stays, until you withdraw it under Releases."
        )
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


RELEASES = "releases"
SHOWN_NOWHERE = (
    "**{period}** is then shown nowhere, on no page and for no day, and every pack that quotes it "
    "says that it is withdrawn. It is never released again, nor is what still waits of it."
)
SEEN_IN_ITS_YEAR = " The quarter is seen in its year, April to March, once that is released."


def show_numbers(view: PageView, releases: pl.DataFrame) -> None:
    """A fold with every number of one period. ``releases``: those shown on the day."""
    with layout.fold("Every number of a period", "numbers") as is_open:
        if not is_open:
            return
        periods = releases_rows.periods_of(releases)
        chosen = st.selectbox("Period", list(periods), key="numbers of")
        of_the_day = {**view.state.tables, "release": releases}
        period = next(
            each
            for each in released_periods(of_the_day, view.day)
            if (each.first, each.months) == periods[chosen]
        )
        table(
            releases_rows.number_rows(period),
            key="numbers",
            alt=f"Released numbers: {chosen}",
            wide="Numbers",
            numbers=("All",),
            a_page=ROWS_A_PAGE,
            download=Download(
                "released-numbers",
                max(period.counted_at.values()),
                view.day_state.is_invented,
                partial(releases_rows.every_number_row, period),
            ),
        )


def offer_to_withdraw_release(view: PageView, releases: pl.DataFrame) -> None:
    """A form that withdraws what is released of a period. ``releases``: those in force."""
    periods = releases_rows.periods_of(releases)
    if not periods or not current_person.may(Role.STEWARD):
        return
    with st.expander("Withdraw a release"):
        st.markdown("Withdraw a period where it was released from a wrong file.")
        chosen = subject("Period to withdraw", dict(zip(periods, periods, strict=True)))
        if chosen is None:
            return
        first, months = periods[chosen]
        is_quarter = months == QUARTER
        form = Form(f"withdraw-release-{first}-{months}", view, RELEASES)
        with form.drawn():
            follows = SHOWN_NOWHERE.format(period=chosen)
            st.markdown(follows + SEEN_IN_ITS_YEAR if is_quarter else follows)
            form.text("reason", "Why it is withdrawn")
            st.caption(NOTHING_ABOUT_A_CASE)
            form.save(ReleaseWithdrawn, f"{chosen} is withdrawn.", first=first, months=months)
