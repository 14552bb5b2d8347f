"""What a board is told in short: what changed, what is pending, what is not sure."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from textwrap import shorten
from typing import Any

import polars as pl

from data_access.vocabulary import DateBasis, EvidenceKind, State, Voice
from metrics import changes
from metrics.attention import labels_of
from metrics.changes import Window
from metrics.deadlines import date_changes
from metrics.standing import KEPT, LIMITS_IN_USE, Standing
from metrics.wording import counted, day_in_words

Row = dict[str, Any]
LONGEST_ITEM = 105
NO_BOARD_YET = "No board met before this day: there is nothing to compare with."
OVERDUE = pl.col("days_overdue").is_not_null()
VOICES = {
    Voice.FORCE: "force",
    Voice.CPS: "CPS",
    Voice.ADDRESSEE: "the body it is addressed to",
    Voice.OPCC: "OPCC",
    Voice.INSPECTORATE: "inspectorate",
}


@dataclass(frozen=True)
class Topic:
    """One kind of change and the things it happened to, in words."""

    name: str
    items: list[str]

    def in_short(self) -> str:
        """The first item, and how many more there are."""
        if not self.items:
            return "None."
        more = len(self.items) - 1
        first = shorten(self.items[0], LONGEST_ITEM, placeholder=" …")
        return f"{first}; {more} more." if more else f"{first}."


@dataclass(frozen=True)
class Since:
    """Everything that changed between a meeting and the day looked at."""

    meeting: str
    sentence: str
    topics: list[Topic]


@lru_cache(KEPT)
def since_meeting(then: Standing, now: Standing) -> Since:
    """What changed from ``then``, the day of a meeting, to ``now``."""
    window = Window(then.day, now.day)
    meeting = _meeting_on(now, then.day)
    complete = changes.newly(then.parts, now.parts, pl.col("reported_complete"))
    overdue = changes.newly(then.actions, now.actions, OVERDUE)
    dates = window.takes_in(date_changes(now.tables["action"], now.tables["action_update"]))
    sentence = changes.in_a_sentence(
        meeting, complete.height, overdue.height, dates.filter("after_passed").height
    )
    return Since(
        meeting,
        sentence,
        [
            Topic("Newly reported complete", [_part(row) for row in _rows(complete)]),
            Topic("Newly overdue", [_overdue(row) for row in _rows(overdue)]),
            Topic("Dates changed", [_date_change(row) for row in _rows(dates)]),
            Topic("Voices that moved", _moved(now, window)),
            Topic("New evidence", _evidence(now, window)),
            Topic("Decisions not done", _not_done(now)),
        ],
    )


@lru_cache(KEPT)
def unanswered(standing: Standing) -> list[str]:
    """A sentence for each inspection that is not answered yet."""
    return [
        f"{row['short_title']}: {_answer_due(row)}{row['clock']}."
        for row in _rows(standing.inspections.filter(pl.col("answered_on").is_null()))
    ]


@lru_cache(KEPT)
def late_or_not_verified(standing: Standing) -> list[str]:
    """What a reader must know before leaning on a figure, a sentence each."""
    tables = standing.tables
    progress = [tables[name] for name in ("position", "action_update", "judgement")]
    late = sum(
        recorded_late(rows).height for rows in (*progress, _after_the_response(tables["evidence"]))
    )
    expired = tables["evidence"].filter(pl.col("expires_on") < standing.day).height
    unsure = tables["time_limit"].filter(~pl.col("verified"), pl.col("code").is_in(LIMITS_IN_USE))
    undated = standing.inspections.filter(pl.col("date_basis") == DateBasis.DUE_DATE_USED)
    sentences = [
        f"The answer to “{row['short_title']}” bears no date: what it says counts from "
        f"{day_in_words(row['answered_on'])}, the day it was due."
        for row in _rows(undated)
    ]
    if late:
        sentences.append(
            f"{counted(late, 'entry', 'entries')} took effect on one day and "
            f"{'was' if late == 1 else 'were'} recorded on a later one."
        )
    if expired:
        sentences.append(
            f"{counted(expired, 'piece')} of evidence "
            f"{'has passed the day it holds' if expired == 1 else 'have passed the day they hold'} "
            "for."
        )
    if not unsure.is_empty():
        sentences.append(
            f"Not verified: {counted(unsure.height, 'limit')} these pages count with, listed in "
            "About the data."
        )
    return sentences


def open_business_in_words(not_done: pl.DataFrame, unanswered: pl.DataFrame) -> str:
    """What meetings are still waiting for. Markdown: bold numbers."""
    late = not_done["days_late"].count()
    return (
        f"**{counted(not_done.height, 'decision')}** not done, **{late}** of them late; "
        f"**{counted(unanswered.height, 'question')}** not answered."
    )


def recorded_late(entries: pl.DataFrame) -> pl.DataFrame:
    """Entries recorded on a later day than the one they speak of."""
    return entries.filter(pl.col("recorded_at").dt.date() > pl.col("effective_on"))


def state_word(state: str | None, voice: Voice) -> str:
    """What a state means in the mouth of ``voice``; "nothing recorded" for none."""
    if state == State.COMPLETE:
        return {
            Voice.OPCC: "evidence seen",
            Voice.INSPECTORATE: "closed",
        }.get(voice, "reported complete")
    return state or "nothing recorded"


def _rows(frame: pl.DataFrame) -> list[Row]:
    return frame.to_dicts()


def _meeting_on(standing: Standing, day: date) -> str:
    held = standing.tables["meeting"].filter(pl.col("held_on") == day)
    kind = "board" if "accountability board" in held["kind"] else "RaSSO performance meeting"
    return f"{kind} of {day_in_words(day)}"


def _answer_due(row: Row) -> str:
    if row["response_due_computed_on"]:
        return f"answer due {day_in_words(row['response_due_computed_on'])} as the law counts, "
    if row["response_due_stated_on"]:
        return f"answer due {day_in_words(row['response_due_stated_on'])} as stated, "
    return ""


def _after_the_response(evidence: pl.DataFrame) -> pl.DataFrame:
    return evidence.filter(pl.col("date_basis") == DateBasis.STATED)


def _part(row: Row) -> str:
    return f"{row['label']}, {row['short_title']}"


def _overdue(row: Row) -> str:
    return f"{row['title']}, {counted(row['days_overdue'], 'day')}"


def _date_change(row: Row) -> str:
    how = "after it had passed" if row["after_passed"] else "with notice"
    return (
        f"{row['title']}: was {day_in_words(row['was'])}, now {day_in_words(row['now'])}; "
        f"{how}; {row['change_reason'] or 'reason not stated'}{_late_mark(row)}"
    )


def _moved(now: Standing, window: Window) -> list[str]:
    labels = labels_of(now)
    return [
        f"{labels.get(row['requirement'], '')}: {_move(row, Voice(row['voice']))}{_late_mark(row)}"
        for row in _rows(changes.moved_voices(now.tables["position"], window))
    ]


def _move(row: Row, voice: Voice) -> str:
    word = state_word(row["state"], voice)
    if row["still_so"]:
        return f"{VOICES[voice]} now {word}"
    return f"{VOICES[voice]} {word} from {day_in_words(row['effective_on'])}, no longer so"


def _evidence(now: Standing, window: Window) -> list[str]:
    return [
        f"{row['title']}{_statement_mark(row)}{_late_mark(row)}"
        for row in _rows(changes.new_evidence(now.tables["evidence"], window))
    ]


def _not_done(now: Standing) -> list[str]:
    late = changes.decisions_not_done(now.tables["decision"], now.tables["meeting"], now.day)
    return [
        f"{row['text']}"
        + (f", {counted(row['days_late'], 'day')} late" if row["days_late"] else "")
        for row in _rows(late)
    ]


def _statement_mark(row: Row) -> str:
    return " (a statement)" if row["kind"] == EvidenceKind.STATEMENT else ""


def _late_mark(row: Row) -> str:
    return f" (recorded late, {day_in_words(row['recorded_at'])})" if row["recorded_late"] else ""
