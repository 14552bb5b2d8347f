"""The dates that inspections set for their answers, and what is said of those past or near."""

import polars as pl

from data_access.vocabulary import AnswerState
from metrics.day_state import DUE_SOON, DayState
from metrics.memoize import memoize
from metrics.recommendations.inspections import awaited_text
from metrics.recommendations.part_dates import part_dates_text
from metrics.text_format import capitalised, counted, listed

# The request to the office about an answer that is not held here.
ASKED_FOR = "record when it was published, or that none was"


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
    awaited = _awaited(day_state)
    is_near = not pressing_answers(day_state).is_empty()
    counts = [] if awaited and not is_near else [past_or_near(day_state)]
    return [*counts, *awaited, *not_held_text(day_state)]


def _awaited(day_state: DayState) -> list[str]:
    return [
        awaited_text(row | {"clock": f"**{row['clock']}**"})
        for row in day_state.inspections.filter(pl.col("days_left").is_not_null()).to_dicts()
    ]


@memoize
def dates_in_short(day_state: DayState) -> list[str]:
    """As ``dates_text``, with answers that are not held counted, and without what is not near."""
    number = answers_not_held(day_state).height
    verb = "is" if number == 1 else "are"
    not_held = f"**{counted(number, 'answer')}** to inspections {verb} not held here."
    return [
        *filter(None, [part_dates_text(day_state)]),
        *_awaited(day_state),
        *([not_held] if number else []),
    ]


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
