"""The choices of Explore that a question becomes, and those that are not allowed, with why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from metrics.asking.question import Found, NotChosen, Reading
from metrics.asking.synonyms import SEVERAL, Kind
from metrics.asking.time_spans import DaySpan
from metrics.explore.period_ranges import month_key
from metrics.explore.quantity import AREA, BEFORE_AFTER, PERIOD, Quantity
from metrics.explore.query import BY, BY2, FROM, GRAIN, MEASURE, TO, WITH, Coverage, Query
from metrics.explore.query_address import in_full
from metrics.explore.registry import QUANTITIES
from metrics.explore.several_measures import ALSO, settle_beside
from metrics.explore.valid_query import Settled, settle

TWO_SPLITS = "is a third thing to split by, and two at a time can be"
ONE_TIME = "is a second time, and one at a time is counted"
COUNTED_ON_A_DAY = "gives a first month, and this is counted on one day"
NO_CHOICE_HERE = "cannot be chosen for what is counted here"


@dataclass(frozen=True)
class ExploreChoices:
    """A query of Explore: its ``values`` in the address, all of them allowed.

    ``also_found``: by words, the titles of other quantities that they are said of.
    """

    values: Mapping[str, str]
    query: Query
    not_chosen: Sequence[NotChosen]
    also_found: Mapping[str, Sequence[str]]


def explore_choices(reading: Reading, coverage: Coverage) -> ExploreChoices | None:
    """The query that the question asks; null where it names nothing that can be counted."""
    quantities, others = quantities_named(reading.found)
    return _Choosing(reading, quantities, others, coverage).choices() if quantities else None


class _Choosing:
    """Chooses for each thing that a question names, and keeps why some cannot be chosen."""

    def __init__(
        self,
        reading: Reading,
        quantities: Mapping[str, str],
        others: Mapping[str, Sequence[str]],
        coverage: Coverage,
    ) -> None:
        self.found, self.coverage, self.others = reading.found, coverage, others
        self.first, *self.beside = quantities
        self.words: dict[str, str] = {}
        self.asked: dict[str, str | None] = {MEASURE: self.first}
        self.not_chosen = [*reading.left_out]

    def choices(self) -> ExploreChoices:
        quantity = QUANTITIES[self.first]
        self._choose_splits(quantity)
        self._choose_areas()
        self._choose_time(quantity)
        settled = settle(self.asked, self.coverage)
        for refusal in settled.refused:
            words = self.words.get(refusal.key, refusal.given)
            self.not_chosen.append(NotChosen(words, refusal.why))
        values = {key: value for key, value in settled.values.items() if value}
        also = self._beside(settled)
        return ExploreChoices(values | also, settled.query, self.not_chosen, self.others)

    def _choose_splits(self, quantity: Quantity) -> None:
        wanted = {split: found.words for found, split in _splits_named(self.found, quantity)}
        for key, (split, words) in zip((BY, BY2), wanted.items(), strict=False):
            self.asked[key], self.words[key] = split, words
        for words in [*wanted.values()][2:]:
            self.not_chosen.append(NotChosen(words, TWO_SPLITS))
        grain = next((each for each in self.found if each.of(Kind.GRAIN)), None)
        if grain and PERIOD in (self.asked.get(BY), self.asked.get(BY2)):
            self.asked[GRAIN], self.words[GRAIN] = grain.of(Kind.GRAIN)[0], grain.words
        for each in self.found:
            is_of_plan = each.of(Kind.SHOW) or each.of(Kind.ORGANISATION)
            if is_of_plan and not each.of(Kind.QUANTITY) and not _split_of(each, quantity):
                self.not_chosen.append(NotChosen(each.words, NO_CHOICE_HERE))

    def _choose_areas(self) -> None:
        areas = {each.of(Kind.AREA)[0]: each.words for each in self.found if each.of(Kind.AREA)}
        if areas:
            key = AREA if len(areas) == 1 else WITH
            self.asked[key] = SEVERAL.join(areas)
            self.words[key] = " and ".join(areas.values())

    def _choose_time(self, quantity: Quantity) -> None:
        times = [(each.words, each.span) for each in self.found if each.span]
        for words, _ in times[1:]:
            self.not_chosen.append(NotChosen(words, ONE_TIME))
        if times:
            self._choose_months(quantity, *times[0])

    def _choose_months(self, quantity: Quantity, words: str, span: DaySpan) -> None:
        self.words |= {FROM: words, TO: words}
        if quantity.on_the_day and span.last is None and BY not in self.asked:
            # From a month on, what is counted on a day is a trend.
            self.asked[BY], self.words[BY] = PERIOD, words
        is_by_period = PERIOD in (self.asked.get(BY), self.asked.get(BY2))
        if span.first and quantity.on_the_day and not is_by_period:
            if span.last is None:
                self.not_chosen.append(NotChosen(words, COUNTED_ON_A_DAY))
        elif span.first:
            self.asked[FROM] = month_key(span.first)
        if span.last:
            self.asked[TO] = month_key(span.last)

    def _beside(self, settled: Settled) -> dict[str, str]:
        """The other quantities that are named, where they may stand in one table with the first."""
        wanted = SEVERAL.join(self.beside) or None
        beside = settle_beside(wanted, settled.query, in_full(settled), self.coverage)
        for refusal in beside.refused:
            self.not_chosen.append(NotChosen(QUANTITIES[refusal.given].name, refusal.why))
        return {ALSO: beside.value} if beside.value else {}


def quantities_named(found: Sequence[Found]) -> tuple[dict[str, str], dict[str, Sequence[str]]]:
    """The codes of the quantities that a question names, each with its words in the question.

    Words that fit several quantities mean one of the same family as a quantity that is named
    without doubt, else the first; the second mapping has the titles of the others, by these words.
    A question that names no quantity means the first that has the first dimension it names.
    """
    certain = [each.of(Kind.QUANTITY)[0] for each in found if len(each.of(Kind.QUANTITY)) == 1]
    named: dict[str, str] = {}
    others: dict[str, Sequence[str]] = {}
    for each in found:
        codes = each.of(Kind.QUANTITY)
        if not codes or _is_a_split_of(each, [code for code in certain if code not in codes[:1]]):
            continue
        families = {QUANTITIES[code].family for code in certain}
        fitting = [code for code in codes if QUANTITIES[code].family in families]
        code = next((code for code in fitting if code in certain), (fitting or codes)[0])
        named.setdefault(code, each.words)
        rest = [QUANTITIES[other].name for other in codes if other != code]
        if rest and not fitting:
            others[each.words] = rest
    return _the_one_split_first(named, found) or _by_split(found), others


def _is_a_split_of(found: Found, codes: Sequence[str]) -> bool:
    return any(_split_of(found, QUANTITIES[code]) for code in codes)


def _split_of(found: Found, quantity: Quantity) -> str | None:
    """The dimension of ``quantity`` that the words name, or have a category of."""
    named = (*found.of(Kind.SPLIT), *found.of(Kind.CATEGORY))
    of_all = [each for each in named if each in (PERIOD, AREA, BEFORE_AFTER)]
    return next((each for each in named if each in quantity.dimensions), next(iter(of_all), None))


def _splits_named(found: Sequence[Found], quantity: Quantity) -> Iterator[tuple[Found, str]]:
    """Each thing to split by, in the order of the question; unknown to the quantity or not."""
    for each in found:
        split = _split_of(each, quantity)
        if each.of(Kind.GRAIN):
            yield each, PERIOD
        elif each.of(Kind.QUANTITY):
            if split and each.of(Kind.QUANTITY)[0] != quantity.code:
                yield each, split
        elif split:
            yield each, split
        elif not (each.of(Kind.ORGANISATION) or each.of(Kind.PAGE)):
            named = (*each.of(Kind.SPLIT), *each.of(Kind.CATEGORY))
            yield from ((each, split) for split in named[:1])


def _the_one_split_first(named: dict[str, str], found: Sequence[Found]) -> dict[str, str]:
    """The quantities, first the one that has what they are to be split by."""
    splits = [each for each in found if not each.of(Kind.QUANTITY)]
    number = {code: sum(_is_a_split_of(each, [code]) for each in splits) for code in named}
    return dict(sorted(named.items(), key=lambda each: -number[each[0]]))


def _by_split(found: Sequence[Found]) -> dict[str, str]:
    """The first quantity that has the first dimension named."""
    for each in found:
        if each.of(Kind.ORGANISATION) or each.of(Kind.PAGE):
            continue
        for code, quantity in QUANTITIES.items():
            split = _split_of(each, quantity)
            if split in quantity.dimensions:
                return {code: each.words}
    return {}
