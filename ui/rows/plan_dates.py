"""Rows and sentences about the dates of actions: the chart of them, and how they were changed."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from metrics.day_facts import DayFacts
from metrics.day_state import DayState
from metrics.memoize import memoize
from metrics.plan.slippage import (
    IS_DATED,
    changes_text,
    count_changes_by_organisation,
    count_changes_by_reason,
    date_lines,
)
from metrics.text_format import capitalised, day_text
from ui.elements.markdown import plain
from ui.rows.plan import date_change_rows

MOST_DRAWN = 40


def changed_rows(facts: DayFacts) -> pl.DataFrame:
    """One row per changed date, the newest first."""
    return date_change_rows(facts.date_changes.reverse())


def date_changes_text(facts: DayFacts) -> str:
    """A sentence with the numbers of dates changed, and changed too late."""
    return changes_text(facts.date_changes)


def reason_rows(facts: DayFacts) -> pl.DataFrame:
    """One row per reason for which dates were changed, the most frequent first."""
    return _change_rows(count_changes_by_reason(facts.date_changes), "Reason", {})


def organisation_rows(facts: DayFacts) -> pl.DataFrame:
    """One row per organisation whose dates were changed, the most frequent first."""
    counts = count_changes_by_organisation(facts.date_changes)
    return _change_rows(counts, "Who leads", facts.names)


@memoize
def date_line_rows(day_state: DayState, boards: tuple[date, ...] = ()) -> pl.DataFrame:
    """The rows of the chart of dates. ``boards``: their days, as ``board_days`` gives them."""
    return date_lines(day_state.actions, day_state.day, MOST_DRAWN, boards)


def chosen_text(ref: str | None) -> str:
    """The text below the chart: the line that was pressed, or how to choose one."""
    if ref:
        return (
            f"Chosen: {ref}. Its history stands above the lists; press its line again, or clear "
            "“History of” at the top, to close it."
        )
    return "Press a line for the history of its action, or choose it under “History of” at the top."


def date_lines_subtitle(day_state: DayState, lines: pl.DataFrame) -> str:
    """The subtitle of the chart of dates: its content, and which of the actions it leaves out.

    Its headline counts those that are complete or otherwise closed, too.
    """
    dated, closed = day_state.actions.select(
        dated=(IS_DATED & pl.col("is_open")).sum(), closed=(IS_DATED & ~pl.col("is_open")).sum()
    ).row(0)
    drawn = lines["due_on"].count()
    is_are = "is" if closed == 1 else "are"
    sentences = [
        "Open actions with a date.",
        *([f"{closed} that {is_are} closed {is_are} counted but not drawn."] if closed else []),
        "Hollow: original date. Filled: current date.",
        f"Dashed vertical line: {day_text(day_state.day)}.",
        *(["Thin vertical lines: boards."] if lines["board_on"].count() else []),
        *([] if drawn == dated else [f"{drawn} of {dated} are drawn: those late or moved first."]),
    ]
    return " ".join(sentences)


def _change_rows(counts: pl.DataFrame, heading: str, names: Mapping[str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                heading: plain(capitalised(names.get(row[0], row[0]))),
                "Changes": f"{row[1]:,}",
                "With notice": f"{row[2]:,}",
                "After the date had passed": f"{row[3]:,}",
                "Actions": f"{row[4]:,}",
            }
            for row in counts.iter_rows()
        ]
    )
