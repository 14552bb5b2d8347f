"""What can be asked of the work in cases, of escalations and of the joint action plan."""

from metrics.explore.measure_spec import Family, Kind, Subject
from metrics.measures.catalogue import MEASURES

TRAINING = ("ssaidp_completed", "investigators_qualified", "investigators_accredited")
AS_KNOWN = "As known at the newest closed month-end."
BASES = {
    Family.PLAN: "counted on the day that is said",
    Family.CASES: "counted over the months that are said, as known at the newest closed month-end",
}
ON_A_DAY = "counted on the day that is said, the end of a closed month"
OF_SAMPLES = "samples taken in the months that are said, added up where there are several"
# Where the basis is one of its own.
OWN_BASES = {
    "case_plans_answered_in_target": (
        "plans whose first target was in the months that are said, as known at the newest closed "
        "month-end"
    ),
    **dict.fromkeys(
        ("contact_details", "review_understood", "support_meetings_attended"), OF_SAMPLES
    ),
    **dict.fromkeys(TRAINING, "the financial year, April to March, begun by the day that is said"),
}
WITHOUT_ACTIONS = (
    "In cases and of joint actions. Joint actions belong to no area: they are left out where areas "
    "are shown or one is chosen."
)
DEFINITIONS = dict.fromkeys(
    ("escalations_open", "escalations_changed", "escalations_days"), WITHOUT_ACTIONS
)
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
    *TRAINING,
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
        of_some=("why",),
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
            "file_accepted": "file accepted at first",
            "return_reason": "why the file came back",
        },
        of_some=("return_reason",),
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
        dimensions={
            "age": "age",
            "must_act": "who must act",
            "told": "victim updated, near or past closure",
        },
        of_some=("told",),
        on_the_day=True,
        measure=MEASURES["case_plans_open"],
        basis=ON_A_DAY,
    ),
    *(
        Subject(
            code,
            MEASURES[code].title,
            Family.CASES,
            KINDS.get(code, Kind.SHARE),
            on_the_day=code in ON_THE_DAY,
            by_year=code in TRAINING,
            measure=MEASURES[code],
            definition=DEFINITIONS.get(code, ""),
            basis=OWN_BASES.get(code, ON_A_DAY if code in ON_THE_DAY else BASES[Family.CASES]),
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
            basis=BASES[Family.PLAN],
        )
        for code in PLAN_MEASURES
    ),
)
