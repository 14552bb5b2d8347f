"""The fixed list of released tables, each with the question of a board that it answers.

A table counts the rows of one row set by the groups of a dimension, and all rows in its groups
together. Nothing else about people is counted: what no question needs is not on the list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from data_access.vocabulary import (
    AskedAs,
    AskedMethod,
    Characteristic,
    Method,
    Service,
    Side,
    Stage,
    SupportEndReason,
)
from metrics.cases.aggregation import NOT_RECORDED, YES
from metrics.measures.catalogue import as_offered
from metrics.measures.measure import Family
from metrics.victims.categorical import BETWEEN
from metrics.victims.notices import (
    LATE_BANDS,
    NOT_TOLD,
    VERY_LATE,
    WITHIN,
    AsAsked,
    NoticeStatus,
)
from metrics.victims.referred_decisions import Met
from metrics.victims.right_to_review import (
    OUTSIDE_POLICE_SCHEME,
    REQUESTED,
    STAGES,
    ReviewStatus,
)
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_definitions import NOT_KNOWN_TOLD, PASSED, MedianOf, SharedOf

# The words of a dimension by group; a word that is in none has no part in the table.
Groups = Mapping[str, tuple[str, ...]]
# The category of all rows in the groups of a table.
ALL = ""
MET, NOT_MET = "met", "not met"
NO_REASON_RECORDED = "not asked or not recorded"


@dataclass(frozen=True)
class ReleasedTable:
    """A table on the list. ``by_area``: whether a year has it for each area too."""

    name: str
    question: str
    row_set: str
    dimension: str
    groups: Groups
    by_area: bool = False


def _each(words: Iterable[str], start: str = "") -> Groups:
    """A group for each word; ``start``: what the words of a crossed dimension begin with."""
    return {word: (f"{start}{word}",) for word in words}


def _crossed(firsts: Iterable[str], groups: Groups) -> Groups:
    """The groups of a crossed dimension whose words begin with one of ``firsts``."""
    return {
        name: tuple(f"{first}{BETWEEN}{word}" for first in firsts for word in words)
        for name, words in groups.items()
    }


def _words(row_set: str, dimension: str) -> Groups:
    return _each(ROW_SETS[row_set].words[dimension])


TOLD = "Were victims told of decisions in time, late, not yet, or is nothing recorded?"
WAYS = "Were victims told in the way they asked for?"
REVIEWS = "Who asks for a review, how fast is it decided, and with what result?"
ENDS = "When and why does a victim’s support end?"
ASKED = "Which protected characteristics are asked about?"
MEETINGS = "Did police and CPS meet before a decision to take no further action?"
ADVICE = "Why was early advice not sought?"
OFFERS = "Is support offered, and accepted?"
OUTCOMES = "With what outcome do cases end?"
NOT_KNOWN = "not known to be told"
TOLD_OR_NOT: Groups = {
    NOT_KNOWN: NOT_KNOWN_TOLD,
    **_each((NoticeStatus.LATE.value, NoticeStatus.IN_TIME.value)),
}
IN_PERSON, BY_TELEPHONE, IN_WRITING = "face to face or by video", "by telephone", "in writing"
WAYS_USED: Groups = {
    IN_PERSON: (Method.FACE_TO_FACE, Method.VIDEO),
    BY_TELEPHONE: (Method.TELEPHONE,),
    IN_WRITING: (Method.LETTER_BY_HAND, Method.LETTER_BY_POST, Method.EMAIL),
    "not told, or not recorded how": (NOT_TOLD, NOT_RECORDED),
}
WAYS_ASKED: Groups = {
    IN_PERSON: (AskedMethod.FACE_TO_FACE, AskedMethod.VIDEO),
    BY_TELEPHONE: (AskedMethod.TELEPHONE,),
    IN_WRITING: (AskedMethod.LETTER_BY_HAND, AskedMethod.LETTER_BY_POST, AskedMethod.EMAIL),
}
# The latest stages share a group: of most forces too few victims end their support at one of them.
STAGE_GROUPS: Groups = {
    **_each(stage.value for stage in (Stage.REPORT, Stage.STATEMENT, Stage.INVESTIGATION)),
    "with the CPS or after charge": (Stage.WITH_CPS.value, Stage.AFTER_CHARGE.value),
    NOT_RECORDED: (NOT_RECORDED,),
}
KINDS_OF_REASON: Groups = {
    "what police and CPS can change": (
        SupportEndReason.LENGTH.value,
        SupportEndReason.PHONE_OR_RECORDS.value,
        SupportEndReason.NO_CONFIDENCE.value,
    ),
    "fear of court or of somebody": (
        SupportEndReason.FEAR_OF_COURT.value,
        SupportEndReason.SAFETY.value,
    ),
    "the victim’s own life or another reason": (
        SupportEndReason.WELL_BEING.value,
        SupportEndReason.RELATIONSHIP.value,
        SupportEndReason.MOVE_ON.value,
        SupportEndReason.OTHER.value,
    ),
    **_each((SupportEndReason.NEVER_WANTED.value, SupportEndReason.REPORTED_BY_ANOTHER.value)),
    "not contactable or declined to say": (
        SupportEndReason.NOT_CONTACTABLE.value,
        SupportEndReason.DECLINED.value,
    ),
    NO_REASON_RECORDED: (SupportEndReason.NOT_ASKED.value, SupportEndReason.NOT_RECORDED.value),
}
WAS_ASKED: Groups = {
    "asked": (AskedAs.OWN_ACCOUNT.value, AskedAs.PREFERS_NOT_TO_SAY.value),
    **_each((AskedAs.NOT_ASKED.value, AskedAs.NOT_RECORDED.value)),
}
# With those outside the scheme, so that a force in which few ask can release it.
ASKED_POLICE = "asked the police for a review"
ASKED_FOR, DID_NOT_ASK = "asked for a review", "did not ask"
REVIEW_ASKED: Groups = {
    ASKED_FOR: tuple(f"{Side.POLICE}{BETWEEN}{word}" for word in REQUESTED),
    DID_NOT_ASK: (f"{Side.POLICE}{BETWEEN}{ReviewStatus.NOT_ASKED}",),
    **{word.split(BETWEEN)[-1]: (word,) for word in OUTSIDE_POLICE_SCHEME},
}


def _of_decisions() -> list[ReleasedTable]:
    by_side = [
        ReleasedTable(
            f"told of a decision of the {side}",
            TOLD,
            "decisions",
            "decided_by_and_told",
            _crossed((side,), TOLD_OR_NOT),
        )
        for side in Side
    ]
    by_way = [
        ReleasedTable(
            f"way used where asked for: {asked}",
            WAYS,
            "decisions",
            "asked_and_used",
            _crossed(ways, WAYS_USED),
        )
        for asked, ways in WAYS_ASKED.items()
    ]
    late = _each((WITHIN, *LATE_BANDS.values(), VERY_LATE))
    wish: Groups = {
        "recorded beforehand": (AsAsked.AS_ASKED, AsAsked.OTHERWISE, AsAsked.WAY_UNKNOWN),
        "no preference": (AsAsked.NO_PREFERENCE,),
        "recorded too late, or without a day": (AsAsked.AFTERWARDS, AsAsked.UNDATED),
        NOT_RECORDED: (AsAsked.NOT_RECORDED,),
    }
    return [
        ReleasedTable("told", TOLD, "decisions", "told", _each(PASSED), by_area=True),
        *by_side,
        ReleasedTable(
            "told after support had ended",
            TOLD,
            "decisions",
            "support_ended_and_told",
            _crossed((YES,), TOLD_OR_NOT),
        ),
        ReleasedTable("lateness", TOLD, "decisions", "lateness", late),
        ReleasedTable("wish recorded", WAYS, "decisions", "as_asked", wish),
        *by_way,
    ]


def _of_others() -> list[ReleasedTable]:
    results = [
        ReleasedTable(
            f"result of a review: {stage}",
            REVIEWS,
            "review_requests",
            "stage_and_result",
            _each(REQUESTED, f"{stage}{BETWEEN}"),
        )
        for stage in STAGES
    ]
    by_stage = [
        ReleasedTable(
            f"reason support ended: {stage}",
            ENDS,
            "support_ends",
            "stage_and_reason",
            _crossed(words, KINDS_OF_REASON),
        )
        for stage, words in STAGE_GROUPS.items()
    ]
    services = [
        ReleasedTable(name, OFFERS, "reports", name, _words("reports", name))
        for name in ("any_service", *(each.value.lower() for each in Service))
    ]
    characteristics = [
        ReleasedTable(each.column, ASKED, "reports", each.column, WAS_ASKED, by_area=True)
        for each in Characteristic
    ]
    return [
        ReleasedTable(ASKED_POLICE, REVIEWS, "review_steps", "qualifying_and_review", REVIEW_ASKED),
        *results,
        ReleasedTable("stage", ENDS, "support_ends", "stage", STAGE_GROUPS),
        ReleasedTable("reason", ENDS, "support_ends", "reason", _words("support_ends", "reason")),
        ReleasedTable(
            "kind of reason", ENDS, "support_ends", "reason", KINDS_OF_REASON, by_area=True
        ),
        *by_stage,
        ReleasedTable("outcome", OUTCOMES, "outcomes", "outcome", _words("outcomes", "outcome")),
        *services,
        *characteristics,
        ReleasedTable(
            "meeting",
            MEETINGS,
            "referred_decisions",
            "meeting",
            _each(each.value for each in Met),
            by_area=True,
        ),
        ReleasedTable("why", ADVICE, "unsought_advice", "why", _words("unsought_advice", "why")),
    ]


class ShareSource(NamedTuple):
    """The table that a share is read from, and the group that is its numerator."""

    table: str
    group: str


_COUNTS = {measure.code: measure.counts for measure in as_offered(Family.VICTIMS)}
MEDIANS = {code: counts for code, counts in _COUNTS.items() if isinstance(counts, MedianOf)}
SHARES = {code: counts for code, counts in _COUNTS.items() if isinstance(counts, SharedOf)}


def _of_share(code: str, share: SharedOf) -> ReleasedTable:
    rest = tuple(sorted(share.denominator - share.numerator))
    groups = {MET: tuple(sorted(share.numerator)), NOT_MET: rest}
    return ReleasedTable(
        code, f"The share {code}", share.row_set, share.dimension, groups, code in BY_AREA
    )


# The shares that an area has in a year, beside the tables that it has.
BY_AREA = (
    "not_known_to_be_told",
    "told_as_asked",
    "right_explained",
    "support_end_evidenced",
    "outcome_16_rate",
    "support_offered",
)


def _source(share: SharedOf, tables: Iterable[ReleasedTable]) -> ShareSource | None:
    """A table of the denominator of which a group is the numerator; null if there is none."""
    for table in tables:
        is_of_it = (table.row_set, table.dimension) == (share.row_set, share.dimension)
        if is_of_it and {*_all_words(table)} == share.denominator:
            for group, words in table.groups.items():
                if {*words} == share.numerator:
                    return ShareSource(table.name, group)
    return None


def _all_words(table: ReleasedTable) -> Iterable[str]:
    return (word for words in table.groups.values() for word in words)


@cache
def listed() -> tuple[Mapping[str, ReleasedTable], Mapping[str, ShareSource]]:
    """Every table by name, and what each share is read from by code."""
    tables = {each.name: each for each in (*_of_decisions(), *_of_others())}
    sources: dict[str, ShareSource] = {}
    for code, share in SHARES.items():
        source = _source(share, tables.values())
        if source is None:
            tables[code] = _of_share(code, share)
            source = ShareSource(code, MET)
        sources[code] = source
    return tables, sources


# Two things that tables cross: by the words of the first, the table by those of the second.
CROSSED: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("who decided", "told"): {side.value: f"told of a decision of the {side}" for side in Side},
    ("way asked for", "way used"): {
        asked: f"way used where asked for: {asked}" for asked in WAYS_ASKED
    },
    ("scheme", "told of the right"): {side.value: f"review_right_told_{side}" for side in Side},
    ("scheme", "review asked for"): {side.value: f"review_take_up_{side}" for side in Side},
    ("stage of the review", "result"): {stage: f"result of a review: {stage}" for stage in STAGES},
    ("stage", "kind of reason"): {
        stage: f"reason support ended: {stage}" for stage in STAGE_GROUPS
    },
}
