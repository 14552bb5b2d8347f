"""Early advice that was not sought, by the reason: one of them is that the victim does not support.

The investigations of all reasons together are work, and stand exactly beside it, as do those with
the reason "other": both are counted as early advice considered.
"""

from datetime import date

import polars as pl

from data_access.vocabulary import NotSoughtReason
from metrics.cases import early_advice
from metrics.cases.aggregation import AREA
from metrics.frames import Tables
from metrics.periods import Period
from metrics.victims.categorical import MONTH, Words, placed

WORDS: Words = {
    "why": tuple(each.value for each in NotSoughtReason if each != NotSoughtReason.OTHER)
}


def unsought_advice(tables: Tables, as_at: date) -> pl.DataFrame:
    """One row per investigation in which advice was not sought, for a reason other than "other".

    By the day of the first police outcome or referral, up to ``as_at``; what counts is what was
    recorded by then. Shape: area, month, every dimension of ``WORDS``.
    """
    events = early_advice.first_events(
        tables["investigation"],
        tables["referral"],
        tables["early_advice"],
        Period(date.min, as_at),
        as_at,
    )
    has_reason = pl.col("reason").is_in(WORDS["why"])
    return (
        events.filter(~pl.col("sought"), has_reason)
        .select(**placed("event_on"), why=pl.col("reason").cast(pl.String))
        .sort(AREA, MONTH, *WORDS)
        .collect()
    )
