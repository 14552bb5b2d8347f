"""How each protected measure is read: sums of the counts of one dimension, of one kind of row.

A page reads shares from protected counts alone. So a measure is no filter on rows: it is which
words of a dimension are counted, out of which, and which are left out and shown beside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import AskedAs, Side, SupportEndReason
from metrics.cases.aggregation import NO, NOT_RECORDED, YES, aggregate_by
from metrics.victims.categorical import BETWEEN, Timeliness
from metrics.victims.notices import AsAsked, NoticeStatus
from metrics.victims.reports import ASKED_WORDS, SERVICES, Offer
from metrics.victims.right_to_review import ReviewStatus
from metrics.victims.row_sets import ROW_SETS, RowsByKind
from metrics.victims.support import STAGES, UNSUPPORTED_GROUP


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


@dataclass(frozen=True)
class MetOf:
    """``met`` of ``of`` rows, and how many bear each of the words left out."""

    met: int
    of: int
    excluded: Mapping[str, int]


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
NOT_AT_ISSUE = (*NOT_PASSED, NoticeStatus.NO_LIMIT)
PASSED = (
    NoticeStatus.IN_TIME,
    NoticeStatus.LATE,
    NoticeStatus.NOT_YET,
    NoticeStatus.BY_POST,
    NoticeStatus.NO_RECORD,
)
WISHED = (AsAsked.AS_ASKED, AsAsked.OTHERWISE, AsAsked.WAY_UNKNOWN)
ASKED_BEFORE = (*WISHED, AsAsked.NO_PREFERENCE)
TOLD = (*ASKED_BEFORE, AsAsked.AFTERWARDS, AsAsked.UNDATED, AsAsked.NOT_RECORDED)
ANSWERED = (YES, NO)
DUE = (Timeliness.IN_TIME, Timeliness.LATE, Timeliness.OVERDUE)
NO_REASON = (SupportEndReason.NOT_ASKED, SupportEndReason.NOT_RECORDED)
REASONS = [reason for reason in SupportEndReason if reason not in NO_REASON]
RESULTS = (ReviewStatus.STANDS, ReviewStatus.OVERTURNED)
OFFERED = (Offer.ACCEPTED, Offer.OFFERED)
WAS_ASKED = (AskedAs.OWN_ACCOUNT, AskedAs.PREFERS_NOT_TO_SAY)
TOLD_CODES = {
    "told_in_time": NoticeStatus.IN_TIME,
    "told_late": NoticeStatus.LATE,
    "not_yet_told": NoticeStatus.NOT_YET,
    "sent_by_post": NoticeStatus.BY_POST,
    "no_record_of_telling": NoticeStatus.NO_RECORD,
}


def _of_scheme(side: Side) -> dict[str, SharedOf]:
    start = f"{side}{BETWEEN}"
    steps, requests = "review_steps", "review_requests"
    asked = [word for word in ReviewStatus if word != ReviewStatus.NOT_ASKED]
    named = {
        "right_told": shared_of(
            steps, "scheme_and_told_of_right", [YES], (*ANSWERED, NOT_RECORDED), start
        ),
        "take_up": shared_of(steps, "scheme_and_review", asked, ReviewStatus, start),
        "stands": shared_of(requests, "scheme_and_result", [ReviewStatus.STANDS], RESULTS, start),
        "overturned": shared_of(
            requests, "scheme_and_result", [ReviewStatus.OVERTURNED], RESULTS, start
        ),
        **{
            name: shared_of(requests, f"scheme_and_{name}", [Timeliness.IN_TIME], DUE, start)
            for name in ("acknowledged", "decided")
        },
    }
    return {f"review_{name}_{side}": share for name, share in named.items()}


SHARES = {
    **{
        code: shared_of("decisions", "told", [word], PASSED, outside=NOT_AT_ISSUE)
        for code, word in TOLD_CODES.items()
    },
    **{
        f"told_in_time_{side}": shared_of(
            "decisions",
            "decided_by_and_told",
            [NoticeStatus.IN_TIME],
            PASSED,
            f"{side}{BETWEEN}",
            NOT_AT_ISSUE,
        )
        for side in Side
    },
    "told_in_time_support_ended": shared_of(
        "decisions",
        "support_ended_and_told",
        [NoticeStatus.IN_TIME],
        PASSED,
        f"{YES}{BETWEEN}",
        NOT_AT_ISSUE,
    ),
    "exempt_from_telling": shared_of("decisions", "told", [NoticeStatus.EXEMPT], NoticeStatus),
    "told_as_asked": shared_of("decisions", "as_asked", [AsAsked.AS_ASKED], WISHED),
    "preference_recorded": shared_of("decisions", "as_asked", ASKED_BEFORE, TOLD),
    **{
        code: shared_of("decisions", code, [YES], ANSWERED)
        for code in ("isva_offered", "isva_present", "right_explained")
    },
    **{code: share for side in Side for code, share in _of_scheme(side).items()},
    "support_end_stage_recorded": shared_of("support_ends", "stage", STAGES[:-1], STAGES),
    "support_end_reason_recorded": shared_of("support_ends", "reason", REASONS, SupportEndReason),
    "support_ended_early": shared_of("support_ends", "early", [YES], ANSWERED),
    "support_end_evidenced": shared_of("support_ends", "evidenced", [YES], ANSWERED),
    "support_resumed": shared_of("support_ends", "resumed", [YES], ANSWERED),
    "mg6dar_received": shared_of(
        "support_ends", "abuse_and_mg6dar", [YES], ANSWERED, f"{YES}{BETWEEN}"
    ),
    "outcome_16_rate": shared_of(
        "outcomes", "outcome", [UNSUPPORTED_GROUP], ROW_SETS["outcomes"].words["outcome"]
    ),
    "support_offered": shared_of("reports", "any_service", OFFERED, Offer),
    "support_accepted": shared_of("reports", "any_service", [Offer.ACCEPTED], OFFERED),
    **{
        code: shared_of("reports", service, OFFERED, Offer)
        for code, service in zip(
            ("sarc_offered", "isva_referral_offered"), SERVICES.values(), strict=True
        )
    },
    **{name: shared_of("reports", name, WAS_ASKED, AskedAs) for name in ASKED_WORDS},
}
MEDIANS = {
    "days_to_tell": MedianOf(
        "decisions",
        "days_to_tell",
        "told",
        (NoticeStatus.IN_TIME, NoticeStatus.LATE, NoticeStatus.TOLD_BEFORE_LIMIT),
    ),
    "days_to_offer": MedianOf("reports", "days_to_offer", "any_service", OFFERED),
}


def met_of(code: str, frames: RowsByKind) -> MetOf:
    """What the share ``code`` comes to in whole rows of ``frames``, before any protection.

    Errors: KeyError for a measure that is no protected share.
    """
    share = SHARES[code]
    counts = count_by_value(frames[share.row_set], share.row_set, share.dimension)
    by_word = dict(counts.iter_rows())
    return MetOf(
        met=sum(by_word[word] for word in share.numerator),
        of=sum(by_word[word] for word in share.denominator),
        excluded={word: number for word, number in by_word.items() if word in share.excluded},
    )


def median_of(code: str, frames: RowsByKind) -> tuple[float | None, int]:
    """What the median ``code`` comes to, and of how many rows, before any protection.

    Nulls: of no row there is none. Errors: KeyError for a measure that is no protected median.
    """
    median = MEDIANS[code]
    numbers = frames[median.row_set][median.column].drop_nulls()
    middle = numbers.cast(pl.Float64).median()
    return (middle if isinstance(middle, float) else None), len(numbers)


def count_by_value(rows: pl.DataFrame, row_set: str, dimension: str) -> pl.DataFrame:
    """How many of ``rows`` bear each word of ``dimension``, in the order of the words, 0 included.

    Shape: the dimension, count.
    """
    words = ROW_SETS[row_set].words[dimension]
    return aggregate_by(rows, dimension, words, by_area=False, count=pl.len().cast(pl.Int64))
