"""Measures of telling victims of decisions."""

from functools import partial

from data_access.vocabulary import Side, ToldBy
from metrics.cases.aggregation import YES
from metrics.measures.measure import Better, MeasureKind, of_victims
from metrics.measures.needed_columns import ASKED_COLUMNS, OUTCOME, TOLD_COLUMNS
from metrics.victims.categorical import BETWEEN
from metrics.victims.notices import AsAsked, NoticeStatus
from metrics.victims.share_definitions import (
    ANSWERED,
    NOT_PASSED,
    PASSED,
    MedianOf,
    SharedOf,
    shared_of,
)

NOTICES = "Notices of decisions and outcomes, as the force or the CPS sent them"
PASSED_TEXT = "decisions in the period whose limit for telling has passed"
OF_PASSED = (
    "Of decisions to take no further action whose limit for telling the victim has passed, the "
    "share"
)
NOT_AT_ISSUE_TEXT = (
    "decisions with a reason to be exempt, those whose limit has not passed and those with no "
    "limit in force, which are counted and shown"
)
NOT_IN_IT = (
    "victims not told or of whom nothing is recorded, and decisions exempt, which are counted and "
    "shown"
)
TOLD_FOR = ("rape-1/6/b",)
EVERY_VICTIM = "every victim: Victims’ Code"

NOT_AT_ISSUE = (*NOT_PASSED, NoticeStatus.NO_LIMIT)
TOLD_ON_A_DAY = (NoticeStatus.IN_TIME, NoticeStatus.LATE, NoticeStatus.TOLD_BEFORE_LIMIT)
WISHED = (AsAsked.AS_ASKED, AsAsked.OTHERWISE, AsAsked.WAY_UNKNOWN)
ASKED_BEFORE = (*WISHED, AsAsked.NO_PREFERENCE)
TOLD = (*ASKED_BEFORE, AsAsked.AFTERWARDS, AsAsked.UNDATED, AsAsked.NOT_RECORDED)


def _of_status(status: NoticeStatus) -> SharedOf:
    return shared_of("decisions", "told", [status], PASSED, outside=NOT_AT_ISSUE)


def _in_time_of(dimension: str, first: str) -> SharedOf:
    """Told in time, of decisions whose category of a crossed dimension begins with ``first``."""
    start = f"{first}{BETWEEN}"
    in_time = [NoticeStatus.IN_TIME]
    return shared_of("decisions", dimension, in_time, PASSED, start, NOT_AT_ISSUE)


_of_decisions = partial(of_victims, source=NOTICES, page="victim_communication")
_of_passed = partial(_of_decisions, denominator=PASSED_TEXT, exclusions=NOT_AT_ISSUE_TEXT)
_in_time = partial(
    _of_passed,
    numerator="such decisions of which the victim was told on or before the last day of the limit",
    better=Better.UP,
    target=EVERY_VICTIM,
    target_share=1.0,
)

