"""Which element of the first screen answers a question of the paper, and what it says.

The table is ``first_screens.csv`` beside this file: the page by its address, the element by its
selector, and what of its words answers, in the demonstration.
"""

import csv
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_suffix(".csv")
BETWEEN_WORDS = " | "


class FirstScreen(NamedTuple):
    """One question as ``docs/questions.md`` asks it, and what answers it on the first screen."""

    question: str
    address: str
    element: str
    words: list[str]


def first_screens() -> list[FirstScreen]:
    """Every row of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            FirstScreen(question, address, element, words.split(BETWEEN_WORDS))
            for question, address, element, words in list(csv.reader(file))[1:]
        ]
