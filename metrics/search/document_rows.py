"""Rows of a table as they are read one by one."""

from collections.abc import Iterator
from typing import Any

from metrics.day_facts import DayFacts

Row = dict[str, Any]


def rows(facts: DayFacts, name: str) -> Iterator[Row]:
    """Each row of the table ``name``, in the order of recording."""
    return facts.tables[name].iter_rows(named=True)
