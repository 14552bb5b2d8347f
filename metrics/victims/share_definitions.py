"""How a protected measure is declared: sums of the counts of one dimension, of one row set.

A page reads shares from protected counts alone. So a measure is no filter on rows: it is which
words of a dimension are counted, out of which, and which are left out and shown beside.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from data_access.vocabulary import SupportEndReason
from metrics.cases.aggregation import NO, YES
from metrics.victims.notices import NoticeStatus
from metrics.victims.row_sets import ROW_SETS


@dataclass(frozen=True)
class SharedOf:
    """Which words of ``dimension`` a share counts, out of which, and which it leaves out.

    Words in none of the three have no part in the measure, such as those of the other scheme.
    """

    row_set: str
    dimension: str
    numerator: frozenset[str]
    denominator: frozenset[str]
    excluded: frozenset[str]


class MedianOf(NamedTuple):
    """The column of numbers that a median is of; rows in which it is null are left out.

    ``words`` of ``dimension``: who has such a number. The median is withheld where their count is.
    """

    row_set: str
    column: str
    dimension: str
    words: tuple[str, ...]


def shared_of(
    row_set: str,
    dimension: str,
    numerator: Iterable[str],
    denominator: Iterable[str],
    start: str = "",
    outside: Iterable[str] = (),
) -> SharedOf:
    """A share of ``dimension``; of the words that begin with ``start``, the others are excluded.

    Those ``outside`` are none of its business, such as decisions whose limit has not passed.
    """
    counted = frozenset(f"{start}{word}" for word in denominator)
    words = ROW_SETS[row_set].words[dimension]
    return SharedOf(
        row_set,
        dimension,
        frozenset(f"{start}{word}" for word in numerator),
        counted,
        frozenset(word for word in words if word.startswith(start))
        - counted
        - {f"{start}{word}" for word in outside},
    )


NOT_PASSED = (NoticeStatus.TOLD_BEFORE_LIMIT, NoticeStatus.TO_BE_TOLD)
PASSED = (
    NoticeStatus.IN_TIME,
    NoticeStatus.LATE,
    NoticeStatus.NOT_YET,
    NoticeStatus.BY_POST,
    NoticeStatus.NO_RECORD,
)
ANSWERED = (YES, NO)
NO_REASON = (SupportEndReason.NOT_ASKED, SupportEndReason.NOT_RECORDED)
