"""Outcomes of the items of agendas, in words, and how often meetings were told the same."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import SAID_OF_THE_ITEM, OutcomeKind
from metrics.frames import Row, Tables
from metrics.text_format import capitalised, day_text

# From this many meetings on, a sentence says that the words are the same.
SAME_WORDS_FROM = 3
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
GONE = "what it said is no longer there"


class ItemOutcome(NamedTuple):
    """One outcome of an item, in words.

    ``taken_back_by``: null while it counts. ``table`` and ``row``: its entry, or the word that
    stood; null for neither.
    """

    number: int
    item: str
    place: int
    kind: OutcomeKind
    words: str
    by: str
    at: datetime
    taken_back_by: str | None
    table: str | None
    row: int | None

    @property
    def counts(self) -> bool:
        """Whether it was not taken back."""
        return self.taken_back_by is None

    @property
    def line(self) -> str:
        """Its kind and its words."""
        return f"{capitalised(self.kind)}: {self.words}" if self.words else capitalised(self.kind)


def outcomes_at(tables: Tables, meeting: str) -> list[ItemOutcome]:
    """Every outcome recorded at ``meeting``, in order, those taken back too.

    ``tables``: with every row, for an entry may have been corrected since, and is said as it was.
    """
    return _outcomes(tables, pl.col("meeting") == meeting)


def outcomes_of_item(tables: Tables, meeting: str, item: str) -> list[ItemOutcome]:
    """The outcomes of one item at ``meeting``, as ``outcomes_at`` has them."""
    return _outcomes(tables, (pl.col("meeting") == meeting) & (pl.col("item") == item))


def _outcomes(tables: Tables, which: pl.Expr) -> list[ItemOutcome]:
    rows = tables["meeting_outcome"].filter(which)
    undone = dict(rows.drop_nulls("takes_back").select("takes_back", "recorded_by").iter_rows())
    return [
        _outcome(tables, row, undone.get(row["id"]))
        for row in rows.filter(pl.col("takes_back").is_null()).iter_rows(named=True)
    ]


def _outcome(tables: Tables, row: Row, taken_back_by: str | None) -> ItemOutcome:
    kind = OutcomeKind(row["kind"])
    if kind in SAID_OF_THE_ITEM or taken_back_by:
        words = row["said"] or ""
    else:
        words = entry_words(tables, row["table"], row["row"])
    return ItemOutcome(
        row["id"],
        row["item"],
        row["place"],
        kind,
        words,
        row["recorded_by"],
        row["recorded_at"],
        taken_back_by,
        row["table"],
        row["row"],
    )


def newest_of_item(tables: Tables, meeting: str, item: str) -> int:
    """The id of the newest row about an item at ``meeting``, a taking back included; 0 for none."""
    is_it = (pl.col("meeting") == meeting) & (pl.col("item") == item)
    return max(tables["meeting_outcome"].filter(is_it)["id"], default=0)


def without_outcomes(tables: Tables, meeting: str) -> dict[str, pl.DataFrame]:
    """The tables without the entries that were made at ``meeting``: as it began."""
    made = tables["meeting_outcome"].filter(
        pl.col("meeting") == meeting,
        pl.col("table").is_not_null(),
        ~pl.col("kind").is_in(SAID_OF_THE_ITEM),
    )
    entries = dict(made.group_by("table").agg("row").iter_rows())
    return {
        name: rows.filter(~pl.col("id").is_in(entries[name])) if name in entries else rows
        for name, rows in tables.items()
    }


class MeetingBefore(NamedTuple):
    """A meeting, and what it made of an item; taken back is left out, and there is something."""

    ref: str
    held_on: date
    outcomes: list[ItemOutcome]


def history_of_item(tables: Tables, meeting: str, item: str) -> list[MeetingBefore]:
    """The meetings of the kind of ``meeting`` that recorded of an item, it included, in order."""
    held = tables["meeting"].filter(pl.col("held_on").is_not_null())
    this = held.row(by_predicate=pl.col("ref") == meeting, named=True)
    up_to = held.filter(
        pl.col("kind") == this["kind"],
        pl.col("held_on") <= this["held_on"],
        pl.col("ref").is_in(
            tables["meeting_outcome"].filter(pl.col("item") == item)["meeting"].implode()
        ),
    ).sort("held_on", "id")
    found = (
        MeetingBefore(
            ref, day, [each for each in outcomes_of_item(tables, ref, item) if each.counts]
        )
        for ref, day in up_to.select("ref", "held_on").iter_rows()
    )
    return [each for each in found if each.outcomes]


def said_before(tables: Tables, meeting: str, item: str) -> MeetingBefore | None:
    """The last earlier meeting of the kind that recorded of the item; null for none."""
    earlier = [each for each in history_of_item(tables, meeting, item) if each.ref != meeting]
    return earlier[-1] if earlier else None


def times_same_words(tables: Tables, meeting: str, item: str) -> int:
    """The number of meetings in a row, ``meeting`` the last, that were told the same of an item.

    "No change" repeats the word that stood. A meeting at which the item was not reached, or nothing
    was recorded of it, is passed over. 0 where this meeting was told nothing.
    """
    history = history_of_item(tables, meeting, item)
    told = [(each.ref, _told(tables, each.outcomes)) for each in reversed(history)]
    if not told or told[0][0] != meeting or told[0][1] is None:
        return 0
    words = [said for _, said in told if said is not None]
    return next((times for times, said in enumerate(words) if said != words[0]), len(words))


def carried_over_text(tables: Tables, meeting: str, item: str) -> str:
    """A sentence: an item was carried over, how often, and whether its words are the same again.

    Empty where something new was recorded of it for the first time.
    """
    history = history_of_item(tables, meeting, item)
    if not history or history[-1].ref != meeting:
        return ""
    sentences = []
    # What the office added is on no other agenda.
    is_listed = not item.startswith("added ")
    if is_listed and all(each.kind in SAID_OF_THE_ITEM for each in history[-1].outcomes):
        again = f", at the {_ordinal(len(history))} meeting" if len(history) > 1 else ""
        sentences.append(f"Carried over{again}.")
    same = times_same_words(tables, meeting, item)
    if same >= SAME_WORDS_FROM:
        sentences.append(f"The same words at the {_ordinal(same)} meeting.")
    return " ".join(sentences)


def entry_words(tables: Tables, table: str, row: int) -> str:
    """An entry as it was last corrected, in a sentence without its kind."""
    found = _newest(tables[table], row)
    return WORDS[table](found, _names(tables)) if found else GONE


def _newest(rows: pl.DataFrame, number: int) -> Row | None:
    """The row with this number, or the one that stands for it now."""
    if "corrects" in rows.columns:
        replaced = dict(rows.drop_nulls("corrects").select("corrects", "id").iter_rows())
        while number in replaced:
            number = replaced[number]
    return next(rows.filter(pl.col("id") == number).iter_rows(named=True), None)


def _names(tables: Tables) -> dict[str, str]:
    return dict(tables["organisation"].select("ref", "name").iter_rows())


def _told(tables: Tables, outcomes: Sequence[ItemOutcome]) -> str | None:
    """The text that a meeting had on an item, without case and white space; null for none."""
    told = [each for each in outcomes if each.kind != OutcomeKind.NOT_REACHED]
    if not told:
        return None
    last = told[-1]
    words = last.words if last.table is None or last.row is None else _word(tables, last)
    return " ".join(words.casefold().split())


def _word(tables: Tables, outcome: ItemOutcome) -> str:
    """The words of the entry of an outcome; of an update, those somebody wrote."""
    found = _newest(tables[str(outcome.table)], outcome.row or 0)
    if found is None:
        return GONE
    return found.get("note") or WORDS[str(outcome.table)](found, _names(tables))


def _ordinal(number: int) -> str:
    return ORDINALS[number] if number < len(ORDINALS) else f"{number}th"


def _update(row: Row, names: Mapping[str, str]) -> str:
    due = f"to be done by {day_text(row['new_due_on'])}" if row["new_due_on"] else ""
    why = f"reason: {row['change_reason']}" if row["change_reason"] else ""
    agreed = f"agreed by {row['agreed_by']}" if row["agreed_by"] else ""
    lead = f"handed over to {names.get(row['new_lead'], '')}" if row["new_lead"] else ""
    waits = f"waiting on {row['waiting_on']}" if row["waiting_on"] else ""
    return _sentences(_clauses(row["state"], due, why, agreed, waits, lead), row["note"])


def _action(row: Row, names: Mapping[str, str]) -> str:
    owner = f", {row['owner_role']}" if row["owner_role"] else ""
    due = f"to be done by {day_text(row['first_due_on'])}" if row["first_due_on"] else "no date"
    lead = f"{names.get(row['lead_organisation'], row['lead_organisation'])}{owner}"
    return _sentences(f"{row['ref']}, {row['title']}", _clauses(lead, due))


def _escalation(row: Row, _: Mapping[str, str]) -> str:
    due = f"answer due {day_text(row['respond_by_on'])}" if row["respond_by_on"] else ""
    level = f"{row['ref']}, {row['subject']} to level {row['rung']}"
    return _sentences(_clauses(level, row["route"], due), row["reason"])


def _question(row: Row, names: Mapping[str, str]) -> str:
    due = f"Answer due {day_text(row['due_on'])}" if row["due_on"] else ""
    return _sentences(f"{names.get(row['of_whom'], row['of_whom'])}: {row['what']}", due)


def _decision(row: Row, _: Mapping[str, str]) -> str:
    due = f"by {day_text(row['due_on'])}" if row["due_on"] else ""
    return _sentences(row["text"], _clauses(row["owner"], due))


def _judgement(row: Row, _: Mapping[str, str]) -> str:
    judged = f"how it is done now: {row['performance']}; the plan: {row['plan']}"
    return _sentences(judged, row["reasons"], f"Judged by {row['given_by']}")


def _clauses(*clauses: str | None) -> str:
    return ", ".join(filter(None, clauses))


def _sentences(*sentences: str | None) -> str:
    """The sentences that say anything, each begun with a capital and ended with a stop."""
    said = (" ".join(each.split()) for each in sentences if each)
    return " ".join(
        f"{each[0].upper()}{each[1:]}" + ("" if each[-1] in ".?!…”" else ".")
        for each in said
        if each
    )


WORDS: dict[str, Callable[[Row, Mapping[str, str]], str]] = {
    "action_update": _update,
    "action": _action,
    "escalation": _escalation,
    "ask": _question,
    "decision": _decision,
    "judgement": _judgement,
}
