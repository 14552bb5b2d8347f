"""Exact counts of victims, before any suppression.

Only the page of those whom the data protection officer allows to see them may read these
(``ui/exact_counts``): a test holds that nothing else does. They are counted from the rows by the
functions that count them for protection, when somebody asks, and kept nowhere.
"""

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from metrics.cases.aggregation import AREA, NOT_RECORDED
from metrics.disclosure import AT_LEAST
from metrics.frames import Tables
from metrics.suppression.linked_tables import CountTable
from metrics.suppression.quarter_counts import count_quarter
from metrics.victims.counted_period import CountedPeriod, Counts, PeriodDays, Quarter
from metrics.victims.minimum_group_size import counts_in, number_in
from metrics.victims.period_counts import rows_of_quarter
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import MEDIANS, READ_FROM, Part, parts_of

TOTAL = "total"
OUT_OF = "out of"
# The code of each share and median, by the dimension of its parts.
MEASURE_OF = {parts_of(code): code for code in READ_FROM}


class ExactQuestion(NamedTuple):
    """A question: rows of ``row_set`` by ``counted_by``, in the quarters of a period.

    ``counted_by``: an allowed dimension, or the parts of a share or median (``parts_of``), since a
    measure and a dimension may have one name. ``area``: null for all areas together, "not recorded"
    for cases of none.
    """

    row_set: str
    counted_by: str
    quarters: PeriodDays
    area: str | None = None

    @property
    def measure(self) -> str | None:
        """The code of the share or median whose parts it asks for; null for a dimension."""
        return MEASURE_OF.get(self.counted_by)


def count_exactly(tables: Tables, limits: pl.DataFrame, question: ExactQuestion) -> dict[str, int]:
    """The number of cases in each line of the answer to ``question``, in order.

    The lines of a dimension are its categories and the total; those of a share what is met, not
    met, their sum, and what is left out; that of a median the number of values it is the middle
    of. Each quarter is counted from the rows as at its own month-end.
    """
    kind = question.row_set
    rows = pl.concat(
        rows_of_quarter(tables, limits, *days, kinds=[kind])[kind] for days in question.quarters
    )
    if question.area is not None:
        rows = rows.filter(pl.col(AREA).cast(pl.String).fill_null(NOT_RECORDED) == question.area)
    name = question.counted_by
    counted = count_quarter(rows, {name: CountTable()})
    numbers = dict(zip(counted.words[name], counted.counts[name].tolist(), strict=True))
    return {
        line: sum(numbers.get(word, 0) for word in words)
        for line, words in _lines(question).items()
    }


def shown_lines(question: ExactQuestion, period: CountedPeriod) -> Counts:
    """The number to show in each line of ``count_exactly``; ``period``: that of the question.

    Nulls: what is withheld, and all lines of an area in a quarter.
    """
    lines = _lines(question)
    if question.area is not None and isinstance(period, Quarter):
        return dict.fromkeys(lines)
    kind, name, area = question.row_set, question.counted_by, question.area
    counts = counts_in(period, kind, name, area)
    if question.measure is None:
        return {**counts, TOTAL: number_in(period, kind, name, area)}
    met, rest = counts[Part.MET], counts[Part.REST]
    if question.measure in MEDIANS:
        is_too_few = met is None or 0 < met < AT_LEAST
        return {Part.MET.value: None if is_too_few else met}
    if met is None or rest is None:
        return {**dict.fromkeys(lines), Part.LEFT_OUT.value: counts[Part.LEFT_OUT]}
    return {
        Part.MET.value: met,
        Part.REST.value: rest,
        OUT_OF: met + rest,
        Part.LEFT_OUT.value: counts[Part.LEFT_OUT],
    }


def _lines(question: ExactQuestion) -> Mapping[str, tuple[str, ...]]:
    """The lines of the answer, each with the categories that it is the sum of."""
    if question.measure in MEDIANS:
        return {Part.MET.value: (Part.MET.value,)}
    if question.measure:
        met, rest, left_out = Part.MET.value, Part.REST.value, Part.LEFT_OUT.value
        return {met: (met,), rest: (rest,), OUT_OF: (met, rest), left_out: (left_out,)}
    words = ROW_SETS[question.row_set].words[question.counted_by]
    return {**{word: (word,) for word in words}, TOTAL: words}
