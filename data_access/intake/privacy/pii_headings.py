"""Headings that promise something that could name a person, as refused_headings.csv lists them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from data_access.intake.table_specs import folded


def heading_looks_like(heading: str, *, of_cases: bool) -> str | None:
    """What a heading promises that could name a person, in plain words; null for none."""
    words = _heading_words(heading)
    return next(
        (
            each.looks_like
            for each in _refused_headings()
            if (of_cases or not each.of_cases_only)
            and each.pattern.search(words)
            and not (each.unless and each.unless.search(words))
        ),
        None,
    )


def _heading_words(heading: str) -> str:
    """Folded, with DateOfBirth and victim_name1 taken apart."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)", " ", heading)
    return folded(apart)


@dataclass(frozen=True)
class _RefusedHeading:
    looks_like: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    of_cases_only: bool


@cache
def _refused_headings() -> list[_RefusedHeading]:
    rows = pl.read_csv(Path(__file__).with_name("refused_headings.csv"), infer_schema=False).rows(
        named=True
    )
    return [
        _RefusedHeading(
            row["looks_like"],
            re.compile(row["pattern"]),
            re.compile(row["unless"]) if row["unless"] else None,
            row["of_cases_only"] == "yes",
        )
        for row in rows
    ]
