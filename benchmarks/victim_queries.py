"""Plain SQL for each measure of victims, which pages read from releases.

Limits are in calendar days here. A share is two counts: the rows that meet it, and all rows.
"""

from collections.abc import Iterator
from datetime import date

from benchmarks.plain_queries import PlainQuery, earliest, listed, median_query, query
from data_access.vocabulary import (
    NO_FURTHER_ACTION,
    UNSUPPORTED,
    AskedAs,
    AskedMethod,
    Characteristic,
    Outcome,
    ReferralDecision,
    ReviewResult,
    ReviewStage,
    Service,
    Side,
    SupportEndReason,
)

TOLD_IN_TIME = "told_on IS NOT NULL AND told_on <= decided_on + INTERVAL '1 days'"
# Outcomes that the police scheme of the right to review leaves out.
NOT_IN_SCHEME = [*UNSUPPORTED, Outcome.NO_SUSPECT]
# Each stage of a review: its name in codes, its rows, and its limits in days.
STAGES = (
    ("police", f"scheme = '{Side.POLICE}'", 14, 42),
    ("cps", f"stage = '{ReviewStage.LOCAL_RESOLUTION}'", 14, 14),
    ("independent", f"stage = '{ReviewStage.INDEPENDENT_REVIEW}'", None, 42),
)
Queries = Iterator[tuple[str, PlainQuery]]


def victim_queries(first: date, last: date) -> dict[str, PlainQuery]:
    """The query for each share or median from ``first`` to ``last``, by measure."""
    period = f"BETWEEN '{first}' AND '{last}'"
    return {
        **dict(_notices(period, last)),
        **dict(_reviews(period)),
        **dict(_support_ends(period)),
        **dict(_support_offers(period)),
        "meeting_before_nfa": _meetings(period),
        **{
            each.column: _share(
                f"{each.column} IN {listed([AskedAs.OWN_ACCOUNT, AskedAs.PREFERS_NOT_TO_SAY])}",
                f"FROM investigation WHERE reported_on {period}",
            )
            for each in Characteristic
        },
        "outcome_16_rate": _share(
            f"outcome_code IN {listed(UNSUPPORTED[1:])}",
            f"FROM investigation WHERE outcome_on {period}",
        ),
    }


def _share(met: str, rows: str, of: str = "") -> PlainQuery:
    if of:
        return query(f"SELECT SUM({met} AND {of}), SUM({of}) {rows}")
    return query(f"SELECT SUM({met}), COUNT(*) {rows}")


def _notices(period: str, last: date) -> Queries:
    notices = f"FROM notice WHERE decided_on {period}"
    due = f"(exempt_reason IS NULL AND decided_on + INTERVAL '1 days' <= '{last}')"
    asked = "(asked_method IS NOT NULL AND asked_recorded_on <= told_on)"
    wished = (
        f"(told_on IS NOT NULL AND {asked} AND method IS NOT NULL "
        f"AND asked_method <> '{AskedMethod.NO_PREFERENCE}')"
    )
    yield "told_in_time", _share(TOLD_IN_TIME, notices, due)
    yield "told_late", _share("told_on > decided_on + INTERVAL '1 days'", notices, due)
    yield "not_known_to_be_told", _share("told_on IS NULL", notices, due)
    yield "not_yet_told", _share("told_on IS NULL AND sent_on IS NULL", notices, due)
    yield "sent_by_post", _share("told_on IS NULL AND sent_on IS NOT NULL", notices, due)
    for side in Side:
        of_side = f"({due} AND decided_by = '{side}')"
        yield f"told_in_time_{side}", _share(TOLD_IN_TIME, notices, of_side)
    yield "exempt_from_telling", _share("exempt_reason IS NOT NULL", notices)
    yield "told_as_asked", _share("method = asked_method", notices, wished)
    yield "preference_recorded", _share(asked, notices, "(told_on IS NOT NULL)")
    yield "told_by_solo", query(f"SELECT SUM(told_by = 'SOLO'), COUNT(told_by) {notices}")
    for column in ("isva_offered", "isva_present", "right_explained"):
        yield column, query(f"SELECT SUM({column}), COUNT({column}) {notices}")
    yield (
        "told_in_time_support_ended",
        _share(
            TOLD_IN_TIME,
            f"FROM notice LEFT JOIN {earliest('investigation', 'outcome_code')} "
            f"USING (force, case_key) WHERE decided_on {period}",
            f"({due} AND outcome_code IN {listed(UNSUPPORTED)})",
        ),
    )
    yield (
        "days_to_tell",
        median_query("told_on", notices, since="decided_on", working_days=True),
    )
    yield (
        "no_record_of_telling",
        _share(
            "decided_on IS NULL",
            f"FROM investigation LEFT JOIN {earliest('notice', 'decided_on')} "
            f"USING (force, case_key) WHERE outcome_on {period} "
            f"AND outcome_code IN {listed(NO_FURTHER_ACTION)}",
        ),
    )


