"""Limits and the calendar they are counted in."""

from datetime import date

import polars as pl


def days_allowed(time_limits: pl.DataFrame, code: str, on: date) -> int:
    """The days that the limit ``code`` allows on the day ``on``; 0 where none is in force."""
    in_force = time_limits.filter(
        pl.col("code") == code,
        pl.col("effective_from") <= on,
        pl.col("effective_to").is_null() | (pl.col("effective_to") >= on),
    ).sort("effective_from")
    return next(iter(in_force["days"].reverse()), 0)
