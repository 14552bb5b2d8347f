"""Random columns that are equal for equal numbers, on every machine.

The made-up frequencies and durations are in levels.toml. ``several_forces``: use the levels for a
demonstration of more than one force, where they differ.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl
from numpy.random import PCG64, Generator

FILE = Path(__file__).with_name("levels.toml")
MISSING = "missing"
# The group of a level that applies to all groups.
EVERY = ""
# The share of values at or below each of the seven numbers of days.
QUANTILES = (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)


class Shares(NamedTuple):
    """Words (null for an empty cell) with their cumulative shares."""

    words: tuple[str | None, ...]
    up_to: npt.NDArray[np.float64]


@cache
def level_shares(what: str, several_forces: bool = False) -> dict[str, Shares]:
    """The shares of the words of ``what``, by group."""
    weights = _by_group("shares", what, dict, several_forces)
    return {group: _shares(each) for group, each in weights.items()}


@cache
def level_chances(what: str, several_forces: bool = False) -> dict[str, float]:
    """The chance of ``what``, from 0 to 1, by group."""
    chances = _by_group("chances", what, (int, float), several_forces)
    return {group: per_cent / 100 for group, per_cent in chances.items()}


@cache
def level_days(what: str) -> dict[str, list[int]]:
    """The numbers of days of ``what`` at each of the ``QUANTILES``, by group."""
    return _by_group("days", what, list)


def own_areas() -> list[dict[str, Any]]:
    """The areas of the first force: name, pattern, weight."""
    areas: list[dict[str, Any]] = _read()["areas"]
    return areas


def _by_group(
    kind: str, what: str, one: type | tuple[type, ...], several_forces: bool = False
) -> dict[str, Any]:
    own = _read()["several_forces"].get(kind, {}) if several_forces else {}
    level = own.get(what, _read()[kind].get(what))
    grouped = isinstance(level, dict) and all(isinstance(each, one) for each in level.values())
    return level if grouped else {EVERY: level}


def _shares(weights: dict[str, float]) -> Shares:
    words = tuple(None if word == MISSING else word for word in weights)
    running = np.cumsum(list(weights.values()))
    return Shares(words, running / running[-1])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


KEY_BYTES = 16
YES = "yes"
ALL_ALIKE = pl.lit(EVERY)


class Dice:
    """Draws random columns for the rows of a frame, one after the other.

    ``several_forces``: use the levels for more than one force. ``given``: the group of each row.
    Only plain fractions and bytes of the generator are used, because they are equal in all its
    versions.
    """

    def __init__(self, *numbers: int, several_forces: bool = False) -> None:
        self._generator = Generator(PCG64(numbers))
        self._several_forces = several_forces

    def parts(self, rows: pl.DataFrame) -> pl.Series:
        """A fraction per row, from 0 up to 1."""
        return pl.Series(self._generator.random(rows.height))

    def places(self, rows: pl.DataFrame, weights: Sequence[float]) -> pl.Series:
        """The position of one of ``weights`` per row, drawn in proportion to the weights."""
        running = np.cumsum(weights)
        drawn = self._generator.random(rows.height)
        return pl.Series(np.searchsorted(running / running[-1], drawn, side="right"))

    def words(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """A word per row, drawn by ``level_shares``. Nulls: an empty cell."""
        shares = level_shares(what, self._several_forces)
        drawn = self._generator.random(rows.height)
        places = np.zeros(rows.height, dtype=np.int64)
        words: list[str | None] = []
        for group, mine in _groups(rows, given, shares):
            drawn_words = np.searchsorted(shares[group].up_to, drawn[mine], side="right")
            places[mine] = len(words) + drawn_words
            words += shares[group].words
        return pl.Series(words, dtype=pl.String).gather(places)

    def answers(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """A boolean per row, for shares of yes and no. Nulls: an empty cell."""
        return self.words(rows, what, given) == YES

    def numbers(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """A whole number per row, for shares of numbers. Nulls: an empty cell."""
        return self.words(rows, what, given).cast(pl.Int64)

    def happens(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """A boolean per row, true with the probability of ``level_chances``."""
        chances = level_chances(what, self._several_forces)
        drawn = self._generator.random(rows.height)
        outcomes = np.zeros(rows.height, dtype=bool)
        for group, mine in _groups(rows, given, chances):
            outcomes[mine] = drawn[mine] < chances[group]
        return pl.Series(outcomes)

    def days(self, rows: pl.DataFrame, what: str, given: pl.Expr = ALL_ALIKE) -> pl.Series:
        """A number of days per row, distributed by ``level_days``."""
        days = level_days(what)
        drawn = self._generator.random(rows.height)
        drawn_days = np.zeros(rows.height, dtype=np.int64)
        for group, mine in _groups(rows, given, days):
            drawn_days[mine] = np.interp(drawn[mine], QUANTILES, days[group])
        return pl.Series(drawn_days)

    def keys(self, count: int) -> pl.Series:
        """Random case keys, made from no reference."""
        drawn = self._generator.bytes(KEY_BYTES * count).hex()
        length = 2 * KEY_BYTES
        return pl.Series([drawn[at : at + length] for at in range(0, len(drawn), length)])


def _groups(
    rows: pl.DataFrame, given: pl.Expr, level: Mapping[str, object]
) -> Iterator[tuple[str, npt.NDArray[np.bool_]]]:
    if EVERY in level:
        yield EVERY, np.ones(rows.height, dtype=bool)
        return
    groups = rows.with_columns(group=given)["group"]
    for group in groups.unique(maintain_order=True):
        yield group, (groups == group).to_numpy()
