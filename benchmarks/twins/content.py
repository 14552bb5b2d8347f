"""The joint action plan on a day, as plain values for a page of any kind.

The twins take it from our own functions and cached states, so that they show the same numbers,
tables and lists as our page as it opens, and differ from it only in how it is built. They leave out
what opens, is downloaded or leads elsewhere, and the marks within tables.
"""

from datetime import date
from typing import NamedTuple

import polars as pl

from metrics.day_state import DUE_AHEAD, DayState
from metrics.headline_figures import history_figures, past_point_text, plan_figures, plan_text
from metrics.plan.action_lists import load_by_owner
from metrics.plan.dependencies import waits_text
from metrics.plan.slippage import later_text
from metrics.scope import led_by
from metrics.text_format import day_text
from ui import reads
from ui.elements.tables import SHOWN_AT_FIRST, TALL_ROWS_A_PAGE
from ui.elements.trees import Branch
from ui.rows import plan_dates, plan_exceptions
from ui.rows.plan import action_lines, recurrence_rows
from ui.rows.waits import waiting_branches

TITLE = "Joint action plan"
ALL = "All"


class Content(NamedTuple):
    """The texts, numbers and rows of the page. ``figures``: number, title.

    ``tables`` and ``lists``, of lines of text: by heading. ``dates``: the rows of the chart, as
    ``metrics.plan.slippage.date_lines`` gives them.
    """

    as_at: str
    sentences: list[str]
    figures: list[tuple[str, str]]
    tables: dict[str, pl.DataFrame]
    lists: dict[str, list[str]]
    chart_title: str
    chart_subtitle: str
    dates: pl.DataFrame


def last_day() -> date:
    """The day on which the demonstration opens."""
    return reads.store_state().today


def organisations() -> list[str]:
    """The organisations that lead an action, those with most actions first."""
    leads = reads.store_state().day_state(last_day()).actions["lead"]
    return leads.value_counts(sort=True)["lead"].drop_nulls().to_list()


def content_on(day: date, lead: str) -> Content:
    """The page as at ``day``; of one organisation alone unless ``lead`` is ALL."""
    everything = reads.store_state().day_state(day)
    day_state = everything if lead == ALL else led_by(everything, _refs()[lead])
    figures = [*plan_figures(day_state), *history_figures(day_state)]
    dates = plan_dates.date_line_rows(day_state)
    return Content(
        f"As at {day_text(day)}",
        [plan_text(day_state), past_point_text(day_state)],
        [(figure.shown, figure.measure.title) for figure in figures],
        _tables(day_state),
        _lists(day_state),
        later_text(day_state.actions),
        plan_dates.date_lines_subtitle(day_state, dates),
        dates,
    )


def _refs() -> dict[str, str]:
    """The ref of each organisation by its name."""
    return dict(reads.store_state().tables["organisation"].select("name", "ref").rows())


def _tables(day_state: DayState) -> dict[str, pl.DataFrame]:
    """The tables with as many rows as our page shows before anything is opened."""
    overdue = plan_exceptions.overdue_rows(day_state)
    past = plan_exceptions.past_point_rows(day_state)
    coming = plan_exceptions.coming_rows(day_state).head(SHOWN_AT_FIRST)
    load = pl.DataFrame(load_by_owner(day_state, DUE_AHEAD)[:SHOWN_AT_FIRST], orient="row")
    actions = action_lines(day_state.actions.head(TALL_ROWS_A_PAGE), day_state.labels)
    tables = {
        f"Overdue: {overdue.height}": overdue,
        f"Should have been escalated: {past.height}": past.head(SHOWN_AT_FIRST),
        plan_exceptions.coming_heading(day_state): coming,
        plan_exceptions.load_heading(day_state): load,
        "What recurs": recurrence_rows(day_state.recurrences, day_state.labels),
        f"{day_state.actions.height} actions": actions,
    }
    return {heading: _unmarked(rows) for heading, rows in tables.items()}


def _lists(day_state: DayState) -> dict[str, list[str]]:
    branches = waiting_branches(day_state, lambda ref: ref)
    return {
        "Why dates were changed": [plan_dates.date_changes_text(day_state.facts)],
        waits_text(day_state.facts.waiting_links): list(map(_branch_text, branches)),
    }


def _branch_text(branch: Branch) -> str:
    behind = "; ".join(map(_branch_text, branch.branches))
    words = " ".join(filter(None, (branch.name, branch.title, branch.mark and branch.mark.words)))
    return f"{words}: {behind}" if behind else words


def _unmarked(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without the marks that our tables turn into HTML."""
    return rows.with_columns(pl.col(pl.String).str.replace_all(r"\*\*|\\", ""))
