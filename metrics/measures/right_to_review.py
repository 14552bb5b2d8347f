"""Measures of the Victims' Right to Review, for each of the two schemes and stages."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from data_access.vocabulary import Side
from metrics.cases.aggregation import NOT_RECORDED, YES
from metrics.measures.measure import (
    CHOICE,
    NEITHER_GOOD_NOR_BAD,
    Better,
    Measure,
    of_victims,
)
from metrics.measures.needed_columns import (
    ACKNOWLEDGED,
    QUALIFYING_COLUMN,
    RESULT,
    STAGE,
    TOLD_COLUMNS,
)
from metrics.victims.categorical import BETWEEN, Timeliness
from metrics.victims.right_to_review import (
    ACKNOWLEDGE,
    DECIDE,
    INDEPENDENT,
    LOCAL,
    POLICE,
    SCHEMES,
    ReviewStatus,
)
from metrics.victims.share_definitions import ANSWERED, SharedOf, shared_of

REVIEWS = "Notices and review requests, as the force or the CPS sent them"
# The recommendation is about police decisions; CPS decisions are shown for comparison.
EVIDENCE_FOR = {Side.POLICE: ("rape-1/7/b",), Side.CPS: ()}
LONG_AGO = (
    "of which the victim was told, and for which the time to ask for a review ended in the period"
)
QUALIFYING = {
    Side.POLICE: (
        f"decisions in which a suspect was identified and interviewed under caution, {LONG_AGO}"
    ),
    Side.CPS: f"decisions {LONG_AGO}",
}
OUTSIDE = {
    Side.POLICE: (
        "victims whose support had ended (outcomes 14 and 16), and decisions in which no suspect "
        "is recorded as identified and interviewed (outcome 18 and similar outcomes): both are "
        "outside the scheme"
    ),
    Side.CPS: "none",
}
# The columns that tell decisions of each scheme, and requests of each stage, from the others.
TELLS_SCHEME = {Side.POLICE: (QUALIFYING_COLUMN,), Side.CPS: ()}
TELLS_STAGE = {POLICE: (), LOCAL: (STAGE,), INDEPENDENT: (STAGE,)}
# The name of each stage, in codes and in words.
STAGE_CODES = {POLICE: "police", LOCAL: "cps", INDEPENDENT: "independent"}
STAGE_WORDS = {
    POLICE: "police scheme",
    LOCAL: "CPS scheme, local resolution",
    INDEPENDENT: "CPS scheme, independent review",
}
DUE = "requests for a review for which the time to acknowledge and to decide ended in the period"
EVERY_REQUEST = "every request: the schemes of the police and the CPS"
ASKED_FOR = [word for word in ReviewStatus if word != ReviewStatus.NOT_ASKED]
RESULTS = (ReviewStatus.STANDS, ReviewStatus.OVERTURNED)
DUE_STATES = (Timeliness.IN_TIME, Timeliness.LATE, Timeliness.OVERDUE)
OfScheme = Callable[..., Measure]


def _of_victims_told(side: Side, dimension: str, met: Iterable[str], of: Iterable[str]) -> SharedOf:
    return shared_of(
        "review_steps",
        f"qualifying_and_{dimension}",
        met,
        of,
        f"{side}{BETWEEN}",
    )


def _of_requests(stage: str, dimension: str, met: Iterable[str], of: Iterable[str]) -> SharedOf:
    return shared_of(
        "review_requests",
        f"stage_and_{dimension}",
        met,
        of,
        f"{stage}{BETWEEN}",
    )


def review_measures(side: Side) -> Iterator[Measure]:
    """The measures of the scheme of ``side``, in the order of its steps."""
    of_scheme = partial(of_victims, source=REVIEWS, page="right_to_review")
    yield from _of_those_told(side, of_scheme)
    for stage in (POLICE,) if side == Side.POLICE else (LOCAL, INDEPENDENT):
        of_stage = partial(of_scheme, evidence_for=EVIDENCE_FOR[side])
        yield from _in_time(stage, of_stage)
        yield from _of_reviewed(stage, of_stage)


def _of_those_told(side: Side, of_scheme: OfScheme) -> Iterator[Measure]:
    whose = SCHEMES[side]
    of_told = partial(of_scheme, denominator=QUALIFYING[side], exclusions=OUTSIDE[side])
    decision = "qualifying decision" if side == Side.POLICE else "decision"
    yield of_told(
        code=f"review_right_told_{side}",
        title=f"told of the right to review, {whose}",
        definition=(
            f"Of victims told of a {decision} long enough ago to have asked for a review, the "
            "share to whom the right to ask was explained."
        ),
        numerator="such victims to whom the right to review was explained",
        caveat="Not recorded counts as not explained.",
        better=Better.UP,
        evidence_for=EVIDENCE_FOR[side],
        before_title="victims ",
        needs=(*TOLD_COLUMNS, "notice.right_explained", *TELLS_SCHEME[side]),
        counts=_of_victims_told(side, "told_of_right", [YES], (*ANSWERED, NOT_RECORDED)),
    )
    yield of_told(
        code=f"review_take_up_{side}",
        title=f"reviews asked for, {whose}",
        definition=(
            f"Of victims told of a {decision} long enough ago to have asked for a review, the "
            "share who asked for one."
        ),
        numerator="such victims who asked for a review",
        caveat=CHOICE,
        evidence_for=EVIDENCE_FOR[side],
        needs=(*TOLD_COLUMNS, "review_request", *TELLS_SCHEME[side]),
        counts=_of_victims_told(side, "review", ASKED_FOR, ReviewStatus),
    )


def _in_time(stage: str, of_stage: OfScheme) -> Iterator[Measure]:
    whose, code = STAGE_WORDS[stage], STAGE_CODES[stage]
    in_time = partial(
        of_stage,
        denominator=DUE,
        exclusions="such requests with no limit in force",
        better=Better.UP,
        target=EVERY_REQUEST,
        target_share=1.0,
    )
    if stage in ACKNOWLEDGE:
        yield in_time(
            code=f"review_acknowledged_{code}",
            title=f"reviews acknowledged within {{days}}, {whose}",
            definition=f"Of {DUE}, the share acknowledged within {{days}} of the request.",
            numerator="requests acknowledged within {days}",
            limit=ACKNOWLEDGE[stage],
            without_limit=f"reviews acknowledged, {whose}: no limit in force",
            needs=(*ACKNOWLEDGED, *TELLS_STAGE[stage]),
            counts=_of_requests(stage, "acknowledged", [Timeliness.IN_TIME], DUE_STATES),
        )
    yield in_time(
        code=f"review_decided_{code}",
        title=f"reviews decided within {{days}}, {whose}",
        definition=f"Of {DUE}, the share decided within {{days}} of the request.",
        numerator="requests decided within {days}",
        limit=DECIDE[stage],
        without_limit=f"reviews decided, {whose}: no limit in force",
        needs=("review_request.decided_on", *TELLS_STAGE[stage]),
        counts=_of_requests(stage, "decided", [Timeliness.IN_TIME], DUE_STATES),
    )


def _of_reviewed(stage: str, of_stage: OfScheme) -> Iterator[Measure]:
    whose, code = STAGE_WORDS[stage], STAGE_CODES[stage]
    of_reviewed = partial(
        of_stage,
        denominator=f"{DUE}, and which had been decided, with a result, when they were counted",
        exclusions=(
            "such requests not decided by then, outside the scheme, or with no result recorded"
        ),
        caveat=(
            f"{NEITHER_GOOD_NOR_BAD}. A review decided after its quarter was released "
            "counts in the year."
        ),
        needs=(*RESULT, *TELLS_STAGE[stage]),
    )
    # Each stands before what is said of the time that reviews of its stage took.
    before = f"review_{'acknowledged' if stage in ACKNOWLEDGE else 'decided'}_{code}"
    yield of_reviewed(
        code=f"review_stands_{code}",
        title=f"original decision stands, {whose}",
        definition=(
            f"Of {DUE}, and which were decided, the share in which the original decision stands."
        ),
        numerator="reviews in which the original decision stands",
        listed_before=before,
        counts=_of_requests(stage, "result", [ReviewStatus.STANDS], RESULTS),
    )
    yield of_reviewed(
        code=f"review_overturned_{code}",
        title=f"original decision overturned, {whose}",
        definition=(
            f"Of {DUE}, and which were decided, the share in which the original decision was "
            "overturned."
        ),
        numerator="reviews in which the original decision was overturned",
        listed_before=before,
        counts=_of_requests(stage, "result", [ReviewStatus.OVERTURNED], RESULTS),
    )


REVIEW_MEASURES = tuple(measure for side in Side for measure in review_measures(side))
