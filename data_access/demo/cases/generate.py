"""One part of a force's tallies, table by table: what is known on the last day."""

import polars as pl

from data_access.demo.cases.case_plans import invent_plans
from data_access.demo.cases.early_advice import invent_early_advice
from data_access.demo.cases.escalations import invent_escalations
from data_access.demo.cases.investigations import invent_cases, investigations
from data_access.demo.cases.notices import invent_notices
from data_access.demo.cases.random_columns import Dice
from data_access.demo.cases.referrals import invent_referrals, known_referrals
from data_access.demo.cases.reviews import invent_reviews
from data_access.demo.cases.samples import invent_dip_samples, invent_training_years
from data_access.demo.cases.support import invent_support_ends, invent_support_referrals


def case_tables(dice: Dice, areas: pl.DataFrame, cases: int) -> dict[str, pl.DataFrame]:
    """So many cases of ``areas`` (name, pattern, weight), and all that hangs on them."""
    whole = invent_cases(dice, areas, cases)
    referrals = invent_referrals(dice, whole)
    advice = invent_early_advice(dice, whole, referrals)
    plans = invent_plans(dice, referrals)
    notices = invent_notices(dice, whole, referrals)
    return {
        "investigation": investigations(dice, whole),
        "referral": known_referrals(referrals),
        "early_advice": advice,
        "case_plan": plans,
        "case_escalation": invent_escalations(dice, referrals, advice, plans),
        "notice": notices,
        "support_referral": invent_support_referrals(dice, whole),
        "support_end": invent_support_ends(dice, whole, referrals),
        "review_request": invent_reviews(dice, notices),
    }


def counted_tables(dice: Dice, areas: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """What is counted in ``areas`` beside their cases."""
    return {
        "dip_sample": invent_dip_samples(dice, areas),
        "training_year": invent_training_years(dice, areas),
    }
