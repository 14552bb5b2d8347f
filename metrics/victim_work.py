"""Everything that the pages about victims show, up to one closed quarter-end, of protected counts.

Nothing here reads a row of a case. Every figure is worked out from counts that may be shown, so
that none says more than they do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

import polars as pl

from metrics.cubes import Grain
from metrics.measure import Measure, as_counted
from metrics.periods import Limit
from metrics.process_counts import AREA
from metrics.protected import ShareOf, share_of
from metrics.victim_counts import SHARES
from metrics.victim_frames import UNIVERSES
from metrics.victim_measures import VICTIM_MEASURES

VICTIM_LIMITS = tuple({each.limit for each in VICTIM_MEASURES if each.limit})
SERIES = {
    "period": pl.Date,
    "met": pl.Int64,
    "of": pl.Int64,
    "value": pl.Float64,
    "is_withheld": pl.Boolean,
}


class Slice(NamedTuple):
    """Which cases: of one area, or of all where it is null; of one period, or of all time."""

    area: str | None = None
    grain: Grain = Grain.ALL
    period: date | None = None

    @property
    def rows(self) -> pl.Expr:
        """Of a frame of protected counts or figures, the rows of these cases."""
        of_period = pl.col("period").eq_missing(pl.lit(self.period, pl.Date))
        of_area = pl.col(AREA).eq_missing(pl.lit(self.area, pl.String))
        return of_area & (pl.col("grain") == self.grain) & of_period


EVERYTHING = Slice()


class Share(NamedTuple):
    """A share as it may be shown; where it is withheld all is null but ``is_withheld``.

    ``left_out``: cases that have no part in it. Nulls: the share of none is null.
    """

    met: int | None = 0
    of: int | None = 0
    left_out: int | None = 0
    share: float | None = None
    is_withheld: bool = False


# By word, how many; null where that is withheld.
Counts = Mapping[str, int | None]


@dataclass(frozen=True, eq=False)
class VictimWork:
    """What victims met. Never changed, so what is worked out from it is kept.

    ``as_at``: a closed quarter-end. ``cubes``: by kind of row, as ``protect_cubes`` gives them.
    ``medians``: as ``protected_medians`` gives them. ``limits``: in force on ``as_at``.
    ``chosen``: the area and the period.
    """

    as_at: date
    cubes: Mapping[str, pl.DataFrame]
    medians: pl.DataFrame
    limits: Mapping[str, Limit | None]
    chosen: Slice = EVERYTHING
    # By code, every share of every area and period: the same whatever is chosen.
    shares: dict[str, pl.DataFrame] = field(default_factory=dict)

    def of(self, chosen: Slice) -> "VictimWork":
        """The same of another area or period."""
        return replace(self, chosen=chosen)

    def measure(self, measure: Measure) -> Measure:
        """The measure in the words of the limit in force."""
        return as_counted(measure, self.limits)

    def counts(self, kind: str, dimension: str, chosen: Slice | None = None) -> Counts:
        """How many bear each word of ``dimension``, in the order of the words."""
        cube = self.cubes[kind].filter(
            pl.col("cube") == dimension, pl.col("value").is_not_null(), (chosen or self.chosen).rows
        )
        found = dict(cube.select("value", _unless_withheld()).iter_rows())
        return {word: found.get(word, 0) for word in UNIVERSES[kind].words[dimension]}

    def total(self, kind: str, chosen: Slice | None = None) -> int | None:
        """How many there are; null where that is withheld."""
        totals = self.cubes[kind].filter(pl.col("value").is_null(), (chosen or self.chosen).rows)
        found = totals.select(_unless_withheld()).head(1).to_series().to_list()
        return found[0] if found else 0

    def share(self, code: str, chosen: Slice | None = None) -> Share:
        """The share ``code``. Errors: KeyError for a measure that is no protected share."""
        found = self._shares(code).filter((chosen or self.chosen).rows)
        if found.is_empty():
            return Share()
        return Share(*found.select("met", "of", "left_out", "share", "suppressed").row(0))

    def number(self, code: str, chosen: Slice | None = None) -> int | None:
        """How many are met, above the line of the share ``code``; null where withheld."""
        share = SHARES[code]
        counts = self.counts(share.universe, share.dimension, chosen)
        return added(counts, share.numerator)

    def series(self, code: str, grain: Grain) -> pl.DataFrame:
        """The share ``code`` in each period of ``grain``, oldest first: as ``SERIES`` says.

        Nulls: a period without cases has no value and none withheld.
        """
        of_area = pl.col(AREA).eq_missing(pl.lit(self.chosen.area, pl.String))
        found = self._shares(code).filter(of_area, pl.col("grain") == grain).sort("period")
        return found.select(
            "period", "met", "of", pl.col("share").alias("value"), is_withheld="suppressed"
        )

    def counts_by_period(self, kind: str, dimension: str, grain: Grain) -> pl.DataFrame:
        """A row a period and word, oldest first: period, word, count, null where withheld.

        Nulls: a word that nobody bears in any period is absent.
        """
        of_area = pl.col(AREA).eq_missing(pl.lit(self.chosen.area, pl.String))
        return (
            self.cubes[kind]
            .filter(
                of_area,
                pl.col("cube") == dimension,
                pl.col("grain") == grain,
                pl.col("value").is_not_null(),
            )
            .sort("period", maintain_order=True)
            .select("period", _unless_withheld(), word="value")
        )

    def areas(self, code: str) -> pl.DataFrame:
        """A row an area, in the period chosen: area, met, of; null where they are withheld."""
        in_period = self.chosen._replace(area=None)
        same = (pl.col("grain") == in_period.grain) & pl.col("period").eq_missing(
            pl.lit(in_period.period, pl.Date)
        )
        found = self._shares(code).filter(same, pl.col(AREA).is_not_null())
        return found.sort(AREA).select(AREA, "met", "of")

    def median(self, code: str) -> tuple[float | None, int | None]:
        """The median ``code``, and of how many: both null where it is withheld, 0 of none."""
        found = self.medians.filter(pl.col("code") == code, self.chosen.rows)
        if found.is_empty():
            return None, 0
        median, of, withheld = found.select("median", "count", "suppressed").row(0)
        return (None, None) if withheld else (median, of)

    def _shares(self, code: str) -> pl.DataFrame:
        if code not in self.shares:
            share = SHARES[code]
            cube = self.cubes[share.universe].filter(pl.col("cube") == share.dimension)
            rest = share.denominator - share.numerator
            self.shares[code] = share_of(cube, ShareOf(share.numerator, rest, share.excluded))
        return self.shares[code]


def added(counts: Counts, words: Iterable[str]) -> int | None:
    """The sum of the numbers of ``words``; null where one of them is withheld."""
    numbers = [counts[word] for word in words]
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _unless_withheld() -> pl.Expr:
    return pl.when(~pl.col("suppressed")).then("count").alias("count")
