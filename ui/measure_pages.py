"""The page of each measure, for the list of definitions and for links from figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure
from metrics.text_format import listed
from ui.pages import PAGES


class MeasurePage(NamedTuple):
    """A page by its file, its title, its path as a link names it, and the measures on it."""

    page: str
    title: str
    path: str
    codes: tuple[str, ...]


@cache
def pages_with_measures() -> tuple[MeasurePage, ...]:
    """Every page with measures, in order; each measure is on exactly one page."""
    stand_on = {
        page: tuple(code for code, each in MEASURES.items() if each.page == page.file)
        for page in PAGES
    }
    return tuple(
        MeasurePage(page.file, page.title, page.path, codes)
        for page, codes in stand_on.items()
        if codes
    )


def pages_of_measures(codes: Iterable[str]) -> list[MeasurePage]:
    """The pages with the measures ``codes``, in order."""
    wanted = set(codes)
    return [place for place in pages_with_measures() if wanted.intersection(place.codes)]


def definition_lines(day_state: DayState) -> Callable[[Measure], Sequence[str]]:
    """A function that gives the unit, the parts and the page of a measure as lines of Markdown."""
    return partial(_lines, day_state.labels)


def _lines(labels: Mapping[str, str], measure: Measure) -> Sequence[str]:
    [place] = pages_of_measures([measure.code])
    parts = [labels[ref] for ref in measure.evidence_for if ref in labels]
    return (
        f"**Unit:** {measure.unit}",
        f"**Evidence for:** {listed(parts) or 'no one part'}",
        f"**Stands on the page:** {place.title}",
    )
