"""A board's summary: changes since its last meeting, and pending business."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import EvidenceKind, State, Voice
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings import changes
from metrics.meetings.changes import LateCounts, Window, late_mark
from metrics.meetings.decisions import decision_item, decisions_not_done
from metrics.meetings.meeting_dates import in_a_sentence
from metrics.meetings.newly_overdue import ACTION, NewlyPast, counts_of, is_overdue, newly_past
from metrics.meetings.other_entries import EntriesByKind, other_entries
from metrics.memoize import memoize
from metrics.plan.deadlines import marked_updates
from metrics.plan.slippage import notice_text
from metrics.recommendations.parts import part_title
from metrics.recommendations.positions import VOICES, state_word
from metrics.status_rules import ASKED_LOCALLY, before_the_store_text, recorded_after
from metrics.text_format import day_text, listed

IS_COMPLETE = pl.col("state") == State.COMPLETE


def action_line(row: Row) -> str:
    """The ref and the title of an action."""
    return f"{row['ref']}, {row['title']}"


def date_change_line(row: Row) -> str:
    """A changed date: its action, both dates, whether with notice, and why."""
    reason = f"reason: {row['change_reason']}" if row["change_reason"] else "reason not stated"
    return (
        f"{row['action']}, {row['title']}: was {day_text(row['was'])}, now {day_text(row['now'])}; "
        f"{notice_text(row)}; {reason}{late_mark(row)}"
    )


def hand_over_lines(day_state: DayState, updates: pl.DataFrame) -> list[str]:
    """A line for each hand-over: the action, the new lead or owner, the day, and who says so."""
    titles = dict(day_state.tables["action"].select("ref", "title").iter_rows())
    names = day_state.facts.names
    return [
        f"{row['action']}, {titles[row['action']]}: to "
        f"{', '.join(filter(None, (names.get(row['new_lead']), row['new_owner'])))}"
        f" from {day_text(row['effective_on'])}"
        + (f", by {row['handed_over_by']}" if row["handed_over_by"] else "")
        + late_mark(row)
        for row in updates.filter(pl.col("action").is_in(list(titles))).to_dicts()
    ]


def other_updates(day_state: DayState, window: Window, complete: Collection[str]) -> pl.DataFrame:
    """Updates of the window that say something which no other list of changes has, oldest first.

    ``complete``: the actions that are listed as newly complete. Left out are an update that says no
    more than that, and one that says no more than a changed date or a hand-over. Adds
    ``recorded_late`` and ``line``.
    """
    titles = day_state.tables["action"].select("title", action="ref")
    updates = window.takes_in(
        marked_updates(day_state.tables["action_update"], day_state.tables["action"])
        .with_columns(is_last_state=pl.col("id") == _newest_state())
        .join(titles, on="action", maintain_order="left")
    )
    lines = [_update_line(row, complete) for row in updates.iter_rows(named=True)]
    return updates.with_columns(line=pl.Series(lines, dtype=pl.String)).drop_nulls("line")


def _newest_state() -> pl.Expr:
    """The id of the newest update that gives its action another state."""
    return pl.col("id").filter("new_state").last().over("action")


def _update_line(row: Row, complete: Collection[str]) -> str | None:
    """A line on an update, without what stands in other lists; null if nothing is left."""
    is_listed = row["state"] == State.COMPLETE and row["action"] in complete
    # What it waits on says more than that it waits.
    is_said = row["state"] == State.WAITING and row["waiting_on"]
    clauses = []
    if row["new_state"] and not (is_listed and row["is_last_state"]) and not is_said:
        from_day = f"{row['state']} from {day_text(row['effective_on'])}, no longer so"
        clauses.append(f"now {row['state']}" if row["is_last_state"] else from_day)
    if row["new_due_on"] and not row["was"]:
        clauses.append(f"first date agreed, {day_text(row['new_due_on'])}")
    if row["new_review_on"]:
        clauses.append(f"to be reviewed on {day_text(row['new_review_on'])}")
    if row["waiting_on"]:
        clauses.append(f"waiting on {row['waiting_on']}")
    is_told = row["new_state"] or row["changes_date"] or row["new_lead"] or row["new_owner"]
    if not (clauses or is_told):
        clauses.append(f"still {row['state']}" if row["state"] else "a note")
    words = f"{row['action']}, {row['title']}: {listed(clauses)}{late_mark(row)}"
    return words if clauses else None


LONGEST_ITEM = 125
NOT_DONE = "Decisions not done"
# The number of kinds of change of which the briefing shows the first item.
SHOWN_IN_SHORT = 5
ENTERED_SINCE = "Entered since about earlier days, and not new"
COMPLETE = pl.col("reported_complete")


@dataclass(frozen=True)
class Topic:
    """One kind of change, with a line for each item that changed."""

    name: str
    items: list[str]

    def in_short(self) -> str:
        """The first item, without last clauses for which there is no room, and how many more."""
        if not self.items:
            return "None."
        more = len(self.items) - 1
        clauses = self.items[0].split("; ")
        while len("; ".join(clauses)) > LONGEST_ITEM and len(clauses) > 1:
            clauses.pop()
        first = shorten("; ".join(clauses), LONGEST_ITEM, placeholder=" …")
        if more:
            return f"{first}; {more} more."
        return first if first.endswith("…") else f"{first}."


@dataclass(frozen=True)
class Since:
    """Everything that changed between a meeting and the day of the page."""

    meeting: str
    sentence: str
    topics: list[Topic]

    @property
    def number(self) -> int:
        """The number of things changed or entered, each once; what was left undone is no change."""
        return sum(len(topic.items) for topic in self.topics if topic.name != NOT_DONE)

    @property
    def counts_text(self) -> str:
        """A sentence that counts the changes since the meeting by kind, without a zero."""
        changed = [topic for topic in self.topics if topic.name != NOT_DONE]
        return f"Since the {self.meeting}: {_counts(changed)}"

    @property
    def first_topics(self) -> list[Topic]:
        """The kinds of change that a board asks for first."""
        return self.topics[:SHOWN_IN_SHORT]


def _counts(topics: Sequence[Topic]) -> str:
    counts = [
        f"{topic.name[0].lower()}{topic.name[1:]}, {len(topic.items)}"
        for topic in topics
        if topic.items
    ]
    return f"{'; '.join(counts)}." if counts else ""


@memoize
def since_meeting(previous: DayState, then: DayState, day_state: DayState) -> Since:
    """Changes from the day of a meeting to ``day_state``.

    ``previous``: that day as the meeting could see it. ``then``: that day as it is known now. What
    was so by then, and was recorded since, is not new: it has a topic of its own, if there is any.
    Each thing has one line: a position that makes a part complete stands under that part alone.
    """
    since = previous.day
    window = Window(since, day_state.day, recorded_after(day_state.tables, since))
    meeting = _meeting_on(day_state, previous.day)
    complete, complete_late = _newly(previous.parts, then.parts, day_state.parts, COMPLETE)
    done, done_late = _newly(previous.actions, then.actions, day_state.actions, IS_COMPLETE)
    overdue = newly_past(previous, then, day_state)
    past_words = overdue.newly.filter(~is_overdue())["item"].to_list()
    entries = _Entries(
        window.takes_in(day_state.facts.date_changes),
        window.takes_in(_without_completion(day_state.facts.moves, complete, complete_late)),
        changes.new_evidence(day_state.tables["evidence"], window),
        changes.hand_overs(day_state.tables["action_update"], window),
        other_updates(day_state, window, {*done["ref"], *done_late["ref"]}),
        other_entries(day_state, window),
    )
    new = entries.only(changes.happened)
    late = entries.only(changes.entered_late)
    topics = [
        Topic("Newly reported complete", [part_title(row) for row in complete.to_dicts()]),
        *_if_any("Actions newly complete", [action_line(row) for row in done.to_dicts()]),
        Topic("Newly overdue", overdue.newly.filter(is_overdue())["item"].to_list()),
        *_if_any("Newly past a time in words", past_words),
        Topic("Dates changed", [date_change_line(row) for row in new.dates.to_dicts()]),
        Topic("Changed positions", _moved(day_state, new.moves)),
        Topic("New evidence", [_evidence(row) for row in new.evidence.to_dicts()]),
        *_if_any("Handed over", hand_over_lines(day_state, new.hand_overs)),
        *_if_any("Other updates of actions", new.updates["line"].to_list()),
        *(each for name, rows in new.others.items() for each in _if_any(name, _lines(rows))),
        Topic(NOT_DONE, _not_done(day_state)),
        *_if_any(ENTERED_SINCE, _late_items(day_state, complete_late, done_late, overdue, late)),
    ]
    sentence = changes.since_text(
        meeting,
        complete.height,
        counts_of(overdue.newly),
        new.dates.filter("after_passed").height,
        _late_counts(complete_late, done_late, overdue, late),
        len(past_words),
    )
    known = before_the_store_text(day_state.tables, since)
    return Since(meeting, " ".join(filter(None, (sentence, known))), topics)


class _Entries(NamedTuple):
    """Entries of a window, by kind."""

    dates: pl.DataFrame
    moves: pl.DataFrame
    evidence: pl.DataFrame
    hand_overs: pl.DataFrame
    updates: pl.DataFrame
    others: EntriesByKind

    def only(self, which: Callable[[pl.DataFrame], pl.DataFrame]) -> "_Entries":
        """The entries that ``which`` keeps."""
        return _Entries(
            which(self.dates),
            which(self.moves),
            which(self.evidence),
            which(self.hand_overs),
            which(self.updates),
            {name: which(rows) for name, rows in self.others.items()},
        )


def _without_completion(moves: pl.DataFrame, *complete: pl.DataFrame) -> pl.DataFrame:
    """The moves, without those by which a part of ``complete`` became reported complete."""
    parts = pl.concat(rows.select("ref", "for_force", "for_cps") for rows in complete)
    by_a_body_asked = pl.any_horizontal(
        (pl.col("voice") == voice)
        & pl.col("requirement").is_in(parts.filter(asked)["ref"].implode())
        for voice, asked in ASKED_LOCALLY.items()
    )
    completes = (pl.col("state") == State.COMPLETE) & pl.col("still_so") & by_a_body_asked
    return moves.filter(~completes)


def _if_any(name: str, items: list[str]) -> list[Topic]:
    return [Topic(name, items)] if items else []


def _lines(rows: pl.DataFrame) -> list[str]:
    lines: list[str] = rows["line"].to_list()
    return lines


def _late_counts(
    complete: pl.DataFrame, done: pl.DataFrame, overdue: NewlyPast, late: _Entries
) -> LateCounts:
    actions = overdue.entered_since.filter(pl.col("kind") == ACTION).height
    return LateCounts(
        complete.height,
        actions,
        late.dates.height,
        late.moves.height,
        late.evidence.height,
        other_days=overdue.entered_since.height - actions,
        hand_overs=late.hand_overs.height,
        done=done.height,
        others=late.updates.height + sum(rows.height for rows in late.others.values()),
    )


def _late_items(
    day_state: DayState,
    complete: pl.DataFrame,
    done: pl.DataFrame,
    overdue: NewlyPast,
    late: _Entries,
) -> list[str]:
    return [
        *(f"{part_title(row)}: reported complete by then" for row in complete.to_dicts()),
        *(f"{action_line(row)}: complete by then" for row in done.to_dicts()),
        *(f"{item}: past by then" for item in overdue.entered_since["item"]),
        *map(date_change_line, late.dates.to_dicts()),
        *hand_over_lines(day_state, late.hand_overs),
        *_lines(late.updates),
        *_moved(day_state, late.moves),
        *map(_evidence, late.evidence.to_dicts()),
        *(f"{name}: {line}" for name, rows in late.others.items() for line in _lines(rows)),
    ]


def _meeting_on(day_state: DayState, day: date) -> str:
    held = day_state.tables["meeting"].filter(pl.col("held_on") == day)["kind"]
    kinds = day_state.tables["meeting_kind"]
    words = [in_a_sentence(kinds, kind) for kind in kinds["ref"] if kind in held]
    # A pack that was given out is compared with this day even if its meeting was moved since.
    of_day = f"{listed(words)} of" if words else "meeting that was recorded for"
    return f"{of_day} {day_text(day)}"


def _newly(
    previous: pl.DataFrame, then: pl.DataFrame, current: pl.DataFrame, condition: pl.Expr
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows that newly meet the condition: those that did not on the day of ``then``, and those that
    did, as is known only since.
    """
    newly = changes.newly(previous, current, condition)
    was_so = pl.col("ref").is_in(then.filter(condition)["ref"].implode())
    return newly.filter(~was_so), newly.filter(was_so)


def _moved(day_state: DayState, moves: pl.DataFrame) -> list[str]:
    labels = day_state.labels
    return [
        f"{labels.get(row['requirement'], '')}: {_move(row, Voice(row['voice']))}{late_mark(row)}"
        for row in moves.to_dicts()
    ]


def _move(row: Row, voice: Voice) -> str:
    word = state_word(row["state"], voice)
    if row["still_so"]:
        return f"{VOICES[voice]} now {word}"
    return f"{VOICES[voice]} {word} from {day_text(row['effective_on'])}, no longer so"


def _evidence(row: Row) -> str:
    return f"{row['title']}{_statement_mark(row)}{late_mark(row)}"


def _not_done(day_state: DayState) -> list[str]:
    late = decisions_not_done(
        day_state.tables["decision"], day_state.tables["meeting"], day_state.day
    )
    return [decision_item(row) for row in late.to_dicts()]


def _statement_mark(row: Row) -> str:
    return " (a statement)" if row["kind"] == EvidenceKind.STATEMENT else ""
