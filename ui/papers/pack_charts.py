"""The charts of the briefing pack, as the pages draw them."""

from textwrap import fill
from typing import NamedTuple

import polars as pl

from charts.registry import Chart
from data_access.worker import WorkerFailed
from metrics.cases import case_figures
from metrics.day_state import DayState
from metrics.memoize import memoize
from metrics.plan.slippage import date_lines_text, later_text
from metrics.victims import notice_text
from ui.exports.chart_worker import NotMade
from ui.page.filters import FOUR, MONTHS, QUARTERS, TWELVE
from ui.papers.paper import Block
from ui.papers.paper_blocks import Drawing, charts_in_words, pictures, undrawn_pictures
from ui.reads import StoreState
from ui.rows import plan_dates
from ui.rows.cases import answered_bar_rows
from ui.rows.charts import bar_rows

# Half the picture is for the names of actions, so that they are whole.
ROOM_FOR_NAMES, LETTERS_A_LINE = 560, 84


class Charts(NamedTuple):
    """The blocks of the charts of a pack, by what they show."""

    of_dates: list[Block]
    of_plans: list[Block]
    of_telling: list[Block]


def charts_of(day_state: DayState, state: StoreState, *, is_drawn: bool = True) -> Charts:
    """The charts, in words where none can be drawn.

    ``is_drawn``: else they are pictures without a drawing, to be compared.
    """
    if not is_drawn:
        return Charts(*map(undrawn_pictures, _drawings(day_state, state)))
    try:
        return _drawn(day_state, state)
    except (NotMade, WorkerFailed):
        return _in_words(day_state, state)


def _in_words(day_state: DayState, state: StoreState) -> Charts:
    return Charts(*map(charts_in_words, _drawings(day_state, state)))


@memoize
def _drawn(day_state: DayState, state: StoreState) -> Charts:
    """The pictures, made once a state: they take longer than all the rest of a pack."""
    drawings = _drawings(day_state, state)
    every = [each for drawing in drawings for each in drawing]
    drawn = iter(pictures(every, is_invented=day_state.is_invented))
    return Charts(*([next(drawn) for _ in drawing] for drawing in drawings))


def _drawings(day_state: DayState, state: StoreState) -> list[list[Drawing]]:
    """The drawing of each of ``Charts``; none of what has no rows."""
    of_charts = (_dates(day_state, state), _answered(day_state, state), _told(day_state, state))
    return [[each] if each and not each.rows.is_empty() else [] for each in of_charts]


def _dates(day_state: DayState, state: StoreState) -> Drawing:
    lines = plan_dates.date_line_rows(day_state, state.boards(day_state.day))
    return Drawing(
        Chart.DATE_BARS,
        lines.with_columns(pl.col("name").map_elements(_in_two_lines, return_dtype=pl.String)),
        later_text(day_state.actions).removesuffix("."),
        plan_dates.date_lines_subtitle(day_state, lines),
        date_lines_text(lines),
        day_state.day,
        ROOM_FOR_NAMES,
    )


def _in_two_lines(name: str) -> str:
    """The name of an action, broken where it is wider than its room in the picture."""
    return fill(name, LETTERS_A_LINE, max_lines=2, placeholder=" …")


def _answered(day_state: DayState, state: StoreState) -> Drawing | None:
    summary = state.case_summary(day_state.day, None, MONTHS[TWELVE])
    if summary is None or "case_plans_answered_in_target" in state.unavailable:
        return None
    return Drawing(
        Chart.ANSWERED_BARS,
        answered_bar_rows(summary.in_target_by_month),
        case_figures.in_target_text(summary),
        case_figures.in_target_subtitle(summary),
        case_figures.in_target_month_by_month(summary),
        summary.as_at,
    )


def _told(day_state: DayState, state: StoreState) -> Drawing | None:
    summary = state.victim_summary(day_state.day, None, QUARTERS[FOUR])
    if summary is None or "told_in_time" in state.unavailable:
        return None
    return Drawing(
        Chart.TOLD_BARS,
        bar_rows(notice_text.bars_by_period(summary)),
        notice_text.newest_bar_text(summary),
        notice_text.BY_QUARTER,
        notice_text.bars_text(summary),
        summary.as_at,
    )
