"""Slippage: dates later than first agreed, by how much, how often, why and by whom."""

from collections.abc import Sequence
from datetime import date
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import State
from metrics.cases.aggregation import NOT_RECORDED, count_where
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.status_rules import days_late
from metrics.text_format import counted, day_text, listed, measured

IS_DATED = pl.col("due_on").is_not_null() & pl.col("state").ne_missing(
    State.NOT_TAKEN_FORWARD.value
)


class FirstDates(NamedTuple):
    """Numbers of dated actions that are on their first date, later than it, or earlier.

    ``median_days``: the median number of calendar days by which the later ones are later; null
    where there are none.
    """

    dated: int
    on_first: int
    later: int
    earlier: int
    median_days: float | None


@memoize
def on_first_date(actions: pl.DataFrame) -> FirstDates:
    """Dated actions by their first agreed date; complete ones are counted too.

    ``actions``: as ``deadlines.with_time_state`` gives them. Nulls: an action with no date is not
    dated. Source: ``actions_on_first_date``.
    """
    later = pl.when(IS_DATED).then("days_later")
    counts = actions.select(
        dated=count_where(IS_DATED),
        on_first=count_where(later == 0),
        later=count_where(later > 0),
        earlier=count_where(later < 0),
        median_days=later.filter(later > 0).median(),
    )
    return FirstDates(**counts.row(0, named=True))


@memoize
def later_text(actions: pl.DataFrame) -> str:
    """A sentence on how many dated actions are later than first agreed, and by how much.

    Units: the median is in calendar days, over those that are later.
    """
    dated, _, later, _, median_days = on_first_date(actions)
    if not dated:
        return "No action has a date."
    is_are = "is" if later == 1 else "are"
    sentence = f"{later} of {counted(dated, 'dated action')} {is_are} later than first agreed"
    by_how_much = "" if median_days is None else f", median {measured(median_days, 'day')}"
    return f"{sentence}{by_how_much}."


def date_lines(
    actions: pl.DataFrame, as_at: date, at_most: int, boards: Sequence[date] = ()
) -> pl.DataFrame:
    """Rows of the chart of dates: at most ``at_most`` open dated actions.

    Actions that are overdue or not on their first date come before others, the nearest date first.
    A row for each organisation (``name`` alone) is followed by its actions by current date. Last
    come those of ``boards`` (``board_on`` alone) that are among the dates of the actions.
    Shape: name, first_agreed_on, due_on, time_state, board_on, as_at. Nulls: in rows of
    organisations and boards.
    """
    is_drawn = pl.col("is_open") & IS_DATED
    is_settled = pl.col("days_overdue").is_null() & (pl.col("days_later") == 0)
    needed = ("id", "ref", "title", "lead", "first_agreed_on", "due_on", "time_state")
    drawn = (
        actions.select(pl.col(needed).filter(is_drawn), is_settled=is_settled.filter(is_drawn))
        .sort("is_settled", "due_on", "id")
        .head(at_most)
        .sort("lead", "due_on", "id")
        .select(
            "lead",
            pl.format("{} {}", "ref", "title").alias("name"),
            "first_agreed_on",
            "due_on",
            "time_state",
        )
    )
    organisations = drawn.select("lead", name="lead").unique(maintain_order=True)
    dates = [*drawn["first_agreed_on"], *drawn["due_on"]]
    among = [day for day in boards if dates and min(dates) <= day <= max(dates)]
    return pl.concat(
        [
            pl.concat([organisations, drawn], how="diagonal").sort("lead", maintain_order=True),
            pl.DataFrame({"board_on": among}, {"board_on": pl.Date()}),
        ],
        how="diagonal",
    ).select("name", "first_agreed_on", "due_on", "time_state", "board_on", as_at=as_at)


def ref_of_line(name: str) -> str | None:
    """The ref of the action with a ``name`` of ``date_lines``; null for an organisation."""
    ref = name.split(" ", 1)[0]
    return ref if ref[-1:].isdigit() else None


@memoize
def date_lines_text(lines: pl.DataFrame) -> str:
    """The text alternative of the chart of ``date_lines``."""
    dated = lines.drop_nulls("due_on").select("name", "first_agreed_on", "due_on", "as_at").rows()
    if not dated:
        return "No open action has a date."
    *_, as_at = dated[0]
    overdue = [name for name, _, due, _ in dated if days_late(due, as_at)]
    later = [(due - first, name, first, due) for name, first, due, _ in dated if due > first]
    furthest = nlargest(3, later, key=itemgetter(0))
    moved = [
        f"{name}, from {day_text(first)} to {day_text(due)}" for _, name, first, due in furthest
    ]
    boards = list(map(day_text, lines["board_on"].drop_nulls()))
    return " ".join(
        [
            f"{counted(len(dated), 'open action')}, each a line from its first agreed date to "
            f"its current one, by organisation, with {day_text(as_at)} marked.",
            f"Overdue: {'; '.join(overdue) or 'none'}.",
            f"Moved furthest: {'; '.join(moved) or 'none later than first agreed'}.",
            *([f"Boards: {listed(boards)}."] if boards else []),
        ]
    )


def dates_of_lines_text(lines: pl.DataFrame) -> str:
    """Each line of ``date_lines`` with its dates, in the order drawn; empty where there is none."""
    dated = lines.drop_nulls("due_on").select("name", "first_agreed_on", "due_on").rows()
    each = [
        f"{name}, {day_text(due)}"
        + (f", first {day_text(first)}" if first is not None and first != due else "")
        for name, first, due in dated
    ]
    return f"Current dates: {'; '.join(each)}." if each else ""


def changes_text(changes: pl.DataFrame) -> str:
    """A sentence on how many dates were changed, for how many actions, and how many too late."""
    if changes.is_empty():
        return "No agreed date has been changed."
    late = int(changes["after_passed"].sum())
    was = "was" if changes.height == 1 else "were"
    actions = counted(changes["action"].n_unique(), "action")
    return (
        f"{counted(changes.height, 'date')} {was} changed, of {actions}: "
        f"{changes.height - late} with notice, {late} after the date had passed."
    )


def notice_text(row: Row) -> str:
    """Whether a date was changed in time; ``row``: as ``deadlines.date_changes`` gives them."""
    return "after the old date had passed" if row["after_passed"] else "with notice"


def count_changes_by_reason(changes: pl.DataFrame) -> pl.DataFrame:
    """Changes of dates by the reason given, the most frequent first.

    ``changes``: as ``deadlines.date_changes`` gives them. Nulls: a missing reason is a category of
    its own. Shape: change_reason, changes, with_notice, after_passed, actions (whose dates these
    were).
    """
    reason = pl.col("change_reason").fill_null(NOT_RECORDED)
    return _counted(changes.with_columns(reason), "change_reason")


def count_changes_by_organisation(changes: pl.DataFrame) -> pl.DataFrame:
    """Changes of dates by the organisation that leads the action, the most frequent first.

    ``changes``: as ``deadlines.date_changes`` gives them. Shape: lead_organisation (its ref),
    changes, with_notice, after_passed, actions (whose dates these were).
    """
    return _counted(changes, "lead_organisation")


def _counted(changes: pl.DataFrame, by: str) -> pl.DataFrame:
    after_passed = pl.col("after_passed")
    return (
        changes.group_by(by)
        .agg(
            changes=pl.len().cast(pl.Int64),
            with_notice=count_where(~after_passed),
            after_passed=count_where(after_passed),
            actions=pl.col("action").n_unique().cast(pl.Int64),
        )
        .sort("changes", by, descending=[True, False])
    )
