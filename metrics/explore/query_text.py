"""Sentences about a query and its result."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from metrics.cases.aggregation import NOT_RECORDED
from metrics.explore.period_ranges import day_named, period_named, span_text
from metrics.explore.quantity import AREA, PERIOD, Quantity
from metrics.explore.query import Cell, Query
from metrics.measures.measure import Family, Measure, MeasureKind, as_counted
from metrics.periods import Limits
from metrics.releases.people import Share
from metrics.releases.tables import MET, NOT_MET
from metrics.text_format import capitalised, counted, exact_percentage, listed
from metrics.trends.trend_text import amount_text
from metrics.victims.support import OUTCOME_NAMES
from metrics.victims.victim_figures import (
    FEW,
    ROUNDED,
    TOGETHER,
    about_share_text,
    about_text,
    percentage_text,
    share_text,
)

ASKED = {
    MeasureKind.COUNT: "How many",
    MeasureKind.SHARE: "What share",
    MeasureKind.MEDIAN: "How long",
    MeasureKind.RATE: "How often",
}
NOTHING_COUNTED = {
    Family.VICTIMS: (
        "Nothing of this is released. A quarter, or a year from April to March, is released once "
        "its limits have passed, without the tables in which too many numbers would be fewer than "
        "5."
    ),
    Family.CASES: "Nothing is counted in this period: no month-end in it is closed.",
    Family.PLAN: "Nothing stood in the joint action plan in this period.",
}
SOURCES = {
    Family.VICTIMS: "Notices, outcomes, reviews and support, as the force or the CPS sent them",
    Family.CASES: "Work in cases, as the force or the CPS sent it",
    Family.PLAN: "The published response, and what was recorded since",
}
# Marks a caveat about something that only the page of the measure shows.
OF_ITS_PAGE = "beside it"
RUNG = "rung"
# The most figures that a sentence names.
MOST_NAMED = 6
NAMES = {
    "cps": "CPS",
    "cps, local resolution": "CPS, local resolution",
    "cps, independent review": "CPS, independent review",
    "opcc": "OPCC",
    MET: "Yes",
    NOT_MET: "No",
} | OUTCOME_NAMES
NO_PERIOD = "with nothing counted yet"
NONE = "none"
ANSWERS = ("yes", "no")


def title_of(quantity: Quantity, limits: Limits) -> str:
    """The title of the quantity, with the limit in force, after the words for what is counted.

    A measure leaves these words out on its own page.
    """
    if quantity.measure is None:
        return quantity.title
    measure = as_counted(quantity.measure, limits)
    return f"{measure.before_title}{measure.title}"


def measure_of(quantity: Quantity, limits: Limits) -> Measure | None:
    """The measure as in the catalogue, with its basis in Explore; null for a count."""
    if quantity.measure is None:
        return None
    measure = as_counted(quantity.measure, limits)
    if not quantity.basis:
        return measure
    # Explore does not show what this caveat refers to.
    caveat = "" if OF_ITS_PAGE in measure.caveat else measure.caveat
    return replace(measure, basis=replace(measure.basis, words=quantity.basis), caveat=caveat)


def query_text(query: Query, limits: Limits) -> str:
    """The query as a reader would ask it."""
    quantity = query.quantity
    what = f"{ASKED[quantity.kind]}: {title_of(quantity, limits)}"
    splits = [each for each in query.splits if not (each == PERIOD and quantity.on_the_day)]
    by = listed(_split_text(query, each) for each in splits)
    place = "" if AREA in query.splits else where(query)
    return f"{_after_commas(what, f'by {by}' if by else '', place, when(query))}?"


def where_and_when(query: Query) -> str:
    """The area and time of the query, such as "in Plymouth, April 2021 to March 2022"."""
    return _after_commas(where(query), when(query))


def where(query: Query) -> str:
    """The area as text, such as "in Plymouth" or "in each area"; empty for the joint plan."""
    if query.quantity.family == Family.PLAN:
        return ""
    if query.area:
        is_known = query.area != NOT_RECORDED
        return f"in {query.area}" if is_known else "with no area recorded"
    return "in each area" if AREA in query.splits else TOGETHER


def when(query: Query) -> str:
    """The time as text, such as "April 2021 to March 2022" or "on 31 March 2022"."""
    if not query.periods:
        return NO_PERIOD
    if not query.quantity.on_the_day:
        return span_text(query.periods)
    if query.is_by_period:
        return f"at the end of each {query.grain}, {span_text(query.periods)}"
    return f"on {day_named(query.periods[-1])}"


def quantity_source_text(quantity: Quantity) -> str:
    """The people who sent or recorded the data."""
    return quantity.measure.source if quantity.measure else SOURCES[quantity.family]


def facts(query: Query, cells: Sequence[Cell], limits: Limits) -> list[tuple[str, str]]:
    """Pairs of heading and text that must accompany the figures."""
    quantity, place = query.quantity, where(query)
    measure = measure_of(quantity, limits)
    of_measure = (
        [
            ("Definition", measure.definition),
            ("Counts", measure.numerator),
            ("Out of", measure.denominator),
            ("Left out", measure.exclusions),
            ("Basis", measure.basis.words),
            ("Target", measure.target),
            *([("To be borne in mind", measure.caveat)] if measure.caveat else []),
        ]
        if measure
        else []
    )
    return [
        ("Question", query_text(query, limits)),
        *([("What is counted", quantity.definition)] if quantity.definition else []),
        *of_measure,
        *([("Where", capitalised(place))] if place else []),
        ("When", capitalised(when(query))),
        *([("Rounded", ROUNDED)] if quantity.family == Family.VICTIMS else []),
        *([("Missing", capitalised(missing))] if (missing := missing_text(cells)) else []),
    ]


def place_text(query: Query, split: str, cell: Cell) -> str:
    """The name of the cell on one of the splits: a period, an area or a category."""
    if split == PERIOD:
        is_of_day = query.quantity.on_the_day
        return day_named(cell.period) if is_of_day else period_named(cell.period, query.grain)
    if split == AREA:
        return capitalised(cell.area or "")
    return category_text(split, cell.words[query.dimensions.index(split)])


def category_text(dimension: str, word: str) -> str:
    """The name of one category of ``dimension``, such as "Level 2" or "CPS"."""
    return f"Level {word}" if dimension == RUNG else NAMES.get(word, capitalised(word))


def cell_text(quantity: Quantity, cell: Cell, *, in_full: bool = True) -> str:
    """The value as text, such as "61% (40 of 66)" or "4 working days, of 12", or why none."""
    if cell.why:
        return cell.why
    if quantity.kind == MeasureKind.SHARE:
        return _share_in_cell(quantity, cell, in_full)
    if cell.value is None:
        # A null count was never sent; a median is null where there is nothing to count.
        return NOT_RECORDED if quantity.kind == MeasureKind.COUNT else NONE
    text = amount_text(cell.value, quantity.unit if quantity.kind != MeasureKind.COUNT else "")
    if quantity.kind == MeasureKind.COUNT:
        text = f"{cell.value:,.0f}"
    if not in_full or cell.of is None:
        return text
    if quantity.kind == MeasureKind.RATE:
        return f"{text} for each 100 ({cell.met:,} of {cell.of:,})"
    return f"{text}, of {cell.of:,}"


def _share_in_cell(quantity: Quantity, cell: Cell, in_full: bool) -> str:
    if quantity.family == Family.VICTIMS:
        return share_text(share_in(cell)) if in_full else percentage_text(share_in(cell))
    if cell.value is None:
        return NONE
    percentage = exact_percentage(cell.met or 0, cell.of or 0)
    return f"{percentage} ({cell.met:,} of {cell.of:,})" if in_full else percentage


def share_in(cell: Cell) -> Share:
    """The released share of a cell about people."""
    return Share(cell.met, cell.of, cell.is_nearly_all)


def cell_in_sentence(quantity: Quantity, cell: Cell) -> str:
    """``cell_text`` for a sentence: released numbers are rounded, and so "about 780"."""
    if quantity.family != Family.VICTIMS or cell.why:
        return cell_text(quantity, cell)
    if quantity.kind == MeasureKind.SHARE:
        return about_share_text(share_in(cell))
    if quantity.kind == MeasureKind.COUNT:
        return about_text(int(cell.value or 0))
    return f"{amount_text(cell.value or 0, quantity.unit)}, of about {cell.of:,}"


def chart_series_text(query: Query, split: str, cell: Cell) -> str:
    """The name of the cell as a series: "yes" and "no" are preceded by their dimension."""
    word = place_text(query, split, cell)
    is_answer = word.lower() in ANSWERS
    return f"{capitalised(query.quantity.label(split))}: {word.lower()}" if is_answer else word


def headline(query: Query, cells: Sequence[Cell], limits: Limits) -> str:
    """The headline of the result: the newest figure, each area, or the largest group.

    Areas are never ranked.
    """
    quantity, title = query.quantity, capitalised(title_of(query.quantity, limits))
    if not cells:
        return NOTHING_COUNTED[quantity.family]
    if not query.splits:
        return f"{title}: {cell_in_sentence(quantity, cells[0])}."
    splits = listed(_split_text(query, each) for each in query.splits)
    parts = (f"{title}, by {splits}", _in_short(query, cells), missing_text(cells))
    return f"{'; '.join(each for each in parts if each)}."


def missing_text(cells: Sequence[Cell]) -> str:
    """The number of figures that are missing, such as "3 of 24 figures not released"; may be empty.

    "Fewer than 5" is a figure.
    """
    missing = Counter(cell.why for cell in cells if cell.why not in ("", FEW))
    every = counted(len(cells), "figure")
    return "; ".join(f"{number:,} of {every} {why}" for why, number in missing.items())


def _in_short(query: Query, cells: Sequence[Cell]) -> str:
    if query.is_by_period:
        return _newest(query, cells)
    if query.splits == (AREA,):
        return _of_each(query, cells, AREA)
    most = _most(query, cells)
    return most or ("" if len(query.splits) > 1 else _of_each(query, cells, *query.splits))


def _newest(query: Query, cells: Sequence[Cell]) -> str:
    """The figures of the newest period in which something may be shown."""
    shown = [cell for cell in cells if cell.value is not None]
    if not shown:
        return ""
    newest = [cell for cell in shown if cell.period == max(each.period for each in shown)]
    when_it_was = place_text(query, PERIOD, newest[0])
    others = [each for each in query.splits if each != PERIOD]
    if not others:
        return f"{when_it_was}: {cell_in_sentence(query.quantity, newest[0])}"
    each_of = _of_each(query, newest, others[0])
    return f"{when_it_was}: {each_of}" if each_of else ""


def _of_each(query: Query, cells: Sequence[Cell], split: str) -> str:
    """The figure of each place, such as "Devon 46% (264 of 574)"; empty for many places."""
    shown = [cell for cell in cells if cell.value is not None]
    if len(shown) > MOST_NAMED:
        return ""
    named = [(place_text(query, split, cell), cell) for cell in shown]
    between = "; " if query.quantity.family == Family.VICTIMS else ", "
    return between.join(f"{name} {cell_in_sentence(query.quantity, cell)}" for name, cell in named)


def _most(query: Query, cells: Sequence[Cell]) -> str:
    """The most frequent category, all areas together; empty on a tie.

    Released numbers are not added up.
    """
    if query.quantity.kind != MeasureKind.COUNT or not query.dimensions:
        return ""
    if query.quantity.family == Family.VICTIMS:
        return _most_released(query, cells)
    together: Counter[str] = Counter()
    for cell in cells:
        together[place_text(query, query.dimensions[0], cell)] += int(cell.value or 0)
    (word, number), *others = together.most_common(2)
    if not number or (others and others[0][1] == number):
        return ""
    text = f"most: {word}, {number:,} of {together.total():,}"
    is_of_some = query.dimensions[0] in query.quantity.of_some
    return f"{text} of which it is told" if is_of_some else text


def _most_released(query: Query, cells: Sequence[Cell]) -> str:
    if len(query.splits) > 1 or len(cells) < 2:
        return ""
    first, second = sorted(cells, key=lambda cell: cell.value or 0, reverse=True)[:2]
    if (first.value or 0) == (second.value or 0):
        return ""
    word = place_text(query, query.dimensions[0], first)
    return f"most: {word}, {cell_in_sentence(query.quantity, first)}"


def _split_text(query: Query, split: str) -> str:
    return query.grain.value if split == PERIOD else query.quantity.label(split)


def _after_commas(*parts: str) -> str:
    return ", ".join(filter(None, parts))
