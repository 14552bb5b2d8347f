"""How often and how long, as levels.toml says it: made-up numbers, kept out of the code.

``several_forces``: as in a demonstration of more than one force, where it differs.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).with_name("levels.toml")
MISSING = "missing"
# The group of a level that is the same for every group.
EVERY = ""
# Which part of all are at or below each of the seven numbers of days.
QUANTILES = (0, 0.1, 0.25, 0.5, 0.75, 0.9, 1)


class Shares(NamedTuple):
    """Words, null for an empty cell, and for each the share of all up to and with it."""

    words: tuple[str | None, ...]
    up_to: npt.NDArray[np.float64]


@cache
def shares(what: str, several_forces: bool = False) -> dict[str, Shares]:
    """How the words of ``what`` are shared out, by group."""
    said = _by_group("shares", what, dict, several_forces)
    return {group: _shares(weights) for group, weights in said.items()}


@cache
def chances(what: str, several_forces: bool = False) -> dict[str, float]:
    """How likely ``what`` is, from 0 to 1, by group."""
    said = _by_group("chances", what, (int, float), several_forces)
    return {group: per_cent / 100 for group, per_cent in said.items()}


@cache
def days(what: str) -> dict[str, list[int]]:
    """The seven numbers of days of ``what``, one for each of ``QUANTILES``, by group."""
    return _by_group("days", what, list)


def areas() -> list[dict[str, Any]]:
    """The areas of the first force: name, pattern, weight."""
    areas: list[dict[str, Any]] = _read()["areas"]
    return areas


def _by_group(
    kind: str, what: str, one: type | tuple[type, ...], several_forces: bool = False
) -> dict[str, Any]:
    own = _read()["several_forces"].get(kind, {}) if several_forces else {}
    said = own.get(what, _read()[kind].get(what))
    grouped = isinstance(said, dict) and all(isinstance(each, one) for each in said.values())
    return said if grouped else {EVERY: said}


def _shares(weights: dict[str, float]) -> Shares:
    words = tuple(None if word == MISSING else word for word in weights)
    running = np.cumsum(list(weights.values()))
    return Shares(words, running / running[-1])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
