"""Everything that the pages about victims show, up to one closed month-end, of protected counts.

Nothing here reads a row of a case. Every figure is worked out from counts that are shown, so that
none says more than they do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import polars as pl

from metrics.cubes import Grain
from metrics.disclosure import THRESHOLD
from metrics.measure import Measure, as_counted
from metrics.periods import Limit
from metrics.process_counts import AREA
from metrics.victim_counts import SHARES, SharedOf
from metrics.victim_frames import UNIVERSES

# Domain, section 9: a share needs ten cases, and a median ten numbers.
FEWEST_OF = 10


class Slice(NamedTuple):
    """Which cases: of one area, or of all where it is null; of one period, or of all time."""

    area: str | None = None
    grain: Grain = Grain.ALL
    period: date | None = None


class Share(NamedTuple):
    """A share as it may be shown; all null where it is withheld, and ``share`` where of none.

    ``left_out``: rows that have no part in it.
    """

    met: int | None
    of: int | None
    left_out: int | None

    @property
    def share(self) -> float | None:
        return self.met / self.of if self.met is not None and self.of else None

    @property
    def is_withheld(self) -> bool:
        return self.of is None


WITHHELD = Share(None, None, None)
# By cube, and what it is counted of, the number of each word; null where it is withheld.
Counts = Mapping[str, int | None]
Index = Mapping[tuple[str, Slice], Counts]


@dataclass(frozen=True, eq=False)
class VictimWork:
    """What victims met. Never changed, so what is worked out from it is kept.

    ``as_at``: a closed month-end. ``cubes``: by kind of row, as ``protect_cubes`` gives them.
    ``medians``: as ``protected_medians`` gives them. ``limits``: in force on ``as_at``. ``slice``:
    the area and the period that were chosen.
    """

    as_at: date
    cubes: Mapping[str, pl.DataFrame]
    medians: pl.DataFrame
    limits: Mapping[str, Limit | None]
    chosen: Slice = Slice()
    threshold: int = THRESHOLD

    def measure(self, measure: Measure) -> Measure:
        """The measure in the words of the limit in force."""
        return as_counted(measure, self.limits)

    def of(self, chosen: Slice) -> "VictimWork":
        """The same of another area or period."""
        other = VictimWork(
            self.as_at, self.cubes, self.medians, self.limits, chosen, self.threshold
        )
        # What was read from the cubes is the same for every choice.
        other.__dict__["_indices"] = self._indices
        return other

    def counts(self, universe: str, dimension: str, chosen: Slice | None = None) -> Counts:
        """The number of each word, in the order of the words; null where it is withheld."""
        found = self._index(universe).get((dimension, chosen or self.chosen), {})
        return {word: found.get(word, 0) for word in UNIVERSES[universe].words[dimension]}

    def total(self, universe: str, chosen: Slice | None = None) -> int | None:
        """How many rows there are; null where that is withheld."""
        first = next(iter(UNIVERSES[universe].words))
        found = self._index(universe).get((first, chosen or self.chosen), {})
        return found.get("", 0)

    def share(self, code: str, chosen: Slice | None = None) -> Share:
        """The share ``code``. Numerator, rest, what is left out: one withheld, all withheld.

        Errors: KeyError for a measure that is no protected share.
        """
        return self._share(SHARES[code], chosen or self.chosen)

    def number(self, code: str, chosen: Slice | None = None) -> int | None:
        """How many are counted above the line of the share ``code``; null where withheld."""
        share = SHARES[code]
        counts = self.counts(share.universe, share.dimension, chosen or self.chosen)
        return _sum(counts, share.numerator)

    def series(self, code: str, grain: Grain) -> pl.DataFrame:
        """The share ``code`` in every period of ``grain``: period, met, of, value, is_withheld.

        Nulls: a period without cases has no value and none withheld.
        """
        universe = SHARES[code].universe
        rows = [
            (period, share.met, share.of, share.share, share.is_withheld)
            for period in self.periods(universe, grain)
            for share in [self.share(code, Slice(self.chosen.area, grain, period))]
        ]
        return pl.DataFrame(rows, SERIES, orient="row")

    def counts_by_period(self, universe: str, dimension: str, grain: Grain) -> pl.DataFrame:
        """A row a period and word: period, word, count (null where withheld)."""
        rows = [
            (period, word, count)
            for period in self.periods(universe, grain)
            for word, count in self.counts(
                universe, dimension, Slice(self.chosen.area, grain, period)
            ).items()
        ]
        return pl.DataFrame(
            rows, {"period": pl.Date, "word": pl.String, "count": pl.Int64}, orient="row"
        )

    def periods(self, universe: str, grain: Grain) -> list[date]:
        """The periods of ``grain`` in which cases are counted, oldest first."""
        of_grain = self.cubes[universe].filter(pl.col("grain") == grain)
        return of_grain["period"].unique().drop_nulls().sort().to_list()

    def areas(self, code: str) -> pl.DataFrame:
        """A row an area, in the period chosen: area, met, of; null where they are withheld."""
        names = self.cubes[SHARES[code].universe][AREA].unique().drop_nulls().sort().to_list()
        rows = [
            (name, share.met, share.of)
            for name in names
            for share in [self.share(code, self.chosen._replace(area=name))]
        ]
        return pl.DataFrame(
            rows, {AREA: pl.String, "met": pl.Int64, "of": pl.Int64}, orient="row"
        )

    def median(self, code: str) -> tuple[float | None, int | None]:
        """The median ``code``, and of how many; both null where it is withheld or of none."""
        area, grain, period = self.chosen
        found = self.medians.filter(
            pl.col("code") == code,
            pl.col(AREA).eq_missing(area),
            pl.col("grain") == grain,
            pl.col("period").eq_missing(period),
        )
        return found.select("median", "of").row(0) if found.height else (None, None)

    def _share(self, share: SharedOf, where: Slice) -> Share:
        counts = self.counts(share.universe, share.dimension, where)
        met, of = _sum(counts, share.numerator), _sum(counts, share.denominator)
        left_out = self._left_out(share, counts, where)
        if met is None or of is None or left_out is None or 0 < of < FEWEST_OF:
            return WITHHELD
        return Share(met, of, left_out)

    def _left_out(self, share: SharedOf, counts: Counts, where: Slice) -> int | None:
        """The number left out, as one: where a part of it is withheld, what follows from the rest."""
        left_out = _sum(counts, share.excluded)
        if left_out is None:
            total = self.total(share.universe, where)
            others = _sum(counts, counts.keys() - share.excluded)
            left_out = None if total is None or others is None else total - others
        is_small = left_out is not None and 0 < left_out < self.threshold
        return None if is_small else left_out

    def _index(self, universe: str) -> Index:
        if universe not in self._indices:
            self._indices[universe] = _indexed(self.cubes[universe])
        return self._indices[universe]

    @cached_property
    def _indices(self) -> dict[str, Index]:
        return {}


SERIES = {
    "period": pl.Date,
    "met": pl.Int64,
    "of": pl.Int64,
    "value": pl.Float64,
    "is_withheld": pl.Boolean,
}


def _sum(counts: Counts, words: Iterable[str]) -> int | None:
    """Null where one of them is withheld."""
    numbers = [counts[word] for word in words]
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _indexed(cube: pl.DataFrame) -> Index:
    """Nulls: the total is the number of the empty word."""
    indexed: dict[tuple[str, Slice], dict[str, int | None]] = {}
    columns = ("cube", AREA, "grain", "period", "value", "count", "suppressed")
    for name, area, grain, period, word, count, hidden in cube.select(columns).iter_rows():
        counts = indexed.setdefault((name, Slice(area, Grain(grain), period)), {})
        counts[word or ""] = None if hidden else count
    return indexed
