"""The minutes of a meeting: assembled from what was recorded at it, edited, approved, sealed."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import polars as pl

from metrics.frames import Row, Tables
from metrics.meetings.agenda import AgendaItem
from metrics.meetings.outcomes import ItemOutcome, carried_over_text, entry_words, outcomes_at
from metrics.text_format import counted, day_text

UNDER_WAY = "The meeting is not closed: what is still recorded at it is added to these minutes."
NOT_APPROVED = "Nobody has approved these minutes."
NOTHING_RECORDED = "Nothing was recorded at this meeting."
RECORDED, ALSO_RECORDED = "Recorded of this meeting", "Also recorded of this meeting"
NOT_ON_AGENDA = "Not on its agenda"
OF_NO_OUTCOME = "Nothing was recorded of"
BROKEN = (
    "They are no longer what was sealed: a text was taken out of them since, or the store was "
    "changed by hand."
)
# The columns of an approval that its seal is of.
SEALED = ("meeting", "approved_by_meeting", "text", "entries")
# Tables whose rows may name their meeting themselves, and what an entry of each is called.
NAME_THEIR_MEETING = {"decision": "Decision", "ask": "Question", "judgement": "Judgement"}


# The outcome behind approved minutes, its table and row, and the hash of what that said.
Sealed = tuple[int, str | None, int | None, str]


class Seal(NamedTuple):
    """Functions that read the entries behind approved minutes, and hash an entry, and the whole.

    ``whole``: takes the columns ``SEALED`` of an approval.
    """

    entries_of: Callable[[str], Sequence[Sealed]]
    entry_hash: Callable[[Row], str]
    whole: Callable[..., str]


class Minutes(NamedTuple):
    """The minutes of a meeting as they stand.

    ``version``: the newest edited text, and ``approval``: their approval, each a row of its table;
    null for none. ``changed``: how many entries behind approved minutes changed since.
    ``is_unbroken``: whether approved minutes are as they were sealed; else none of their entries
    is looked for.
    """

    version: Row | None
    approval: Row | None
    is_closed: bool
    changed: int
    is_unbroken: bool

    @property
    def can_change(self) -> bool:
        """Whether they may be edited and approved: after the meeting, and once."""
        return self.is_closed and self.approval is None

    @property
    def seen(self) -> int:
        """The id of the newest edited text, 0 for none."""
        return self.version["id"] if self.version else 0

    def text(self, draft: Callable[[], str]) -> str:
        """Their text: as approved, else as last edited, else as ``draft`` assembles it."""
        kept = self.approval or self.version
        return kept["text"] if kept else draft()


def minutes_of(tables: Tables, meeting: str, held: pl.DataFrame, seal: Seal) -> Minutes:
    """The state of the minutes of ``meeting``.

    ``tables``: every row. ``held``: the meetings held by the day; later ones approved nothing yet.
    ``seal``: how they were sealed.
    """
    approved = pl.col("approved_by_meeting").is_in(held["ref"].implode())
    approval = _newest(tables["minutes_approval"].filter(approved), meeting)
    is_unbroken = approval is None or seal.whole(**_sealed(approval)) == approval["sha256"]
    entries = seal.entries_of(approval["entries"]) if approval and is_unbroken else []
    return Minutes(
        _newest(tables["minutes_version"], meeting),
        approval,
        _newest(tables["meeting_closing"], meeting) is not None,
        sum(_has_changed(tables, each, seal.entry_hash) for each in entries),
        is_unbroken,
    )


def _sealed(approval: Row) -> Row:
    return {name: approval[name] for name in SEALED}


def may_approve(held: pl.DataFrame, meeting: str) -> list[Row]:
    """The later meetings of the kind of ``meeting`` among those held, the next one first."""
    this = held.row(by_predicate=pl.col("ref") == meeting, named=True)
    later = held.filter(pl.col("kind") == this["kind"], pl.col("held_on") > this["held_on"]).sort(
        "held_on", "id"
    )
    return later.to_dicts()


def draft_text(
    tables: Tables,
    meeting: str,
    title: str,
    items: Sequence[AgendaItem],
    called: Callable[[str], str],
) -> str:
    """The minutes as they assemble: each item of the agenda with what was recorded of it.

    ``called``: gives what an item is called by its key, where the agenda does not list it.
    Items of which nothing was recorded are named at the end. Entries that name their meeting
    themselves, and were recorded elsewhere, are listed too.
    """
    outcomes = [each for each in outcomes_at(tables, meeting) if each.counts]
    numbered = {item.key: (number, item.text) for number, item in enumerate(items, 1)}
    order = {key: number for key, (number, _) in numbered.items()}
    recorded = sorted(
        {each.item: each for each in outcomes}.values(),
        key=lambda each: (order.get(each.item, each.place), each.number),
    )
    blocks = [title]
    for item in recorded:
        number, text = numbered.get(item.item, (None, ""))
        heading = f"{number}. {text}" if number else f"{NOT_ON_AGENDA}: {called(item.item)}"
        of_it = [each for each in outcomes if each.item == item.item]
        lines = [*map(_line, of_it), carried_over_text(tables, meeting, item.item)]
        blocks.append("\n".join([heading, *filter(None, lines)]))
    if others := list(_recorded_elsewhere(tables, meeting, outcomes)):
        blocks.append("\n".join([ALSO_RECORDED if outcomes else RECORDED, *others]))
    elif not outcomes:
        blocks.append(NOTHING_RECORDED)
    reached = {each.item for each in outcomes}
    if outcomes and (left := [item for item in items if item.key not in reached]):
        heading = f"{OF_NO_OUTCOME} {counted(len(left), 'item')}"
        lines = [f"{order[item.key]}. {item.text}" for item in left]
        blocks.append("\n".join([heading, *lines]))
    return "\n\n".join(blocks)


def approval_text(minutes: Minutes, held: pl.DataFrame) -> str:
    """The state of minutes, in a sentence or more. ``held``: the meetings held by the day."""
    if minutes.approval is None:
        if not minutes.is_closed:
            return f"{NOT_APPROVED} {UNDER_WAY}"
        edited = f" Last edited by {minutes.version['recorded_by']}." if minutes.version else ""
        return f"{NOT_APPROVED}{edited}"
    approving = pl.col("ref") == minutes.approval["approved_by_meeting"]
    held_on = held.row(by_predicate=approving, named=True)["held_on"]
    sentences = [f"Approved at the meeting of {day_text(held_on)}, and sealed."]
    if minutes.changed:
        entries = counted(minutes.changed, "entry", "entries")
        sentences.append(f"{entries} changed since these minutes were approved.")
    if not minutes.is_unbroken:
        sentences.append(BROKEN)
    return " ".join(sentences)


def _line(outcome: ItemOutcome) -> str:
    line = outcome.line
    return line if line[-1] in ".?!…”" else f"{line}."


def _recorded_elsewhere(
    tables: Tables, meeting: str, outcomes: Sequence[ItemOutcome]
) -> Iterator[str]:
    """Entries that name the meeting and are the outcome of no item, in words."""
    linked = {(each.table, each.row) for each in outcomes}
    for table, called in NAME_THEIR_MEETING.items():
        rows = tables[table]
        is_first = pl.col("corrects").is_null() if "corrects" in rows.columns else pl.lit(True)
        for number in rows.filter(pl.col("meeting") == meeting, is_first)["id"]:
            if (table, number) not in linked:
                of_part = _part_judged(tables, number) if table == "judgement" else ""
                yield f"{called}{of_part}: {entry_words(tables, table, number)}"


def _part_judged(tables: Tables, judgement: int) -> str:
    """The part that a judgement is of, which its own words do not say."""
    judged = tables["judgement"].filter(pl.col("id") == judgement)
    part = judged.join(tables["requirement"], left_on="requirement", right_on="ref")
    return "".join(
        f" of {label}, {title}" for label, title in part.select("label", "short_title").iter_rows()
    )


def _has_changed(tables: Tables, entry: Sealed, entry_hash: Callable[[Row], str]) -> bool:
    """Whether an entry was corrected, changed in its place or blanked since it was sealed."""
    outcome, table, number, sha256 = entry
    if table is None:
        rows = tables["meeting_outcome"].filter(pl.col("id") == outcome).select("said")
    else:
        rows = tables[table].filter(pl.col("id") == number)
        if "corrects" in rows.columns and number in tables[table]["corrects"]:
            return True
    return rows.is_empty() or entry_hash(rows.row(0, named=True)) != sha256


def _newest(rows: pl.DataFrame, meeting: str) -> Row | None:
    of_it = rows.filter(pl.col("meeting") == meeting)
    return of_it.row(-1, named=True) if of_it.height else None
