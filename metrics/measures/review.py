"""Measures of the Victims' Right to Review, for each of the two schemes."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from data_access.vocabulary import Side
from metrics.cases.aggregation import NOT_RECORDED, YES
from metrics.measures.measure import Better, Measure, of_victims
from metrics.victims.categorical import BETWEEN, Timeliness
from metrics.victims.right_to_review import ReviewStatus
from metrics.victims.share_definitions import ANSWERED, SharedOf, shared_of

REVIEWS = "Notices and review requests, as the force or the CPS sent them"
WHOSE = {Side.POLICE: "police scheme", Side.CPS: "CPS scheme"}
# The recommendation is about police decisions; CPS decisions are shown for comparison.
EVIDENCE_FOR = {Side.POLICE: ("rape-1/7/b",), Side.CPS: ()}
LONG_AGO = (
    "decisions of which the victim was told, and for which the time to ask for a review ended in "
    "the period"
)
SUPPORT_ENDED = {
    Side.POLICE: (
        "victims whose support had ended (outcomes 14 and 16), who are normally outside the "
        "scheme; they are counted and shown"
    ),
    Side.CPS: "none",
}
DUE = "requests for a review for which the time to acknowledge and to decide ended in the period"
EVERY_REQUEST = "every request: the schemes of the police and the CPS"
ASKED_FOR = [word for word in ReviewStatus if word != ReviewStatus.NOT_ASKED]
RESULTS = (ReviewStatus.STANDS, ReviewStatus.OVERTURNED)
DUE_STATES = (Timeliness.IN_TIME, Timeliness.LATE, Timeliness.OVERDUE)
OfScheme = Callable[..., Measure]


def _share(
    side: Side, row_set: str, dimension: str, met: Iterable[str], of: Iterable[str]
) -> SharedOf:
    return shared_of(row_set, f"scheme_and_{dimension}", met, of, f"{side}{BETWEEN}")


def review_measures(side: Side) -> Iterator[Measure]:
    """The measures of the scheme of ``side``, in the order of its steps."""
    of_scheme = partial(of_victims, source=REVIEWS, page="right_to_review")
    yield from _of_those_told(side, of_scheme)
    yield from _in_time(side, of_scheme)
    yield from _of_reviewed(side, of_scheme)


def _of_those_told(side: Side, of_scheme: OfScheme) -> Iterator[Measure]:
    whose = WHOSE[side]
    of_told = partial(of_scheme, denominator=LONG_AGO, exclusions=SUPPORT_ENDED[side])
    yield of_told(
        code=f"review_right_told_{side}",
        title=f"told of the right to review, {whose}",
        definition=(
            "Of victims told of a decision long enough ago to have asked for a review, the share "
            "to whom the right to ask was explained."
        ),
        numerator="such victims to whom the right to review was explained",
        caveat="Not recorded counts as not explained.",
        better=Better.UP,
        evidence_for=EVIDENCE_FOR[side],
        before_title="victims ",
        counts=_share(side, "review_steps", "told_of_right", [YES], (*ANSWERED, NOT_RECORDED)),
    )
    yield of_told(
        code=f"review_take_up_{side}",
        title=f"reviews asked for, {whose}",
        definition=(
            "Of victims told of a decision long enough ago to have asked for a review, the share "
            "who asked for one."
        ),
        numerator="such victims who asked for a review",
        caveat="Neither many nor few is good in itself: it is the victim’s choice.",
        evidence_for=EVIDENCE_FOR[side],
        counts=_share(side, "review_steps", "review", ASKED_FOR, ReviewStatus),
    )


def _in_time(side: Side, of_scheme: OfScheme) -> Iterator[Measure]:
    whose = WHOSE[side]
    in_time = partial(
        of_scheme,
        denominator=DUE,
        exclusions="such requests with no limit in force, which are counted and shown",
        caveat="How many days are allowed is a limit of the store.",
        better=Better.UP,
        target=EVERY_REQUEST,
        target_share=1.0,
    )
    yield in_time(
        code=f"review_acknowledged_{side}",
        title=f"reviews acknowledged within {{days}}, {whose}",
        definition=(f"Of {DUE}, the share acknowledged within {{days}} of the request."),
        numerator="requests acknowledged within {days}",
        limit="review_acknowledge",
        without_limit=f"reviews acknowledged, {whose}: no limit in force",
        evidence_for=EVIDENCE_FOR[side],
        counts=_share(side, "review_requests", "acknowledged", [Timeliness.IN_TIME], DUE_STATES),
    )
    yield in_time(
        code=f"review_decided_{side}",
        title=f"reviews decided within {{days}}, {whose}",
        definition=(f"Of {DUE}, the share decided within {{days}} of the request."),
        numerator="requests decided within {days}",
        limit="review_decide",
        without_limit=f"reviews decided, {whose}: no limit in force",
        evidence_for=EVIDENCE_FOR[side],
        counts=_share(side, "review_requests", "decided", [Timeliness.IN_TIME], DUE_STATES),
    )


def _of_reviewed(side: Side, of_scheme: OfScheme) -> Iterator[Measure]:
    whose = WHOSE[side]
    of_reviewed = partial(
        of_scheme,
        denominator=f"{DUE}, and which were decided, with a result, when it was counted",
        exclusions=(
            "such requests not decided by then, outside the scheme, or with no result recorded"
        ),
        caveat=(
            "A decision on review is neither good nor bad news in itself. One made after its "
            "quarter was counted is in no quarter: the few of them could be told from the rest."
        ),
    )
    yield of_reviewed(
        code=f"review_stands_{side}",
        title=f"original decision stands, {whose}",
        definition=(
            f"Of {DUE}, and which were decided, the share in which the original decision stands."
        ),
        numerator="reviews in which the original decision stands",
        evidence_for=EVIDENCE_FOR[side],
        listed_before=f"review_acknowledged_{side}",
        counts=_share(side, "review_requests", "result", [ReviewStatus.STANDS], RESULTS),
    )
    yield of_reviewed(
        code=f"review_overturned_{side}",
        title=f"original decision overturned, {whose}",
        definition=(
            f"Of {DUE}, and which were decided, the share in which the original decision was "
            "overturned."
        ),
        numerator="reviews in which the original decision was overturned",
        evidence_for=EVIDENCE_FOR[side],
        listed_before=f"review_acknowledged_{side}",
        counts=_share(side, "review_requests", "result", [ReviewStatus.OVERTURNED], RESULTS),
    )


REVIEW_MEASURES = tuple(measure for side in Side for measure in review_measures(side))
