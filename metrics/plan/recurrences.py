"""Things to be done again and again: when each was done last, and when it is due next."""

from datetime import date

import polars as pl

from data_access.vocabulary import Unit, Voice
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.status_rules import late_days
from metrics.text_format import counted, day_text

# The days of a leap year: what is done on each of them is due again after one.
MONTHS_A_YEAR, DAYS_A_YEAR = 12, 366
# The units as polars writes them.
OFFSETS = {Unit.DAYS: "d", Unit.WEEKS: "w", Unit.MONTHS: "mo", Unit.YEARS: "y"}


@memoize
def with_frequencies(
    recurrences: pl.DataFrame, frequencies: pl.DataFrame, actions: pl.DataFrame
) -> pl.DataFrame:
    """Each recurrence with how often it is done as last agreed, in the order given.

    Adds ``every``, ``unit``, ``agreed_on``, ``agreed_by`` and ``agreed_often`` ("every 6 months");
    all null where the words of the response are all there is. Gives ``title`` as that of its action
    where it has none of its own. Leaves out what was agreed to be done no more, and what nobody has
    said how often to do by then.
    """
    newest = (
        frequencies.sort("effective_on", "id")
        .group_by("recurrence")
        .agg(
            pl.col("every", "unit", "agreed_by").last(),
            agreed_on=pl.col("effective_on").last(),
        )
    )
    titles = actions.select(action="ref", title_of_action="title")
    is_agreed = pl.col("agreed_on").is_not_null()
    goes_on = pl.when(is_agreed).then("every").otherwise("time_stated").is_not_null()
    return (
        recurrences.join(
            newest, left_on="ref", right_on="recurrence", how="left", maintain_order="left"
        )
        .filter(goes_on)
        .join(titles, on="action", how="left", maintain_order="left")
        .with_columns(title=pl.coalesce("title", "title_of_action"), agreed_often=how_often())
        .drop("title_of_action")
    )


def with_occurrences(recurrences: pl.DataFrame, occurrences: pl.DataFrame) -> pl.DataFrame:
    """Each recurrence with the times that it was done, in the order given.

    ``recurrences``: as ``with_frequencies`` gives them. Adds ``times_done``, ``last_done_on``,
    ``newest_occurrence`` (an id) and ``next_due_on`` (as it was said at the last time, else
    reckoned from how often it is done; if that was agreed since, reckoned first). Nulls: where
    nobody recorded a time, or said how many there are to be, none is due.
    """
    done = (
        occurrences.sort("done_on", "id")
        .group_by("recurrence")
        .agg(
            times_done=pl.len().cast(pl.Int64),
            last_done_on=pl.col("done_on").last(),
            said_next=pl.col("next_due_on").last(),
            newest_occurrence=pl.col("id").last(),
        )
    )
    is_agreed_since = pl.col("agreed_on") > pl.col("last_done_on")
    return (
        recurrences.join(
            done, left_on="ref", right_on="recurrence", how="left", maintain_order="left"
        )
        .with_columns(
            pl.col("times_done").fill_null(0),
            next_due_on=pl.when(is_agreed_since)
            .then(pl.coalesce(_as_agreed(), "said_next"))
            .otherwise(pl.coalesce("said_next", _as_agreed(), _reckoned())),
        )
        .drop("said_next")
    )


def with_days_overdue(recurrences: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Adds ``days_overdue`` on ``as_at`` to what ``with_occurrences`` gives.

    Nulls: what is due on the day or later, or on no day.
    """
    return recurrences.with_columns(days_overdue=late_days("next_due_on", as_at))


def how_often() -> pl.Expr:
    """The words of a frequency, "every 6 months"; null without one."""
    one = pl.format("every {}", pl.col("unit").str.strip_suffix("s"))
    return (
        pl.when(pl.col("every") == 1).then(one).otherwise(pl.format("every {} {}", "every", "unit"))
    )


def _as_agreed() -> pl.Expr:
    """The day of the last time, plus the time that was agreed between two."""
    offset = pl.col("unit").replace_strict(OFFSETS, return_dtype=pl.String)
    return pl.col("last_done_on").dt.offset_by(pl.format("{}{}", "every", offset))


def _reckoned() -> pl.Expr:
    """The day of the last time, plus the share of a year between two, in months up to monthly."""
    times, last = pl.col("times_a_year"), pl.col("last_done_on")
    in_months = last.dt.offset_by(pl.format("{}mo", MONTHS_A_YEAR // times))
    in_days = last + pl.duration(days=DAYS_A_YEAR // times)
    return pl.when(times <= MONTHS_A_YEAR).then(in_months).otherwise(in_days)


@memoize
def recurring_text(recurrences: pl.DataFrame, actions: pl.DataFrame) -> str:
    """The numbers of open actions that recur, of those with a date, and of things of no action.

    ``actions``: as a day state has them; those with a date are counted with the dated ones.
    """
    recurring = actions["due_on"].filter(actions["ref"].is_in(recurrences["action"].implode()))
    dated, others = recurring.count(), recurrences["action"].null_count()
    parts = [
        counted(recurring.len(), "open action"),
        f"{dated} of them with a date" if dated else "",
        f"{counted(others, 'thing')} of no action" if others else "",
    ]
    return ", ".join(filter(None, parts))


def every_text(every: int, unit: str) -> str:
    """A frequency in words: "every 6 months", "every year"."""
    return f"every {unit.removesuffix('s')}" if every == 1 else f"every {every} {unit}"


def how_often_text(row: Row) -> str:
    """The frequency as agreed; else the words of whoever asked for it or promised it."""
    if row["agreed_often"]:
        return f"{row['agreed_often']}, as agreed on {day_text(row['agreed_on'])}"
    asked = row["said_by"] == Voice.INSPECTORATE
    return f"“{row['time_stated']}”, {'as asked for' if asked else 'as promised'}"


def next_text(row: Row) -> str:
    """A sentence: when it is due next, and how late that is; or that nobody can say."""
    if row["next_due_on"] is None:
        return "not known: say it when you record a time" if row["times_done"] else "not known"
    late = f", {counted(row['days_overdue'], 'day')} late" if row["days_overdue"] else ""
    return f"{day_text(row['next_due_on'])}{late}"
