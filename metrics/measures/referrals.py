"""Measures of referrals, decisions and letters, in the order of their page."""

from functools import partial

import polars as pl

from data_access.vocabulary import DipKind, Side
from metrics.cases import referrals
from metrics.measures.case_query import (
    CaseQuery,
    median_frame,
    rows_in_period,
    share_frame,
)
from metrics.measures.early_advice import ADVICE_SOURCE
from metrics.measures.measure import (
    AS_IN_NEWEST_FILE,
    IN_PERIOD,
    NUMBER_SHOWN,
    Better,
    CaseCount,
    Measure,
    MeasureKind,
    of_victims,
)
from metrics.measures.staff import of_sample, sample_count
from metrics.victims.referred_decisions import Met
from metrics.victims.share_definitions import shared_of

REFERRALS = "Referrals, as the force or the CPS sent them"
PAGE = "case_action_plans"


def share_accepted(query: CaseQuery) -> pl.DataFrame:
    """Files accepted at first; files with nothing recorded are left out."""
    figures = referrals.files_accepted(
        query.tables["referral"], query.period, query.as_at, by_area=query.by_area
    )
    return share_frame(figures, "not_recorded")


def share_decided_in_time(query: CaseQuery) -> pl.DataFrame:
    """Referrals decided in time; those not yet as old as the limit are left out."""
    figures = referrals.decided_in_time(
        query.tables["referral"],
        query.limits["cps_decision"],
        query.period,
        query.as_at,
        by_area=query.by_area,
    )
    if query.by_area:
        return share_frame(figures)
    made = rows_in_period(query, "referral", "referred_on").select(pl.len().cast(pl.Int64))
    return share_frame(
        figures.with_columns(too_new=made.collect().item() - pl.col("of")), "too_new"
    )


def _median_days_with(side: Side) -> CaseCount:
    def median_days(query: CaseQuery) -> pl.DataFrame:
        figures = referrals.days_with(
            query.tables["referral"], query.period, query.as_at, by_area=query.by_area
        ).filter(pl.col("side") == side)
        return median_frame(figures, "median", of="files", left_out=["not_recorded"])

    return CaseCount(median_days)


_of_referrals = partial(Measure, source=REFERRALS, page=PAGE, basis=IN_PERIOD)
_days_with = partial(
    _of_referrals,
    exclusions=f"files without the number of days{NUMBER_SHOWN}",
    better=Better.DOWN,
    kind=MeasureKind.MEDIAN,
)

REFERRAL_MEASURES = (
    of_victims(
        code="meeting_before_nfa",
        title="meeting in the {days} before a decision to take no further action",
        definition=(
            "Of police and CPS decisions to take no further action after a referral, the share "
            "with a meeting of investigator and prosecutor about it, both present, on the day "
            "or in the {days} before it."
        ),
        numerator="such decisions with a meeting of both in the {days} before",
        denominator="decisions to take no further action after a referral, in the period",
        exclusions=(
            "a police outcome that follows a CPS decision to take no further action: it is the "
            "same decision, counted once, as the CPS’s"
        ),
        better=Better.UP,
        limit="meeting_before_nfa",
        without_limit="meeting before no further action: no limit in force",
        evidence_for=("rape-1/5/c",),
        target="every case referred to the CPS: recommendation 5, third point",
        target_share=1.0,
        source=ADVICE_SOURCE,
        page=PAGE,
        needs=(
            "referral.decision",
            "referral.decided_on",
            "referral.meeting_on",
            "referral.both_roles_met",
        ),
        counts=shared_of("referred_decisions", "meeting", [Met.BOTH], Met),
    ),
    of_sample(
        code="contact_details",
        title="letters that give the sender’s contact details",
        definition=(
            "Of letters and messages between police and CPS that were sampled, the share that "
            "give the sender’s direct telephone and e-mail."
        ),
        numerator="sampled messages that give both",
        denominator="messages sampled",
        evidence_for=("rape-1/5/b",),
        target="all written communication: recommendation 5, second point",
        target_share=1.0,
        page=PAGE,
        counts=sample_count(DipKind.CONTACT_DETAILS),
        listed_before="escalations_open",
    ),
    _of_referrals(
        code="files_accepted",
        title="files accepted at first",
        definition="Of files referred in the period, the share that the CPS accepted at first.",
        numerator="files accepted at first",
        denominator="files where it is recorded whether they were accepted",
        exclusions=f"files where this is not recorded{NUMBER_SHOWN}",
        caveat=AS_IN_NEWEST_FILE,
        better=Better.UP,
        kind=MeasureKind.SHARE,
        needs=("referral.file_accepted",),
        counts=CaseCount(share_accepted),
    ),
    _days_with(
        code="days_with_police",
        title="median days with the police",
        definition=(
            "The median number of days that a file was with the police: half of the files referred "
            "in the period were there for this long or less."
        ),
        numerator="days that the file was with the police",
        denominator="files referred in the period",
        caveat="Do not add this to the days with the CPS: the two are not about the same cases.",
        needs=("referral.days_with_police",),
        counts=_median_days_with(Side.POLICE),
    ),
    _days_with(
        code="days_with_cps",
        title="median days with the CPS",
        definition=(
            "The median number of days that a file was with the CPS: half of the files decided in "
            "the period were there for this long or less."
        ),
        numerator="days that the file was with the CPS",
        denominator="files decided in the period",
        caveat=(
            "Files still waiting for a decision are not included, so the longest waits may be "
            "missing."
        ),
        needs=("referral.days_with_cps",),
        counts=_median_days_with(Side.CPS),
    ),
    _of_referrals(
        code="cps_decision_in_time",
        title="CPS decision within {days}",
        definition=(
            "Of referrals in the period that are {days} old or more, the share decided within "
            "{days} of the referral. A return to the police counts as a decision."
        ),
        numerator="referrals decided within {days}",
        denominator="referrals at least as old as the limit on the as-at day",
        exclusions="referrals not yet as old as the limit",
        better=Better.UP,
        limit="cps_decision",
        without_limit="CPS decision in time: no limit in force",
        kind=MeasureKind.SHARE,
        needs=("referral.decided_on",),
        counts=CaseCount(share_decided_in_time),
        listed_before="days_with_police",
    ),
)
