"""The agenda of one meeting: what lists itself, what the office made of it, and what was frozen."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from metrics.day_state import DayState
from metrics.finding import Finding, Line, Look, Piece
from metrics.frames import Row, Tables
from metrics.meetings.agenda import ASKED_EARLIER, DECIDED_EARLIER, AgendaItem, agenda_text
from metrics.meetings.agenda_topics import TOPIC_NOUNS
from metrics.meetings.decisions import decisions_not_done, unanswered
from metrics.status_rules import late_days, late_text
from metrics.text_format import capitalised, counted, day_text, listed

ADDED = "Added by the office"
# The columns of a frozen item, in the order of the fields of an item.
FROZEN = ("item", "topic", "text", "speaker", "minutes")
HashOfItems = Callable[[Sequence[Sequence[str | int | None]]], str]
NUMBER_OF_DAYS = re.compile(r"\b[\d,]+ days?\b")
SINCE_LAST, CHANGES = "Changes since the last one", "changes"
MOST_TOPICS = 6
HAD_BEFORE_IT = "It had before it"
# The nouns for one item, and for several, under each topic of a frozen agenda.
FROZEN_NOUNS = {
    **TOPIC_NOUNS,
    ADDED: ("item added by the office", "items added by the office"),
    SINCE_LAST: (
        "summary of changes since the last one",
        "summaries of changes since the last one",
    ),
    DECIDED_EARLIER: ("earlier decision not done", "earlier decisions not done"),
    ASKED_EARLIER: ("earlier question not answered", "earlier questions not answered"),
}
NEW, GONE, OTHERWISE = "New since", "Gone since", "Reads otherwise now"


class LeftOut(NamedTuple):
    """An item that is left off an agenda, and why."""

    item: AgendaItem
    reason: str


class Change(NamedTuple):
    """A change of an item since the agenda was frozen: ``NEW``, ``GONE`` or ``OTHERWISE``.

    ``item``: as it is now, or was if it is gone. ``was``: its frozen text, if it reads otherwise.
    """

    what: str
    item: AgendaItem
    was: str | None = None


class Frozen(NamedTuple):
    """An agenda as it was frozen on ``as_at``, when its meeting was planned for ``planned_on``.

    ``is_intact``: false if a text in it was blanked since.
    """

    items: list[AgendaItem]
    as_at: date
    planned_on: date
    recorded_by: str
    sha256: str
    is_intact: bool


class MeetingAgenda(NamedTuple):
    """The agenda of a meeting as it stands on a day. ``frozen``: null until it is frozen."""

    items: list[AgendaItem]
    left_out: list[LeftOut]
    frozen: Frozen | None

    @property
    def before_it(self) -> list[AgendaItem]:
        """The items before the meeting: of the frozen agenda, or of the one that stands now."""
        return self.frozen.items if self.frozen else self.items

    def is_arranged(self, held_on: date | None) -> bool:
        """Whether it is the office's own: of a meeting to come, or frozen before it was held."""
        return held_on is None or self.frozen is not None

    @property
    def changes(self) -> list[Change]:
        """The changes since the agenda was frozen; none if it is not."""
        return agenda_changes(self.frozen.items, self.items) if self.frozen else []


def meeting_agenda(
    meeting: str,
    listed: Sequence[AgendaItem],
    tables: Tables,
    as_at: date,
    today: date,
    hash_of: HashOfItems,
) -> MeetingAgenda:
    """The agenda of ``meeting`` by what was recorded of it by ``as_at``.

    ``listed``: what lists itself, as ``agenda_items`` gives it. ``tables``: every row. Rows
    recorded after ``today`` are in a store of a past day, and kept. ``hash_of``: what gives the
    hash of frozen items.
    """
    entries, frozen = (
        _known(tables[name].filter(pl.col("meeting") == meeting), as_at, today)
        for name in ("agenda_entry", "frozen_agenda")
    )
    items, left_out = arranged(listed, entries)
    newest = frozen.sort("id").tail(1).to_dicts()
    return MeetingAgenda(
        items, left_out, _frozen(newest[0], tables["frozen_item"], hash_of) if newest else None
    )


