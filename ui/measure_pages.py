"""On which page each measure stands: definitions are listed by it, and figures lead to it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.escalations import ESCALATION_MEASURES
from metrics.measures.measure import Measure
from metrics.measures.people import PEOPLE_MEASURES
from metrics.measures.process import PROCESS_MEASURES
from metrics.measures.review import REVIEW_MEASURES
from metrics.measures.support import CHARACTERISTIC_MEASURES, SUPPORT_MEASURES
from metrics.measures.telling import TELLING_MEASURES
from metrics.measures.victims import VICTIM_MEASURES
from metrics.meetings.attention import labels_of
from metrics.text_format import listed

PAGES = Path(__file__).parent.parent / "pages"
ON_THE_BRIEFING = (
    "parts_reported_complete",
    "parts_evidence_seen",
    "parts_closed",
    "actions_overdue",
    "actions_no_date",
    "figures_owed",
)


class Place(NamedTuple):
    """A page, what it is called, and the codes of the measures that stand on it."""

    page: str
    title: str
    codes: tuple[str, ...]

    @property
    def path(self) -> str:
        """The page as a link names it."""
        return f"../pages/{self.page}.py"

    @property
    def is_here(self) -> bool:
        """Whether this edition has the page, so that a link can lead to it."""
        return (PAGES / f"{self.page}.py").exists()


@cache
def places() -> tuple[Place, ...]:
    """Every page with measures, in the order of the pages; each measure is on one of them."""
    of_cases = _codes((*PROCESS_MEASURES, *ESCALATION_MEASURES, *VICTIM_MEASURES))
    of_the_plan = MEASURES.keys() - {*of_cases, *ON_THE_BRIEFING}
    return (
        Place("briefing", "Briefing", ON_THE_BRIEFING),
        Place("recommendations", "Recommendations", _codes(PEOPLE_MEASURES)),
        Place(
            "joint_action_plan",
            "Joint action plan",
            tuple(code for code in MEASURES if code in of_the_plan),
        ),
        Place("case_action_plans", "Case action plans", _codes(PROCESS_MEASURES)),
        Place("escalations", "Escalations", _codes(ESCALATION_MEASURES)),
        Place("victim_communication", "Victim communication", _codes(TELLING_MEASURES)),
        Place("right_to_review", "Victims’ Right to Review", _codes(REVIEW_MEASURES)),
        Place("when_support_ends", "When support ends", _codes(SUPPORT_MEASURES)),
        Place(
            "protected_characteristics",
            "Protected characteristics",
            _codes(CHARACTERISTIC_MEASURES),
        ),
    )


def places_of(codes: Iterable[str]) -> list[Place]:
    """The pages on which the measures ``codes`` stand, in the order of the pages."""
    wanted = set(codes)
    return [place for place in places() if wanted.intersection(place.codes)]


def about(day_state: DayState) -> Callable[[Measure], Sequence[str]]:
    """What the definitions say of a measure besides: its unit, which parts it is for, and where."""
    return partial(_lines, labels_of(day_state))


def _lines(labels: Mapping[str, str], measure: Measure) -> Sequence[str]:
    [place] = places_of([measure.code])
    parts = [labels[ref] for ref in measure.evidence_for if ref in labels]
    return (
        f"**Unit:** {measure.unit}",
        f"**Evidence for:** {listed(parts) or 'no one part'}",
        f"**Stands on the page:** {place.title}",
    )


def _codes(measures: Iterable[Measure]) -> tuple[str, ...]:
    return tuple(measure.code for measure in measures)
