"""A valid query, and the values of a requested one that were refused, with the reasons."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from metrics.explore.allowed_dimensions import (
    first_splits,
    second_splits,
    why_no_area,
    why_not_split,
)
from metrics.explore.people import (
    NO_QUARTERS_OF_AREAS,
    TOO_FEW,
    grain_of,
    key_of,
    period_of,
    released_in,
    tables_read,
    usual_steps,
    why_not_released,
)
from metrics.explore.period_lengths import finest, grains_of, usual_grain, why_no_grain
from metrics.explore.period_ranges import joined_periods, month_key, periods_within
from metrics.explore.quantity import AREA, LABELS, PERIOD, Quantity
from metrics.explore.query import (
    BY,
    BY2,
    FROM,
    GRAIN,
    KEYS,
    MEASURE,
    RELEASED,
    TO,
    Coverage,
    Query,
)
from metrics.explore.registry import QUANTITIES
from metrics.measures.measure import Family
from metrics.periods import Period
from metrics.releases.people import ReleasedPeriod
from metrics.trends.trend_text import Grain
from metrics.victims.victim_figures import months_text

FIRST_QUANTITY = "told_in_time"
# A period of each length as a noun; "that is counted" follows it in a sentence.
PERIODS_OF = {
    Grain.MONTH: "a month",
    Grain.QUARTER: "a quarter",
    Grain.YEAR: "a year, April to March,",
}
PERIODS_A_YEAR = {Grain.MONTH: 12, Grain.QUARTER: 4, Grain.YEAR: 1}
NO_AREA = "is not an area of this force"
NO_PERIOD = "is not a quarter or year that is released about people"
ONE_PERIOD = (
    "has no effect on figures about people: they are of one released quarter or year, and never of "
    "months that a reader chooses"
)
QueryValues = dict[str, str | None]


class Refusal(NamedTuple):
    """A value of the address that cannot be used, and why; ``given`` is the value as written."""

    key: str
    given: str
    why: str


def name_of_value(refused: Refusal, coverage: Coverage) -> str:
    """The value that is refused in words, where it is a split or a released period."""
    if refused.key == RELEASED:
        periods = coverage.people.periods if coverage.people else ()
        names = {key_of(each): months_text(each) for each in periods}
        return names.get(refused.given, refused.given)
    return _split_labels().get(refused.given, refused.given)


@cache
def _split_labels() -> Mapping[str, str]:
    """The label of every dimension of every quantity, by its key."""
    quantities = reversed(QUANTITIES.values())
    return {key: label for each in quantities for key, label in each.dimensions.items()} | LABELS


class Settled(NamedTuple):
    """The valid query, the values of the address that express it, and the refused values."""

    query: Query
    values: Mapping[str, str | None]
    refused: Sequence[Refusal]


def settle(asked: Mapping[str, str | None], coverage: Coverage) -> Settled:
    """The valid query nearest to the values ``asked``, by key of the address.

    There is always a valid query: each value that is unknown or may not be shown is refused with a
    reason, and the others are kept.
    """
    return _Settling(asked, coverage).settled()


class _Settling:
    """Turns the values of an address into a valid query, step by step."""

    def __init__(self, asked: Mapping[str, str | None], coverage: Coverage) -> None:
        self.coverage = coverage
        self.asked = {key: asked.get(key) or None for key in KEYS}
        self.values: QueryValues = {}
        self.refused: list[Refusal] = []

    def settled(self) -> Settled:
        quantity = self._quantity()
        splits = self._splits(quantity)
        area = self._area(quantity, splits)
        if quantity.family == Family.VICTIMS:
            return self._about_people(quantity, splits, area)
        self._refuse_if_asked(RELEASED, "has no effect: only figures about people are released")
        of_areas = AREA in splits or bool(area)
        offered = grains_of(quantity, splits, of_areas=of_areas)
        every, length = finest(quantity, self.coverage, splits, of_areas=of_areas)
        grain = Grain(self._grain(offered, splits) or usual_grain(offered))
        periods = self._periods(quantity, splits, grain, every, length)
        recorded_from = every[0].first if every else None
        query = Query(quantity, splits, periods, grain, area, recorded_from)
        return Settled(query, self.values, self.refused)

    def _about_people(
        self, quantity: Quantity, splits: tuple[str, ...], area: str | None
    ) -> Settled:
        """The query about people: of one released quarter or year, or of each of them."""
        every = released_in(quantity, splits, area, self.coverage.people)
        if PERIOD in splits:
            self._refuse_if_asked(RELEASED, "has no effect: every period has a row of its own")
            grain = self._people_grain(quantity, splits, every)
            of_grain = self._with_gaps([each for each in every if grain_of(each) == grain])
            first, last = self._bounds(of_grain, grain)
            periods = tuple(periods_within(of_grain, first, last))
        else:
            self._grain((), splits)
            self._refuse_if_asked(FROM, ONE_PERIOD)
            self._refuse_if_asked(TO, ONE_PERIOD)
            chosen = self._released(every)
            grain = grain_of(chosen) if chosen else Grain.YEAR
            periods = (period_of(chosen),) if chosen else ()
        return Settled(Query(quantity, splits, periods, grain, area), self.values, self.refused)

    def _people_grain(
        self, quantity: Quantity, splits: tuple[str, ...], every: Sequence[ReleasedPeriod]
    ) -> Grain:
        there = {grain_of(each) for each in every}
        wanted = self.asked[GRAIN]
        if every and wanted in quantity.grains and wanted not in there:
            self._refuse(GRAIN, self._why_not_then(wanted))
            self.values[GRAIN] = wanted = None
        else:
            wanted = self._grain(quantity.grains, splits)
        people = self.coverage.people
        if people and not wanted and there == {Grain.QUARTER, Grain.YEAR}:
            return usual_steps(quantity, every, people)
        return Grain(wanted or next(iter(there), Grain.YEAR))

    def _with_gaps(self, released: Sequence[ReleasedPeriod]) -> list[Period]:
        """Those ``released``, and what lies between them: a gap is seen."""
        people = self.coverage.people
        return [
            period_of(each)
            for each in (people.periods if people and released else ())
            if each.is_year == released[0].is_year
            and released[0].first <= each.first <= released[-1].first
        ]

    def _released(self, every: Sequence[ReleasedPeriod]) -> ReleasedPeriod | None:
        """The period asked for, else the newest year, else the newest quarter."""
        wanted, people = self.asked[RELEASED], self.coverage.people
        chosen = next((each for each in every if key_of(each) == wanted), None)
        if wanted and chosen is None:
            known = [key_of(each) for each in (people.periods if people else ())]
            self._refuse(RELEASED, self._why_not_then(wanted) if wanted in known else NO_PERIOD)
        self.values[RELEASED] = wanted if chosen else None
        newest = sorted(every, key=lambda each: (each.is_year, each.first))
        return chosen or (newest[-1] if newest else None)

    def _why_not_then(self, wanted: str) -> str:
        """Why an answer about people is not given of a released period, or length of period."""
        is_of_areas = self.values[AREA] or AREA in self.values.values()
        is_year = wanted.startswith(Grain.YEAR)
        return NO_QUARTERS_OF_AREAS if is_of_areas and not is_year else TOO_FEW

    def _refuse_if_asked(self, key: str, why: str) -> None:
        self.values[key] = None
        if self.asked[key]:
            self._refuse(key, why)

    def _refuse(self, key: str, why: str) -> None:
        self.refused.append(Refusal(key, self.asked[key] or "", why))

    def _quantity(self) -> Quantity:
        code = self.asked[MEASURE]
        if code and code not in QUANTITIES:
            self._refuse(MEASURE, "is not something that can be counted here")
        quantity = QUANTITIES.get(code or "", QUANTITIES[FIRST_QUANTITY])
        self.values[MEASURE] = quantity.code
        return quantity

    def _splits(self, quantity: Quantity) -> tuple[str, ...]:
        chosen: list[str] = []
        for key in (BY, BY2):
            split = self.asked[key]
            if split is None:
                continue
            why = self._why_not(quantity, chosen, split)
            if why:
                self._refuse(key, why)
            else:
                chosen.append(split)
        if len(chosen) == 1 and chosen[0] in quantity.only_in_pairs:
            beside = second_splits(quantity, chosen[0])
            chosen.append(next(each for each in beside if not self._is_never_sent(quantity, each)))
        if quantity.family == Family.VICTIMS:
            if not chosen and not tables_read(quantity, ()):
                # The number of all is not on the list.
                chosen = [*quantity.pairs[0]]
            # A table is released for each word of the first, which are the rows.
            elif tuple(reversed(chosen)) in quantity.pairs:
                chosen.reverse()
        self.values |= {BY: None, BY2: None} | dict(zip((BY, BY2), chosen, strict=False))
        return tuple(chosen)

    def _why_not(self, quantity: Quantity, chosen: Sequence[str], split: str) -> str | None:
        if split in chosen:
            return "is chosen already as the first split"
        if self._is_never_sent(quantity, split):
            return "cannot be shown: no file that was sent has it"
        if quantity.family == Family.VICTIMS:
            return why_not_released(quantity, (*chosen, split), None, self.coverage.people)
        if not chosen and split in first_splits(quantity):
            return None
        return why_not_split(quantity, (*chosen, split))

    def _is_never_sent(self, quantity: Quantity, split: str) -> bool:
        return (quantity.code, split) in self.coverage.never_sent

    def _area(self, quantity: Quantity, splits: tuple[str, ...]) -> str | None:
        area = self.asked[AREA]
        why = None
        if area is not None:
            is_known = area in self.coverage.areas
            why = self._why_no_area(quantity, splits, area) if is_known else NO_AREA
            if why:
                self._refuse(AREA, why)
        self.values[AREA] = None if why else area
        return self.values[AREA]

    def _why_no_area(self, quantity: Quantity, splits: tuple[str, ...], area: str) -> str | None:
        why = why_no_area(quantity, splits)
        if why or quantity.family != Family.VICTIMS:
            return why
        return why_not_released(quantity, splits, area, self.coverage.people)

    def _grain(self, offered: Sequence[Grain], splits: tuple[str, ...]) -> str | None:
        """The length asked for; null where none is, or where it is refused."""
        wanted = self.asked[GRAIN]
        fits = PERIOD in splits and wanted in [each.value for each in offered]
        if wanted and not fits:
            self._refuse(GRAIN, why_no_grain(wanted, offered, splits))
        self.values[GRAIN] = wanted if fits else None
        return self.values[GRAIN]

    def _periods(
        self,
        quantity: Quantity,
        splits: tuple[str, ...],
        grain: Grain,
        every: Sequence[Period],
        length: Grain,
    ) -> tuple[Period, ...]:
        first, last = self._bounds(every, length)
        chosen = periods_within(every, first, last)
        if PERIOD in splits:
            return tuple(joined_periods(chosen, grain) if grain != length else chosen)
        if quantity.on_the_day:
            is_today = quantity.family == Family.PLAN and last is None
            today = Period(self.coverage.day.replace(day=1), self.coverage.day)
            return (today,) if is_today else tuple(chosen[-1:])
        return tuple(chosen if first else chosen[-PERIODS_A_YEAR[length] :])

    def _bounds(self, every: Sequence[Period], length: Grain) -> tuple[date | None, date | None]:
        first = self._bound(FROM, [each.first for each in every], length)
        last = self._bound(TO, [each.last for each in every], length)
        if first and last and first > last:
            self._refuse(TO, "is before the first month that is chosen")
            self.values[TO] = last = None
        return first, last

    def _bound(self, key: str, days: Sequence[date], length: Grain) -> date | None:
        wanted = self.asked[key]
        day = next((each for each in days if month_key(each) == wanted), None) if wanted else None
        self.values[key] = wanted if day else None
        if wanted and day is None:
            self._refuse(key, _why_no_bound(key, wanted, [*map(month_key, days)], length))
        return day


def _why_no_bound(key: str, wanted: str, months: Sequence[str], length: Grain) -> str:
    which = "first" if key == FROM else "last"
    if not _place(wanted):
        return "is not a month: write one like 2021-07"
    near = min(months, key=lambda each: (abs(_place(each) - _place(wanted)), each), default="")
    nearest = f"; the nearest is {near}" if near else ""
    return f"is not the {which} month of {PERIODS_OF[length]} that is counted{nearest}"


def _place(month: str) -> int:
    """The number of the month, counted from the year 0; 0 where ``month`` is not a month."""
    try:
        day = date.fromisoformat(f"{month}-01")
    except ValueError:
        return 0
    return day.year * 12 + day.month