def arranged(
    listed: Sequence[AgendaItem], entries: pl.DataFrame
) -> tuple[list[AgendaItem], list[LeftOut]]:
    """The items in the order of the office, and those that it leaves out.

    ``entries``: those of one meeting. The newest entry about an item counts. What has no place
    stands as it is listed, what was added after it; then each item that was moved takes its place,
    in the order in which they were moved. An entry about what is no longer listed has no effect.
    """
    newest, moved = _newest_entries(entries)
    added = [AgendaItem(key, ADDED, entry["text"]) for key, entry in newest.items() if _adds(key)]
    items, left_out = [], []
    for item in (*listed, *added):
        entry = newest.get(item.key, {})
        said = item._replace(speaker=entry.get("speaker"), minutes=entry.get("minutes"))
        if entry.get("left_out"):
            left_out.append(LeftOut(said, entry["left_out"]))
        else:
            items.append(said)
    by_key = {item.key: item for item in items}
    order = [key for key in by_key if key not in moved]
    for key in sorted(moved.keys() & by_key.keys(), key=lambda key: moved[key]):
        order.insert(newest[key]["place"] - 1, key)
    return [by_key[key] for key in order], left_out


def agenda_changes(frozen: Sequence[AgendaItem], now: Sequence[AgendaItem]) -> list[Change]:
    """The changes between two agendas, item by item: new, gone, or otherwise.

    That it is some days later is no change: "9 days late" and "12 days late" read alike.
    """
    before, after = ({item.key: item for item in items} for items in (frozen, now))
    return [
        *(Change(NEW, item) for key, item in after.items() if key not in before),
        *(Change(GONE, item) for key, item in before.items() if key not in after),
        *(
            Change(OTHERWISE, item, before[key].text)
            for key, item in after.items()
            if key in before and _apart_from_days(item) != _apart_from_days(before[key])
        ),
    ]


def had_before_it_text(agenda: MeetingAgenda, then: DayState, kind: str) -> list[str]:
    """A sentence that counts by topic the items before a meeting of ``kind``; none for no items.

    That is its frozen agenda, each item once; where there is none, the exceptions of ``then``, as
    the meeting began. Markdown: bold numbers.
    """
    if agenda.frozen is None:
        return agenda_text(then, HAD_BEFORE_IT, kind)
    clauses = []
    for topic, number in numbers_by_topic(agenda.frozen.items).items():
        # The topics of an older agenda may have had other names.
        nouns = FROZEN_NOUNS.get(topic, (f"under “{topic}”",) * 2)
        clauses.append(f"**{number:,}** {nouns[number > 1]}")
    return [f"{HAD_BEFORE_IT}: {listed(clauses)}."] if clauses else []


def numbers_by_topic(items: Sequence[AgendaItem]) -> dict[str, int]:
    """The number of items under each topic, in the order in which the topics first appear."""
    return dict(Counter(item.topic for item in items))


def meeting_finding(title: str, items: Sequence[AgendaItem], now: DayState) -> Finding:
    """What a meeting to come has before it, by topic, what is open of earlier ones, what to ask.

    Its picture has the topics of most items, in the order of the agenda, and all others together.
    ``title``: of the meeting. ``now``: the day on which it is looked at.
    """
    tables, numbers = now.tables, numbers_by_topic(items)
    largest = sorted(numbers, key=lambda topic: -numbers[topic])[:MOST_TOPICS]
    drawn = {topic: number for topic, number in numbers.items() if topic in largest}
    if others := len(items) - sum(drawn.values()):
        drawn["Other topics"] = others
    not_done = decisions_not_done(tables["decision"], tables["meeting"], now.day)
    questions = unanswered(tables["ask"])
    late = questions.filter(late_days("due_on", now.day).is_not_null()).sort("due_on", "id")
    of_earlier = listed(
        counted(number, noun)
        for number, noun in (
            (not_done["days_late"].count(), "earlier decision"),
            (late.height, "earlier question"),
        )
        if number
    )
    late_of = {DECIDED_EARLIER: not_done["days_late"].count(), ASKED_EARLIER: late.height}
    before_it = counted(len(items), "item") if items else "nothing"
    return Finding(
        f"{capitalised(title)}: {before_it} on the agenda"
        + (f", and {of_earlier} late" if of_earlier else ""),
        [
            Line(
                topic,
                [Piece(Look.OTHER, number, f"{number:,}{_late_text(late_of.get(topic, 0))}")],
                max(drawn.values()),
            )
            for topic, number in drawn.items()
        ],
        base="Each item stands once, under the first topic that it fits." if items else "",
        ask="".join(
            f"{now.facts.names[row['of_whom']]}: {row['what']} "
            f"Asked on {day_text(row['asked_on'])}{late_text(row['due_on'], now.day)}."
            for row in late.head(1).to_dicts()
        ),
    )


