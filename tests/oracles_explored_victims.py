"""A slow recount of queries about victims: period by period, category by category, then summed.

It reads protected counts a row at a time, and never gives "none" or "all" for a group of one to
nine. Nothing here knows how the page computes its results.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from metrics.explore.quantity import AREA
from metrics.explore.query import Query
from metrics.measures.measure import MeasureKind
from metrics.periods import Period
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.counted_period import CountedPeriod
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import parts_of
from metrics.victims.victim_summary import VictimSummary
from tests.oracles_exploring import CROSSED, kind_of
from tests.oracles_groups import FEWEST, is_too_few, read_slowly

SHARED = ("met", "not met", "left out")
PARTS = (*SHARED, "no part in it")
MARCH, QUARTERS = 3, 4
# Met, of and the value; null where they are withheld.
Figures = tuple[int | None, int | None, float | None] | None
Words = tuple[str, ...]
Counts = Mapping[Any, int | None]


class Laid(NamedTuple):
    """The counts of a period: by row set, table and area, the count of each category."""

    first: date
    last: date
    counts: Mapping[str, Mapping[tuple[str, str | None], Counts]]
    numbers: Sequence[tuple[Any, ...]]


class LaidOut(NamedTuple):
    """All counts, prepared once for every query. ``years``: the year to each quarter."""

    quarters: Sequence[Laid]
    years: Sequence[Laid]


def laid_out(summary: VictimSummary) -> LaidOut:
    """All counts of ``summary``; null where withheld."""
    return LaidOut([*map(_laid, summary.quarters)], [*map(_laid, summary.rolling)])


def _laid(period: CountedPeriod) -> Laid:
    counts: dict[str, dict[tuple[str, str | None], dict[Any, int | None]]] = {}
    for kind, count_tables in period.protected_counts.items():
        counts[kind] = defaultdict(dict)
        for name, area, word, number, is_hidden in count_tables.rows():
            counts[kind][name, area][word] = None if is_hidden else number
    return Laid(period.first, period.last, counts, period.numbers.rows())


def said_of(query: Query, summary: LaidOut) -> dict[tuple[Period, str | None, Words], Figures]:
    """The result of a query, by period, area and categories."""
    found: dict[tuple[Period, str | None, Words], Figures] = {}
    for span in query.spans:
        within = periods_within(span, summary, of_areas=query.is_of_areas)
        for shown, areas in areas_of(query, within).items():
            each_area = [said_in(query, within, area) for area in areas]
            for words in each_area[0]:
                found[span, shown, words] = all_of([said[words] for said in each_area])
    return found


def periods_within(span: Period, summary: LaidOut, *, of_areas: bool) -> list[Laid]:
    """The periods that a span is added up of: for areas, years to March.

    For all areas, as many years as are shown and fit up to its end, and the quarters before them.
    """
    quarters, years = (
        [each for each in counted if span.first <= each.first and each.last <= span.last]
        for counted in summary
    )
    if of_areas:
        return [year for year in years if year.first.month == MARCH + 1]
    by_end = {year.last: year for year in years if is_shown(year)}
    whole: list[Laid] = []
    while len(quarters) >= QUARTERS and quarters[-1].last in by_end:
        whole.insert(0, by_end[quarters[-1].last])
        quarters = quarters[:-QUARTERS]
    return quarters + whole


def is_shown(period: Laid) -> bool:
    """Whether any count of all areas is."""
    return any(
        number is not None
        for tables in period.counts.values()
        for (_, area), counts in tables.items()
        if area is None
        for number in counts.values()
    )


def areas_of(query: Query, within: Sequence[Laid]) -> dict[str | None, Sequence[str | None]]:
    """The areas that each row is of: those that had cases, where areas are split."""
    if AREA not in query.splits:
        return {None: query.areas or (None,)}
    kind = kind_of(query.quantity)
    had_cases = {area for each in within for _, area in each.counts[kind] if area}
    rows: dict[str | None, Sequence[str | None]] = {
        area: [area] for area in had_cases if area not in query.together
    }
    if query.together:
        rows[" + ".join(query.together)] = query.together
    return rows


def all_of(said: Sequence[Figures]) -> Figures:
    """What several areas come to; null where one of them is withheld."""
    if len(said) == 1:
        return said[0]
    shown = [each for each in said if each is not None]
    if len(shown) < len(said):
        return None
    mets, ofs, values = zip(*shown, strict=True)
    if None in ofs:
        return None, None, sum(values)
    return sum(mets), sum(ofs), sum(mets) / sum(ofs) if sum(ofs) else None


def said_in(query: Query, within: Sequence[Laid], area: str | None) -> dict[Words, Figures]:
    """The result for some periods, for one area or for all, by categories."""
    quantity = query.quantity
    if quantity.kind == MeasureKind.COUNT:
        return {
            words: None if number is None else (None, None, number)
            for words, number in counts_said(query, within, area).items()
        }
    parts = [parts_said(quantity.code, kind_of(quantity), each, area) for each in within]
    if quantity.kind == MeasureKind.SHARE:
        met, rest = (added(each[part] for each in parts) for part in SHARED[:2])
        if met is None or rest is None:
            return {(): None}
        of = met + rest
        return {(): (met, of, met / of if of else None)}
    found = added(each["met"] for each in parts)
    if found is None or any(each["met"] in range(1, FEWEST) for each in parts):
        return {(): None}
    numbers = [
        number
        for each in within
        for code, at, number in each.numbers
        if code == quantity.code and area in (None, at or "not recorded")
    ]
    assert len(numbers) == found
    return {(): (None, found, float(median(numbers)) if numbers else None)}


def counts_said(query: Query, within: Sequence[Laid], area: str | None) -> dict[Words, int | None]:
    """The count of every category of one or two dimensions, or the total."""
    kind, dimensions = query.quantity.rows, query.dimensions
    if not dimensions:
        [every, *_] = ALLOWED_TABLES[kind].dimensions
        return {(): added(made_in(each, kind, every, area)[1] for each in within)}
    count_table, pairs = words_of(kind, dimensions)
    made = [made_in(each, kind, count_table, area) for each in within]
    said = [read_slowly(count_table, pairs.values(), counts, of) for counts, of in made]
    sums = {word: added(each[word] for each in said) for word in pairs.values()}
    read = read_slowly(count_table, pairs.values(), sums, added(of for _, of in made))
    return {words: read[word] for words, word in pairs.items()}


def words_of(kind: str, dimensions: Sequence[str]) -> tuple[str, dict[Words, str]]:
    """The allowed count table, and the category it has for each combination of categories."""
    listed = ROW_SETS[kind].words
    if len(dimensions) == 1:
        return dimensions[0], {(word,): word for word in listed[dimensions[0]]}
    [count_table] = [
        name for name, of in CROSSED.items() if {*of} == {*dimensions} and name in listed
    ]
    is_turned = CROSSED[count_table] != [*dimensions]
    pairs = {tuple(word.split("; ")): word for word in listed[count_table]}
    return count_table, {pair[::-1] if is_turned else pair: word for pair, word in pairs.items()}


def parts_said(code: str, kind: str, period: Laid, area: str | None) -> Counts:
    """The parts of a share or median in one period; null for a group that is too small."""
    counts, of = made_in(period, kind, parts_of(code), area)
    made = {part: counts.get(part, 0) for part in PARTS}
    said = dict(made)
    for group in [PARTS] if code.startswith("days_to") else [SHARED[:2], SHARED]:
        known = of if group == PARTS else None
        if is_too_few([made[part] for part in group], known):
            said |= dict.fromkeys(group)
    return said


def made_in(
    period: Laid, kind: str, count_table: str, area: str | None
) -> tuple[Counts, int | None]:
    """The count of each category, and the total. Null: withheld, as all counts of no area are."""
    if area == "not recorded":
        return dict.fromkeys((*PARTS, *ROW_SETS[kind].words.get(count_table, ()))), None
    counts = {**period.counts[kind].get((count_table, area), {})}
    return counts, counts.pop(None, 0)


def added(numbers: Iterable[int | None]) -> int | None:
    """The sum; null for no period, or where one number is null."""
    known = [*numbers]
    return None if None in known or not known else sum(each for each in known if each is not None)
