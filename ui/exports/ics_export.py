"""The deadlines of actions and inspections as a calendar file."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

import polars as pl
from icalendar import Calendar, Event

from data_access.vocabulary import AnswerState
from metrics.day_facts import DayFacts
from metrics.day_state import DayState
from metrics.plan.recurrences import how_often_text
from metrics.recommendations.inspections import LAW
from metrics.recommendations.part_dates import WHOSE
from metrics.text_format import NOBODY, capitalised, counted, listed
from ui.elements import prose
from ui.elements.csv_download import Download
from ui.elements.download_button import download_button
from ui.elements.markdown import DEMONSTRATION

# The nouns for one subject of calendar entries, and for several.
ACTION = ("date of an action", "dates of actions")
AGAIN = ("next time of what recurs", "next times of what recurs")
PART = ("date of a part", "dates of parts")
ANSWER = ("answer to be published", "answers to be published")
KINDS = (ACTION, AGAIN, PART, ANSWER)


class Deadline(NamedTuple):
    """One all-day entry of a calendar. ``uid``: the same whenever it is exported."""

    kind: tuple[str, str]
    uid: str
    due_on: date
    summary: str
    description: str


def deadlines_of(
    actions: pl.DataFrame, day_state: DayState, *, is_narrowed: bool
) -> list[Deadline]:
    """The current date of each action that has one, when what recurs is due next, and the dates
    that inspections set.

    These are of open parts, and of answers that are awaited. They are left out where ``actions``
    is narrowed to some; so is what recurs and is of another action, or of none.
    """
    recurring = _of_recurrences(day_state.recurrences, actions, only_of_these=is_narrowed)
    of_actions = [*_of_actions(actions), *recurring]
    if is_narrowed:
        return of_actions
    return [*of_actions, *_of_parts(day_state.facts), *_of_answers(day_state)]


def _of_actions(actions: pl.DataFrame) -> list[Deadline]:
    return [
        Deadline(
            ACTION,
            row["ref"],
            row["due_on"],
            f"{row['ref']} due: {row['title']}",
            f"{row['lead']}: {row['owner_role'] or NOBODY}. First agreed date "
            f"{row['first_agreed_on']:%d/%m/%Y}.",
        )
        for row in actions.filter(pl.col("due_on").is_not_null()).iter_rows(named=True)
    ]


def _of_recurrences(
    recurrences: pl.DataFrame, actions: pl.DataFrame, *, only_of_these: bool
) -> list[Deadline]:
    """The next known due dates of what recurs of ``actions``, and of no action.

    ``only_of_these``: what belongs to no action is left out.
    """
    of_them = pl.col("action").is_in(actions["ref"].implode()).fill_null(value=not only_of_these)
    dated = recurrences.filter(of_them, pl.col("next_due_on").is_not_null())
    return [
        Deadline(
            AGAIN,
            f"recurrence-{row['ref']}",
            row["next_due_on"],
            f"{row['action'] + ' due' if row['action'] else 'Due'} again: {row['title']}",
            f"{capitalised(how_often_text(row))}. Last done {row['last_done_on']:%d/%m/%Y}.",
        )
        for row in dated.iter_rows(named=True)
    ]


def _of_parts(facts: DayFacts) -> list[Deadline]:
    still_open = facts.dated_parts.filter(pl.col("closed_as").is_null())
    return [
        Deadline(
            PART,
            f"part-{row['ref']}",
            row["due_on"],
            f"{row['label']} due: {row['short_title']}",
            f"{row['addressee']}. {capitalised(WHOSE[row['deadline_kind']])}.",
        )
        for row in still_open.iter_rows(named=True)
    ]


def _of_answers(day_state: DayState) -> list[Deadline]:
    awaited = day_state.inspections.filter(pl.col("answer_state") == AnswerState.AWAITED)
    return [
        Deadline(
            ANSWER,
            f"answer-{row['ref']}",
            row["answer_due_on"],
            f"Answer to be published: {row['short_title']}",
            LAW,
        )
        for row in awaited.iter_rows(named=True)
    ]


def calendar_file(deadlines: Iterable[Deadline], day: date, *, is_invented: bool) -> bytes:
    """A calendar with an all-day entry for each deadline.

    The same deadlines on the same day give the same bytes, so that a calendar replaces its entries.
    """
    mark = f"{DEMONSTRATION}. " if is_invented else ""
    calendar = Calendar()
    calendar.add("prodid", "-//RaSSO Oversight//Deadlines//EN")
    calendar.add("version", "2.0")
    for deadline in deadlines:
        event = Event()
        event.add("uid", f"{deadline.uid}@rasso-oversight")
        event.add("dtstamp", datetime.combine(day, time(), UTC))
        event.add("dtstart", deadline.due_on)
        event.add("dtend", deadline.due_on + timedelta(days=1))
        event.add("summary", f"{mark}{deadline.summary}")
        event.add("description", deadline.description)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _counted_by_kind(deadlines: Iterable[Deadline]) -> str:
    numbers = Counter(deadline.kind for deadline in deadlines)
    return listed(counted(numbers[kind], *kind) for kind in KINDS if numbers[kind])


def _open(actions: pl.DataFrame) -> pl.DataFrame:
    of_entries = ("ref", "title", "lead", "owner_role", "first_agreed_on", "due_on")
    return actions.select(pl.col(of_entries).filter("is_open"))


def offer_file(
    actions: pl.DataFrame, day_state: DayState, download: Download, *, is_narrowed: bool
) -> None:
    """Draw a button that downloads the deadlines of the open ones among ``actions``, and those that
    inspections set.

    ``is_narrowed``: whether ``actions`` are some of those of the day.
    """
    deadlines = deadlines_of(_open(actions), day_state, is_narrowed=is_narrowed)
    if not deadlines:
        prose.markdown("No date here can be put in a calendar.")
        return
    download_button(
        f"Download for a calendar: {_counted_by_kind(deadlines)}",
        f"{download.stem}.ics",
        lambda: calendar_file(deadlines, download.day, is_invented=download.is_invented),
        key="download-deadlines",
        icon=":material/event:",
    )
