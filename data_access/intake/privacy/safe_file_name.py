"""Reduces the name of a file to parts that identify nobody."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import polars as pl

from data_access.intake.table_specs import folded_heading, table_specs
from data_access.vocabulary import OrganisationKind

LEFT_OUT = "..."
ENDINGS = frozenset(".csv .tsv .txt .xlsx .xlsm .xls .ods".split())
# An earlier year may be a year of birth; a later one may be part of a case number.
YEAR = r"20[123]\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
# A date is matched as a whole, because its digits alone could belong to a reference.
PARTS = re.compile(
    rf"(?P<day>(?<![^\W_])(?:{YEAR}(?P<first>[-_. ]?)(?:0[1-9]|1[0-2])(?P=first)"
    rf"(?:0[1-9]|[12]\d|3[01])|{DAY}(?P<second>[-_. ]){MONTH}(?P=second){YEAR})(?![^\W_]))"
    r"|[^\W_]+|[\W_]+"
)
HARMLESS = re.compile(rf"[-_ .,&+()]+|{YEAR}|q[1-4]|v\d{{1,2}}")


def safe_file_name(name: str) -> str:
    """``name`` without folders, with "..." for parts that could identify a person or a case."""
    own = without_folders(name)
    stem, dot, ending = own.rpartition(".")
    if f"{dot}{ending}".casefold() not in ENDINGS:
        stem, dot, ending = own, "", ""
    kept = "".join(
        part[0] if part["day"] or _names_nobody(part[0].casefold()) else LEFT_OUT
        for part in PARTS.finditer(stem)
    )
    return (re.sub(r"\.{3}(?:[\W_]*\.{3})+", LEFT_OUT, kept) or LEFT_OUT) + dot + ending


def without_folders(name: str) -> str:
    """The name of a file as its sender knows it."""
    return re.split(r"[/\\]", name)[-1]


def labels_of(names: Sequence[str]) -> list[str]:
    """The safe name of each file of one import, after its place where the name is not enough."""
    safe = [safe_file_name(name) for name in names]
    return [
        f"file {place}, {name}" if len(safe) > 1 and _is_not_enough(name, safe) else name
        for place, name in enumerate(safe, 1)
    ]


def _is_not_enough(name: str, names: Sequence[str]) -> bool:
    return LEFT_OUT in name or names.count(name) > 1


def _names_nobody(part: str) -> bool:
    return bool(HARMLESS.fullmatch(part)) or part in _words()


@cache
def _words() -> frozenset[str]:
    """Words common in file names, and those of our tables and kinds of bodies."""
    usual = pl.read_csv(Path(__file__).with_name("file_words.csv"), infer_schema=False)["words"]
    kinds = [kind.value for kind in OrganisationKind]
    return frozenset(
        word for text in (*usual, *table_specs(), *kinds) for word in folded_heading(text).split()
    )
