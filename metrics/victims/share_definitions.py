"""Declarations of measures of people: sums of the counts of one dimension, of one row set.

A page reads shares from released counts only. So a measure does not filter rows: it names the
categories of a dimension that are counted, and those of the denominator.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from data_access.vocabulary import SupportEndReason
from metrics.cases.aggregation import NO, YES
from metrics.victims.notices import NoticeStatus


@dataclass(frozen=True)
class SharedOf:
    """The categories of ``dimension`` in a share's numerator and denominator.

    Others have no part in the measure, such as those of the other scheme.
    """

    row_set: str
    dimension: str
    numerator: frozenset[str]
    denominator: frozenset[str]


class MedianOf(NamedTuple):
    """The column of numbers that a median is computed from; rows in which it is null are left out.

    ``words``: the categories of ``dimension`` that have such a number.
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
) -> SharedOf:
    """A share of ``dimension``, whose words in the share all begin with ``start``."""
    return SharedOf(
        row_set,
        dimension,
        frozenset(f"{start}{word}" for word in numerator),
        frozenset(f"{start}{word}" for word in denominator),
    )


NOT_KNOWN_TOLD = (NoticeStatus.NOT_YET, NoticeStatus.BY_POST, NoticeStatus.NO_RECORD)
PASSED = (NoticeStatus.IN_TIME, NoticeStatus.LATE, *NOT_KNOWN_TOLD)
ANSWERED = (YES, NO)
NO_REASON = (SupportEndReason.NOT_ASKED, SupportEndReason.NOT_RECORDED)