TELLING_MEASURES = (
    _in_time(
        code="told_in_time",
        title="victims told in time",
        definition=(
            f"{OF_PASSED} told by then. The limit is in working days from the decision, and "
            "shorter with enhanced rights, which are assumed where nothing is recorded."
        ),
        caveat="A letter by post is sent, not told: it does not count as in time.",
        evidence_for=TOLD_FOR,
        needs=TOLD_COLUMNS,
        counts=_of_status(NoticeStatus.IN_TIME),
    ),
    _in_time(
        code="told_in_time_police",
        title="victims told in time, police decisions",
        definition="The same share, of decisions made by the police.",
        caveat="Police and CPS decisions are told by different people: read each by itself.",
        evidence_for=TOLD_FOR,
        listed_before="exempt_from_telling",
        needs=TOLD_COLUMNS,
        counts=_in_time_of("decided_by_and_told", Side.POLICE),
    ),
    _in_time(
        code="told_in_time_cps",
        title="victims told in time, CPS decisions",
        definition="The same share, of decisions made by the CPS.",
        caveat="Counted from the day the decision was sent to the police.",
        evidence_for=TOLD_FOR,
        listed_before="exempt_from_telling",
        needs=TOLD_COLUMNS,
        counts=_in_time_of("decided_by_and_told", Side.CPS),
    ),
    _in_time(
        code="told_in_time_support_ended",
        title="victims told in time, whose support had ended",
        definition=(
            "The same share, of cases that ended because the victim did not support them "
            "(outcomes 14 and 16)."
        ),
        caveat="Some of these victims may not wish to hear; a reason to be exempt says so.",
        evidence_for=TOLD_FOR,
        listed_before="exempt_from_telling",
        needs=(*TOLD_COLUMNS, "investigation.outcome_code"),
        counts=_in_time_of("support_ended_and_told", YES),
    ),
    _of_passed(
        code="told_late",
        title="victims told late",
        definition=f"{OF_PASSED} told after it.",
        numerator="such decisions of which the victim was told after the limit",
        caveat="How late is shown beside it.",
        better=Better.DOWN,
        evidence_for=TOLD_FOR,
        needs=TOLD_COLUMNS,
        counts=_of_status(NoticeStatus.LATE),
    ),
    _of_passed(
        code="not_yet_told",
        title="victims not yet told",
        definition=f"{OF_PASSED} with a notice and no day of telling or of a letter.",
        numerator="such decisions with a notice of which the victim has not been told",
        caveat="They were waiting when their quarter was counted; some have been told since.",
        better=Better.DOWN,
        evidence_for=TOLD_FOR,
        needs=TOLD_COLUMNS,
        counts=_of_status(NoticeStatus.NOT_YET),
    ),
    _of_passed(
        code="sent_by_post",
        title="letters sent by post, victim not known to be told",
        definition=f"{OF_PASSED} with a letter sent by post and no day of telling.",
        numerator="such decisions with a day of a letter by post and none of telling",
        caveat="Whether and when the letter was read is not known, so it is shown apart.",
        evidence_for=TOLD_FOR,
        needs=("notice.sent_on",),
        counts=_of_status(NoticeStatus.BY_POST),
    ),
    _of_passed(
        code="no_record_of_telling",
        title="no record of telling the victim",
        definition=f"{OF_PASSED} of which there is no notice at all.",
        numerator="such decisions in cases without a notice",
        caveat=(
            "The victim may have been told: nothing was recorded. An outcome without a day is in "
            "no quarter; the page Data tells how many there are."
        ),
        better=Better.DOWN,
        evidence_for=TOLD_FOR,
        needs=("notice", *OUTCOME),
        counts=_of_status(NoticeStatus.NO_RECORD),
    ),
    _of_decisions(
        code="exempt_from_telling",
        title="decisions exempt from telling",
        definition=(
            "Of decisions to take no further action, the share with a recorded reason why the "
            "victim need not, or must not, be told within the limit."
        ),
        numerator="decisions with a reason to be exempt",
        denominator="all decisions to take no further action in the period",
        exclusions="none",
        caveat="Neither many nor few is good in itself; the reasons are too few to show.",
        evidence_for=TOLD_FOR,
        needs=("notice.exempt_reason",),
        counts=shared_of("decisions", "told", [NoticeStatus.EXEMPT], NoticeStatus),
    ),
    _of_decisions(
        code="days_to_tell",
        title="median working days to tell the victim",
        definition="Half of the victims told were told so many working days after it, or sooner.",
        numerator="working days from the decision to the telling",
        denominator="decisions in the period of which the victim was told",
        exclusions="victims not told, those told with no limit in force, and decisions exempt",
        caveat="Those not yet told are not in it: the longest waits come in last.",
        better=Better.DOWN,
        unit="working days",
        evidence_for=TOLD_FOR,
        kind=MeasureKind.MEDIAN,
        needs=TOLD_COLUMNS,
        counts=MedianOf("decisions", "days_to_tell", "told", TOLD_ON_A_DAY),
    ),
    _of_decisions(
        code="told_as_asked",
        title="told in the way they asked for",
        definition=(
            "Of victims told who had said beforehand how they wished to be told, the share told "
            "in that way."
        ),
        numerator="victims told in the way they had asked for",
        denominator="victims told, whose wish for one way was recorded on or before that day",
        exclusions=(
            "victims with no preference, asked afterwards or not asked, those not told, and "
            "decisions exempt, which are counted and shown"
        ),
        caveat="A letter by post is sent, not told: it is in neither number, even where asked for.",
        better=Better.UP,
        evidence_for=TOLD_FOR,
        before_title="victims ",
        needs=(*ASKED_COLUMNS, "notice.method"),
        counts=shared_of("decisions", "as_asked", [AsAsked.AS_ASKED], WISHED),
    ),
    _of_decisions(
        code="preference_recorded",
        title="asked beforehand how they wished to be told",
        definition=(
            "Of victims told, the share of whom it was recorded on or before that day how they "
            "wished to be told."
        ),
        numerator="victims told whose wish, or that they had none, was recorded beforehand",
        denominator="victims told",
        exclusions="victims not told, and decisions exempt, which are counted and shown",
        caveat="A wish recorded afterwards, or with no day, does not count.",
        better=Better.UP,
        evidence_for=("rape-1/6/a", "rape-1/6/b"),
        before_title="victims ",
        needs=ASKED_COLUMNS,
        counts=shared_of("decisions", "as_asked", ASKED_BEFORE, TOLD),
    ),
    _of_decisions(
        code="isva_offered",
        title="ISVA offered for the telling",
        definition="Of decisions of which it is recorded, the share with an ISVA offered.",
        numerator="decisions with an ISVA offered",
        denominator="decisions of which it is recorded whether an ISVA was offered",
        exclusions="decisions of which it is not recorded, which are counted and shown",
        caveat="An offer bears no day of its own: it is as the newest file says.",
        better=Better.UP,
        evidence_for=("rape-1/2/a", "rape-1/6/b"),
        needs=("notice.isva_offered",),
        counts=shared_of("decisions", "isva_offered", [YES], ANSWERED),
    ),
    _of_decisions(
        code="isva_present",
        title="ISVA present at the telling",
        definition="Of victims told of whom it is recorded, the share with an ISVA present.",
        numerator="victims told with an ISVA present",
        denominator="victims told of whom it is recorded whether an ISVA was present",
        exclusions=NOT_IN_IT,
        caveat="Whether an ISVA is present is for the victim to choose.",
        evidence_for=("rape-1/2/a", "rape-1/6/b"),
        needs=(*TOLD_COLUMNS, "notice.isva_present"),
        counts=shared_of("decisions", "isva_present", [YES], ANSWERED),
    ),
    _of_decisions(
        code="told_by_solo",
        title="told by a sexual offences liaison officer",
        definition=(
            "Of victims told whose teller’s role is recorded, the share told by a sexual offences "
            "liaison officer (SOLO)."
        ),
        numerator="victims told by a sexual offences liaison officer",
        denominator="victims told, or written to, of whom it is recorded by whom",
        exclusions=NOT_IN_IT,
        caveat="The role is recorded, never a name. A victim may have asked for somebody else.",
        evidence_for=("rape-1/6/b",),
        before_title="victims ",
        needs=(*TOLD_COLUMNS, "notice.told_by"),
        counts=shared_of("decisions", "told_by", [ToldBy.SOLO], ToldBy),
    ),
    _of_decisions(
        code="right_explained",
        title="right to review explained at the telling",
        definition=(
            "Of victims told of whom it is recorded, the share to whom the right to review was "
            "explained."
        ),
        numerator="victims to whom the right to review was explained",
        denominator="victims told of whom it is recorded whether it was explained",
        exclusions=NOT_IN_IT,
        caveat="Recorded by who told the victim: whether it was understood is not known.",
        better=Better.UP,
        evidence_for=("rape-1/6/b",),
        needs=(*TOLD_COLUMNS, "notice.right_explained"),
        counts=shared_of("decisions", "right_explained", [YES], ANSWERED),
    ),
)
