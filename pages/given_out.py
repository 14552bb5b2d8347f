"""Which packs were given out, to whom, and what in them reads otherwise now?"""

from functools import partial

import polars as pl
import streamlit as st

from metrics.frames import Row
from ui.elements import layout, prose
from ui.elements.tables import TALL_ROWS_A_PAGE, table
from ui.page import page_view, provenance
from ui.page.filters import PACK
from ui.page.page_view import PageView
from ui.pages import GIVEN_OUT
from ui.papers.documents import offer
from ui.papers.giving_out import (
    TAKEN_OUT,
    given_out_text,
    is_as_given,
    kept_paper,
    meetings_of,
    no_longer_standing,
    sealed_rows,
)
from ui.papers.pack_changes import compared, recorded_text
from ui.papers.paper_content import NoContent


def _draw_all(view: PageView, sealed: pl.DataFrame) -> None:
    """Draw every pack that is kept, the newest first, with a link to what changed since each."""
    prose.lead(given_out_text(sealed.height))
    newest_first = sealed.sort("id", descending=True)
    prose.bullets(no_longer_standing(view, newest_first), "")
    table(sealed_rows(newest_first, meetings_of(view)), key="sealed", alt="Packs given out")
    with st.container(horizontal=True, key="links-sealed"):
        for row in newest_first.to_dicts():
            st.page_link(
                GIVEN_OUT.path,
                label=f"What changed since {row['ref']}",
                query_params=view.parameters(pack=row["ref"]),
            )


def _draw_one(view: PageView, row: Row) -> None:
    """Draw what reads otherwise than in one pack: for its own day, and for another of the view."""
    try:
        comparisons = compared(view, row, kept_paper(row))
    except NoContent as problem:
        st.warning(str(problem))
        return
    prose.lead(*(each.sentence for each in comparisons))
    prose.bullets(no_longer_standing(view, pl.DataFrame([row])), "")
    table(sealed_rows(pl.DataFrame([row]), meetings_of(view)), key="sealed", alt="The pack")
    if recorded := recorded_text(view, row):
        prose.markdown(recorded)
    is_sealed = is_as_given(row)
    if not is_sealed:
        st.warning(TAKEN_OUT)
    for each in comparisons:
        with layout.section(each.key, each.heading, has_controls=True):
            table(
                each.found.rows,
                key=each.key,
                alt=f"What reads otherwise: {each.heading}",
                wide="What",
                a_page=TALL_ROWS_A_PAGE,
                download=view.download(f"changes-since-{row['ref']}-{each.key}"),
                empty="Nothing reads otherwise.",
            )
    with layout.fold("Documents to hand out", "documents") as is_open:
        if is_open:
            stem = view.download(f"pack-as-given-out-{row['ref']}").stem
            called = "The pack as it was given out" if is_sealed else "The pack as it is kept now"
            offer(called, stem, partial(kept_paper, row))


# Read
view = page_view.header("Packs given out", PACK)
sealed = view.state.tables["sealed_document"]

# Draw
chosen = view.chosen[PACK.key]
if chosen:
    _draw_one(view, sealed.row(by_predicate=pl.col("ref") == chosen, named=True))
else:
    _draw_all(view, sealed)
page_view.copy_link(view)
provenance.source(view, "Source: what was kept when each was given out, and the store now.")
