"""What can be asked of the work in cases, of escalations and of the joint action plan."""

from metrics.catalogue import MEASURES
from metrics.exploring.subject import Family, Kind, Subject

AS_KNOWN = "As known at the newest closed month-end."
# Of measures of cases that are no share: what they are.
KINDS = {
    "case_plans_near_closure": Kind.COUNT,
    "case_plans_admin_finalised": Kind.COUNT,
    "early_advice_neither": Kind.COUNT,
    "early_advice_days": Kind.MEDIAN,
    "days_with_police": Kind.MEDIAN,
    "days_with_cps": Kind.MEDIAN,
    "escalations_open": Kind.COUNT,
    "escalations_days": Kind.MEDIAN,
    "escalation_rate": Kind.RATE,
    "past_point_plans": Kind.COUNT,
    "ssaidp_completed": Kind.COUNT,
    "investigators_qualified": Kind.COUNT,
    "investigators_accredited": Kind.COUNT,
}
CASE_MEASURES = (
    "case_plans_answered_in_target",
    "case_plans_near_closure",
    "case_plans_admin_finalised",
    "early_advice_considered",
    "early_advice_neither",
    "early_advice_in_time",
    "early_advice_days",
    "meeting_before_nfa",
    "files_accepted",
    "cps_decision_in_time",
    "days_with_police",
    "days_with_cps",
    "contact_details",
    "escalations_open",
    "escalations_changed",
    "escalations_days",
    "escalation_rate",
    "past_point_plans",
    "review_understood",
    "support_meetings_attended",
    "ssaidp_completed",
    "investigators_qualified",
    "investigators_accredited",
)
ON_THE_DAY = (
    "case_plans_near_closure",
    "escalations_open",
    "past_point_plans",
    "ssaidp_completed",
    "investigators_qualified",
    "investigators_accredited",
)
PLAN_MEASURES = (
    "parts_reported_complete",
    "parts_evidence_seen",
    "parts_closed",
    "actions_overdue",
    "actions_no_date",
    "actions_due_soon",
    "actions_due_ahead",
    "actions_stale",
    "actions_on_first_date",
    "figures_owed",
    "past_point_actions",
)
PROCESS_SUBJECTS = (
    Subject(
        "case_plans_closed",
        "case action plans closed",
        Family.CASES,
        Kind.COUNT,
        dimensions={"closed_reason": "how closed"},
        definition=(
            "Case action plans by the day they were closed; those whose day is not recorded are "
            f"in no period. Administratively closed is not a decision. {AS_KNOWN}"
        ),
    ),
    Subject(
        "early_advice",
        "investigations with a first police outcome or referral",
        Family.CASES,
        Kind.COUNT,
        dimensions={"considered": "early advice considered", "why": "why advice was not sought"},
        definition=(
            "Investigations by the day of their first police outcome or referral, with how early "
            f"advice had been considered by then. {AS_KNOWN}"
        ),
    ),
    Subject(
        "referrals",
        "referrals to the CPS",
        Family.CASES,
        Kind.COUNT,
        dimensions={
            "decision": "decision",
            "file_accepted": "file accepted at first",
            "return_reason": "why the file came back",
        },
        definition=f"Referrals by the day they were made. {AS_KNOWN}",
    ),
    Subject(
        "nfa_after_referral",
        "decisions to take no further action after a referral",
        Family.CASES,
        Kind.COUNT,
        dimensions={"decided_by": "who decided"},
        definition=f"Police and CPS decisions by their day. {AS_KNOWN}",
    ),
    Subject(
        "escalations",
        "escalations raised",
        Family.CASES,
        Kind.COUNT,
        dimensions={
            "route": "route",
            "rung": "rung",
            "side": "side",
            "about": "what it was about",
            "outcome": "outcome",
        },
        definition=(
            "Escalations, formal and informal, by the day they were raised, in cases and of joint "
            "actions. Joint actions belong to no area: they are left out where areas are shown or "
            f"one is chosen. {AS_KNOWN}"
        ),
    ),
    Subject(
        "case_plans_open",
        MEASURES["case_plans_open"].title,
        Family.CASES,
        Kind.COUNT,
        dimensions={"age": "age", "must_act": "who must act", "told": "victim updated"},
        on_the_day=True,
        measure=MEASURES["case_plans_open"],
        definition="By “victim updated” those near or past administrative closure alone count.",
    ),
    *(
        Subject(
            code,
            MEASURES[code].title,
            Family.CASES,
            KINDS.get(code, Kind.SHARE),
            on_the_day=code in ON_THE_DAY,
            measure=MEASURES[code],
        )
        for code in CASE_MEASURES
    ),
)
PLAN_SUBJECTS = (
    Subject(
        "actions",
        "actions of the joint plan",
        Family.PLAN,
        Kind.COUNT,
        dimensions={
            "time_state": "where the date stands",
            "lead": "who leads",
            "origin": "where it comes from",
        },
        has_areas=False,
        on_the_day=True,
        definition="All actions opened by the day, those closed since included.",
    ),
    *(
        Subject(
            code,
            MEASURES[code].title,
            Family.PLAN,
            Kind.COUNT,
            has_areas=False,
            on_the_day=True,
            measure=MEASURES[code],
        )
        for code in PLAN_MEASURES
    ),
)
