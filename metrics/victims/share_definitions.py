"""Declarations of protected measures: sums of the counts of one dimension, of one row set.

A page reads shares from protected counts only. So a measure does not filter rows: it names the
categories of a dimension that are counted, those of the denominator, and those left out and shown
separately.
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
    """The categories of ``dimension`` in a share's numerator and denominator, and left out.

    Categories in none of the three have no part in the measure, such as those of the other scheme.
    ``meaning``: which meaning it is of this measure, from 1. Quarters that were counted by another
    are never added to it, nor shown as it.
    """

    row_set: str
    dimension: str
    numerator: frozenset[str]
    denominator: frozenset[str]
    excluded: frozenset[str]
    meaning: int = 1


class MedianOf(NamedTuple):
    """The column of numbers that a median is computed from; rows in which it is null are left out.

    ``words``: the categories of ``dimension`` that have such a number. The median is withheld where
    their count is.
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
    meaning: int = 1,
) -> SharedOf:
    """A share of ``dimension``; the other categories that begin with ``start`` are left out.

    Those ``outside`` do not concern the measure, such as decisions whose limit has not passed.
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
        meaning,
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
