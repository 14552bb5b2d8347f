"""The joint action plan on a day, as plain values for a page of any kind.

The twins take it from our own functions, so that they show the same numbers and differ from our
page only in how it is built.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

import polars as pl

from data_access.reads import Snapshot, read_snapshot
from data_access.store import open_store, store_url
from metrics.day_state import DayState, day_state_on
from metrics.headline_figures import history_figures, past_point_text, plan_figures, plan_text
from metrics.plan.slippage import later_text
from metrics.scope import led_by
from metrics.text_format import day_text
from ui.rows import plan_dates, plan_exceptions
from ui.rows.plan import action_lines

TITLE = "Joint action plan"
ALL = "All"
# The most rows of a table at once, as on our page.
ROWS = 10


class Content(NamedTuple):
    """The texts, numbers and rows of the page. ``figures``: number, title. ``tables``: by heading.

    ``dates``: the rows of the chart, as ``metrics.plan.slippage.date_lines`` gives them.
    """

    as_at: str
    sentences: list[str]
    figures: list[tuple[str, str]]
    tables: dict[str, pl.DataFrame]
    chart_title: str
    dates: pl.DataFrame


@cache
def snapshot() -> Snapshot:
    """The store that STORE_URL names, read once."""
    return read_snapshot(open_store(store_url()))


def last_day() -> date:
    """The day on which the demonstration opens."""
    day = snapshot().demonstration_as_at
    assert day
    return day


def organisations() -> list[str]:
    """The organisations that lead an action, those with most actions first."""
    leads = day_state_on(last_day(), snapshot().tables).actions["lead"]
    return leads.value_counts(sort=True)["lead"].drop_nulls().to_list()


def content_on(day: date, lead: str) -> Content:
    """The page as at ``day``; of one organisation alone unless ``lead`` is ALL."""
    everything = day_state_on(day, snapshot().tables)
    day_state = everything if lead == ALL else led_by(everything, _refs()[lead])
    figures = [*plan_figures(day_state), *history_figures(day_state)]
    return Content(
        f"As at {day_text(day)}",
        [plan_text(day_state), past_point_text(day_state)],
        [(figure.shown, figure.measure.title) for figure in figures],
        _tables(day_state),
        later_text(day_state.actions),
        plan_dates.date_line_rows(day_state),
    )


def _refs() -> dict[str, str]:
    """The ref of each organisation by its name."""
    return dict(snapshot().tables["organisation"].select("name", "ref").rows())


def _tables(day_state: DayState) -> dict[str, pl.DataFrame]:
    actions = action_lines(day_state.actions, day_state.labels)
    tables = {
        "Overdue": plan_exceptions.overdue_rows(day_state),
        "Should have been escalated": plan_exceptions.past_point_rows(day_state),
        "Due ahead": plan_exceptions.coming_rows(day_state),
        "actions": actions,
    }
    return {
        f"{name}: {rows.height}" if name != "actions" else f"{rows.height} actions": _unmarked(rows)
        for name, rows in tables.items()
    }


def _unmarked(rows: pl.DataFrame) -> pl.DataFrame:
    """The first rows, without the marks that our tables turn into HTML."""
    return rows.head(ROWS).with_columns(pl.col(pl.String).str.replace_all(r"\*\*|\\", ""))