def _late_text(late: int) -> str:
    return f", {late:,} of them late" if late else ""


def minutes_text(items: Sequence[AgendaItem]) -> str:
    """A sentence: how long the items take, and how many have no time; empty where none has one."""
    minutes = [item.minutes for item in items if item.minutes]
    if not minutes:
        return ""
    without = len(items) - len(minutes)
    more = f", and {counted(without, 'item')} with no time" if without else ""
    return f"{counted(sum(minutes), 'minute')} for {counted(len(minutes), 'item')}{more}."


def frozen_text(frozen: Frozen, planned_on: date | None) -> str:
    """Sentences on when an agenda was frozen, and what there is to know of it.

    ``planned_on``: the day for which the meeting is planned now; null if it was held.
    """
    sentences = [
        f"Frozen on {day_text(frozen.as_at)} by {frozen.recorded_by}, reference "
        f"{frozen.sha256[:12]}: it stays as it was then."
    ]
    if planned_on and planned_on != frozen.planned_on:
        sentences.append(
            f"The meeting was planned for {day_text(frozen.planned_on)} then, and is now planned "
            f"for {day_text(planned_on)}; the frozen agenda is kept."
        )
    if not frozen.is_intact:
        sentences.append("A text in it was blanked since, so the reference is no longer its own.")
    return " ".join(sentences)


def newest_entry(entries: pl.DataFrame, key: str) -> Row | None:
    """The newest entry about an item among those of its meeting; null where there is none."""
    return _newest_entries(entries)[0].get(key)


def _newest_entries(entries: pl.DataFrame) -> tuple[dict[str, Row], dict[str, int]]:
    """The newest entry about each item by its key, and the entry that moved each moved item."""
    newest: dict[str, Row] = {}
    moved: dict[str, int] = {}
    for entry in entries.sort("id").iter_rows(named=True):
        key = entry["item"] or f"added {entry['id']}"
        if entry["place"] is None:
            moved.pop(key, None)
        elif key not in moved or newest[key]["place"] != entry["place"]:
            moved[key] = entry["id"]
        newest[key] = entry
    return newest, moved


def _apart_from_days(item: AgendaItem) -> str:
    """The text of an item; of one that lists itself, without numbers of days, which only pass."""
    return item.text if _adds(item.key) else NUMBER_OF_DAYS.sub("days", item.text)


def _adds(key: str) -> bool:
    return key.startswith("added ")


def _known(rows: pl.DataFrame, as_at: date, today: date) -> pl.DataFrame:
    """Rows that were recorded by ``as_at``, and those recorded after ``today``."""
    since = pl.col("recorded_at").dt.date().is_between(as_at, today, closed="right")
    return rows.filter(~since)


def _frozen(agenda: Row, items: pl.DataFrame, hash_of: HashOfItems) -> Frozen:
    rows = items.filter(pl.col("agenda") == agenda["id"]).sort("place").select(FROZEN).rows()
    return Frozen(
        [AgendaItem(*row) for row in rows],
        agenda["as_at"],
        agenda["planned_on"],
        agenda["recorded_by"],
        agenda["sha256"],
        hash_of(rows) == agenda["sha256"],
    )
