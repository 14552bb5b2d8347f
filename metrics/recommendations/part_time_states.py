"""The state of each part against a date of its own: past, near or to come."""

from datetime import date

import polars as pl

from data_access.vocabulary import State, TimeState, Voice
from metrics.recommendations.positions import IS_ASKED
from metrics.status_rules import late_days

# The inspectorate's words for a part of which it asks nothing more.
CLOSED_BY_INSPECTORATE = (State.COMPLETE, State.SUPERSEDED)


def dated_parts(parts: pl.DataFrame) -> pl.DataFrame:
    """The parts that have a date of their own, the earliest first.

    ``parts``: with the position of every voice. Adds ``closed_as``, the time state of a part that
    is not open (null: it is), and ``is_recorded``: a body that is asked has said where it stands. A
    part is open until all that are asked report it complete, or the inspectorate has closed it, or
    none of them takes it forward.
    """
    closed = pl.col(f"{Voice.INSPECTORATE}_state").is_in(CLOSED_BY_INSPECTORATE)
    is_complete = _all_say(State.COMPLETE) | closed.fill_null(value=False)
    recorded = [asked & pl.col(f"{voice}_state").is_not_null() for voice, asked in IS_ASKED.items()]
    return (
        parts.filter(pl.col("due_on").is_not_null())
        .with_columns(
            closed_as=pl.when(is_complete)
            .then(pl.lit(TimeState.COMPLETE.value))
            .when(_all_say(State.NOT_TAKEN_FORWARD))
            .then(pl.lit(TimeState.NOT_TAKEN_FORWARD.value)),
            is_recorded=pl.any_horizontal(recorded),
        )
        .sort("due_on", maintain_order=True)
    )


def with_dates(dated: pl.DataFrame, as_at: date, due_soon: int | None) -> pl.DataFrame:
    """The parts of ``dated_parts`` with their time state on ``as_at``, in the order given.

    Adds ``time_state``, as an action has it; ``days_to_due`` (negative once past); and
    ``days_overdue`` (null: not past, or not open). ``due_soon``: days; null where no limit is in
    force.
    """
    left = (pl.col("due_on") - pl.lit(as_at)).dt.total_days()
    late = pl.when(pl.col("closed_as").is_null()).then(late_days("due_on", as_at))
    is_near = left <= (due_soon if due_soon is not None else -1)
    return dated.with_columns(
        days_to_due=left,
        days_overdue=late,
        time_state=pl.coalesce(
            "closed_as",
            pl.when(late.is_not_null()).then(pl.lit(TimeState.OVERDUE.value)),
            pl.when(is_near).then(pl.lit(TimeState.DUE_SOON.value)),
            pl.lit(TimeState.ON_TIME.value),
        ),
    )


def is_at(*states: TimeState) -> pl.Expr:
    """True for a part that is in one of these states."""
    return pl.col("time_state").is_in(states)


def _all_say(state: State) -> pl.Expr:
    """True where every body that is asked says ``state``."""
    return pl.all_horizontal(
        ~asked | (pl.col(f"{voice}_state") == state).fill_null(value=False)
        for voice, asked in IS_ASKED.items()
    )
