"""Types of document, and counts of matches by type."""

from enum import StrEnum

import polars as pl

from metrics.text_format import counted, listed


class DocumentType(StrEnum):
    """The type of a document, in display order."""

    RECOMMENDATION = "recommendation or part"
    ACTION = "action"
    QUOTE = "quote or piece of evidence"
    FINDING = "key finding"
    PUBLISHED = "published fact"
    MEETING = "meeting"
    DECISION = "decision"
    ASK = "question"
    MEASURE = "measure"


SEVERAL = {
    DocumentType.RECOMMENDATION: "recommendations and parts",
    DocumentType.QUOTE: "quotes and pieces of evidence",
}


def several(kind: DocumentType) -> str:
    """The plural of a type."""
    return SEVERAL.get(kind, f"{kind}s")


def kinds_counted(kinds: pl.Series) -> dict[DocumentType, str]:
    """Each type among ``kinds`` with its number, such as "1 decision" or "2 decisions"."""
    numbers = {kind: kinds.filter(kinds == kind).len() for kind in DocumentType}
    return {
        kind: counted(number, kind, several(kind)) for kind, number in numbers.items() if number
    }


def match_count_text(kinds: pl.Series) -> str:
    """The number of documents that match, in total and of each type."""
    if kinds.is_empty():
        return "Nothing holds all of these words."
    of_each = kinds_counted(kinds).values()
    return f"**{len(kinds):,}** found: {listed(of_each)}."
