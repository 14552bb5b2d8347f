"""Every quantity of the page Explore by its code: counts first, then measures."""

from metrics.explore.case_counts import CASE_COUNTS
from metrics.explore.people import PEOPLE_COUNTS
from metrics.explore.quantity import Quantity, quantity_of
from metrics.measures.catalogue import as_offered
from metrics.measures.measure import Family, Measure, MeasureKind
from metrics.victims.victim_figures import is_of_all_areas

PLAN_COUNTS = (
    Quantity(
        "actions",
        "actions of the joint plan",
        Family.PLAN,
        MeasureKind.COUNT,
        dimensions={
            "time_state": "where the date stands",
            "lead": "who leads",
            "origin": "where it comes from",
        },
        pairs=(("lead", "time_state"), ("lead", "origin"), ("origin", "time_state")),
        has_areas=False,
        on_the_day=True,
        definition="All actions opened by the day, including those closed since.",
    ),
)


def _has_areas(measure: Measure) -> bool:
    if measure.protected:
        return not is_of_all_areas(measure.code)
    return measure.family == Family.CASES


QUANTITIES: dict[str, Quantity] = {
    quantity.code: quantity
    for quantity in (
        *PEOPLE_COUNTS,
        *CASE_COUNTS,
        *PLAN_COUNTS,
        *(
            quantity_of(measure, has_areas=_has_areas(measure))
            for family in Family
            for measure in as_offered(family)
            if not measure.not_in_explore
        ),
    )
}
