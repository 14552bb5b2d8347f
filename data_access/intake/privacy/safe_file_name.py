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
PARTS = re.compile(r"[^\W_]+|[\W_]+")
HARMLESS = re.compile(rf"[-_ .,&+()]+|{YEAR}|q[1-4]|v\d{{1,2}}")


def safe_file_name(name: str) -> str:
    """``name`` without folders, with "..." for parts that could identify a person or a case."""
    own = _without_folders(name)
    stem, dot, ending = own.rpartition(".")
    if f"{dot}{ending}".casefold() not in ENDINGS:
        stem, dot, ending = own, "", ""
    kept = "".join(
        part[0] if _names_nobody(part[0].casefold()) else LEFT_OUT for part in PARTS.finditer(stem)
    )
    return (re.sub(r"\.{3}(?:[\W_]*\.{3})+", LEFT_OUT, kept) or LEFT_OUT) + dot + ending


def labels_of(names: Sequence[str], *, as_received: bool) -> list[str]:
    """The name of each file of one import in its report, after its place where it is not enough.

    ``as_received``: what only the sender sees names files as they are, else they have safe names.
    """
    own = [_without_folders(name) if as_received else safe_file_name(name) for name in names]
    return [
        f"file {place}, {name}"
        if len(own) > 1 and (LEFT_OUT in name or own.count(name) > 1)
        else name
        for place, name in enumerate(own, 1)
    ]


def _without_folders(name: str) -> str:
    return re.split(r"[/\\]", name)[-1]


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
