"""The choices in each box of Explore, and those that cannot be made, with the reason."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from metrics.explore.allowed_dimensions import (
    every_split,
    first_splits,
    second_splits,
    why_no_area,
)
from metrics.explore.chart_choice import DRAWN_LABELS, Drawn
from metrics.explore.people import grain_of, key_of, period_of, released_in, why_not_released
from metrics.explore.period_lengths import finest, grains_of
from metrics.explore.period_ranges import month_key
from metrics.explore.quantity import AREA, Quantity
from metrics.explore.quantity_groups import GROUPS, other_words
from metrics.explore.query import (
    BY,
    BY2,
    FROM,
    GRAIN,
    MEASURE,
    RELEASED,
    TO,
    Coverage,
    Query,
)
from metrics.explore.query_text import title_of
from metrics.explore.registry import QUANTITIES
from metrics.explore.valid_query import Refusal
from metrics.measures.measure import Family
from metrics.periods import Limits, Period
from metrics.releases.people import PeopleSummary, ReleasedPeriod
from metrics.text_format import capitalised
from metrics.trends.trend_text import Grain
from metrics.victims.victim_figures import months_text

CHART = "chart"
NOT_DRAWN = {
    Drawn.XMR: "needs 13 periods shown",
    Drawn.LINE: "needs a split by period",
    Drawn.BAR: "needs a split, and at most four groups",
}
EVERY_AREA, ALL_AREAS = "Every area has its row", "All areas together only"
NOTHING_COUNTED, NO_FIRST, NO_PERIODS = (
    "Nothing yet",
    "Split by one thing first",
    "Not split by period",
)
ONE_DAY = "Counted on one day"
NO_PAIR = "Not with a pair"
NEVER_SENT, TOO_FEW = "never sent", "not released here"
NOT_LISTED = "Not released of an area"


class Choice(NamedTuple):
    """A value on offer by its label; ``why_not``: in a few words, why it is not allowed.

    ``group`` and ``found_by`` are for a long list: what it belongs to, and other words for it.
    """

    label: str
    why_not: str = ""
    group: str = ""
    found_by: Sequence[str] = ()

    @property
    def in_list(self) -> str:
        """The label as the list has it: with its group, and why not or the other words."""
        group = f"{self.group}: " if self.group else ""
        after = self.why_not or ", ".join(self.found_by)
        return f"{group}{self.label}{f' ({after})' if after else ''}"


class Offer(NamedTuple):
    """The values of one box, the allowed ones first.

    ``why_closed``: in a few words, why nothing can be chosen in it now; empty where it is open.
    """

    choices: Mapping[str, Choice]
    why_closed: str = ""


def offers(
    query: Query, coverage: Coverage, limits: Limits, ways: Sequence[Drawn]
) -> dict[str, Offer]:
    """The choices that each box offers beside the rest of the query, by key of the address.

    ``ways``: those in which the result can be drawn. A box that has nothing to do with the query is
    left out: months are not chosen about people.
    """
    quantity, splits = query.quantity, query.splits
    ways_offered = {
        each.value: Choice(label, "" if each in ways else NOT_DRAWN[each])
        for each, label in DRAWN_LABELS.items()
    }
    always = {MEASURE: Offer(quantity_choices(limits)), CHART: Offer(ways_offered)}
    never_sent = {split for code, split in coverage.never_sent if code == quantity.code}
    if quantity.family == Family.VICTIMS:
        return always | _about_people(query, coverage, never_sent)
    alone = [each for each in first_splits(quantity) if each not in never_sent]
    first = _splits(quantity, alone, every_split(quantity), partial(_why_not_alone, never_sent))
    return always | {
        BY: Offer(first),
        BY2: _second(quantity, splits, never_sent),
        GRAIN: _grains(query),
        AREA: _areas(quantity, splits, coverage),
        **_months(query, coverage),
    }


def _about_people(
    query: Query, coverage: Coverage, never_sent: Collection[str]
) -> dict[str, Offer]:
    """What is on the list of released tables; marked is what is not released of this store."""
    quantity, splits, people = query.quantity, query.splits, coverage.people

    def of_splits(before: Sequence[str], every: Iterable[str]) -> Offer:
        why_not = {
            each: NEVER_SENT
            if each in never_sent
            else TOO_FEW * bool(why_not_released(quantity, (*before, each), None, people))
            for each in every
        }
        allowed = [each for each in every if not why_not[each]]
        return Offer(_splits(quantity, allowed, why_not, why_not.__getitem__))

    first = splits[:1]
    second = of_splits(first, second_splits(quantity, *first)) if first else Offer({}, NO_FIRST)
    areas = {
        each: Choice(each, TOO_FEW * bool(why_not_released(quantity, splits, each, people)))
        for each in coverage.areas
    }
    why_closed = why_no_area(quantity, splits) and (EVERY_AREA if AREA in splits else NOT_LISTED)
    every = released_in(quantity, splits, query.area, people)
    return {
        BY: of_splits((), every_split(quantity)),
        BY2: second,
        AREA: Offer(areas, why_closed or ""),
        **(_released_steps(query, every) if query.is_by_period else _one_released(every, people)),
    }


def _released_steps(query: Query, every: Sequence[ReleasedPeriod]) -> dict[str, Offer]:
    there = {grain_of(each) for each in every}
    grains = sorted(query.quantity.grains, key=lambda each: each not in there)
    of_grain = [each for each in every if grain_of(each) == query.grain]
    return {
        GRAIN: Offer(
            {
                each.value: Choice(capitalised(each), TOO_FEW * (each not in there))
                for each in grains
            }
        ),
        **_bounds([*map(period_of, of_grain)], "" if every else NOTHING_COUNTED),
    }


def _one_released(
    every: Sequence[ReleasedPeriod], people: PeopleSummary | None
) -> dict[str, Offer]:
    """Each released year and quarter, the newest first; those in ``every`` have the answer."""
    newest_first = [*reversed(people.years), *reversed(people.quarters)] if people else []
    choices = {
        key_of(each): Choice(capitalised(months_text(each)), TOO_FEW * (each not in every))
        for each in sorted(newest_first, key=lambda each: each not in every)
    }
    return {RELEASED: Offer(choices, "" if every else NOTHING_COUNTED)}


def quantity_choices(limits: Limits) -> dict[str, Choice]:
    """Everything that can be counted, by group."""
    return {
        code: Choice(capitalised(title_of(QUANTITIES[code], limits)), "", group, other_words(code))
        for group, codes in GROUPS.items()
        for code in codes
    }


def stays_in_box(
    refusal: Refusal, allowed: Mapping[str, str | None], offered: Mapping[str, Offer]
) -> bool:
    """Whether a refused value is a choice that stands in its box, although it is not allowed."""
    key = refusal.key
    return key in offered and refusal.given in offered[key].choices and allowed[key] is None


def _splits(
    quantity: Quantity,
    allowed: Sequence[str],
    every: Iterable[str],
    why_not: Callable[[str], str],
) -> dict[str, Choice]:
    """The splits that are allowed, then the others."""
    others = [each for each in every if each not in allowed]
    return {each: Choice(capitalised(quantity.label(each))) for each in allowed} | {
        each: Choice(capitalised(quantity.label(each)), why_not(each)) for each in others
    }


def _why_not_alone(never_sent: Collection[str], split: str) -> str:
    return NEVER_SENT if split in never_sent else ALL_AREAS.lower()


def _second(quantity: Quantity, splits: Sequence[str], never_sent: Collection[str]) -> Offer:
    if not splits:
        return Offer({}, NO_FIRST)
    others = [each for each in every_split(quantity) if each != splits[0]]
    allowed = [each for each in second_splits(quantity, splits[0]) if each not in never_sent]
    not_with = f"not with {quantity.label(splits[0])}"

    def why_not(split: str) -> str:
        return NEVER_SENT if split in never_sent else not_with

    return Offer(_splits(quantity, allowed, others, why_not))


def _grains(query: Query) -> Offer:
    quantity = query.quantity
    offered = grains_of(quantity, query.splits, of_areas=query.is_of_areas)
    if not query.is_by_period:
        return Offer({}, NO_PERIODS)
    others = [each for each in Grain if each not in offered]
    return Offer(
        {each.value: Choice(capitalised(each)) for each in offered}
        | {each.value: Choice(capitalised(each), f"not by {each} here") for each in others}
    )


def _areas(quantity: Quantity, splits: Sequence[str], coverage: Coverage) -> Offer:
    return Offer({each: Choice(each) for each in coverage.areas}, _why_no_area(quantity, splits))


def _why_no_area(quantity: Quantity, splits: Sequence[str]) -> str:
    """The reason why no area can be chosen, in a few words; empty where one can."""
    if not quantity.has_areas:
        return ALL_AREAS
    if AREA in splits:
        return EVERY_AREA
    if why_no_area(quantity, splits) is None:
        return ""
    dimensions = [quantity.label(each) for each in splits if each in quantity.dimensions]
    return NO_PAIR if len(dimensions) > 1 else f"Not with {dimensions[0]}"


def _months(query: Query, coverage: Coverage) -> dict[str, Offer]:
    every, _ = finest(query.quantity, coverage, query.splits, of_areas=query.is_of_areas)
    bounds = _bounds(every, "" if every else NOTHING_COUNTED)
    has_start = query.is_by_period or not query.quantity.on_the_day
    return bounds if has_start else {**bounds, FROM: Offer({}, ONE_DAY)}


def _bounds(every: Sequence[Period], nothing: str) -> dict[str, Offer]:
    firsts = {month_key(each.first): Choice(f"{each.first:%B %Y}") for each in every}
    lasts = {month_key(each.last): Choice(f"{each.last:%B %Y}") for each in every}
    return {FROM: Offer(firsts, nothing), TO: Offer(lasts, nothing)}
