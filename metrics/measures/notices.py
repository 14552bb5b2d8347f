"""Measures of telling victims of decisions."""

from functools import partial

from data_access.vocabulary import Side, ToldBy
from metrics.cases.aggregation import YES
from metrics.measures.measure import (
    AS_IN_NEWEST_FILE,
    NEITHER_GOOD_NOR_BAD,
    Better,
    MeasureKind,
    of_victims,
)
from metrics.measures.needed_columns import ASKED_COLUMNS, OUTCOME, TOLD_COLUMNS
from metrics.victims.categorical import BETWEEN
from metrics.victims.notices import AsAsked, NoticeStatus
from metrics.victims.share_definitions import (
    ANSWERED,
    NOT_KNOWN_TOLD,
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
    "limit in force"
)
NOT_IN_IT = "victims not told, those for whom this is not recorded, and exempt decisions"
EVERY_VICTIM = "every victim: Victims’ Code"

TOLD_ON_A_DAY = (NoticeStatus.IN_TIME, NoticeStatus.LATE, NoticeStatus.TOLD_BEFORE_LIMIT)
WISHED = (AsAsked.AS_ASKED, AsAsked.OTHERWISE, AsAsked.WAY_UNKNOWN)
ASKED_BEFORE = (*WISHED, AsAsked.NO_PREFERENCE)
TOLD = (*ASKED_BEFORE, AsAsked.AFTERWARDS, AsAsked.UNDATED, AsAsked.NOT_RECORDED)


def _of_status(*status: NoticeStatus) -> SharedOf:
    return shared_of("decisions", "told", status, PASSED)


def _in_time_of(dimension: str, first: str) -> SharedOf:
    """Told in time, of decisions whose category of a crossed dimension begins with ``first``."""
    start = f"{first}{BETWEEN}"
    in_time = [NoticeStatus.IN_TIME]
    return shared_of("decisions", dimension, in_time, PASSED, start)


_of_decisions = partial(
    of_victims, source=NOTICES, page="victim_communication", evidence_for=("rape-1/6/b",)
)
_of_passed = partial(
    _of_decisions, denominator=PASSED_TEXT, exclusions=NOT_AT_ISSUE_TEXT, needs=TOLD_COLUMNS
)
_of_told = partial(_of_decisions, exclusions=NOT_IN_IT)
_in_time = partial(
    _of_passed,
    numerator="such decisions where the victim was told on or before the last day of the limit",
    better=Better.UP,
    target=EVERY_VICTIM,
    target_share=1.0,
)

