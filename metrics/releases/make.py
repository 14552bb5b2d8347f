"""Which tables of a period are released: those from which no small count can be worked out.

A quarter has its tables for all areas, a year for all areas and for each. A table of which more
than a quarter of the counts would be "fewer than 5" is not released at that grain, and a reader is
taken to know that of it. If a reader of the others could narrow a small count to fewer than three
values, those that count the same dimension go: of a year first its areas, then itself. What went
without need comes back, unless it would tell what a missing one counts. Nothing that was released
is ever taken back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import inf
from typing import NamedTuple

from metrics.releases.counting import YEAR, CountedPeriod, tables_of
from metrics.releases.medians import MEDIAN, Middle, median_tables
from metrics.releases.proof import ROOM, Attack, CountName, Known
from metrics.releases.rule import ENOUGH_FOR_A_MEDIAN, SMALLEST, Ends, ends, rounded
from metrics.releases.same_people import EXACT_IN_ALL, Block, alike, blocks, fewer, is_past
from metrics.releases.tables import ALL, ReleasedTable

MOST_SMALL = 0.25
# A table of a period, for all areas (null) or for one.
Place = tuple[str, str | None]
# The counts of a table as they are released, by group and for ``ALL``; null for fewer than 5.
Shown = Mapping[str, int | None]


class Release(NamedTuple):
    """What is released of a period, and what it was counted from."""

    counted: CountedPeriod
    shown: Mapping[Place, Shown]


def release(counted: CountedPeriod, quarters: Sequence[Release] = ()) -> Release:
    """What may be released of a period. ``quarters``: of a year, the releases of its quarters.

    Errors: NotProved.
    """
    wanted = enough_of_all(counted) | enough_of_areas(counted)
    kept, gone = [*wanted], []
    while kept and (narrow := narrowed(_of_places(counted, wanted, kept), quarters)):
        goes = _at_fault(counted, kept, narrow)
        gone += goes
        kept = [place for place in kept if place not in goes]
    for back in _tables(gone):
        # What went with a table that was at fault comes back.
        if not narrowed(_of_places(counted, wanted, [*kept, *back]), quarters):
            kept += back
    telling = _would_tell(counted.row_set, [place for place in wanted if place not in kept])
    return _of_places(
        counted,
        wanted,
        [(name, area) for name, area in wanted if (name, area) in kept and name not in telling],
    )


def _would_tell(row_set: str, missing: Sequence[Place]) -> set[str]:
    """The tables from which a reader could tell why some are missing, and so what they count.

    Of people who are among others the greatest possible number is known from a table of the others.
    """
    dimensions = {dimension for pair in fewer(row_set) for side in pair for dimension in side}
    tables = {each.name for each in _all_tables(row_set) if each.dimension in dimensions}
    return tables if any(name in tables for name, _ in missing) else set()


def _of_places(
    counted: CountedPeriod, wanted: Mapping[Place, Shown], places: Iterable[Place]
) -> Release:
    return Release(counted, {place: wanted[place] for place in places})


def _at_fault(
    counted: CountedPeriod, kept: Sequence[Place], narrow: Sequence[CountName]
) -> list[Place]:
    """Those of ``kept`` that count people who are narrowed: of areas if there are any."""
    narrow_in = {dimension for _, _, dimension, _ in narrow}
    tables = {each.name for each in _all_tables(counted.row_set) if each.dimension in narrow_in}
    touched = [place for place in kept if place[0] in tables]
    return [place for place in touched if place[1] is not None] or touched or [*_tables(kept)][-1]


def _tables(places: Sequence[Place]) -> list[list[Place]]:
    """The places of each table, those of areas apart; the last that went come first."""
    by_table: dict[tuple[str, bool], list[Place]] = {}
    for name, area in reversed(places):
        by_table.setdefault((name, area is None), []).append((name, area))
    return [*by_table.values()]


def _all_tables(row_set: str) -> list[ReleasedTable]:
    return [*tables_of(row_set), *median_tables(row_set).values()]


def enough_of_all(counted: CountedPeriod) -> dict[Place, Shown]:
    """The tables for all areas that are not too small, and the medians."""
    return {
        (table.name, None): _shown(table, counted, None)
        for table in _all_tables(counted.row_set)
        if _is_enough(table, counted, [None])
    }


def enough_of_areas(counted: CountedPeriod) -> dict[Place, Shown]:
    """The tables for each area of a year that are not too small, and the medians."""
    tables = [each for each in tables_of(counted.row_set) if _has_areas(each, counted)]
    places = [
        (table, area)
        for table in tables
        if counted.areas and _is_enough(table, counted, counted.areas)
        for area in counted.areas
    ] + [
        (table, area)
        for table in median_tables(counted.row_set).values()
        for area in counted.areas
        if _is_enough(table, counted, [area])
    ]
    return {(table.name, area): _shown(table, counted, area) for table, area in places}


def group_counts(table: ReleasedTable, counted: CountedPeriod, area: str | None) -> dict[str, int]:
    """The number of rows in each group of a table, and in all of them."""
    words = counted.of(area)[table.dimension]
    groups = {name: sum(words[word] for word in of) for name, of in table.groups.items()}
    return groups | {ALL: sum(groups.values())}


def shown_counts(table: ReleasedTable, counted: CountedPeriod, area: str | None) -> Shown:
    """The counts of a table as the rule has them."""
    return {group: rounded(count) for group, count in group_counts(table, counted, area).items()}


def _shown(table: ReleasedTable, counted: CountedPeriod, area: str | None) -> Shown:
    middle = _middle(table, counted, area)
    of_median = {MEDIAN: middle.value} if middle else {}
    return {**shown_counts(table, counted, area), **of_median}


def _middle(table: ReleasedTable, counted: CountedPeriod, area: str | None) -> Middle | None:
    codes = {each.name: code for code, each in median_tables(counted.row_set).items()}
    return counted.middles.get(area or "", {}).get(codes.get(table.name, ""))


def _has_areas(table: ReleasedTable, counted: CountedPeriod) -> bool:
    return bool(counted.months == YEAR and table.by_area and _is_enough(table, counted, [None]))


def _is_enough(table: ReleasedTable, counted: CountedPeriod, areas: Sequence[str | None]) -> bool:
    """Whether at most a quarter of the counts of ``areas`` together are small."""
    if table in median_tables(counted.row_set).values():
        return all(_middle(table, counted, area) for area in areas)
    counts = [count for area in areas for count in group_counts(table, counted, area).values()]
    return sum(count < SMALLEST for count in counts) <= len(counts) * MOST_SMALL


def narrowed(new: Release, quarters: Sequence[Release] = ()) -> list[CountName]:
    """The small counts that a reader of a release narrows to fewer than three values."""
    known = Known()
    of_period = _People(known, new)
    if quarters:
        of_period.is_sum_of([_People(known, each) for each in quarters])
    narrow = {*Attack(known).narrow()}
    return [name for name, place in known.places.items() if place in narrow]


class _People:
    """The people of a period among what is known.

    Every word of every dimension is a count; the first of those that are ``alike`` stands for all.
    """

    def __init__(self, known: Known, release: Release) -> None:
        self._known, self._counted = known, release.counted
        self._row_set = release.counted.row_set
        self.words: dict[tuple[str | None, str], dict[str, int]] = {}
        for area in (None, *self._counted.by_area):
            self._add(area)
            self._same_people(area)
        self._areas_add_up()
        self._tell(release.shown)

    def _add(self, area: str | None) -> None:
        period = self._counted.first, self._counted.months
        for dimension, of_words in self._counted.of(area).items():
            counts = {
                words[0]: sum(of_words[word] for word in words)
                for words in alike(self._row_set, dimension)
            }
            self.words[area, dimension] = {
                word: self._known.add((period, area, dimension, word), count)
                for word, count in counts.items()
                if count or not is_past(self._row_set, dimension, word)
            }

    def _same_people(self, area: str | None) -> None:
        first, *others = (self._places(area, {name: None}) for name in self._counted.of(area))
        for other in others:
            self._known.add_up(first, other)
        if self._row_set in EXACT_IN_ALL:
            number = self._total(first)
            self._known.add_up(first, (), number)
        if area in self._counted.at_most:
            # Of rows that are wrong there may be more: a reader does not know that.
            most = max(self._counted.at_most[area], self._total(first))
            self._known.come_to(first, most)
            if most < ROOM:
                period = self._counted.first, self._counted.months
                self._known.told_elsewhere.add((period, area))
        for block in blocks(self._row_set):
            sums = [self._places(area, {name: block[name]}) for name in self._in(area, block)]
            for one in sums[1:]:
                self._known.add_up(sums[0], one, self._total(sums[0]) - self._total(one))
        for few, many in fewer(self._row_set):
            if [*self._in(area, few)] == [*few] and [*self._in(area, many)] == [*many]:
                self._known.at_most(self._places(area, few), self._places(area, many))

    def _in(self, area: str | None, block: Block) -> Iterator[str]:
        return (name for name in block if (area, name) in self.words)

    def _places(self, area: str | None, block: Mapping[str, Iterable[str] | None]) -> list[int]:
        """The places of the words of a block; null: of all words."""
        found = []
        for dimension, words in block.items():
            places = self.words[area, dimension]
            found += [
                places[word] for word in (places if words is None else words) if word in places
            ]
        return found

    def _total(self, places: Iterable[int]) -> int:
        return sum(self._known.counts[place] for place in places)

    def _areas_add_up(self) -> None:
        for (area, dimension), words in [*self.words.items()]:
            of_areas = [
                self.words[name, dimension]
                for name in self._counted.by_area
                if (name, dimension) in self.words
            ]
            if area is None and of_areas:
                for word, place in words.items():
                    each = [of_area[word] for of_area in of_areas if word in of_area]
                    self._known.add_up([place], each)

    def is_sum_of(self, quarters: Sequence["_People"]) -> None:
        """A year is its quarters, and what came late, whose exact number a reader may know."""
        for (area, dimension), words in self.words.items():
            if area is None:
                for word, place in words.items():
                    of_quarters = (quarter.words[None, dimension] for quarter in quarters)
                    each = [places[word] for places in of_quarters if word in places]
                    late = self._known.counts[place] - self._total(each)
                    self._known.add_up([place], each, late)

    def _tell(self, shown: Mapping[Place, Shown]) -> None:
        """What is released is known, and that a table that never could be is too small."""
        for areas in ([None], self._counted.areas):
            for table in tables_of(self._row_set):
                self._tell_table(table, areas, shown)
            for table in median_tables(self._row_set).values():
                for area in areas:
                    self._tell_median(table, area, is_shown=(table.name, area) in shown)

    def _tell_table(
        self,
        table: ReleasedTable,
        areas: Sequence[str | None],
        shown: Mapping[Place, Shown],
    ) -> None:
        if not areas or (areas != [None] and not _has_areas(table, self._counted)):
            return
        groups = [each for area in areas for each in self._groups(table, area)]
        if (table.name, areas[0]) in shown:
            for number, place in groups:
                self._known.tell(place, ends(rounded(number)))
        elif not _is_enough(table, self._counted, areas):
            too_many = int(len(groups) * MOST_SMALL) + 1
            self._known.some_small([place for _, place in groups], too_many)

    def _tell_median(self, table: ReleasedTable, area: str | None, *, is_shown: bool) -> None:
        for number, place in self._groups(table, area):
            if is_shown:
                self._known.tell(place, ends(rounded(number)))
                self._known.tell(place, Ends(ENOUGH_FOR_A_MEDIAN, inf))
            elif number < ENOUGH_FOR_A_MEDIAN:
                self._known.tell(place, Ends(0, ENOUGH_FOR_A_MEDIAN - 1))
        middle = _middle(table, self._counted, area) if is_shown else None
        for dimension, few, others in middle.halves if middle else ():
            if (area, dimension) in self.words:
                self._known.at_most(
                    self._places(area, {dimension: few}), self._places(area, {dimension: others})
                )

    def _groups(self, table: ReleasedTable, area: str | None) -> Iterator[tuple[int, int]]:
        """The number and the place of each group of a table, and of all rows in it."""
        groups = {
            name: self._places(area, {table.dimension: words})
            for name, words in table.groups.items()
        }
        of_all = [*chain.from_iterable(groups.values())]
        for name, members in (groups | {ALL: of_all}).items():
            yield self._total(members), self._place(table, area, name, members)

    def _place(
        self, table: ReleasedTable, area: str | None, group: str, members: Sequence[int]
    ) -> int:
        if len(members) == 1:
            return members[0]
        period = self._counted.first, self._counted.months
        name = (period, area, table.dimension, (table.name, group))
        if name not in self._known.places:
            self._known.add_up([self._known.add(name, self._total(members))], members)
        return self._known.places[name]
