"""Limits and the calendar they are counted in."""

from datetime import date
from typing import NamedTuple

import polars as pl


class Limit(NamedTuple):
    """How many days a rule allows, and whether that is verified."""

    days: int
    verified: bool


def limit_in_force(time_limits: pl.DataFrame, code: str, on: date) -> Limit | None:
    """The limit ``code`` as it holds on the day ``on``, the newest where several do.

    Nulls: none is in force, so nothing can be near it or past it.
    """
    in_force = time_limits.filter(
        pl.col("code") == code,
        pl.col("effective_from") <= on,
        pl.col("effective_to").is_null() | (pl.col("effective_to") >= on),
    ).sort("effective_from")
    newest = in_force.select("days", "verified").reverse().iter_rows()
    return next((Limit(*row) for row in newest), None)
