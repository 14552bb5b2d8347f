"""The columns that the files received have brought: one never sent is not available, never 0."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from metrics.cases.case_tables import CASE_TABLES
from metrics.cases.data_coverage import received_by
from metrics.cases.missing_values import MISSING_VALUES

NEVER_SENT = "What these columns would show is not available: it counts as neither yes nor no."
# Columns that came after the columns of a file were recorded.
YOUNGER = {
    "investigation": frozenset({"suspect_interviewed"}),
    "review_request": frozenset({"stage"}),
}


@dataclass(frozen=True)
class ColumnsSent:
    """The columns brought of each table, and the tables with a file of unknown columns.

    A file loaded before columns were recorded may have had any that there was then.
    """

    by_table: Mapping[str, frozenset[str]]
    of_unknown: frozenset[str] = frozenset()

    def lacks(self, needed: Sequence[str]) -> list[str]:
        """Those of the ``needed`` tables (notice) and columns (notice.told_on) never sent.

        Columns of which one is enough stand with a bar between: notice.told_on|sent_on. A table of
        which no file has come is named once. Before any file of cases has come, none is lacking.
        """
        if not self.by_table:
            return []
        return [*dict.fromkeys(filter(None, map(self._lacking, needed)))]

    def _lacking(self, need: str) -> str:
        """The table or column that is lacking for ``need``; empty text if none is."""
        table, _, columns = need.partition(".")
        if table not in self.by_table:
            return table
        wanted = frozenset(filter(None, columns.split("|")))
        may_have_had = wanted - YOUNGER.get(table, frozenset()) if table in self.of_unknown else ()
        is_sent = not wanted or may_have_had or not wanted.isdisjoint(self.by_table[table])
        return "" if is_sent else need


def missing_where_sent(missing_values: pl.DataFrame, sent: ColumnsSent) -> pl.DataFrame:
    """The ``missing_values`` of columns that were sent; of others, no row could say anything."""
    never = [
        each.words for each in MISSING_VALUES if each.stands_in and sent.lacks([each.stands_in])
    ]
    return missing_values.filter(~pl.col("words").is_in(never))


def columns_sent(batches: pl.DataFrame, day: date) -> ColumnsSent:
    """The columns brought by the files of cases received by ``day`` and not withdrawn since."""
    is_of_cases = pl.col("table").is_in(list(CASE_TABLES))
    standing = received_by(batches, day).filter(is_of_cases, pl.col("withdrawn_at").is_null())
    by_table: dict[str, frozenset[str]] = {}
    for table, columns in standing.select("table", "columns").iter_rows():
        by_table[table] = by_table.get(table, frozenset()).union((columns or "").split(","))
    of_unknown = standing.filter(pl.col("columns").is_null())["table"]
    return ColumnsSent(by_table, frozenset(of_unknown))
