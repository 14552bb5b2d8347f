"""Quarters of protected counts made by hand: what is not named is nought, and none is withheld."""

from datetime import date

import polars as pl

from data_access.vocabulary import DayType
from metrics.periods import Limit
from metrics.telling import Told
from metrics.victim_frames import UNIVERSES
from metrics.victim_quarters import NUMBERS, Quarter
from metrics.victim_work import VICTIM_LIMITS, VictimWork

CUBE = {
    "cube": pl.String,
    "area": pl.String,
    "period": pl.Date,
    "value": pl.String,
    "count": pl.Int64,
    "suppressed": pl.Boolean,
}
FIRST_DAYS = {
    date(2021, 1, 1): date(2021, 4, 30),
    date(2021, 4, 1): date(2021, 7, 31),
    date(2021, 7, 1): date(2021, 10, 31),
    date(2021, 10, 1): date(2022, 1, 31),
}
# By word, how many; null where that is withheld.
TOLD = {
    Told.IN_TIME: 60,
    Told.LATE: 20,
    Told.NOT_YET: 8,
    Told.BY_POST: 7,
    Told.NO_RECORD: 5,
    Told.EXEMPT: 6,
}


def quarter(first, areas, numbers):
    """The quarter that begins on ``first``: by area, null for all of them, its counts."""
    rows = [
        (dimension, area, first, word, number, number is None)
        for area, made in areas.items()
        for dimension, counts in made.items()
        for word, number in counts.items()
    ]
    made = [(code, None, number) for code, found in numbers.items() for number in found]
    return Quarter(
        first,
        FIRST_DAYS[first],
        dict.fromkeys(UNIVERSES, pl.DataFrame(rows, CUBE, orient="row")),
        pl.DataFrame(made, NUMBERS, orient="row"),
    )


def work_of(*quarters, area=None, span=None, areas=None, numbers=None):
    """The newest quarters of 2021 with these counts, oldest first. ``areas``: in each quarter."""
    days = list(FIRST_DAYS)[-len(quarters) :]
    held = tuple(
        quarter(first, {None: made, **(areas or {})}, numbers or {})
        for first, made in zip(days, quarters, strict=True)
    )
    limits = dict.fromkeys(VICTIM_LIMITS, Limit(10, verified=True, day_type=DayType.WORKING))
    return VictimWork(held, limits, area, span)
