"""The plainest query for a measure: one SQL statement, run by Polars and by SQLite."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl

from metrics.periods import count_working_days

Tables = Mapping[str, pl.LazyFrame]
# Polars adds days to a date as PostgreSQL does: told_on + INTERVAL '1 days'.
ADDED_DAYS = re.compile(r"(\w+) \+ INTERVAL '(\d+) days'")


class PlainQuery(NamedTuple):
    """SQL for the same figures, in the dialects of Polars and of SQLite.

    ``is_same_in_both``: false where SQLite counts calendar days and Polars working days.
    """

    polars: Callable[[Tables], pl.LazyFrame]
    sqlite: str
    is_same_in_both: bool = True


class ProcessLine(NamedTuple):
    """A line of the benchmark: measures that a page counts together, and their plain queries."""

    codes: tuple[str, ...]
    ours: Callable[[Mapping[str, pl.DataFrame]], object]
    plain: list[PlainQuery]
    by_area: bool = False

    @property
    def name(self) -> str:
        return ", ".join(self.codes) + (" by area" if self.by_area else "")


def tables_in(folder: Path) -> Tables:
    """Lazy frames of the Arrow files in ``folder``, by table name."""
    return {file.stem: pl.scan_ipc(file) for file in folder.glob("*.arrow")}


def query(polars_sql: str, sqlite: str | None = None) -> PlainQuery:
    """A query with one statement for both, unless SQLite needs another."""

    def in_polars(tables: Tables) -> pl.LazyFrame:
        return pl.SQLContext(tables).execute(polars_sql)

    return PlainQuery(in_polars, sqlite or ADDED_DAYS.sub(r"date(\1, '+\2 days')", polars_sql))


def median_query(
    column: str,
    rows: str,
    *,
    since: str | None = None,
    working_days: bool = False,
    quartiles: bool = False,
) -> PlainQuery:
    """The median of a column of ``rows`` ("FROM ... WHERE ..."), or of the days since another.

    SQLite has no median and no bank holidays, so its query sorts, always counts calendar days and
    gives no quartiles.
    """

    def in_polars(tables: Tables) -> pl.LazyFrame:
        columns = f"{column}, {since}" if since else column
        value = pl.col(column)
        if since:
            start = pl.col(since)
            calendar_days = (value - start).dt.total_days()
            value = count_working_days(start, value) if working_days else calendar_days
        around = [value.quantile(each, "linear") for each in (0.25, 0.75)] if quartiles else []
        figures = [each.alias(str(place)) for place, each in enumerate([value.median(), *around])]
        return pl.SQLContext(tables).execute(f"SELECT {columns} {rows}").select(figures)

    value = f"julianday({column}) - julianday({since})" if since else column
    return PlainQuery(
        in_polars,
        "SELECT avg(value) FROM (SELECT value, row_number() OVER (ORDER BY value) AS place, "
        f"count(*) OVER () AS number FROM (SELECT {value} AS value {rows}) "
        "WHERE value IS NOT NULL) WHERE place IN ((number + 1) / 2, (number + 2) / 2)",
        is_same_in_both=not working_days,
    )


def listed(words: Iterable[str]) -> str:
    """Words as a list in SQL: ``('a', 'b')``."""
    quoted = ", ".join(f"'{word}'" for word in words)
    return f"({quoted})"


def days_before(at: date, days: int) -> str:
    """A day in SQL."""
    return f"'{at - timedelta(days)}'"


def earliest(table: str, *columns: str, where: str = "1 = 1") -> str:
    """A subquery to join: per case, the least value of each column."""
    least = ", ".join(f"MIN({column}) AS {column}" for column in columns)
    return (
        f"(SELECT force, case_key, {least} FROM {table} WHERE {where} GROUP BY force, case_key) "
        f"AS of_{table}"
    )
