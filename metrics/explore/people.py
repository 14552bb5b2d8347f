"""Figures about people that Explore can be asked: what is on the list of released tables.

Everything here is read off that list: what a count can be split by, the tables that an answer is
read from, the periods in which these are released, and why nothing else can be asked.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data_access.vocabulary import Characteristic
from metrics.explore.quantity import AREA, NO_DIMENSIONS, PERIOD, Quantity
from metrics.measures.measure import Family, MeasureKind
from metrics.periods import Period
from metrics.releases.people import PeopleSummary, ReleasedPeriod, period_key, table_of
from metrics.releases.tables import CROSSED, MEDIANS, MET, NOT_MET, listed
from metrics.trends.trend_text import Grain
from metrics.victims.row_sets import ROW_SETS

NOT_LISTED = "cannot be shown: it is not on the list of what is released about people"
TOO_FEW = "cannot be shown: it has too few of this area or time to be released safely"
NO_QUARTERS_OF_AREAS = "cannot be shown: areas are released by whole years, April to March"


class _Counted(NamedTuple):
    """A count of a row set. ``of``: a table of which all rows are the number without a split.

    Where there is none, it is that of a table with every word of its dimension, if there is one.
    """

    code: str
    title: str
    definition: str
    of: str = ""


COUNTED = {
    "reports": _Counted(
        "investigations",
        "investigations reported",
        "Investigations by the day they were reported.",
    ),
    "outcomes": _Counted(
        "outcomes", "outcomes given", "Outcomes of investigations by the day they were given."
    ),
    "decisions": _Counted(
        "notices",
        "victims to be told of a decision to take no further action",
        "Victims by the day of the decision that they are to be told of, without those exempt from "
        "telling.",
        of="told",
    ),
    "support_ends": _Counted(
        "support_ending",
        "times that a victim’s support ended",
        "Times by the day on which support ended.",
    ),
    "review_requests": _Counted(
        "reviews",
        "reviews asked for, whose limits have passed",
        "Requests for review by the day on which their limits passed.",
    ),
    "review_steps": _Counted(
        "right_to_review",
        "victims told long enough ago to have asked for a review",
        "Victims by the day on which their time to ask ended.",
    ),
    "referred_decisions": _Counted(
        "nfa_after_referral",
        "decisions to take no further action after a referral",
        "Police and CPS decisions by their day.",
        of="meeting",
    ),
    "unsought_advice": _Counted(
        "advice_not_sought",
        "investigations in which early advice was not sought, for a reason recorded",
        "Investigations by the day of their first police outcome or referral, with the reason "
        "recorded by then. Those with the reason “other” are not included: they are shown with "
        "early advice considered.",
    ),
}
# The labels of dimensions that are not called as their table is.
LABELS = {
    "told": "told or not",
    "told after support had ended": "told or not after support had ended",
    "lateness": "how late",
    "any_service": "support offered",
    "sarc": "SARC offered",
    "isva": "ISVA offered",
    "meeting": "meeting before it",
    "why": "why advice was not sought",
    **{each.column: f"{each} asked about" for each in Characteristic},
}


def _people_counts() -> Iterator[Quantity]:
    tables, _ = listed()
    crossed = {name for by_word in CROSSED.values() for name in by_word.values()}
    for row_set, counted in COUNTED.items():
        of_row_set = [each for each in tables.values() if each.row_set == row_set]
        single = [
            each.name
            for each in of_row_set
            if each.name not in crossed and {*each.groups} != {MET, NOT_MET}
        ]
        names = {each.name for each in of_row_set}
        pairs = tuple(pair for pair, by_word in CROSSED.items() if {*by_word.values()} <= names)
        parts = dict.fromkeys(part for pair in pairs for part in pair)
        yield Quantity(
            counted.code,
            counted.title,
            Family.VICTIMS,
            MeasureKind.COUNT,
            dimensions={each: LABELS.get(each, each) for each in dict.fromkeys((*single, *parts))},
            pairs=pairs,
            only_in_pairs=tuple(each for each in parts if each not in single),
            has_areas=any(tables[each].by_area for each in single),
            rows=row_set,
            definition=counted.definition,
        )


PEOPLE_COUNTS = tuple(_people_counts())


def listed_splits(quantity: Quantity) -> list[str]:
    """Everything on the list that a quantity of people can be split by, alone or in a pair."""
    every = (PERIOD, AREA, *quantity.dimensions)
    return [each for each in every if tables_read(quantity, [each])]


def tables_read(quantity: Quantity, splits: Sequence[str], *, of_area: bool = False) -> list[str]:
    """The tables that hold an answer; empty where no such answer is on the list.

    ``of_area``: for one area. Without a dimension, each of the tables has the number. A dimension
    that is never alone stands for its pair.
    """
    dimensions = [each for each in splits if each not in NO_DIMENSIONS]
    if len(splits) > 1 and len(dimensions) == 1 and dimensions[0] in quantity.only_in_pairs:
        return []
    tables = _tables_by(quantity, dimensions)
    return [each for each in tables if _has_areas(each)] if of_area or AREA in splits else tables


def _tables_by(quantity: Quantity, dimensions: Sequence[str]) -> list[str]:
    if quantity.kind != MeasureKind.COUNT:
        return [] if dimensions else [table_of(quantity.code)]
    if not dimensions:
        return _with_all_rows(quantity)
    if not {*dimensions} <= quantity.dimensions.keys():
        return []
    if len(dimensions) == 1 and dimensions[0] not in quantity.only_in_pairs:
        return [*dimensions]
    return [
        table
        for pair in quantity.pairs
        if {*dimensions} <= {*pair}
        for table in CROSSED[pair].values()
    ]


def _with_all_rows(quantity: Quantity) -> list[str]:
    if of := COUNTED[quantity.rows].of:
        return [of]
    tables, _ = listed()
    words = ROW_SETS[quantity.rows].words
    return [
        each.name
        for each in tables.values()
        if each.row_set == quantity.rows
        and {word for group in each.groups.values() for word in group} == {*words[each.dimension]}
    ]


def _has_areas(table: str) -> bool:
    tables, _ = listed()
    return table not in tables or tables[table].by_area


def released_in(
    quantity: Quantity, splits: Sequence[str], area: str | None, people: PeopleSummary | None
) -> list[ReleasedPeriod]:
    """The periods in which some of an answer is released, oldest first. ``area``: null for all."""
    tables = tables_read(quantity, splits, of_area=area is not None)
    return [
        each
        for each in (people.periods if people else ())
        if any(
            each.counts(table, of) is not None
            for of in (each.areas if AREA in splits else (area,))
            for table in tables
        )
    ]


def why_not_released(
    quantity: Quantity, splits: Sequence[str], area: str | None, people: PeopleSummary | None
) -> str | None:
    """The reason that an answer about people is not given, to be read after what was asked.

    Null where it is given, and where nothing of the quantity is released by the day.
    """
    if not tables_read(quantity, splits, of_area=area is not None):
        return NOT_LISTED
    is_released = released_in(quantity, splits, area, people)
    return None if is_released or not released_in(quantity, (), None, people) else TOO_FEW


def row_set_of(quantity: Quantity) -> str:
    """The row set that a quantity of people is counted from."""
    tables, _ = listed()
    if quantity.rows:
        return quantity.rows
    if quantity.code in MEDIANS:
        return MEDIANS[quantity.code].row_set
    return tables[table_of(quantity.code)].row_set


def period_of(released: ReleasedPeriod) -> Period:
    """The first and the last day of a released period."""
    return Period(released.first, released.last)


def key_of(released: ReleasedPeriod) -> str:
    """A released period as the address has it."""
    return period_key(released.first, released.months)


def grain_of(released: ReleasedPeriod) -> Grain:
    """Whether a released period is a year or a quarter."""
    return Grain.YEAR if released.is_year else Grain.QUARTER


def usual_steps(
    quantity: Quantity, periods: Sequence[ReleasedPeriod], people: PeopleSummary
) -> Grain:
    """The length of the periods by which an answer is followed where none is chosen.

    Quarters where most of them are among ``periods``, those in which it is released; a share must
    be out of 50 or more in most. Else years.
    """
    quarters = [each for each in periods if not each.is_year]
    if quantity.kind == MeasureKind.SHARE and quarters:
        quarters = [each for each in people.steps(quantity.code) if not each.is_year]
    return Grain.QUARTER if len(quarters) * 2 > len(people.quarters) else Grain.YEAR
