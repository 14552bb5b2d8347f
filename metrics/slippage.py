"""How agreed dates held: still the first, moved by how much, how often, why and by whom."""

from typing import NamedTuple

import polars as pl

from data_access.vocabulary import State
from metrics.process_counts import NOT_RECORDED, number
from metrics.wording import counted, measured

IS_DATED = pl.col("due_on").is_not_null() & pl.col("state").ne_missing(
    State.NOT_TAKEN_FORWARD.value
)


class Kept(NamedTuple):
    """How many of the dated actions stand on their first date, later than it, or earlier."""

    dated: int
    on_first: int
    later: int
    earlier: int


def on_first_date(actions: pl.DataFrame) -> Kept:
    """How dated actions stand to their first agreed date; those complete are counted too.

    ``actions``: as ``deadlines.with_time_state`` gives them. Nulls: an action with no date is not
    dated. Source: ``actions_on_first_date``.
    """
    later = pl.col("days_later")
    counts = actions.filter(IS_DATED).select(
        dated=pl.len(),
        on_first=number(later == 0),
        later=number(later > 0),
        earlier=number(later < 0),
    )
    return Kept(**counts.row(0, named=True))


def later_in_words(actions: pl.DataFrame) -> str:
    """How many dated actions are later than first agreed, and by how much, in a sentence.

    Units: the median is in calendar days, of those that are later.
    """
    kept = on_first_date(actions)
    if not kept.dated:
        return "No action has a date."
    later = actions.filter(IS_DATED, pl.col("days_later") > 0)["days_later"].median()
    is_are = "is" if kept.later == 1 else "are"
    said = f"{kept.later} of {counted(kept.dated, 'dated action')} {is_are} later than first agreed"
    by_how_much = f", median {measured(later, 'day')}" if isinstance(later, float) else ""
    return f"{said}{by_how_much}."


def count_changes_by_reason(changes: pl.DataFrame) -> pl.DataFrame:
    """Changes of dates by the reason given, the most frequent first.

    ``changes``: as ``deadlines.date_changes`` gives them. Nulls: no reason is a word of its own.
    Shape: change_reason, changes, with_notice, after_passed, actions (whose dates these were).
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
            with_notice=number(~after_passed),
            after_passed=number(after_passed),
            actions=pl.col("action").n_unique().cast(pl.Int64),
        )
        .sort("changes", by, descending=[True, False])
    )
