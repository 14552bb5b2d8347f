"""The columns that each measure of cases cannot be counted without.

Where none of the files received has had one, the measure is not available: a column that was never
sent says neither yes nor no. A table alone must have been sent at all. Of columns with a bar
between, one is enough. Columns that every file of a table has are not named.
"""

from data_access.vocabulary import Characteristic

TOLD_COLUMNS = ("notice.told_on",)
ASKED_COLUMNS = (*TOLD_COLUMNS, "notice.asked_method", "notice.asked_recorded_on")
OUTCOME = ("investigation.outcome_code", "investigation.outcome_on")
PLAN_ANSWERED = ("case_plan.answered_on",)
ADVICE_COLUMNS = ("early_advice.requested_on", "early_advice.not_sought_reason")
STAFF = ("training_year.posts",)
RESULT = ("review_request.decided_on", "review_request.result")
ACKNOWLEDGED = ("review_request.acknowledged_on",)
OFFER_COLUMNS = ("support_referral",)
# Whether the police scheme takes in a decision.
QUALIFYING_COLUMN = "investigation.suspect_interviewed"
STAGE = "review_request.stage"


def _of_stages(code: str, *needed: str) -> dict[str, tuple[str, ...]]:
    """What a measure of requests needs; those of the CPS tell its two stages apart."""
    of_the_cps = dict.fromkeys((f"{code}_cps", f"{code}_independent"), (*needed, STAGE))
    return {f"{code}_police": needed, **of_the_cps}


NEEDED: dict[str, tuple[str, ...]] = {
    "case_plans_open": PLAN_ANSWERED,
    "case_plans_answered_in_target": ("case_plan.first_target_on", *PLAN_ANSWERED),
    "case_plans_review_ahead": ("case_plan.review_on", *PLAN_ANSWERED),
    "case_plans_near_closure": ("case_plan.target_on|first_target_on", *PLAN_ANSWERED),
    "case_plans_admin_finalised": ("case_plan.closed_on", "case_plan.closed_reason"),
    "early_advice_neither": ADVICE_COLUMNS,
    "early_advice_considered": ADVICE_COLUMNS,
    "early_advice_in_time": ("early_advice.requested_on", "early_advice.given_on"),
    "early_advice_days": ("early_advice.requested_on", "early_advice.given_on"),
    "early_advice_near_closure": ("early_advice.given_on", "referral", *OUTCOME),
    "meeting_before_nfa": (
        "referral.decision",
        "referral.decided_on",
        "referral.meeting_on",
        "referral.both_roles_met",
    ),
    "contact_details": ("dip_sample",),
    "files_accepted": ("referral.file_accepted",),
    "days_with_police": ("referral.days_with_police",),
    "days_with_cps": ("referral.days_with_cps",),
    "cps_decision_in_time": ("referral.decided_on",),
    # Those of joint actions are recorded here, and need no file.
    "escalations_open": (),
    "escalations_changed": (),
    "escalations_days": (),
    "escalation_rate": ("case_escalation", "referral"),
    "past_point_plans": ("case_plan.target_on|first_target_on", *PLAN_ANSWERED, "case_escalation"),
    "told_in_time": TOLD_COLUMNS,
    "told_in_time_police": TOLD_COLUMNS,
    "told_in_time_cps": TOLD_COLUMNS,
    "told_in_time_support_ended": (*TOLD_COLUMNS, "investigation.outcome_code"),
    "told_late": TOLD_COLUMNS,
    "not_yet_told": TOLD_COLUMNS,
    "sent_by_post": ("notice.sent_on",),
    "no_record_of_telling": ("notice", *OUTCOME),
    "exempt_from_telling": ("notice.exempt_reason",),
    "days_to_tell": TOLD_COLUMNS,
    "told_as_asked": (*ASKED_COLUMNS, "notice.method"),
    "preference_recorded": ASKED_COLUMNS,
    "isva_offered": ("notice.isva_offered",),
    "isva_present": (*TOLD_COLUMNS, "notice.isva_present"),
    "told_by_solo": (*TOLD_COLUMNS, "notice.told_by"),
    "right_explained": (*TOLD_COLUMNS, "notice.right_explained"),
    "review_right_told_police": (*TOLD_COLUMNS, "notice.right_explained", QUALIFYING_COLUMN),
    "review_right_told_cps": (*TOLD_COLUMNS, "notice.right_explained"),
    "review_take_up_police": (*TOLD_COLUMNS, "review_request", QUALIFYING_COLUMN),
    "review_take_up_cps": (*TOLD_COLUMNS, "review_request"),
    "review_acknowledged_police": ACKNOWLEDGED,
    "review_acknowledged_cps": (*ACKNOWLEDGED, STAGE),
    **_of_stages("review_decided", "review_request.decided_on"),
    **_of_stages("review_stands", *RESULT),
    **_of_stages("review_overturned", *RESULT),
    "support_end_stage_recorded": ("support_end.stage",),
    "support_end_reason_recorded": ("support_end.reason",),
    "support_ended_early": ("support_end",),
    "support_end_evidenced": ("support_end.evidenced",),
    "support_resumed": ("support_end.resumed_on",),
    "mg6dar_received": ("support_end.mg6dar", "investigation.domestic_abuse"),
    "outcome_16_rate": OUTCOME,
    "support_offered": OFFER_COLUMNS,
    "sarc_offered": OFFER_COLUMNS,
    "isva_referral_offered": OFFER_COLUMNS,
    "support_accepted": ("support_referral.accepted_on",),
    "days_to_offer": ("support_referral.offered_on",),
    **{each.column: (f"investigation.{each.column}",) for each in Characteristic},
    "review_understood": ("dip_sample",),
    "support_meetings_attended": ("dip_sample",),
    "ssaidp_completed": ("training_year.ssaidp_completed", *STAFF),
    "investigators_qualified": ("training_year.qualified", *STAFF),
    "investigators_accredited": ("training_year.accredited", *STAFF),
}
