"""Quantities that Explore counts: measures and others, with the dimensions that split them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.measures.measure import Better, Family, Measure, MeasureKind, Span
from metrics.trends.trend_text import Grain

# Keys of the address for the splits that every quantity may have.
PERIOD, AREA = "period", "area"
LABELS = {PERIOD: "period", AREA: "area"}
NO_DIMENSIONS = tuple(LABELS)

GRAINS = {
    Family.VICTIMS: (Grain.QUARTER, Grain.YEAR),
    Family.CASES: (Grain.MONTH, Grain.QUARTER, Grain.YEAR),
    Family.PLAN: (Grain.MONTH, Grain.QUARTER, Grain.YEAR),
}


@dataclass(frozen=True)
class Quantity:
    """A measure or count that can be queried, by its ``code`` in the address.

    ``title``: as in the catalogue; for a count, the things counted. ``dimensions``: by key, the
    label of each dimension besides period and area. ``pairs``: pairs of dimensions that may be
    combined. ``only_in_pairs``: dimensions that are never used alone. ``has_areas``: whether areas
    are counted. ``on_the_day``: counted on a day, so that a period stands for its last day.
    ``by_year``: counted by whole years only. ``of_some``: dimensions in which some rows have no
    category. ``rows``: the row set, for victims. ``basis``: the basis in Explore, where it differs
    from the catalogue.
    """

    code: str
    title: str
    family: Family
    kind: MeasureKind
    dimensions: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()
    only_in_pairs: tuple[str, ...] = ()
    has_areas: bool = True
    on_the_day: bool = False
    by_year: bool = False
    of_some: tuple[str, ...] = ()
    rows: str = ""
    basis: str = ""
    measure: Measure | None = None
    definition: str = ""

    @property
    def name(self) -> str:
        """The title where it is not known which limit is in force, without its days."""
        return self.title.replace("the {days}", "the days").replace("{days}", "some days")

    @property
    def unit(self) -> str:
        """The unit as measures give it: "a share of all that count", "working days", "a count"."""
        return self.measure.unit if self.measure and self.kind != MeasureKind.COUNT else "a count"

    @property
    def better(self) -> Better:
        """The direction in which the figure should go."""
        return self.measure.better if self.measure else Better.NEITHER

    @property
    def target(self) -> float | None:
        """The target of a share, 0 to 1; null for none."""
        return self.measure.target_share if self.measure else None

    @property
    def grains(self) -> tuple[Grain, ...]:
        """The lengths of period that it can be split by."""
        return (Grain.YEAR,) if self.by_year else GRAINS[self.family]

    def label(self, split: str) -> str:
        """The label of ``split``. Errors: KeyError if the quantity has no such split."""
        return LABELS.get(split) or self.dimensions[split]


def quantity_of(measure: Measure, *, has_areas: bool) -> Quantity:
    """The quantity for a measure of the registry."""
    return Quantity(
        measure.code,
        measure.title,
        measure.family,
        measure.kind,
        dimensions=measure.dimensions,
        pairs=measure.pairs,
        has_areas=has_areas,
        on_the_day=measure.basis.explored_span in (Span.DAY, Span.YEAR),
        by_year=measure.basis.explored_span == Span.YEAR,
        of_some=measure.of_some,
        measure=measure,
        basis=measure.basis.explored,
    )
