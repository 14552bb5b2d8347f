"""The current state of every part and action, for somebody who reports on many at once."""

from datetime import date

import polars as pl

from metrics.day_state import DayState
from metrics.memoize import memoize
from metrics.plan.deadlines import in_order
from metrics.recommendations.first_positions import own_word
from metrics.recommendations.positions import IS_ASKED

OF_POSITION, OF_UPDATE = ("requirement", "voice"), ("action",)


@memoize
def parts_to_report(day_state: DayState) -> pl.DataFrame:
    """One row per part and body that it is asked of, in the order of the parts.

    Shape: requirement, voice, label, short_title, addressee, stated (what the body itself says of
    the part in the answer; null: no answer), state, since (null: that body has none yet).
    """
    numbered = day_state.parts.with_row_index("place")
    rows = [
        numbered.filter(is_asked).select(
            "place",
            "label",
            "short_title",
            "addressee",
            own_word(voice).alias("stated"),
            requirement="ref",
            voice=pl.lit(voice.value),
            state=f"{voice}_state",
            since=f"{voice}_on",
        )
        for voice, is_asked in IS_ASKED.items()
    ]
    return pl.concat(rows).sort("place", maintain_order=True).drop("place")


@memoize
def actions_to_report(day_state: DayState) -> pl.DataFrame:
    """One row per action, in the order of the plan.

    Shape: action, title, lead, owner_role, stated_as, state, since (the day of the newest update
    that gives the state; null: no state recorded), due_on, waiting_on.
    """
    since = (
        in_order(day_state.tables["action_update"].filter(pl.col("state").is_not_null()))
        .group_by("action")
        .agg(since=pl.col("effective_on").last())
    )
    return day_state.actions.select(
        "title", "lead", "owner_role", "stated_as", "state", "due_on", "waiting_on", action="ref"
    ).join(since, on="action", how="left", maintain_order="left")


def state_on(entries: pl.DataFrame, day: date, **of: str) -> tuple[str | None, date | None]:
    """The state in force on ``day`` by ``entries`` of one subject, and the day of a later entry.

    ``of``: the columns that name the subject. Nulls: nothing recorded by then; nothing later.
    """
    is_it = [pl.col(column) == value for column, value in of.items()]
    own = in_order(entries.filter(*is_it, pl.col("state").is_not_null()))
    by_then = own.filter(pl.col("effective_on") <= day)["state"]
    later = own.filter(pl.col("effective_on") > day)["effective_on"]
    return next(iter(by_then.reverse()), None), next(iter(later), None)


def newest_entries(entries: pl.DataFrame, subject: tuple[str, ...]) -> dict[tuple[str, ...], int]:
    """The id of the newest entry on each subject, by the columns that name it."""
    newest = entries.group_by(subject).agg(pl.col("id").max())
    return {row[:-1]: row[-1] for row in newest.select(*subject, "id").iter_rows()}
