"""Questions about rows of cases, written once: the least that Polars could do for them, and SQL."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl

from metrics.cases.history import CASE
from metrics.periods import count_working_days


class Says(NamedTuple):
    """Something said of a row, for Polars and in SQL."""

    expr: pl.Expr
    sql: str

    def __and__(self, other: "Says") -> "Says":
        return Says(self.expr & other.expr, f"({self.sql} AND {other.sql})")

    def __or__(self, other: "Says") -> "Says":
        return Says(self.expr | other.expr, f"({self.sql} OR {other.sql})")

    def __invert__(self) -> "Says":
        return Says(~self.expr, f"NOT {self.sql}")

    @property
    def known(self) -> "Says":
        """The same; where it is not known, no."""
        return Says(self.expr.fill_null(value=False), f"coalesce({self.sql}, 0)")


EVERY = Says(pl.repeat(value=True, n=pl.len()), "1")


def yes(column: str) -> Says:
    """Whether it was answered so."""
    return Says(pl.col(column), column)


def has(column: str) -> Says:
    """Whether anything is recorded."""
    return Says(pl.col(column).is_not_null(), f"({column} IS NOT NULL)")


def one_of(column: str, words: Iterable[str]) -> Says:
    """Whether it is one of ``words``."""
    known = [str(word) for word in words]
    listed = ", ".join(f"'{word}'" for word in known)
    return Says(pl.col(column).is_in(known), f"({column} IN ({listed}))")


def alike(one: str, other: str) -> Says:
    """Whether two columns say the same."""
    return Says(pl.col(one) == pl.col(other), f"({one} = {other})")


def up_to(column: str, day: date | str, days: int = 0) -> Says:
    """Whether a day is no later than another, or than so many ``days`` after it."""
    at = f"'{day}'" if isinstance(day, date) else day
    last = pl.lit(day) if isinstance(day, date) else pl.col(day)
    if not days:
        return Says(pl.col(column) <= last, f"({column} <= {at})")
    after = last + timedelta(days=days)
    return Says(pl.col(column) <= after, f"({column} <= date({at}, '{days:+} days'))")


def within(column: str, first: date, last: date) -> Says:
    """Whether a day is in a period."""
    return Says(
        pl.col(column).is_between(first, last), f"({column} BETWEEN '{first}' AND '{last}')"
    )


def month_of(column: str) -> Says:
    """The month of a day."""
    return Says(pl.col(column).dt.month_start(), f"substr({column}, 1, 7)")


def first_of(one: str, other: str) -> Says:
    """The earlier of two days, or the one that there is."""
    either = f"min(coalesce({one}, {other}), coalesce({other}, {one}))"
    return Says(pl.min_horizontal(one, other), either)


def one_or(one: str, other: str) -> Says:
    """What a column says, else another."""
    return Says(pl.coalesce(one, other), f"coalesce({one}, {other})")


class Share(NamedTuple):
    """So many of so many rows."""

    met: Says
    of: Says = EVERY


class Median(NamedTuple):
    """The middle of a column of numbers; where ``since`` is given, of the days since that.

    ``with_quartiles``: those around it too. ``of_work``: working days, but in SQL of the calendar.
    """

    column: str
    since: str | None = None
    with_quartiles: bool = False
    of_work: bool = False


class Beside(NamedTuple):
    """Of each case, the least that ``table`` says in each of ``columns``."""

    table: str
    columns: tuple[str, ...]
    rows: Says = EVERY


class Question(NamedTuple):
    """Of ``rows`` of a table, ``figures``; by what, if anything.

    ``adds``: columns worked out before the rows are chosen. ``of_case``: columns that the store
    has in the investigation alone, and its snapshot in every table.
    """

    table: str
    rows: Says
    figures: tuple[Share | Median, ...]
    beside: tuple[Beside, ...] = ()
    adds: Mapping[str, Says] = {}
    by: tuple[str, ...] = ()
    of_case: tuple[str, ...] = ()


def asked_of_polars(question: Question, folder: Path) -> pl.LazyFrame:
    """The question, of the Arrow files in ``folder``."""

    def scanned(table: str) -> pl.LazyFrame:
        return pl.scan_ipc(folder / f"{table}.arrow")

    rows = scanned(question.table)
    for table, columns, of in question.beside:
        some = scanned(table) if of is EVERY else scanned(table).filter(of.expr)
        least = some.group_by(CASE).agg(pl.col(columns).min())
        rows = rows.join(least, on=CASE, how="left")
    if question.adds:
        rows = rows.with_columns(**{name: said.expr for name, said in question.adds.items()})
    figures = [
        figure.alias(f"{place}{number}")
        for place, each in enumerate(question.figures)
        for number, figure in enumerate(_of_polars(each))
    ]
    chosen = rows.filter(question.rows.expr)
    return chosen.group_by(question.by).agg(figures) if question.by else chosen.select(figures)


def _of_polars(figure: Share | Median) -> list[pl.Expr]:
    if isinstance(figure, Share):
        return [(figure.met.expr & figure.of.expr).sum(), figure.of.expr.sum()]
    value = pl.col(figure.column)
    if figure.since:
        since = pl.col(figure.since)
        days = (value - since).dt.total_days()
        value = count_working_days(since, value) if figure.of_work else days
    quartiles = (0.25, 0.75) if figure.with_quartiles else ()
    return [value.median(), *(value.quantile(each, "linear") for each in quartiles)]


def asked_in_sql(question: Question) -> list[str]:
    """The question, of the store: a statement for all shares, and one for each median."""
    rows = question.table
    case = [Beside("investigation", question.of_case)] if question.of_case else []
    for table, columns, of in (*case, *question.beside):
        least = ", ".join(f"min({column}) AS {column}" for column in columns)
        keys = ", ".join(CASE)
        rows += (
            f" LEFT JOIN (SELECT {keys}, {least} FROM {table} WHERE {of.sql} GROUP BY {keys})"
            f" USING ({keys})"
        )
    if question.adds:
        added = ", ".join(f"{said.sql} AS {name}" for name, said in question.adds.items())
        rows = f"(SELECT *, {added} FROM {rows})"
    chosen = f"FROM {rows} WHERE {question.rows.sql}"
    shares = [
        f"sum({each.met.sql} AND {each.of.sql}), sum({each.of.sql})"
        for each in question.figures
        if isinstance(each, Share)
    ]
    grouped = f" GROUP BY {', '.join(question.by)}" if question.by else ""
    summed = [f"SELECT {', '.join((*question.by, *shares))} {chosen}{grouped}"] if shares else []
    medians = [each for each in question.figures if isinstance(each, Median)]
    return [*summed, *(_median_in_sql(each, chosen) for each in medians)]


def _median_in_sql(median: Median, chosen: str) -> str:
    value = median.column
    if median.since:
        value = f"julianday({median.column}) - julianday({median.since})"
    return (
        "SELECT avg(value) FROM (SELECT value, row_number() OVER (ORDER BY value) AS place, "
        f"count(*) OVER () AS number FROM (SELECT {value} AS value {chosen}) "
        "WHERE value IS NOT NULL) WHERE place IN ((number + 1) / 2, (number + 2) / 2)"
    )
