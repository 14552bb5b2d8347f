"""The kinds of thing that can be looked for, and how many were found of each."""

from enum import StrEnum

import polars as pl

from metrics.text_format import counted, listed


class Kind(StrEnum):
    """What a thing is, in the order in which they are shown."""

    RECOMMENDATION = "recommendation or part"
    ACTION = "action"
    QUOTE = "quote or piece of evidence"
    FINDING = "key finding"
    MEETING = "meeting"
    DECISION = "decision"
    ASK = "question"
    MEASURE = "measure"


SEVERAL = {
    Kind.RECOMMENDATION: "recommendations and parts",
    Kind.QUOTE: "quotes and pieces of evidence",
}


def several(kind: Kind) -> str:
    """What more than one of a kind are called."""
    return SEVERAL.get(kind, f"{kind}s")


def kinds_counted(kinds: pl.Series) -> dict[Kind, str]:
    """How many there are of each kind that there is any of: 1 decision, 2 decisions."""
    numbers = {kind: kinds.filter(kinds == kind).len() for kind in Kind}
    return {
        kind: counted(number, kind, several(kind)) for kind, number in numbers.items() if number
    }


def found_in_words(kinds: pl.Series) -> str:
    """How many things were found, and how many of each kind."""
    if kinds.is_empty():
        return "Nothing holds all of these words."
    of_each = kinds_counted(kinds).values()
    return f"**{len(kinds):,}** found: {listed(of_each)}."
