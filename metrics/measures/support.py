"""Measures of support, of outcomes, and of the characteristics asked about."""

from functools import partial

from data_access.vocabulary import AskedAs, Characteristic, Service, SupportEndReason
from metrics.cases.aggregation import YES
from metrics.measures.measure import (
    AS_IN_NEWEST_FILE,
    CHOICE,
    COHORT,
    NEITHER_GOOD_NOR_BAD,
    Better,
    MeasureKind,
    of_victims,
)
from metrics.measures.needed_columns import OFFER_COLUMNS, OUTCOME
from metrics.victims.categorical import BETWEEN
from metrics.victims.reported_investigations import SERVICES, SupportOffer
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_definitions import ANSWERED, NO_REASON, MedianOf, shared_of
from metrics.victims.support import STAGES, UNSUPPORTED_GROUP

ENDS = "Records of support ended, as the force sent them"
CASES = "Investigations, as the force sent them"
ALL_ENDS = "times that a victim’s support ended in the period"
NOT_RECORDED = "times for which this is not recorded"
REASONS = [reason for reason in SupportEndReason if reason not in NO_REASON]
OFFERED = (SupportOffer.ACCEPTED, SupportOffer.OFFERED)
WAS_ASKED = (AskedAs.OWN_ACCOUNT, AskedAs.PREFERS_NOT_TO_SAY)
PAGE = "when_support_ends"

_of_ends = partial(of_victims, source=ENDS, page=PAGE, evidence_for=("rape-1/3/a",))
_of_all_ends = partial(_of_ends, denominator=ALL_ENDS, exclusions="none")
_of_reports = partial(
    of_victims,
    denominator="investigations reported in the period",
    exclusions="none",
    basis=COHORT,
)
_of_offers = partial(
    _of_reports,
    source="Referrals to support and investigations, as the force sent them",
    page=PAGE,
    better=Better.UP,
    evidence_for=("rape-1/2/a",),
    needs=OFFER_COLUMNS,
    caveat="Where no offer is recorded, one may have been made but not recorded.",
)

