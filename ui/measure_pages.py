"""The page of each measure, for the list of definitions and for links from figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import Measure
from metrics.text_format import listed

PAGES = Path(__file__).parent.parent / "pages"
# Pages with measures, in their order.
TITLES = {
    "briefing": "Briefing",
    "recommendations": "Recommendations",
    "joint_action_plan": "Joint action plan",
    "case_action_plans": "Case action plans",
    "escalations": "Escalations",
    "victim_communication": "Victim communication",
    "right_to_review": "Victims’ Right to Review",
    "when_support_ends": "When support ends",
    "protected_characteristics": "Protected characteristics",
}


class MeasurePage(NamedTuple):
    """A page, its title, and the codes of the measures on it."""

    page: str
    title: str
    codes: tuple[str, ...]

    @property
    def path(self) -> str:
        """The page as a link names it."""
        return f"../pages/{self.page}.py"

    @property
    def is_here(self) -> bool:
        """True if this edition of the app has the page."""
        return (PAGES / f"{self.page}.py").exists()


@cache
def pages_with_measures() -> tuple[MeasurePage, ...]:
    """Every page with measures, in order; each measure is on exactly one page."""
    return tuple(
        MeasurePage(
            page, title, tuple(code for code, each in MEASURES.items() if each.page == page)
        )
        for page, title in TITLES.items()
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
