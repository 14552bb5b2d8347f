"""What the figures of case action plans, advice and files are, defined once."""

from functools import partial

from metrics.measures.measure import Better, Measure

PLANS = "Case action plans, as the force or the CPS sent them"
ADVICE = "Early advice, referrals and outcomes, as the force or the CPS sent them"
REFERRALS = "Referrals, as the force or the CPS sent them"
SAMPLES = "Dip samples, as the force or the CPS sent them"
IN_PERIOD = "counted over a period, by the day named, as known at its end"
SHARE = "a share of all that count"

of_sample = partial(
    Measure,
    exclusions="none",
    caveat="A sample of a few says little: the number and the day stand beside it.",
    source=SAMPLES,
    better=Better.UP,
    basis="one sample, by the day it was taken",
)
_of_plans = partial(Measure, source=PLANS, evidence_for=("rape-1/4/a",))
_of_advice = partial(Measure, source=ADVICE, basis=IN_PERIOD, evidence_for=("rape-1/5/a",))
_of_first_steps = partial(
    _of_advice,
    denominator="investigations with a first police outcome or referral in the period",
    exclusions="none",
)
_of_referrals = partial(Measure, source=REFERRALS, basis=IN_PERIOD, evidence_for=("rape-1/5/main",))
_days_with = partial(
    _of_referrals,
    exclusions="files without the number of days, which are counted and shown",
    better=Better.DOWN,
    unit="days",
)

PROCESS_MEASURES = (
    _of_plans(
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
        better=Better.DOWN,
    ),
    _of_plans(
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
        better=Better.UP,
        unit=SHARE,
    ),
    _of_plans(
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
        better=Better.DOWN,
        limit="admin_finalise",
        without_limit="near or past administrative closure: no limit in force",
    ),
    _of_plans(
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
        better=Better.DOWN,
        basis=IN_PERIOD,
    ),
    _of_first_steps(
        code="early_advice_neither",
        title="early advice neither sought nor a reason recorded",
        definition=(
            "Of investigations with a first police outcome or referral in the period, those in "
            "which by that day early advice had not been sought and no reason was recorded."
        ),
        numerator="investigations with neither a request nor a reason by that day",
        caveat="A reason recorded later, or with no day, comes too late to count.",
        better=Better.DOWN,
    ),
    _of_first_steps(
        code="early_advice_considered",
        title="early advice considered",
        definition=(
            "Of investigations with a first police outcome or referral in the period, the share "
            "in which by that day early advice was sought, or the reason for not seeking it "
            "recorded."
        ),
        numerator="investigations with a request, or a reason recorded, on or before that day",
        caveat="“Other” counts as a reason and is shown apart: it explains nothing.",
        better=Better.UP,
        unit=SHARE,
        target="every case: recommendation 5, first point",
        target_share=1.0,
    ),
    _of_advice(
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
        better=Better.UP,
        unit=SHARE,
        limit="early_advice",
        without_limit="early advice given in time: no limit in force",
    ),
    _of_advice(
        code="early_advice_days",
        title="median days from request to early advice",
        definition="Half of the early advice given came in so many days or fewer.",
        numerator="days from the request to the advice",
        denominator="requests in the period that were answered by the as-at day",
        exclusions="requests not yet answered, which are counted and shown",
        caveat="A request that still waits is not in it: the longest waits come in last.",
        better=Better.DOWN,
        unit="days",
    ),
    _of_advice(
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
        better=Better.UP,
        unit=SHARE,
        limit="meeting_before_nfa",
        without_limit="meeting before no further action: no limit in force",
        evidence_for=("rape-1/5/c",),
        target="every case referred to the CPS: recommendation 5, third point",
        target_share=1.0,
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
        unit=SHARE,
        evidence_for=("rape-1/5/b",),
        target="all written communication: recommendation 5, second point",
        target_share=1.0,
    ),
    _of_referrals(
        code="files_accepted",
        title="files accepted at first",
        definition="Of files referred in the period, the share that the CPS accepted at first.",
        numerator="files accepted at first",
        denominator="files of which it is recorded whether they were accepted",
        exclusions="files of which nothing is recorded, which are counted and shown",
        caveat="No day is recorded for this: it is as the newest file says.",
        better=Better.UP,
        unit=SHARE,
    ),
    _days_with(
        code="days_with_police",
        title="median days with the police",
        definition="Half of the files referred in the period lay so long or less with the police.",
        numerator="days that the file lay with the police",
        denominator="files referred in the period",
        caveat="Never added to the days with the CPS: the two are not of the same cases.",
    ),
    _days_with(
        code="days_with_cps",
        title="median days with the CPS",
        definition="Half of the files decided in the period lay so long or less with the CPS.",
        numerator="days that the file lay with the CPS",
        denominator="files decided in the period",
        caveat="Files that still wait for a decision are not in it.",
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
        exclusions="referrals not yet so old",
        caveat="How many days are allowed is a limit of the store.",
        better=Better.UP,
        unit=SHARE,
        limit="cps_decision",
        without_limit="CPS decision in time: no limit in force",
    ),
)
