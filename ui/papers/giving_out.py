"""Keeping what was given out: the press on *Briefing*, and the pages of what was kept."""

from typing import Any

import polars as pl
import streamlit as st

from data_access import schemas
from data_access.reads import read_sealed_content
from data_access.vocabulary import Role, SealedKind
from data_access.writes.office import seal_of
from metrics.frames import Row
from metrics.meetings.meeting_dates import meeting_title
from metrics.releases.withdrawn import stands_text
from metrics.text_format import counted
from ui import reads
from ui.elements import layout
from ui.elements.markdown import NOTHING, plain
from ui.forms.form import Form
from ui.page.page_view import PageView
from ui.papers.briefing_pack import briefing_pack
from ui.papers.pack_changes import sealed_columns
from ui.papers.paper import Paper
from ui.papers.paper_content import NoContent, content_of, paper_of
from ui.rows.cell_format import TextRow, day_cell, per_row
from ui.sign_in import current_person

ABOUT_GIVING_OUT = (
    "What the pack says is kept as it is now, with who gave it out and to which meeting. *Packs "
    "given out* then says what in it reads otherwise, and why."
)
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
        paper = briefing_pack(view, st.context.url or "")
        st.markdown(f"{ABOUT_GIVING_OUT} Its reference is **{paper.reference}**.")
        form = Form("given-out", view, "documents")
        with form.drawn():
            form.select("meeting", "To which meeting", meetings_of(view), optional=True)
            form.text("given_to", "To whom else, by role (optional if there was a meeting)")
            form.save(
                schemas.NewSealedDocument,
                "It is kept as it was given out, and stands on Packs given out.",
                **columns_of(view, paper),
            )


def columns_of(view: PageView, paper: Paper) -> dict[str, Any]:
    """The columns to keep of the pack of a view, besides to whom it was given."""
    return {
        "kind": SealedKind.PACK,
        "title": paper.title,
        "reference": paper.reference,
        "content": content_of(paper),
        **sealed_columns(view),
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
def sealed_rows(row: Row, meetings: dict[str, str]) -> TextRow:
    """One row per document that was given out: of which day, to whom, by whom."""
    to = [meetings.get(row["meeting"], ""), row["given_to"] or ""]
    return {
        "Ref.": row["ref"],
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


def given_out_text(number: int) -> str:
    """A sentence: how many packs are kept. Markdown: bold numbers."""
    if not number:
        return (
            "**No pack** is kept as given out. *Briefing* keeps one, under *Documents to hand out*."
        )
    return f"**{counted(number, 'pack')}** {'is' if number == 1 else 'are'} kept as given out."
