"""Chance that falls the same way for the same numbers, on every machine."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl
from numpy.random import PCG64, Generator

from data_access.demo.cases import distributions

KEY_BYTES = 16
YES = "yes"
ALL_ALIKE = pl.lit(distributions.EVERY)


class Dice:
    """Draws a column for the rows of a frame, one column after the other.

    ``several_forces``: by the levels of a demonstration of more than one. ``given`` says of each
    row which group of the level it belongs to. Only the plain fractions
    and bytes of the generator are used: they stay the same from one version of it to the next.
    """

    def __init__(self, *numbers: int, several_forces: bool = False) -> None:
        self._generator = Generator(PCG64(numbers))
        self._several_forces = several_forces

    def parts(self, rows: pl.DataFrame) -> pl.Series:
        """A fraction from 0 up to 1 a row."""
        return pl.Series(self._generator.random(rows.height))

    def places(self, rows: pl.DataFrame, weights: Sequence[float]) -> pl.Series:
        """The place of one of ``weights`` a row, the heavier the oftener."""
        running = np.cumsum(weights)
        drawn = self._generator.random(rows.height)
        return pl.Series(np.searchsorted(running / running[-1], drawn, side="right"))

    def words(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """A word a row, null for an empty cell, as ``levels.shares`` shares them out."""
        shares = distributions.shares(what, self._several_forces)
        drawn = self._generator.random(rows.height)
        places = np.zeros(rows.height, dtype=np.int64)
        words: list[str | None] = []
        for group, mine in _groups(rows, given, shares):
            found = np.searchsorted(shares[group].up_to, drawn[mine], side="right")
            places[mine] = len(words) + found
            words += shares[group].words
        return pl.Series(words, dtype=pl.String).gather(places)

    def answers(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """True or false a row, null for an empty cell, where the shares are of yes and no."""
        return self.words(rows, what, given) == YES

    def numbers(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """A whole number a row, null for an empty cell, where the shares are of numbers."""
        return self.words(rows, what, given).cast(pl.Int64)

    def happens(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """True or false a row, as likely as ``levels.chances`` says."""
        chances = distributions.chances(what, self._several_forces)
        drawn = self._generator.random(rows.height)
        found = np.zeros(rows.height, dtype=bool)
        for group, mine in _groups(rows, given, chances):
            found[mine] = drawn[mine] < chances[group]
        return pl.Series(found)

    def days(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """A number of days a row, spread between the numbers of ``levels.days``."""
        days = distributions.days(what)
        drawn = self._generator.random(rows.height)
        found = np.zeros(rows.height, dtype=np.int64)
        for group, mine in _groups(rows, given, days):
            found[mine] = np.interp(drawn[mine], distributions.QUANTILES, days[group])
        return pl.Series(found)

    def keys(self, count: int) -> pl.Series:
        """As many keys of cases, with nothing behind them."""
        drawn = self._generator.bytes(KEY_BYTES * count).hex()
        length = 2 * KEY_BYTES
        return pl.Series([drawn[at : at + length] for at in range(0, len(drawn), length)])


def _groups(
    rows: pl.DataFrame, given: pl.Expr, level: Mapping[str, object]
) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
    if distributions.EVERY in level:
        yield distributions.EVERY, np.ones(rows.height, dtype=bool)
        return
    groups = rows.with_columns(group=given)["group"]
    for group in groups.unique(maintain_order=True):
        yield group, (groups == group).to_numpy()
