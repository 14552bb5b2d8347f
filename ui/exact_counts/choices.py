"""Choices of exact counts: the same tables and measures that pages show protected."""

from collections.abc import Mapping
from functools import cache

from metrics.explore.victim_measures import CROSSED_DIMENSION, ONCE, VICTIM_COUNTS
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.periods import Limits
from metrics.text_format import capitalised
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.share_parts import MEDIANS, codes_of, parts_of

_QUANTITIES = {quantity.rows: quantity for quantity in VICTIM_COUNTS}
_PAIRS = {
    (kind, crossed): (one, other) for (kind, one, other), crossed in CROSSED_DIMENSION.items()
}


@cache
def row_sets() -> Mapping[str, str]:
    """The title of each row set, in the order of the pages about victims."""
    return {kind: capitalised(_QUANTITIES[kind].title) for kind in ALLOWED_TABLES}


def counted_by(kind: str, limits: Limits) -> dict[str, str]:
    """The title of each count table of ``kind``: of its measures, then of its dimensions."""
    measures = {parts_of(code): _measure_title(code, limits) for code in codes_of(kind)}
    splits = {
        name: f"By {_dimension_title(kind, name)}" for name in ALLOWED_TABLES[kind].dimensions
    }
    return measures | splits


def definition_text(kind: str) -> str:
    """A sentence: what is counted of ``kind``, and which day places it in a quarter."""
    return _QUANTITIES[kind].definition.removesuffix(ONCE).strip()


def exact_table_title(kind: str, name: str, limits: Limits) -> str:
    """The title of what was asked, also of what no longer exists: its name in words."""
    found = counted_by(kind, limits).get(name) if kind in ALLOWED_TABLES else None
    return found or capitalised(name.replace("_", " "))


def _measure_title(code: str, limits: Limits) -> str:
    title = capitalised(as_counted(MEASURES[code], limits).title)
    return f"{title}: numbers it is the median of" if code in MEDIANS else title


def _dimension_title(kind: str, name: str) -> str:
    labels = _QUANTITIES[kind].dimensions
    return " and ".join(labels[each] for each in _PAIRS.get((kind, name), [name]))
