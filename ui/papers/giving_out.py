"""Keeping what was given out: the press that keeps a pack, and what reads otherwise since."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.reads import read_sealed_content
from data_access.vocabulary import Role, SealedKind
from data_access.writes.office import seal_of
from metrics.frames import Row
from metrics.meetings.meeting_dates import meeting_title
from metrics.releases.withdrawn import stands_text
from metrics.text_format import counted, day_text
from ui import reads
from ui.elements import layout, prose
from ui.elements.markdown import NOTHING, plain
from ui.elements.tables import TALL_ROWS_A_PAGE, table
from ui.exports.chart_worker import NotMade
from ui.forms.form import Form
from ui.page.filters import INSPECTION, PACK, SINCE
from ui.page.page_view import PageView
from ui.pages import MEETINGS
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.documents import offer, offer_pack
from ui.papers.paper import Paper
from ui.papers.paper_content import NoContent, content_of, paper_of
from ui.papers.paper_readings import changed_readings
from ui.rows.cell_format import TextRow, day_cell, link_cell, per_row
from ui.sign_in import current_person

ABOUT_GIVING_OUT = (
    "What the pack says is kept as it is now, with who gave it out and to which meeting. *Packs "
    "given out*, on *Meetings*, then says what in it reads otherwise."
)
LATER_DAYS = "It is compared for its own day. What came after that day stands on *Briefing*."
NOT_DRAWN = "The pictures of the pack could not be drawn, so it cannot be kept. Try again later."
TAKEN_OUT = (
    "What is kept of it is not what was given out: a text was taken out of it since, or the store "
    "was changed by hand."
)


def offer_to_keep(view: PageView) -> None:
    """Draw a form that keeps the pack of the view as it was given out, for those who may."""
    if not current_person.may(Role.RECORDER):
        return
    with layout.fold("This was given out", "given-out") as is_open:
        if not is_open:
            return
        # Equal text has an equal reference, so the one on the paper proves that it is this pack.
        try:
            paper = briefing_pack(view, st.context.url or "")
        except NotMade:
            st.error(NOT_DRAWN)
            return
        st.markdown(f"{ABOUT_GIVING_OUT} Its reference is **{paper.reference}**.")
        form = Form("given-out", view, "documents")
        with form.drawn():
            form.select("meeting", "To which meeting", meetings_of(view), optional=True)
            form.text("given_to", "To whom else, by role (optional if there was a meeting)")
            form.save(
                schemas.NewSealedDocument,
                "It is kept as it was given out, and stands on Meetings.",
                **columns_of(view, paper),
            )


def columns_of(view: PageView, paper: Paper) -> dict[str, Any]:
    """The columns to keep of the pack of a view, besides to whom it was given."""
    since = view.in_full.get(SINCE.key)
    return {
        "kind": SealedKind.PACK,
        "title": paper.title,
        "reference": paper.reference,
        "content": content_of(paper),
        "as_at": view.day,
        "inspection": view.in_full.get(INSPECTION.key),
        "compared_on": date.fromisoformat(since) if since else None,
    }


def meetings_of(view: PageView) -> dict[str, str]:
    """The title of each meeting that is recorded, the newest first, by its ref."""
    meetings = view.state.tables["meeting"].with_columns(on=pl.coalesce("held_on", "planned_on"))
    return {
        row["ref"]: meeting_title(view.state.tables["meeting_kind"], row["kind"], row["on"])
        for row in meetings.sort("on", "id", descending=True).to_dicts()
    }


def kept_paper(sealed: Row) -> Paper:
    """The pack as it was given out. Errors: NoContent, in words for the reader."""
    content = read_sealed_content(reads.store(), sealed["ref"])
    if content is None:
        raise NoContent("What it said is not in this store.")
    return paper_of(content)


def is_as_given(sealed: Row) -> bool:
    """Whether what is kept is what was given out, to whom and by whom, by its hash."""
    content = read_sealed_content(reads.store(), sealed["ref"])
    return content is not None and seal_of(sealed, content) == sealed["sha256"]


@per_row
def sealed_rows(row: Row, meetings: dict[str, str], view: PageView) -> TextRow:
    """One row per document that was given out: of which day, to whom, by whom."""
    to = [meetings.get(row["meeting"], ""), row["given_to"] or ""]
    address = f"{MEETINGS.url_path}?{urlencode(view.parameters(**{PACK.key: row['ref']}))}"
    return {
        "Ref.": link_cell(row["ref"], address),
        "Document": plain(row["title"]),
        "As at": day_cell(row["as_at"]),
        "Given to": plain("; ".join(filter(None, to))) or NOTHING,
        "Given out": f"{day_cell(row['recorded_at'].date())}, {plain(row['recorded_by'])}",
        "Reference": row["reference"],
    }


def no_longer_standing(view: PageView, sealed: pl.DataFrame) -> list[str]:
    """A sentence for each document whose figures about people do not stand, with its reference."""
    texts = ((row["ref"], stands_text(view.state.tables, row)) for row in sealed.to_dicts())
    return [f"{ref}. {text}" for ref, text in texts if text]


def draw_packs(view: PageView) -> None:
    """Draw the packs that are kept, the newest first, and the press that makes and keeps one."""
    sealed = view.state.tables["sealed_document"].sort("id", descending=True)
    if sealed.height:
        with layout.section("packs", "Packs given out"):
            prose.bullets(no_longer_standing(view, sealed), "")
            table(sealed_rows(sealed, meetings_of(view), view), key="sealed", alt="Packs given out")
    with layout.fold("Make a briefing pack, and keep it as given out", "packs") as is_open:
        if is_open:
            briefing = briefing_view(view.state, view.day, None)
            offer_pack(briefing)
            offer_to_keep(briefing)


def draw_pack(view: PageView, row: Row) -> None:
    """Draw what the pack of its own day would say otherwise with what is known now."""
    try:
        changed = otherwise_rows(kept_paper(row), pack_again(view, row))
    except NoContent as problem:
        st.warning(str(problem))
        return
    prose.lead(_otherwise_text(changed.height, row["as_at"]), below=LATER_DAYS)
    sealed = pl.DataFrame([row])
    prose.bullets(no_longer_standing(view, sealed), "")
    table(sealed_rows(sealed, meetings_of(view), view), key="sealed", alt="The pack")
    is_sealed = is_as_given(row)
    if not is_sealed:
        st.warning(TAKEN_OUT)
    with layout.section("otherwise", "What reads otherwise", has_controls=True):
        table(
            changed,
            key="otherwise",
            alt="What reads otherwise",
            wide="What",
            a_page=TALL_ROWS_A_PAGE,
            download=view.download(f"changes-since-{row['ref']}"),
            empty="Nothing reads otherwise.",
        )
    with layout.fold("Documents to hand out", "documents") as is_open:
        if is_open:
            stem = view.download(f"pack-as-given-out-{row['ref']}").stem
            called = "The pack as it was given out" if is_sealed else "The pack as it is kept now"
            offer(called, stem, partial(kept_paper, row))


def pack_again(view: PageView, sealed: Row) -> Paper:
    """The pack that was given out, made anew for its own day with what is known now."""
    then, on = (
        briefing_view(view.state, sealed["as_at"], sealed["inspection"]),
        sealed["compared_on"],
    )
    since = {SINCE.key: on.isoformat()} if on else {}
    in_full = {key: text for key, text in then.in_full.items() if key != SINCE.key} | since
    return briefing_pack(replace(then, in_full=in_full), "", is_drawn=False)


def otherwise_rows(kept: Paper, again: Paper) -> pl.DataFrame:
    """One row per figure or sentence that reads otherwise: where, what, then and now."""
    return pl.DataFrame(
        [
            {
                "Where": each.where,
                "What": plain(each.what) or NOTHING,
                "In the pack": plain(each.was) or NOTHING,
                "Now": plain(each.now) or NOTHING,
            }
            for each in changed_readings(kept, again)
        ],
        infer_schema_length=None,
    )


def _otherwise_text(number: int, as_at: date) -> str:
    counted_text = counted(number, "figure or sentence", "figures and sentences")
    verb = "read" if number > 1 else "reads"
    said = f"**{counted_text if number else 'nothing'}** {verb} otherwise"
    return f"As at {day_text(as_at)}, as known now, {said}."