SUPPORT_MEASURES = (
    _of_all_ends(
        code="support_end_stage_recorded",
        title="support for a case ended, with the stage recorded",
        definition="Of times that a victim’s support ended, the share with the stage recorded.",
        numerator="times with the stage of the case recorded",
        caveat="A victim’s support may end, resume and end again: this counts each time it ended.",
        better=Better.UP,
        needs=("support_end.stage",),
        counts=shared_of("support_ends", "stage", STAGES[:-1], STAGES),
    ),
    _of_all_ends(
        code="support_end_reason_recorded",
        title="support for a case ended, with the reason asked and recorded",
        definition=(
            "Of times that a victim’s support ended, the share for which a reason is recorded, or "
            "why there is none."
        ),
        numerator="times with a reason, “declined to say” and “not contactable” included",
        caveat="“Not asked” and “not recorded” do not count.",
        better=Better.UP,
        needs=("support_end.reason",),
        counts=shared_of("support_ends", "reason", REASONS, SupportEndReason),
    ),
    _of_ends(
        code="support_ended_early",
        title="support for a case ended within {days} of the report",
        definition=(
            "Of times that a victim’s support ended, the share that came within {days} of the "
            f"report. {NEITHER_GOOD_NOR_BAD}: not every end was chosen."
        ),
        numerator="times within {days} of the report",
        denominator="times that support ended in the period, with the day of the report known",
        exclusions=NOT_RECORDED,
        limit="support_end_early",
        without_limit="support for a case ended early: no limit in force",
        needs=("support_end",),
        counts=shared_of("support_ends", "early", [YES], ANSWERED),
    ),
    _of_ends(
        code="support_end_evidenced",
        title="support for a case ended, with the victim’s decision evidenced",
        definition=(
            "Of times that a victim’s support ended for which this is recorded, the share with "
            "evidence of the victim’s own decision."
        ),
        numerator="times with evidence of the victim’s own decision",
        denominator="times for which it is recorded whether there is such evidence",
        exclusions=NOT_RECORDED,
        caveat=AS_IN_NEWEST_FILE,
        better=Better.UP,
        needs=("support_end.evidenced",),
        counts=shared_of("support_ends", "evidenced", [YES], ANSWERED),
    ),
    _of_all_ends(
        code="support_resumed",
        title="support for a case resumed",
        definition="Of times that a victim’s support ended, the share after which it was resumed.",
        numerator="times with a date on which support was resumed",
        caveat=f"{NEITHER_GOOD_NOR_BAD}: not every end was chosen.",
        needs=("support_end.resumed_on",),
        counts=shared_of("support_ends", "resumed", [YES], ANSWERED),
    ),
    _of_ends(
        code="mg6dar_received",
        title="MG6DAR received, domestic abuse",
        definition=(
            "Of times that a victim’s support ended in cases of domestic abuse for which this is "
            "recorded, the share with the form MG6DAR received."
        ),
        numerator="times in cases of domestic abuse with the form received",
        denominator="times in cases of domestic abuse for which this is recorded",
        exclusions="times in cases of domestic abuse for which this is not recorded",
        caveat="The form is for domestic abuse: other cases with it are not included.",
        better=Better.UP,
        needs=("support_end.mg6dar", "investigation.domestic_abuse"),
        counts=shared_of("support_ends", "abuse_and_mg6dar", [YES], ANSWERED, f"{YES}{BETWEEN}"),
    ),
    _of_ends(
        code="outcome_16_rate",
        title="outcome 16 (victim does not support the case), of outcomes given",
        definition=(
            "Of outcomes given in the period, the share with code 16: the victim does not "
            "support the case, and a suspect is identified."
        ),
        numerator="outcomes with code 16",
        denominator="outcomes given in the period, whenever the offence was reported",
        exclusions="none",
        caveat="The code says that the victim does not support the case, but not when or why.",
        source=CASES,
        needs=OUTCOME,
        counts=shared_of(
            "outcomes", "outcome", [UNSUPPORTED_GROUP], ROW_SETS["outcomes"].words["outcome"]
        ),
    ),
    _of_offers(
        code="support_offered",
        title="support offered, SARC or ISVA",
        definition="Of investigations reported, the share with an offer of either service.",
        numerator="investigations with an offer of the SARC or an ISVA",
        counts=shared_of("reports", "any_service", OFFERED, SupportOffer),
    ),
    _of_offers(
        code="sarc_offered",
        title="SARC offered",
        definition="Of investigations reported, the share with an offer of the SARC.",
        numerator="investigations with an offer of the SARC",
        counts=shared_of("reports", SERVICES[Service.SARC], OFFERED, SupportOffer),
    ),
    _of_offers(
        code="isva_referral_offered",
        title="ISVA offered",
        definition="Of investigations reported, the share with an offer of an ISVA.",
        numerator="investigations with an offer of an ISVA",
        counts=shared_of("reports", SERVICES[Service.ISVA], OFFERED, SupportOffer),
    ),
    _of_offers(
        code="support_accepted",
        title="support accepted, of those offered it",
        definition="Of investigations with an offer of support, the share that accepted one.",
        numerator="investigations with an offer accepted",
        denominator="investigations reported in the period with an offer of either service",
        exclusions="investigations with no offer recorded",
        better=Better.NEITHER,
        caveat=CHOICE,
        listed_before="sarc_offered",
        needs=("support_referral.accepted_on",),
        counts=shared_of("reports", "any_service", [SupportOffer.ACCEPTED], OFFERED),
    ),
    _of_offers(
        code="days_to_offer",
        title="median days from the report to an offer of support",
        definition=(
            "The median number of days from the report to the first offer of support: half of the "
            "first offers took this long or less."
        ),
        numerator="days from the report to the first offer",
        denominator="investigations reported in the period with the date of an offer",
        exclusions="investigations with no offer, or none with a date",
        better=Better.DOWN,
        kind=MeasureKind.MEDIAN,
        needs=("support_referral.offered_on",),
        counts=MedianOf("reports", "days_to_offer", "any_service", OFFERED),
    ),
)
CHARACTERISTIC_MEASURES = tuple(
    _of_reports(
        code=each.column,
        title=f"asked about: {each.value}",
        definition=(
            f"Of investigations reported, the share in which the victim was asked ({each.value}) "
            "and answered on their own account, or preferred not to say."
        ),
        numerator=(
            "investigations with the victim’s own account, or where the victim preferred not to say"
        ),
        caveat=(
            "What an officer perceived or a system filled in counts as not recorded. Asking about "
            "all nine is never a target; the answer itself is never kept."
        ),
        source=CASES,
        page="protected_characteristics",
        better=Better.UP,
        evidence_for=("rape-1/1",),
        before_title="victims ",
        needs=(f"investigation.{each.column}",),
        counts=shared_of("reports", each.column, WAS_ASKED, AskedAs),
    )
    for each in Characteristic
)
