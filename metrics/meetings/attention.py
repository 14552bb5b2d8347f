"""Items for the board's attention: the worst of each kind, then the next of each."""

from itertools import chain, zip_longest
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import AnswerState, Voice
from metrics.day_state import DUE_SOON, DayState
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.plan.action_lists import overdue_actions, undated_actions
from metrics.recommendations.first_positions import admissions, in_the_answer
from metrics.recommendations.inspections import awaited_text
from metrics.recommendations.measure_evidence import differences_of_day
from metrics.recommendations.part_dates import part_date_text, part_dates_text, pressing_parts
from metrics.recommendations.parts import part_title
from metrics.recommendations.positions import VOICES
from metrics.status_rules import ASKED_LOCALLY, asked_at_once_text, undated_text
from metrics.text_format import NOBODY, capitalised, counted, day_text, listed

# The request to the office about an answer that is not held here.
ASKED_FOR = "record when it was published, or that none was"


class AttentionItem(NamedTuple):
    """One item. ``quote``: the response's words; ``requirement``: the part it is about.

    ``in_full``: the quote stands however long it is.
    """

    title: str
    whose: str
    time: str
    quote: str | None = None
    requirement: str | None = None
    in_full: bool = False


@memoize
def needs_attention(day_state: DayState, at_most: int = 5) -> list[AttentionItem]:
    """The most pressing items first, in the room of ``at_most`` of them.

    What a body said in its answer that it does not do comes first. Then the kinds in their order:
    an inspection's answer past or near its date; a part past or near its own date; an overdue
    action; a part asked for at once and not reported complete; a figure claimed and not supplied;
    voices that differ; an action with no date; an answer that is not held here. The worst of each
    kind comes first, then the second of each.
    """
    kinds = (
        _unanswered(day_state),
        _parts_past_or_near(day_state),
        _overdue(day_state),
        _immediate(day_state),
        _figures(day_state),
        _differences(day_state),
        _undated(day_state),
        _not_held(day_state),
    )
    in_turn = chain(_admitted(day_state), chain.from_iterable(zip_longest(*kinds)))
    items = [item for item in in_turn if item is not None]
    # An admission stands in its own words, which takes the room of two.
    admitted = sum(item.in_full for item in items[: at_most // 2])
    return items[: at_most - admitted]


def labelled(part: str | None, title: str, labels: dict[str, str]) -> str:
    """The part's label before the title: "6a, policy review"; the title alone without a part."""
    return f"{labels[part]}, {title}" if part in labels else capitalised(title)


@memoize
def pressing_answers(day_state: DayState) -> pl.DataFrame:
    """Inspections whose answer is past its date, due on the day or soon; most overdue first."""
    limit = day_state.limits[DUE_SOON]
    near = limit.days if limit else 0
    return day_state.inspections.filter(pl.col("days_left") <= near).sort("days_left")


def answers_not_held(day_state: DayState) -> pl.DataFrame:
    """Inspections whose answer is past its date and not held here, the newest first.

    Nobody has recorded that it was published, or that none was: it is not known to be late.
    """
    return day_state.inspections.filter(pl.col("answer_state") == AnswerState.NOT_HELD)


def _admitted(day_state: DayState) -> list[AttentionItem]:
    return [
        AttentionItem(
            part_title(row),
            capitalised(VOICES[row["voice"]]),
            in_the_answer(row["stated_as"], row["stated_on"]),
            row["quote"],
            row["ref"],
            in_full=True,
        )
        for row in admissions(day_state.parts, day_state.tables["stated_position"]).to_dicts()
    ]


def _unanswered(day_state: DayState) -> list[AttentionItem]:
    return [
        AttentionItem(f"{row['short_title']}, answer to be published", "OPCC", row["clock"])
        for row in pressing_answers(day_state).iter_rows(named=True)
    ]


def _not_held(day_state: DayState) -> list[AttentionItem]:
    return [
        AttentionItem(f"{row['short_title']}, answer", "OPCC", row["clock"])
        for row in answers_not_held(day_state).iter_rows(named=True)
    ]


def _parts_past_or_near(day_state: DayState) -> list[AttentionItem]:
    return [
        AttentionItem(
            part_title(row),
            row["addressee"],
            part_date_text(row),
            requirement=row["ref"],
        )
        for row in pressing_parts(day_state).iter_rows(named=True)
    ]


def _overdue(day_state: DayState) -> list[AttentionItem]:
    return [
        _action_item(day_state, row, f"{counted(row['days_overdue'], 'day')} late")
        for row in overdue_actions(day_state).iter_rows(named=True)
    ]


def _undated(day_state: DayState) -> list[AttentionItem]:
    return [
        _action_item(day_state, row, undated_text(row))
        for row in undated_actions(day_state).iter_rows(named=True)
    ]


def _action_item(day_state: DayState, row: dict[str, str], time: str) -> AttentionItem:
    return AttentionItem(
        labelled(row["requirement"], row["title"], day_state.labels),
        f"{row['lead']}, {row['owner_role'] or NOBODY}",
        time,
        row["quote"],
        row["requirement"],
    )


def is_recorded(part: Row) -> bool:
    """Whether anybody asked has recorded a position on a part."""
    return any(part[f"{voice}_state"] for voice in (*ASKED_LOCALLY, Voice.ADDRESSEE))


def _immediate(day_state: DayState) -> list[AttentionItem]:
    return [
        AttentionItem(
            part_title(row),
            row["addressee"],
            at_once_text(row)
            + ("; the response does not address all of it" if row["silent_on"] else ""),
            requirement=row["ref"],
        )
        for row in immediate_parts(day_state)
    ]


@memoize
def immediate_parts(day_state: DayState) -> list[Row]:
    """The parts asked for at once and not reported complete, those answered in full last.

    Each has the day of publication of its inspection, ``published_on``.
    """
    published = day_state.tables["inspection"].select(inspection="ref", published_on="published_on")
    return (
        day_state.parts.filter("immediate")
        .join(
            day_state.tables["recommendation"].select("inspection", recommendation="ref"),
            on="recommendation",
            maintain_order="left",
        )
        .join(published, on="inspection", maintain_order="left")
        .sort(pl.col("answered") == "answered", "published_on", maintain_order=True)
        .to_dicts()
    )


def at_once_text(part: Row) -> str:
    """What was asked for at once, with its day: a row of ``immediate_parts``."""
    return asked_at_once_text(part["published_on"], is_recorded=is_recorded(part))


def _figures(day_state: DayState) -> list[AttentionItem]:
    labels = day_state.labels
    asked_first = day_state.figures_owed.sort("asked_on", nulls_last=True, maintain_order=True)
    return [
        AttentionItem(
            labelled(row["requirement"], row["title"], labels),
            row["lead"] or capitalised(row["claimed_by"]),
            f"figure requested {day_text(row['asked_on'])}, not supplied"
            if row["asked_on"]
            else "figure claimed, not yet requested",
            row["quote"],
            row["requirement"],
        )
        for row in asked_first.iter_rows(named=True)
    ]


def _differences(day_state: DayState) -> list[AttentionItem]:
    addressees = dict(zip(day_state.parts["ref"], day_state.parts["addressee"], strict=True))
    return [
        AttentionItem(
            part_title(row),
            addressees[row["ref"]],
            row["difference"],
            requirement=row["ref"],
        )
        for row in differences_of_day(day_state).iter_rows(named=True)
    ]


@memoize
def past_or_near(day_state: DayState) -> str:
    """A sentence that counts the statutory dates past, due today or near, or says that none is."""
    days_left = pressing_answers(day_state)["days_left"].to_list()
    past, today = sum(days < 0 for days in days_left), days_left.count(0)
    counts = ((past, "past"), (today, "due today"), (len(days_left) - past - today, "near"))
    clauses = [
        f"**{counted(number, 'statutory date')}** {'is' if number == 1 else 'are'} {word}"
        for number, word in counts
        if number
    ]
    if clauses:
        return f"{listed(clauses)}."
    if answers_not_held(day_state).is_empty():
        return "No statutory date is past or near."
    return "No answer is known to be late, and none is due soon."


@memoize
def statutory_dates(day_state: DayState) -> list[str]:
    """Each awaited answer with its days left, after the number of dates past or near, and the
    answers that are not held here.

    Where answers are awaited and none is near, that number is left out. Markdown: bold numbers.
    """
    awaited = [
        awaited_text(row | {"clock": f"**{row['clock']}**"})
        for row in day_state.inspections.filter(pl.col("days_left").is_not_null()).to_dicts()
    ]
    is_near = not pressing_answers(day_state).is_empty()
    counts = [] if awaited and not is_near else [past_or_near(day_state)]
    return [*counts, *awaited, *not_held_text(day_state)]


@memoize
def dates_text(day_state: DayState) -> list[str]:
    """The dates that inspections set, in sentences: of parts, and of answers. Markdown."""
    return [*filter(None, [part_dates_text(day_state)]), *statutory_dates(day_state)]


def not_held_text(day_state: DayState) -> list[str]:
    """The answers that are past their date and not held here, in a sentence; empty for none."""
    titles = answers_not_held(day_state)["short_title"].to_list()
    if not titles:
        return []
    is_one = len(titles) == 1
    asked = capitalised(ASKED_FOR) if is_one else f"For each, {ASKED_FOR}"
    return [
        f"The {'answer' if is_one else 'answers'} to **{counted(len(titles), 'inspection')}** "
        f"{'is' if is_one else 'are'} not held here: {listed(titles)}. {asked}."
    ]
