"""The data about cases that the office has received: tables, sources, dates, gaps."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.cases.case_tables import CASE_TABLES, day_in
from metrics.cases.missing_values import missing_values
from metrics.cases.month_ends import closed_by, month_ends_to_close
from metrics.cases.months_loaded import empty_months_text, gaps
from metrics.finding import Finding, Line, Look, Piece
from metrics.frames import Tables
from metrics.memoize import memoize
from metrics.text_format import counted, day_text, listed

LOADED = pl.Schema(
    {
        "table": pl.String(),
        "rows": pl.Int64(),
        "sources": pl.String(),
        "first_on": pl.Date(),
        "last_on": pl.Date(),
        "received_on": pl.Date(),
        "days_old": pl.Int64(),
    }
)
# A file without a recorded day of receipt counts as received when it was loaded.
CAME_ON = pl.coalesce("received_on", pl.col("imported_at").dt.date()).alias("came_on")
ASK_FIRST = (
    "Data protection officer: may files of cases be loaded before there is a sign-in, or not until "
    "then?"
)
BY_MONTH = pl.Schema(
    {
        "table": pl.String(),
        "force": pl.String(),
        "month": pl.Date(),
        "rows": pl.Int64(),
        "first_on": pl.Date(),
        "last_on": pl.Date(),
    }
)


@dataclass(frozen=True)
class ReceivedCounts:
    """Counts of all rows received by a day, as ``count_by_month`` and ``missing_values`` return
    them.
    """

    by_month: pl.DataFrame
    missing_values: pl.DataFrame


@dataclass(frozen=True)
class DataCoverage:
    """The data received by a day; each is as the function of its name returns it.

    ``to_close``: the month-ends that may be closed, in order.
    """

    loaded: pl.DataFrame
    gaps: pl.DataFrame
    missing_values: pl.DataFrame
    batches: pl.DataFrame
    months: pl.DataFrame
    to_close: list[date]


def count_received(tables: Tables) -> ReceivedCounts:
    """The counts of the rows of ``tables``."""
    return ReceivedCounts(count_by_month(tables), missing_values(tables))


def data_coverage(
    day: date, counts: ReceivedCounts, batches: pl.DataFrame, months: pl.DataFrame
) -> DataCoverage:
    """The coverage by ``day``. ``counts``: of files received by then."""
    received, closed = received_by(batches, day), closed_by(months, day)
    reported_on = counts.by_month.filter(table="investigation")["first_on"].min()
    first_reported_on = reported_on if isinstance(reported_on, date) else None
    return DataCoverage(
        loaded(counts.by_month, received, day),
        gaps(counts.by_month, day),
        counts.missing_values,
        received,
        closed,
        month_ends_to_close(closed, first_reported_on, day),
    )


def count_by_month(tables: Tables) -> pl.DataFrame:
    """One row per table, force and month with rows, in the order of the rows.

    Nulls: ``month``, ``first_on`` and ``last_on`` are null for rows without a day. Shape: table,
    force, month (its first day), rows, first_on, last_on.
    """
    counted = (
        rows.lazy()
        .select("force", day=day_in(name))
        .group_by("force", month=pl.col("day").dt.month_start(), maintain_order=True)
        .agg(
            rows=pl.len().cast(pl.Int64),
            first_on=pl.col("day").min(),
            last_on=pl.col("day").max(),
        )
        .select(pl.lit(name).alias("table"), pl.col("force").cast(pl.String), pl.exclude("force"))
        for name, rows in tables.items()
    )
    return pl.concat([BY_MONTH.to_frame(), *pl.collect_all(counted)])


def loaded(months: pl.DataFrame, batches: pl.DataFrame, day: date) -> pl.DataFrame:
    """One row per table with rows.

    ``months``: as ``count_by_month`` gives them. ``batches``: those received by ``day``; withdrawn
    ones are ignored. Shape: table, rows, sources, first_on and last_on (null where no row has a
    day), received_on, days_old.
    """
    rows = [
        _holding(name, rows, batches, day)
        for (name,), rows in months.group_by("table", maintain_order=True)
    ]
    return pl.DataFrame(rows, LOADED)


def received_by(batches: pl.DataFrame, day: date) -> pl.DataFrame:
    """The batches received by the end of ``day``; withdrawals after it are ignored."""
    received = batches.filter(CAME_ON.le(day))
    later = pl.col("withdrawn_at").dt.date() > day
    return received.with_columns(
        pl.when(~later.fill_null(value=False)).then(pl.col("withdrawn_at", "withdrawn_by"))
    )


@memoize
def last_came_on(batches: pl.DataFrame, day: date) -> date | None:
    """The last day up to ``day`` on which a file was received; null before the first."""
    last = received_by(batches, day).select(CAME_ON)["came_on"].max()
    return last if isinstance(last, date) else None


def what_is_loaded(
    coverage: DataCoverage, values_missing: pl.DataFrame, day: date, *, may_be_loaded: bool
) -> Finding:
    """How many tables are loaded by ``day``, how old the newest file is, and what is missing.

    ``values_missing``: as ``missing_where_sent`` gives them. ``may_be_loaded``: whether a file of
    cases would be accepted; until it is, nobody is asked for one.
    """
    loaded, every = coverage.loaded, len(CASE_TABLES)
    missing = [
        table.title for name, table in CASE_TABLES.items() if name not in set(loaded["table"])
    ]
    more = f"Nothing yet of: {listed(missing)}." if missing else ""
    silent = counted(values_missing.height, "column")
    owed = counted(len(missing), "file") if missing else f"the values missing in {silent}"
    ask = f"Chief Constable and CPS: by when will {owed} come?"
    if loaded.is_empty():
        return Finding(
            "No file about cases has been received here", ask=ask if may_be_loaded else ASK_FIRST
        )
    newest = loaded["received_on"].max()
    age = base = ""
    if isinstance(newest, date):
        days = (day - newest).days
        old = f"{counted(days, 'day')} old" if days else "of this day"
        age = f", the newest file {old}"
        base = f"The newest file came on {day_text(newest)}{empty_months_text(coverage.gaps)}."
    lacking = f"; values are missing in {silent}" if values_missing.height else ""
    return Finding(
        f"{loaded.height} of {counted(every, 'table')} about cases are loaded{age}{lacking}",
        [Line("Loaded", [Piece(Look.DONE, loaded.height, f"{loaded.height}")], every)],
        base,
        more,
        is_of_squares=True,
        ask=ask if missing or values_missing.height else "",
    )


def _holding(
    name: object, months: pl.DataFrame, batches: pl.DataFrame, day: date
) -> dict[str, object]:
    came_in = batches.filter(pl.col("table") == name, pl.col("withdrawn_at").is_null())
    received_on = came_in.select(CAME_ON)["came_on"].max()
    return {
        "table": name,
        "rows": months["rows"].sum(),
        "sources": ", ".join(came_in["source"].unique(maintain_order=True)),
        "first_on": months["first_on"].min(),
        "last_on": months["last_on"].max(),
        "received_on": received_on,
        "days_old": (day - received_on).days if isinstance(received_on, date) else None,
    }