def _meetings(period: str) -> PlainQuery:
    """Decisions of the CPS, and police outcomes after a referral, with a meeting before them."""
    least = earliest("referral", "referred_on", "meeting_on", "both_roles_met")
    in_time = "meeting_on <= day AND day <= meeting_on + INTERVAL '28 days' AND both_roles_met"
    return query(
        f"SELECT SUM({in_time}), COUNT(*) FROM ("
        "SELECT decided_on AS day, meeting_on, both_roles_met FROM referral "
        f"WHERE decided_on {period} AND decision = '{ReferralDecision.NO_FURTHER_ACTION}' "
        "UNION ALL SELECT outcome_on AS day, meeting_on, both_roles_met FROM investigation "
        f"JOIN {least} USING (force, case_key) WHERE outcome_on {period} "
        f"AND outcome_code IN {listed(NO_FURTHER_ACTION)} AND referred_on <= outcome_on"
        ") AS decisions"
    )


def _reviews(period: str) -> Queries:
    of_case = earliest("investigation", "outcome_code", "suspect_interviewed")
    for side in Side:
        told = f"WHERE told_on {period} AND decided_by = '{side}'"
        if side == Side.POLICE:
            told += f" AND suspect_interviewed AND outcome_code NOT IN {listed(NOT_IN_SCHEME)}"
        rows = f"FROM notice LEFT JOIN {of_case} USING (force, case_key) {told}"
        yield f"review_right_told_{side}", _share("right_explained", rows)
        yield (
            f"review_take_up_{side}",
            _share(
                "requested_on IS NOT NULL",
                f"FROM notice LEFT JOIN {earliest('review_request', 'requested_on')} "
                f"USING (force, case_key) LEFT JOIN {of_case} USING (force, case_key) {told}",
            ),
        )
    for code, of_stage, acknowledge, decide in STAGES:
        requests = f"FROM review_request WHERE requested_on {period} AND {of_stage}"
        for step, days in (("acknowledged", acknowledge), ("decided", decide)):
            if days:
                in_time = f"{step}_on <= requested_on + INTERVAL '{days} days'"
                yield f"review_{step}_{code}", _share(in_time, requests)
        for name, result in (
            ("stands", ReviewResult.STANDS),
            ("overturned", ReviewResult.OVERTURNED),
        ):
            sql = f"SELECT SUM(result = '{result}'), COUNT(result) {requests}"
            yield f"review_{name}_{code}", query(sql)


def _support_ends(period: str) -> Queries:
    ended = f"WHERE ended_on {period}"
    ends = f"FROM support_end {ended}"
    of_case = (
        f"FROM support_end LEFT JOIN {earliest('investigation', 'reported_on', 'domestic_abuse')} "
        f"USING (force, case_key) {ended}"
    )
    unknown = listed([SupportEndReason.NOT_ASKED, SupportEndReason.NOT_RECORDED])
    yield "support_end_stage_recorded", _share("stage IS NOT NULL", ends)
    yield "support_end_reason_recorded", _share(f"reason NOT IN {unknown}", ends)
    yield "support_ended_early", _share("ended_on <= reported_on + INTERVAL '30 days'", of_case)
    yield "support_end_evidenced", query(f"SELECT SUM(evidenced), COUNT(evidenced) {ends}")
    yield "support_resumed", _share("resumed_on IS NOT NULL", ends)
    yield "mg6dar_received", _share("mg6dar", of_case, "(domestic_abuse AND mg6dar IS NOT NULL)")


def _support_offers(period: str) -> Queries:
    def of_reports(service: str = "1 = 1") -> str:
        offers = earliest("support_referral", "offered_on", "accepted_on", where=service)
        return (
            f"FROM investigation LEFT JOIN {offers} USING (force, case_key) "
            f"WHERE reported_on {period}"
        )

    offered = "offered_on IS NOT NULL"
    yield "support_offered", _share(offered, of_reports())
    yield "support_accepted", _share("accepted_on IS NOT NULL", of_reports(), f"({offered})")
    for code, service in (("sarc_offered", Service.SARC), ("isva_referral_offered", Service.ISVA)):
        yield code, _share(offered, of_reports(f"service = '{service}'"))
    yield "days_to_offer", median_query("offered_on", of_reports(), since="reported_on")
