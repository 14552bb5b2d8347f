"""A slow and simple second count of what somebody looks at exactly: loops over rows as dicts."""

from collections.abc import Sequence
from datetime import date

from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import MEDIANS, READ_FROM, SHARES, parts_of
from tests.oracles_process import Rows
from tests.oracles_quarters import part_in_median, part_in_share
from tests.oracles_victims import FACTS, Tables, measures, rows_of

# The share or median of each table of parts.
MEASURE_OF = {parts_of(code): code for code in READ_FROM}


def counted(
    tables: Tables,
    limits: Rows,
    kind: str,
    by: str,
    quarters: Sequence[tuple[date, date]],
    area: str | None,
) -> dict[str, int]:
    """Each line of the answer with its number. ``quarters``: the first day, and that of the count.

    A share is read from what is true of a row, not from its category.
    """
    code = MEASURE_OF.get(by)
    numbers = dict.fromkeys(_lines(kind, by, code), 0)
    for first, day in quarters:
        facts = FACTS[kind](tables, limits, day)
        for fact, words in zip(facts, rows_of(kind, tables, limits, day), strict=True):
            if not _is_in_quarter(words["month"], first) or area not in (None, words["area"]):
                continue
            if code in MEDIANS:
                numbers["met"] += part_in_median(words, MEDIANS[code]) == "met"
            elif code:
                _, is_met, is_of = measures(day)[code]
                if is_of(fact):
                    numbers["out of"] += 1
                    numbers["met" if is_met(fact) else "not met"] += 1
                share = SHARES[code]
                numbers["left out"] += part_in_share(words[share.dimension], share) == "left out"
            else:
                numbers[words[by]] += 1
                numbers["total"] += 1
    return numbers


def _is_in_quarter(month: date | None, first: date) -> bool:
    return month is not None and (month.year, (month.month - 1) // 3) == (
        first.year,
        (first.month - 1) // 3,
    )


def _lines(kind: str, by: str, code: str | None) -> list[str]:
    if code in MEDIANS:
        return ["met"]
    if code:
        return ["met", "not met", "out of", "left out"]
    return [*ROW_SETS[kind].words[by], "total"]
