"""Differences since a pack was given out, and the reasons for them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from metrics.day_state import DayState
from metrics.frames import Row
from metrics.recorded_since import ChangeSince, possible_causes, recorded_since, why_text
from metrics.text_format import capitalised, counted, day_text, listed
from ui.elements.markdown import NOTHING, plain
from ui.page.filters import INSPECTION, SINCE
from ui.page.page_view import PageView
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.paper import Paper
from ui.papers.paper_readings import AGE, DESCRIPTION, ChangedReading, changed_readings

REF = re.compile(r"\b[A-Z]\d+\b")
OF_RECOMMENDATIONS, OF_PARTS = "No.", ("Part", "Parts")
# The beginnings of headings under which figures of cases stand, some with positions beside them.
OF_DATA = ("Annex C", "The newest figure of each measure", "Every difference between")
OWN_DAY, LATER = "own-day", "later"
LATER_DAY = "a later day"
# With more entries than this, which need not be about the reading, none of them is named.
FEW = 3
ANY_OF_THEM = "something recorded since"
UNEXPLAINED = "nothing recorded since says why: the app may count it otherwise now"


class Otherwise(NamedTuple):
    """Differences: ``rows`` to list, and how many are counted alone.

    ``ages``: texts whose days and ages only moved on with the days between. ``descriptions``: of
    pictures, whose headlines are among the rows.
    """

    rows: pl.DataFrame
    ages: int = 0
    descriptions: int = 0


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


def compared(view: PageView, sealed: Row, kept: Paper) -> list[ComparedPack]:
    """The differences for the pack's own day, and for the day of the view if it is another.

    ``kept``: the pack as it was given out.
    """
    own_day = sealed["as_at"]
    packs = {own_day: pack_again(view, sealed)}
    if view.day != own_day:
        packs[view.day] = pack_of_day(view, sealed)
    return [
        ComparedPack(own_day, day, otherwise_in(view, sealed, kept, pack, day))
        for day, pack in packs.items()
    ]


def pack_again(view: PageView, sealed: Row) -> Paper:
    """The pack that was given out, made anew for its own day with what is known now."""
    return _pack_as_at(sealed["as_at"], view, sealed)


def pack_of_day(view: PageView, sealed: Row) -> Paper:
    """The pack of the day of ``view``, of the inspection that the one given out is of.

    It is compared with the same meeting: else all that changed since one would be another list.
    """
    return _pack_as_at(view.day, view, sealed)


def _pack_as_at(day: date, view: PageView, sealed: Row) -> Paper:
    then = briefing_view(view.state, day, sealed["inspection"])
    on = sealed["compared_on"]
    compared = {SINCE.key: on.isoformat()} if on and on < day else {}
    in_full = {key: text for key, text in then.in_full.items() if key != SINCE.key} | compared
    return briefing_pack(replace(then, in_full=in_full), "", is_drawn=False)


def otherwise_in(view: PageView, sealed: Row, then: Paper, now: Paper, day: date) -> Otherwise:
    """Whatever ``now``, as at ``day``, says otherwise than the pack ``then`` said."""
    written = recorded_since(view.state.tables, sealed["recorded_at"], sealed["as_at"])
    day_state = view.state.day_state(max(day, sealed["as_at"]))
    changed = changed_readings(then, now, abs((day - sealed["as_at"]).days))
    rows = pl.DataFrame(
        [
            {
                "Where": each.where,
                "What": plain(each.what) or NOTHING,
                "In the pack": plain(each.was) or NOTHING,
                "Now": plain(each.now) or NOTHING,
                "Why": capitalised(_why(each, written, day_state, is_later=day > sealed["as_at"])),
            }
            for each in changed
            if not each.counted_as
        ],
        infer_schema_length=None,
    )
    ages, descriptions = (
        sum(each.counted_as == kind for each in changed) for kind in (AGE, DESCRIPTION)
    )
    return Otherwise(rows, ages, descriptions)


def otherwise_text(found: Otherwise, sealed_as_at: date, day: date) -> str:
    """A sentence or two: how much reads otherwise on a day. Markdown: bold numbers."""
    as_known = ", as known now" if day == sealed_as_at else ""
    number, read = "**nothing**", "reads"
    if found.rows.height:
        number = f"**{counted(found.rows.height, 'figure or sentence', 'figures and sentences')}**"
        read = "reads" if found.rows.height == 1 else "read"
    between = counted(abs((day - sealed_as_at).days), "day")
    texts = f"**{counted(found.ages, 'text')}**"
    ages = f"{texts} in which only days and ages moved on, by the {between} between"
    pictures = f"how **{counted(found.descriptions, 'picture')}** read in words"
    unlisted = [*([pictures] if found.descriptions else []), *([ages] if found.ages else [])]
    text = f"As at {day_text(day)}{as_known}, {number} {read} otherwise."
    return f"{text} Not listed: {listed(unlisted)}." if unlisted else text


def recorded_text(view: PageView, sealed: Row) -> str:
    """A sentence: what was recorded, corrected and loaded since a pack was given out, if any."""
    written = recorded_since(view.state.tables, sealed["recorded_at"], sealed["as_at"])
    return f"Recorded since it was given out: {why_text(written)}." if written else ""


def _why(
    difference: ChangedReading, written: list[ChangeSince], day_state: DayState, *, is_later: bool
) -> str:
    refs = frozenset(_refs(difference, day_state))
    of_it = possible_causes(
        written,
        refs,
        is_of_data=difference.where.startswith(OF_DATA),
        is_sentence=not difference.what,
    )
    about_it = any(each.refs & refs for each in of_it)
    why = why_text(of_it) if about_it or len(of_it) <= FEW else ANY_OF_THEM
    reasons = [why, *([LATER_DAY] if is_later else [])]
    return "; ".join(filter(None, reasons)) or UNEXPLAINED


def _refs(difference: ChangedReading, day_state: DayState) -> Iterator[str]:
    """The refs of the parts, actions and evidence that a difference names."""
    yield from REF.findall(difference.about)
    names = f", {difference.of}, "
    if difference.named_by == OF_RECOMMENDATIONS:
        # Its columns say which recommendation it is, not which part.
        of_number = day_state.parts.join(
            day_state.tables["recommendation"].select("number", recommendation="ref"),
            on="recommendation",
        ).filter(pl.col("number").cast(pl.String) == difference.of.split(",")[0])
        yield from of_number["ref"]
    elif difference.named_by in OF_PARTS:
        yield from (ref for ref, label in day_state.labels.items() if f", {label}, " in names)


def sealed_columns(view: PageView) -> dict[str, Any]:
    """The choices in a view of *Briefing* that are kept with its pack."""
    since = view.in_full.get(SINCE.key)
    return {
        "as_at": view.day,
        "inspection": view.in_full.get(INSPECTION.key),
        "compared_on": date.fromisoformat(since) if since else None,
    }