TELLING_MEASURES = (
    _in_time(
        code="told_in_time",
        title="victims told in time",
        definition=(
            f"{OF_PASSED} where the victim was told by then. The limit is in working days from the "
            "decision. It is shorter for victims with enhanced rights, which are assumed where "
            "nothing is recorded."
        ),
        caveat="Sending a letter by post does not count as telling the victim.",
        counts=_of_status(NoticeStatus.IN_TIME),
    ),
    _of_passed(
        code="not_known_to_be_told",
        title="victims not known to be told",
        definition=f"{OF_PASSED} for whom no day of telling is recorded.",
        numerator="such decisions not yet told, only sent by post, or with no record of telling",
        caveat="Some of these victims may have been told without a record of it.",
        better=Better.DOWN,
        needs=(*TOLD_COLUMNS, *OUTCOME),
        counts=_of_status(*NOT_KNOWN_TOLD),
    ),
    _in_time(
        code="told_in_time_police",
        title="victims told in time, police decisions",
        definition="The share of victims told in time, of decisions made by the police.",
        caveat="Different people tell victims of police and of CPS decisions: read each by itself.",
        listed_before="exempt_from_telling",
        counts=_in_time_of("decided_by_and_told", Side.POLICE),
    ),
    _in_time(
        code="told_in_time_cps",
        title="victims told in time, CPS decisions",
        definition="The share of victims told in time, of decisions made by the CPS.",
        caveat="The limit is counted from the day the decision was sent to the police.",
        listed_before="exempt_from_telling",
        counts=_in_time_of("decided_by_and_told", Side.CPS),
    ),
    _in_time(
        code="told_in_time_support_ended",
        title="victims told in time, whose support had ended",
        definition=(
            "The share of victims told in time, of cases that ended because the victim did not "
            "support them (outcomes 14 and 16)."
        ),
        caveat="Some of these victims may not wish to be told; a reason to be exempt then says so.",
        listed_before="exempt_from_telling",
        needs=(*TOLD_COLUMNS, "investigation.outcome_code"),
        counts=_in_time_of("support_ended_and_told", YES),
    ),
    _of_passed(
        code="told_late",
        title="victims told late",
        definition=f"{OF_PASSED} where the victim was told after it.",
        numerator="such decisions where the victim was told after the limit",
        caveat="How late is shown beside it.",
        better=Better.DOWN,
        counts=_of_status(NoticeStatus.LATE),
    ),
    _of_passed(
        code="not_yet_told",
        title="victims not yet told",
        definition=f"{OF_PASSED} with a notice but no date of telling or of a letter.",
        numerator="such decisions with a notice where the victim has not been told",
        caveat="They were waiting when their period was released; some may have been told since.",
        better=Better.DOWN,
        counts=_of_status(NoticeStatus.NOT_YET),
    ),
    _of_passed(
        code="sent_by_post",
        title="letters sent by post, victim not known to be told",
        definition=f"{OF_PASSED} with a letter sent by post but no date of telling.",
        numerator="such decisions with a date of a letter by post but no date of telling",
        caveat="Whether and when the letter was read is not known, so it is shown separately.",
        needs=("notice.sent_on",),
        counts=_of_status(NoticeStatus.BY_POST),
    ),
    _of_passed(
        code="no_record_of_telling",
        title="no record of telling the victim",
        definition=f"{OF_PASSED} with no notice at all.",
        numerator="such decisions in cases without a notice",
        caveat=(
            "The victim may have been told, but nothing was recorded. An outcome without a date is "
            "counted in no period; the page Data says how many there are."
        ),
        better=Better.DOWN,
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
        caveat=f"{NEITHER_GOOD_NOR_BAD}. The reasons are not counted one by one: they are too few.",
        needs=("notice.exempt_reason",),
        counts=shared_of("decisions", "told", [NoticeStatus.EXEMPT], NoticeStatus),
    ),
    _of_decisions(
        code="days_to_tell",
        title="median working days to tell the victim",
        definition=(
            "The median number of working days from the decision to telling the victim: half of "
            "the victims told waited this long or less."
        ),
        numerator="working days from the decision to the telling",
        denominator="decisions in the period of which the victim was told",
        exclusions="victims not told, those told with no limit in force, and exempt decisions",
        caveat="Victims not yet told are not included, so the longest waits may be missing.",
        better=Better.DOWN,
        unit="working days",
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
        denominator="victims told whose wish for one way was recorded on or before that day",
        exclusions=(
            "victims with no preference, asked afterwards or not asked, those not told, and exempt "
            "decisions"
        ),
        caveat=(
            "Sending a letter by post does not count as telling the victim, even where the victim "
            "asked for a letter: such a victim is not included."
        ),
        better=Better.UP,
        before_title="victims ",
        needs=(*ASKED_COLUMNS, "notice.method"),
        counts=shared_of("decisions", "as_asked", [AsAsked.AS_ASKED], WISHED),
    ),
    _of_decisions(
        code="preference_recorded",
        title="asked beforehand how they wished to be told",
        definition=(
            "Of victims told, the share for whom it was recorded, on or before that day, how they "
            "wished to be told."
        ),
        numerator="victims told whose wish, or lack of one, was recorded beforehand",
        denominator="victims told",
        exclusions="victims not told, and exempt decisions",
        caveat="A wish recorded afterwards, or with no date, does not count.",
        better=Better.UP,
        evidence_for=("rape-1/6/a", "rape-1/6/b"),
        before_title="victims ",
        needs=ASKED_COLUMNS,
        counts=shared_of("decisions", "as_asked", ASKED_BEFORE, TOLD),
    ),
    _of_decisions(
        code="isva_offered",
        title="ISVA offered for the telling",
        definition="Of decisions where this is recorded, the share in which an ISVA was offered.",
        numerator="decisions where an ISVA was offered",
        denominator="decisions where it is recorded whether an ISVA was offered",
        exclusions="decisions where this is not recorded",
        caveat=AS_IN_NEWEST_FILE,
        better=Better.UP,
        evidence_for=("rape-1/2/a", "rape-1/6/b"),
        needs=("notice.isva_offered",),
        counts=shared_of("decisions", "isva_offered", [YES], ANSWERED),
    ),
    _of_told(
        code="isva_present",
        title="ISVA present at the telling",
        definition="Of victims told for whom this is recorded, the share with an ISVA present.",
        numerator="victims told with an ISVA present",
        denominator="victims told for whom it is recorded whether an ISVA was present",
        caveat="Whether an ISVA is present is the victim’s choice.",
        evidence_for=("rape-1/2/a", "rape-1/6/b"),
        needs=(*TOLD_COLUMNS, "notice.isva_present"),
        counts=shared_of("decisions", "isva_present", [YES], ANSWERED),
    ),
    _of_told(
        code="told_by_solo",
        title="told by a sexual offences liaison officer",
        definition=(
            "Of victims told for whom the role of the person who told them is recorded, the share "
            "told by a sexual offences liaison officer (SOLO)."
        ),
        numerator="victims told by a sexual offences liaison officer",
        denominator="victims told, or written to, for whom it is recorded by whom",
        caveat="The role is recorded, never a name. A victim may have asked for somebody else.",
        before_title="victims ",
        needs=(*TOLD_COLUMNS, "notice.told_by"),
        counts=shared_of("decisions", "told_by", [ToldBy.SOLO], ToldBy),
    ),
    _of_told(
        code="right_explained",
        title="right to review explained at the telling",
        definition=(
            "Of victims told for whom this is recorded, the share to whom the right to review was "
            "explained."
        ),
        numerator="victims to whom the right to review was explained",
        denominator="victims told for whom it is recorded whether it was explained",
        caveat=(
            "This is recorded by the person who told the victim: whether the victim understood is "
            "not known."
        ),
        better=Better.UP,
        needs=(*TOLD_COLUMNS, "notice.right_explained"),
        counts=shared_of("decisions", "right_explained", [YES], ANSWERED),
    ),
)
