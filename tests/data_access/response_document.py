"""The published response cut into sections, paragraphs and sentences, to compare rows with."""

import re
from functools import cache
from typing import NamedTuple

from data_access.starter import FOLDER

DOCUMENT = FOLDER / "pcc-response-rape-inspection-2021.txt"
FIRST_SECTION = "0"
SECTION_HEADING = re.compile(r"(?P<section>\d)\.0 +\S.*")
# A stop, its closing quotation mark if any, and a new sentence behind it.
SENTENCE_END = re.compile(r"(?<=[.:;])[”\"]? +(?=[A-Z“•])")


class Sentence(NamedTuple):
    """One sentence; ``paragraph`` counts from 1 within its section."""

    section: str
    paragraph: int
    text: str


def folded(text: str) -> str:
    """``text`` with every run of white space as one space."""
    return " ".join(text.split())


@cache
def paragraphs() -> dict[tuple[str, int], str]:
    """Every paragraph by section and number, white space folded.

    A block that starts in lower case goes on from the page before. The text ahead of section 1
    is section "0". Headings of sections are no paragraphs.
    """
    found: dict[tuple[str, int], str] = {}
    section, number = FIRST_SECTION, 0
    for block in re.split(r"\n\s*\n", DOCUMENT.read_text(encoding="utf-8")):
        text = folded(block)
        heading = SECTION_HEADING.fullmatch(text)
        if heading:
            section, number = heading["section"], 0
        elif text and text[0].islower():
            found[section, number] += f" {text}"
        elif text:
            number += 1
            found[section, number] = text
    return found


def sentences(section: str) -> list[Sentence]:
    """The sentences of one section in their order."""
    return [
        Sentence(where, number, part)
        for (where, number), text in paragraphs().items()
        if where == section
        for part in SENTENCE_END.split(text)
    ]
