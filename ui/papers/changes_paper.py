"""A document of the changes since a pack was given out."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import polars as pl

from metrics.frames import Row
from metrics.text_format import day_text
from ui.elements.markdown import DEMONSTRATION, NOTHING
from ui.exports.downloads import MARKING
from ui.page import page_view, provenance
from ui.page.filters import PACK
from ui.page.page_view import PageView
from ui.papers.briefing_view import BadRequest
from ui.papers.giving_out import TAKEN_OUT, is_as_given, kept_paper, meetings_of, sealed_rows
from ui.papers.pack_changes import (
    Otherwise,
    otherwise_in,
    otherwise_text,
    pack_again,
    pack_of_day,
    recorded_text,
)
from ui.papers.paper import Block, Heading, Paper, Section
from ui.papers.paper_blocks import facts_of, paragraph, paragraph_blocks, table_blocks
from ui.papers.paper_readings import NOT_THERE

CHANGES_STEM = "changes"
OWN_DAY, LATER = "own-day", "later"
WIDTHS = {"What": 20, "In the pack": 32, "Now": 32, "Why": 18}
# The widths of columns in a table of new or gone rows, whose names may be most of them.
ONE_TEXT = {"What": 34, "Why": 18}
WIDE = 50
NOTHING_CHANGED = "Nothing reads otherwise."


class ComparedPack(NamedTuple):
    """The differences from a pack, for one day. ``as_at``: the pack's own day."""

    as_at: date
    day: date
    found: Otherwise

    @property
    def is_own_day(self) -> bool:
        """Whether it is compared for the day that it is of."""
        return self.day == self.as_at

    @property
    def key(self) -> str:
        """A short name for which of the two days it is."""
        return OWN_DAY if self.is_own_day else LATER

    @property
    def heading(self) -> str:
        """The heading above the differences, which names the day."""
        day = day_text(self.day)
        return f"Of its own day, {day}, as known now" if self.is_own_day else f"As at {day}"

    @property
    def sentence(self) -> str:
        """A sentence: how much reads otherwise, with bold numbers."""
        return otherwise_text(self.found, self.as_at, self.day)


def changes_paper(view: PageView, ref: str | None, address: str) -> Paper:
    """The document of the differences from the pack ``ref``. Errors: BadRequest, NoContent."""
    sealed = _sealed(view, ref)
    comparisons = compared(view, sealed)
    again = page_view.address_of(replace(view, in_full={PACK.key: sealed["ref"]}), address)
    return Paper(
        title=f"What changed since pack {sealed['ref']}",
        facts=facts_of(
            view,
            again,
            ("Pack", f"{sealed['title']}, as at {day_text(sealed['as_at'])}"),
            ("Its reference", sealed["reference"]),
        ),
        marking=MARKING,
        mark=DEMONSTRATION if view.day_state.is_invented else "",
        file_stem=view.download(f"{CHANGES_STEM}-since-{sealed['ref']}").stem,
        sections=(
            Section("In short", (*_in_short(view, sealed, comparisons),)),
            *(_section(each.heading, each.found.rows) for each in comparisons),
        ),
    )


def compared(view: PageView, sealed: Row) -> list[ComparedPack]:
    """The differences for the pack's own day, and for the day of the view if it is another."""
    kept, own_day = kept_paper(sealed), sealed["as_at"]
    packs = {own_day: pack_again(view, sealed)}
    if view.day != own_day:
        packs[view.day] = pack_of_day(view, sealed)
    return [
        ComparedPack(own_day, day, otherwise_in(view, sealed, kept, pack, day))
        for day, pack in packs.items()
    ]


def _sealed(view: PageView, ref: str | None) -> Row:
    sealed = view.state.tables["sealed_document"]
    for row in sealed.filter(pl.col("ref") == (ref or "")).to_dicts():
        return row
    wrong = f"There is no pack {ref} that is kept as given out." if ref else "Say which pack."
    there_are = f"Kept as given out: {', '.join(sealed['ref']) or 'none'}."
    raise BadRequest(f"{wrong} {there_are}")


def _in_short(view: PageView, sealed: Row, comparisons: list[ComparedPack]) -> list[Block]:
    lead = " ".join(each.sentence for each in comparisons)
    return [
        paragraph(lead, is_lead=True),
        *table_blocks(
            sealed_rows(pl.DataFrame([sealed]), meetings_of(view)),
            "The pack",
            [8, 30, 14, 28, 22, 12],
            "",
        ),
        *paragraph_blocks(recorded_text(view, sealed), "" if is_as_given(sealed) else TAKEN_OUT),
        *paragraph_blocks(provenance.of_store(view), is_quiet=True),
    ]


def _section(heading: str, rows: pl.DataFrame) -> Section:
    """The differences, by where they stand.

    A reason that all have stands once above them; where there are several, the pages lie on their
    side for the column of reasons.
    """
    if rows.is_empty():
        return Section(heading, (paragraph(NOTHING_CHANGED),))
    reasons = rows["Why"].unique()
    is_of_all = reasons.len() == 1
    blocks = [
        block
        for of_place in rows.partition_by("Where", maintain_order=True)
        for block in _of_place(of_place, heading, has_reasons=not is_of_all)
    ]
    of_all = paragraph_blocks(f"**Why, in each case:** {reasons[0]}." if is_of_all else "")
    return Section(heading, (*of_all, *blocks), is_annex=not is_of_all, continues=not is_of_all)


def _of_place(rows: pl.DataFrame, heading: str, *, has_reasons: bool) -> list[Block]:
    """The rows of one place under its name: those that changed, then those new, then those gone.

    Of sentences alone there is no column of names; what is new or gone has one column of texts.
    """
    is_new, is_gone = (pl.col(column) == NOT_THERE for column in ("In the pack", "Now"))
    new, gone = rows.filter(is_new), rows.filter(is_gone)
    tables = {
        "": rows.filter(~is_new, ~is_gone).drop("Where"),
        ", new": new.select("What", pl.col("Now").alias(f"New since: {new.height}"), "Why"),
        ", gone": gone.select(
            "What", pl.col("In the pack").alias(f"Gone since: {gone.height}"), "Why"
        ),
    }
    where = rows["Where"][0]
    return [
        Heading(f"{where}: {rows.height}"),
        *(
            block
            for which, of_them in tables.items()
            for block in _listed(
                of_them, f"What reads otherwise: {heading}, {where}{which}", has_reasons
            )
        ),
    ]


def _listed(rows: pl.DataFrame, alt: str, has_reasons: bool) -> list[Block]:
    is_shown = {"What": (rows["What"] != NOTHING).any(), "Why": has_reasons}
    named = [column for column in rows.columns if is_shown.get(column, True)]
    of_columns = WIDTHS if "Now" in named else ONE_TEXT
    widths = [of_columns.get(column, WIDE) for column in named]
    return table_blocks(rows.select(named), alt, widths, "")
