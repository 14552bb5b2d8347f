"""What a subject is: a figure or a thing to count, and how it may be split."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.measures.measure import Better, Family, Measure, MeasureKind, Span
from metrics.trends.trend_text import Grain

# What every subject may be split by, if it has them: the keys of the address.
PERIOD, AREA = "period", "area"
LABELS = {PERIOD: "period", AREA: "area"}


GRAINS = {
    Family.VICTIMS: (Grain.QUARTER, Grain.YEAR),
    Family.CASES: (Grain.MONTH, Grain.QUARTER, Grain.YEAR),
    Family.PLAN: (Grain.MONTH, Grain.QUARTER, Grain.YEAR),
}


@dataclass(frozen=True)
class Subject:
    """One thing that can be asked, by its ``code`` in the address.

    ``title``: as the catalogue calls it; of a count, what is counted. ``dimensions``: by key, what
    a reader calls what it may be split by, besides period and area. ``pairs``: two of them that
    may stand together. ``only_in_pairs``: those that stand in no table of their own; ``whole``:
    those that are counted of all areas together alone. ``has_areas``: whether areas are counted.
    ``on_the_day``: counted on a day, so that a period stands for its last day. ``by_year``: counted
    by whole years alone. ``of_some``: those dimensions that not every one counted has a word of.
    ``rows``: the kind of row that victims are counted by. ``basis``: of what and when it is counted
    here, where that is not as the catalogue has it.
    """

    code: str
    title: str
    family: Family
    kind: MeasureKind
    dimensions: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    only_in_pairs: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    has_areas: bool = True
    on_the_day: bool = False
    by_year: bool = False
    of_some: tuple[str, ...] = ()
    rows: str = ""
    basis: str = ""
    measure: Measure | None = None
    definition: str = ""

    @property
    def unit(self) -> str:
        """As measures have it: "a share of all that count", "working days", "a count"."""
        return self.measure.unit if self.measure and self.kind != MeasureKind.COUNT else "a count"

    @property
    def better(self) -> Better:
        """Which way it should go."""
        return self.measure.better if self.measure else Better.NEITHER

    @property
    def target(self) -> float | None:
        """The target of a share, 0 to 1; null for none."""
        return self.measure.target_share if self.measure else None

    @property
    def grains(self) -> tuple[Grain, ...]:
        """How long the periods may be that it is split by."""
        return (Grain.YEAR,) if self.by_year else GRAINS[self.family]

    def label(self, split: str) -> str:
        """What a reader calls ``split``. Errors: KeyError for none of its splits."""
        return LABELS.get(split) or self.dimensions[split]


def subject_of(measure: Measure, *, has_areas: bool) -> Subject:
    """The subject that asks for a measure of the registry."""
    return Subject(
        measure.code,
        measure.title,
        measure.family,
        measure.kind,
        dimensions=measure.dimensions,
        has_areas=has_areas,
        on_the_day=measure.basis.explored_span in (Span.DAY, Span.YEAR),
        by_year=measure.basis.explored_span == Span.YEAR,
        of_some=measure.of_some,
        measure=measure,
        definition=measure.explored_note,
        basis=measure.basis.explored,
    )
