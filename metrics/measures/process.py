"""What the figures of case action plans, advice, files and escalations are, defined once."""

from metrics.measure import Better, Measure

PLANS = "Case action plans, as the force or the CPS sent them"
ADVICE = "Early advice, referrals and outcomes, as the force or the CPS sent them"
REFERRALS = "Referrals, as the force or the CPS sent them"
ESCALATIONS = "Escalations recorded on the joint action plan, and those in the files about cases"
UPDATES = "The joint action plan, and updates recorded since"
IN_PERIOD = "counted over a period, by the day named, as known at its end"
GRACES = "The graces are limits of the store, listed with whether they are verified."
SHARE = "a share of all that count"

PROCESS_MEASURES = (
    Measure(
        code="case_plans_open",
        title="case action plans open",
        definition=(
            "Case action plans issued by the as-at day, neither answered in full nor closed. Those "
            "answered in full that wait to be closed are counted beside them."
        ),
        numerator="plans with no day of a full answer, and neither a day nor a reason of closing",
        denominator="all plans issued by the as-at day",
        exclusions="none",
        caveat="A case may have several plans: this counts plans.",
        source=PLANS,
        better=Better.DOWN,
        evidence_for=("rape-1/4/a",),
    ),
    Measure(
        code="case_plans_answered_in_target",
        title="answered in full by the first target",
        definition=(
            "Of case action plans whose first target has passed, the share answered in full on "
            "or before it. A later target does not count; a plan never answered is not met."
        ),
        numerator="plans answered in full on or before their first target",
        denominator="plans whose first target was before the as-at day",
        exclusions="plans with no first target, which are counted and shown",
        caveat=(
            "A plan that was withdrawn, or ended with the case, before it was answered counts as "
            "not met."
        ),
        source=PLANS,
        better=Better.UP,
        unit=SHARE,
        evidence_for=("rape-1/4/a",),
    ),
    Measure(
        code="case_plans_near_closure",
        title="near or past administrative closure, {days} after the target",
        definition=(
            "Open case action plans, from some days before the day, {days} after the current "
            "target, on which the CPS may close the case on its system, and after that day. Such a "
            "closure is not a decision and may be reopened."
        ),
        numerator="open plans near or past the day {days} after their target",
        denominator="all open plans",
        exclusions="plans with no target, which are counted and shown",
        caveat="Whether the victim was told where the case stands is shown beside it.",
        source=PLANS,
        better=Better.DOWN,
        limit="admin_finalise",
        without_limit="near or past administrative closure: no limit in force",
        evidence_for=("rape-1/4/a",),
    ),
    Measure(
        code="case_plans_admin_finalised",
        title="closed administratively",
        definition="Case action plans closed by the CPS on its system because no answer came.",
        numerator="plans closed in the month as admin finalised",
        denominator="all plans closed in the month, by reason",
        exclusions="none",
        caveat=(
            "Administratively closed is not a decision: it may be reopened, and is never counted "
            "as no further action."
        ),
        source=PLANS,
        better=Better.DOWN,
        basis=IN_PERIOD,
        evidence_for=("rape-1/4/a",),
    ),
    Measure(
        code="early_advice_neither",
        title="early advice neither sought nor a reason recorded",
        definition=(
            "Of investigations with a first police outcome or referral in the period, those in "
            "which by that day early advice had not been sought and no reason was recorded."
        ),
        numerator="investigations with neither a request nor a reason by that day",
        denominator="investigations with a first police outcome or referral in the period",
        exclusions="none",
        caveat="A reason recorded later, or with no day, comes too late to count.",
        source=ADVICE,
        better=Better.DOWN,
        basis=IN_PERIOD,
        evidence_for=("rape-1/5/a",),
    ),
    Measure(
        code="early_advice_considered",
        title="early advice considered",
        definition=(
            "Of investigations with a first police outcome or referral in the period, the share "
            "in which by that day early advice was sought, or the reason for not seeking it "
            "recorded."
        ),
        numerator="investigations with a request, or a reason recorded, on or before that day",
        denominator="investigations with a first police outcome or referral in the period",
        exclusions="none",
        caveat="“Other” counts as a reason and is shown apart: it explains nothing.",
        source=ADVICE,
        better=Better.UP,
        basis=IN_PERIOD,
        unit=SHARE,
        evidence_for=("rape-1/5/a",),
        target="every case: recommendation 5, first point",
        target_share=1.0,
    ),
    Measure(
        code="early_advice_in_time",
        title="early advice given within {days}",
        definition=(
            "Of requests for early advice in the period that are {days} old or more, the share "
            "answered within {days} of the request."
        ),
        numerator="requests answered within {days}",
        denominator="requests at least as old as the limit on the as-at day",
        exclusions="requests not yet so old",
        caveat="How many days are allowed is a limit of the store.",
        source=ADVICE,
        better=Better.UP,
        basis=IN_PERIOD,
        unit=SHARE,
        limit="early_advice",
        without_limit="early advice given in time: no limit in force",
        evidence_for=("rape-1/5/a",),
    ),
    Measure(
        code="early_advice_days",
        title="median days from request to early advice",
        definition="Half of the early advice given came in so many days or fewer.",
        numerator="days from the request to the advice",
        denominator="requests in the period that were answered by the as-at day",
        exclusions="requests not yet answered, which are counted and shown",
        caveat="A request that still waits is not in it: the longest waits come in last.",
        source=ADVICE,
        better=Better.DOWN,
        basis=IN_PERIOD,
        unit="days",
        evidence_for=("rape-1/5/a",),
    ),
    Measure(
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
            "a police outcome that follows a CPS decision to take no further action: the same "
            "decision, counted once as the CPS’s"
        ),
        caveat="How long before is a limit of the store.",
        source=ADVICE,
        better=Better.UP,
        basis=IN_PERIOD,
        unit=SHARE,
        limit="meeting_before_nfa",
        without_limit="meeting before no further action: no limit in force",
        evidence_for=("rape-1/5/c",),
        target="every case referred to the CPS: recommendation 5, third point",
        target_share=1.0,
    ),
    Measure(
        code="contact_details",
        title="letters that give the sender’s contact details",
        definition=(
            "Of letters and messages between police and CPS that were sampled, the share that "
            "give the sender’s direct telephone and e-mail."
        ),
        numerator="sampled messages that give both",
        denominator="messages sampled",
        exclusions="none",
        caveat="A sample of a few says little: the number and the day stand beside it.",
        source="Dip samples, as the force or the CPS sent them",
        better=Better.UP,
        basis="one sample, by the day it was taken",
        unit=SHARE,
        evidence_for=("rape-1/5/b",),
        target="all written communication: recommendation 5, second point",
        target_share=1.0,
    ),
    Measure(
        code="files_accepted",
        title="files accepted at first",
        definition="Of files referred in the period, the share that the CPS accepted at first.",
        numerator="files accepted at first",
        denominator="files of which it is recorded whether they were accepted",
        exclusions="files of which nothing is recorded, which are counted and shown",
        caveat="No day is recorded for this: it is as the newest file says.",
        source=REFERRALS,
        better=Better.UP,
        basis=IN_PERIOD,
        unit=SHARE,
        evidence_for=("rape-1/5/main",),
    ),
    Measure(
        code="days_with_police",
        title="median days with the police",
        definition="Half of the files referred in the period lay so long or less with the police.",
        numerator="days that the file lay with the police",
        denominator="files referred in the period",
        exclusions="files without the number of days, which are counted and shown",
        caveat="Never added to the days with the CPS: the two are not of the same cases.",
        source=REFERRALS,
        better=Better.DOWN,
        basis=IN_PERIOD,
        unit="days",
        evidence_for=("rape-1/5/main",),
    ),
    Measure(
        code="days_with_cps",
        title="median days with the CPS",
        definition="Half of the files decided in the period lay so long or less with the CPS.",
        numerator="days that the file lay with the CPS",
        denominator="files decided in the period",
        exclusions="files without the number of days, which are counted and shown",
        caveat="Files that still wait for a decision are not in it.",
        source=REFERRALS,
        better=Better.DOWN,
        basis=IN_PERIOD,
        unit="days",
        evidence_for=("rape-1/5/main",),
    ),
    Measure(
        code="cps_decision_in_time",
        title="CPS decision within {days}",
        definition=(
            "Of referrals in the period that are {days} old or more, the share decided within "
            "{days} of the referral. A return to the police counts as a decision."
        ),
        numerator="referrals decided within {days}",
        denominator="referrals at least as old as the limit on the as-at day",
        exclusions="referrals not yet so old",
        caveat="How many days are allowed is a limit of the store.",
        source=REFERRALS,
        better=Better.UP,
        basis=IN_PERIOD,
        unit=SHARE,
        limit="cps_decision",
        without_limit="CPS decision in time: no limit in force",
        evidence_for=("rape-1/5/main",),
    ),
    Measure(
        code="escalations_open",
        title="escalations open",
        definition="Escalations, formal and informal, raised and not yet resolved.",
        numerator="escalations raised by the as-at day with no day of resolution by then",
        denominator="all escalations raised by the as-at day",
        exclusions="none",
        caveat="Informal ones count: without them, silence would look like health.",
        source=ESCALATIONS,
        evidence_for=("rape-1/4/a", "rape-1/5/d"),
    ),
    Measure(
        code="escalations_changed",
        title="escalations that changed something",
        definition="Of escalations that ended with an answer, the share that changed something.",
        numerator="escalations resolved as changed",
        denominator="escalations resolved as changed or as unchanged",
        exclusions="escalations withdrawn, and those still open",
        caveat="Neither many nor few is good in itself; none at all is worth asking about.",
        source=ESCALATIONS,
        unit=SHARE,
        evidence_for=("rape-1/5/d",),
    ),
    Measure(
        code="escalations_days",
        title="median working days to resolve an escalation",
        definition="Half of the escalations resolved took so many working days or fewer.",
        numerator="working days from the day it was raised to the day it was resolved",
        denominator="escalations resolved by the as-at day, withdrawn ones included",
        exclusions="escalations still open, which are counted and shown",
        caveat="Those still open are not in it: the longest come in last.",
        source=ESCALATIONS,
        better=Better.DOWN,
        unit="working days",
        evidence_for=("rape-1/5/d",),
    ),
    Measure(
        code="escalation_rate",
        title="escalations in cases per 100 referrals",
        definition=(
            "Escalations in cases raised in the period, formal and informal, for each 100 "
            "referrals made in it."
        ),
        numerator="escalations in cases raised in the period, times 100",
        denominator="referrals made in the period",
        exclusions="escalations of joint actions, which come from no referral",
        caveat="An escalation may be of a case referred earlier: it is a rate, not a share.",
        source=ESCALATIONS,
        basis=IN_PERIOD,
        unit="a rate per 100",
        evidence_for=("rape-1/5/d",),
    ),
    Measure(
        code="past_point_actions",
        title="joint actions past the escalation point, none recorded",
        definition=(
            "Overdue joint actions that are later than the grace of a rung and have no "
            "escalation, formal or informal, at that rung or above; and those open without a "
            "date that have not moved for as long as counts as stale."
        ),
        numerator="such actions, by the highest rung they should have reached",
        denominator="all open joint actions",
        exclusions="actions complete or not being taken forward",
        caveat=GRACES,
        source=ESCALATIONS,
        better=Better.DOWN,
        evidence_for=("rape-1/4/a", "rape-1/5/d"),
    ),
    Measure(
        code="past_point_plans",
        title="case action plans past the escalation point, none recorded",
        definition=(
            "Case action plans that are later than the grace of a rung, counted from their "
            "current target, and have no escalation, formal or informal, at that rung or above; "
            "and those without a target that were issued as long ago as counts as stale."
        ),
        numerator="such plans, by the highest rung they should have reached",
        denominator="all open case action plans",
        exclusions="plans answered in full or closed",
        caveat=GRACES,
        source=PLANS,
        better=Better.DOWN,
        evidence_for=("rape-1/4/a", "rape-1/5/d"),
    ),
)
