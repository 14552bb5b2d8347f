"""The months in which a table has no rows, and of which tables they may be told."""

from collections import Counter
from datetime import date

import polars as pl

from metrics.cases.case_tables import CASE_TABLES, MONTHLY, RowsOf
from metrics.text_format import counted

GAPS = pl.Schema({"table": pl.String(), "force": pl.String(), "months": pl.List(pl.Date())})
# Rows of people needed beyond one in each month with any: each month may then have 1 to 4 or more.
SPARE_PEOPLE = 3
ENOUGH_PEOPLE = 10


def gaps(months: pl.DataFrame, until: date) -> pl.DataFrame:
    """One row per monthly table and force that lacks rows in some month before ``until``.

    Months are counted from the first with rows to the last that ended before ``until``. ``months``:
    as ``count_by_month`` gives them. Shape: table, force, months (a list of first days, oldest
    first). Nulls: ``months`` is null where it may not be told, whether or not one is empty.
    """
    with_gaps = []
    for (table, force), counts in _counts_by_month(months).items():
        told = _may_be_told(table, counts)
        empty = _empty_months(counts, until) if told else None
        if not told or empty:
            with_gaps.append({"table": table, "force": force, "months": empty})
    return pl.DataFrame(with_gaps, GAPS)


def empty_months_text(gaps: pl.DataFrame) -> str:
    """How many months are empty, each of a table and force; no words where it may not be told."""
    number = int(gaps["months"].list.len().sum())
    if number:
        return f"; {counted(number, 'month')} with nothing"
    # Those of which it may not be told may have an empty month.
    return "; no month is empty" if gaps.is_empty() else ""


def _counts_by_month(months: pl.DataFrame) -> dict[tuple[str, str], Counter[date | None]]:
    """The rows of each month, null for those without a day, by monthly table and force."""
    found: dict[tuple[str, str], Counter[date | None]] = {}
    for table, force, month, rows in months.select("table", "force", "month", "rows").iter_rows():
        if table in MONTHLY:
            found.setdefault((table, force), Counter())[month] += rows
    return dict(sorted(found.items(), key=lambda each: MONTHLY.index(each[0][0])))


def _may_be_told(table: str, counts: Counter[date | None]) -> bool:
    """Whether it may be told which months are empty. ``counts``: of one table and force, by month.

    Of few rows, the months that are not empty say when each case was.
    """
    number = counts.total() - counts[None]
    if CASE_TABLES[table].has_few(number):
        return False
    # "None" is not said of a few people.
    is_of_many = number >= ENOUGH_PEOPLE and number - len(_dated(counts)) >= SPARE_PEOPLE
    return is_of_many or CASE_TABLES[table].rows != RowsOf.PEOPLE


def _empty_months(counts: Counter[date | None], until: date) -> list[date]:
    present = {_number(month) for month in _dated(counts)}
    if not present:
        return []
    every = range(min(present), _number(until))
    return [_first_day(month) for month in every if month not in present]


def _dated(counts: Counter[date | None]) -> list[date]:
    return [month for month in counts if month is not None]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
