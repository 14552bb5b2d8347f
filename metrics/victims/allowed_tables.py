"""The fixed list of count tables: the dimensions by which each kind of row is counted."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from data_access.vocabulary import Characteristic, Service
from metrics.text_format import listed
from metrics.victims.notices import NoticeStatus


class AllowedTables(NamedTuple):
    """The dimensions of one row set, which is counted by one at a time, with area and period.

    ``crossed``: pairs of dimensions counted as one, for all areas together only. ``tied``:
    dimensions whose categories exclude each other: a victim not told was not told as asked. Their
    crossing is not shown, but a reader who knows what the categories mean can use it.
    ``foremost``: dimensions hidden as late as a share is, each with its categories that are not.
    ``has_known_total``: the number of rows is work, and stands exactly elsewhere.
    """

    single: tuple[str, ...]
    crossed: tuple[str, ...] = ()
    tied: tuple[tuple[str, ...], ...] = ()
    foremost: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    has_known_total: bool = False

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All dimensions by which this kind may be counted."""
        return self.single + self.crossed


# Row sets made of the same cases are one kind here, since their totals are the same people.
ALLOWED_TABLES: Mapping[str, AllowedTables] = {
    "decisions": AllowedTables(
        single=("told", "as_asked", "isva_offered", "isva_present", "right_explained"),
        crossed=(
            "decided_by_and_told",
            "support_ended_and_told",
            "asked_and_used",
            "method",
            "told_by",
            "lateness",
        ),
        tied=(
            ("told", "as_asked"),
            ("told", "method"),
            ("as_asked", "method"),
            ("told", "told_by"),
            ("told", "isva_offered"),
            ("told", "isva_present"),
            ("told", "right_explained"),
            ("isva_present", "right_explained"),
            ("told", "lateness"),
        ),
        # The bars of victims told need every category whose limit has passed.
        foremost={
            "told": (
                NoticeStatus.EXEMPT,
                NoticeStatus.NO_LIMIT,
                NoticeStatus.TOLD_BEFORE_LIMIT,
                NoticeStatus.TO_BE_TOLD,
            )
        },
    ),
    # Support that had ended is a category of the schemes, and not a dimension of its own:
    # subtracting that category would reveal the few of the CPS scheme; so is a decision with no
    # suspect interviewed. The right and the review are not counted across schemes either:
    # subtracting each scheme would reveal the few whose support had ended.
    "review_steps": AllowedTables(
        single=("scheme",),
        crossed=("qualifying_and_told_of_right", "qualifying_and_review"),
    ),
    "review_requests": AllowedTables(
        single=("scheme", "after_a_decision"),
        crossed=("stage_and_result", "stage_and_acknowledged", "stage_and_decided"),
    ),
    "support_ends": AllowedTables(
        single=("stage", "reason", "early", "evidenced", "resumed", "domestic_abuse", "mg6dar"),
        crossed=("stage_and_reason", "stage_and_early", "abuse_and_mg6dar"),
    ),
    "outcomes": AllowedTables(single=("outcome", "domestic_abuse")),
    "reports": AllowedTables(
        single=(
            "any_service",
            *(service.value.lower() for service in Service),
            *(each.column for each in Characteristic),
            "domestic_abuse",
        ),
        tied=tuple(("any_service", service.value.lower()) for service in Service),
    ),
    # By both at once, the few police decisions would take the others with them.
    "referred_decisions": AllowedTables(single=("decided_by", "meeting")),
    # How many there are stands exactly among the work, in each area and month too: too much would
    # follow for the reasons in one area.
    "unsought_advice": AllowedTables(single=(), crossed=("why",), has_known_total=True),
}


def why_not_allowed(kind: str, dimensions: Sequence[str]) -> str | None:
    """The reason ``kind`` cannot be counted by ``dimensions``, as a message; null where it can."""
    allowed = ALLOWED_TABLES[kind].dimensions
    if len(dimensions) == 1 and dimensions[0] in allowed:
        return None
    asked = listed([_readable(each) for each in dimensions])
    others = listed([_readable(each) for each in allowed])
    return (
        f"These counts cannot be split by {asked}: they are protected for one dimension at a time, "
        "and any other table could give a withheld number away. Choose one of these, with area "
        f"and period: {others}."
    )


def _readable(dimension: str) -> str:
    return dimension.replace("_", " ")
