"""The other words that readers use, and what each of them stands for: ``words.csv``."""

import csv
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("words.csv")
SEVERAL = ";"


class Kind(StrEnum):
    """Kinds of things that words stand for.

    A quantity of Explore, a dimension, one category of a dimension, a length of period, a page, a
    choice of actions on the joint plan, a kind of organisation, an area; nothing, as "the" does; or
    that what follows is left out, as "not" does.
    """

    QUANTITY = "quantity"
    SPLIT = "split"
    CATEGORY = "category"
    GRAIN = "grain"
    PAGE = "page"
    SHOW = "show"
    ORGANISATION = "organisation"
    AREA = "area"
    FILLER = "filler"
    NEGATION = "negation"


class Synonym(NamedTuple):
    """Words and what they stand for; ``note``: a sentence to be said where they are used.

    ``means``: one thing; of quantities, the one that is meant first, then others that are found by
    the same words. Empty for a filler and for a negation.
    """

    words: str
    kind: Kind
    means: tuple[str, ...]
    note: str


@cache
def synonyms() -> tuple[Synonym, ...]:
    """Every line of the list, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Synonym(row["words"], Kind(row["kind"]), _parts(row["means"]), row["note"])
            for row in csv.DictReader(file)
        )


def _parts(means: str) -> tuple[str, ...]:
    return tuple(means.split(SEVERAL)) if means else ()
