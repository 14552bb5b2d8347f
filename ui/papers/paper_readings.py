"""The differences of two papers, figure by figure, row by row and sentence by sentence."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from ui.papers.paper import (
    Block,
    Bullets,
    Figures,
    Heading,
    Paper,
    PaperTable,
    Paragraph,
    Picture,
    text_of,
)

# The number of an action (A12) or a part (12b) is its name. The month of a day is as its numbers.
MONTHS = "|".join(date(2000, month, 1).strftime("%B") for month in range(1, 13))
NUMBER = re.compile(rf"(?<![A-Za-z\d])\d(?:[\d,.]*\d)?(?![A-Za-z\d])|\b(?:{MONTHS})\b")
NOT_THERE = "not there"
# Another annex may have its letter since.
ANNEX = re.compile(r"^Annex [A-Z]\. ")
# The words of a picture are long: each clause of them is compared by itself.
CLAUSE_ENDS = re.compile(r"[.;:](?: |$)")


class PaperReading(NamedTuple):
    """Something that is read together: a figure, a sentence, or a row of a table by its columns.

    ``where``: its section or table. ``what``: what it is of; for a sentence, its words without
    their numbers.
    """

    where: str
    what: str
    texts: dict[str, str]
    is_sentence: bool = False


class ChangedReading(NamedTuple):
    """Something that reads otherwise. ``what``: empty for a sentence."""

    where: str
    what: str
    was: str
    now: str


def changed_readings(then: Paper, now: Paper) -> list[ChangedReading]:
    """Everything that reads otherwise, by where it is; places that only ``now`` has come last.

    Rows are matched by what they are of, and sentences by their words without their numbers; of
    several of one name, those that read the same first. What only one of the papers has is one
    difference, and so is what both say in several places.
    """
    named = _columns_that_name(then, now)
    before, after = _by_name(then, named), _by_name(now, named)
    names = [*dict.fromkeys([*before, *after])]
    found: dict[tuple[str, str, str], ChangedReading] = {}
    for name in names:
        for was, is_now in _pairs(before.get(name, []), after.get(name, [])):
            for each in _compared(was, is_now):
                found.setdefault((each.what, each.was, each.now), each)
    places = [*dict.fromkeys(where for where, _ in names)]
    return sorted(found.values(), key=lambda each: places.index(each.where))


def _pairs(
    before: list[PaperReading], after: list[PaperReading]
) -> Iterator[tuple[PaperReading | None, PaperReading | None]]:
    """The readings of one name that are not the same in both, each with the one it became."""
    gone, come = list(before), []
    for each in after:
        if each in gone:
            gone.remove(each)
        else:
            come.append(each)
    yield from zip_longest(gone, come)


def _compared(was: PaperReading | None, now: PaperReading | None) -> Iterator[ChangedReading]:
    one = was or now
    if one is None:
        return
    what = "" if one.is_sentence else one.what
    if was is None or now is None:
        old, new = (_whole(each) if each else NOT_THERE for each in (was, now))
        yield ChangedReading(one.where, what, old, new)
        return
    for column in {**was.texts, **now.texts}:
        old, new = (each.texts.get(column, NOT_THERE) for each in (was, now))
        if old != new:
            yield ChangedReading(one.where, ": ".join(filter(None, (what, column))), old, new)


def _whole(reading: PaperReading) -> str:
    return "; ".join(
        f"{column}: {text}" if column else text for column, text in reading.texts.items()
    )


def _by_name(paper: Paper, named: Mapping[str, int]) -> dict[tuple[str, str], list[PaperReading]]:
    """The readings of a paper by where they are and what they are of."""
    found: dict[tuple[str, str], list[PaperReading]] = {}
    for reading in _readings(paper, named):
        found.setdefault((reading.where, reading.what), []).append(reading)
    return found


def _readings(paper: Paper, named: Mapping[str, int]) -> Iterator[PaperReading]:
    for section in paper.sections:
        where = NUMBER.sub("", ANNEX.sub("", section.heading)).replace("  ", " ")
        for block in section.blocks:
            yield from _of_block(block, where, named)


def _of_block(block: Block, where: str, named: Mapping[str, int]) -> Iterator[PaperReading]:
    match block:
        case Heading(text):
            yield _sentence(where, text)
        case Paragraph(words):
            yield _sentence(where, text_of(words))
        case Bullets(items):
            for item in items:
                yield _sentence(where, text_of(item))
        case Figures(heading, figures):
            yield _sentence(where, heading)
            for shown, title, beside in figures:
                yield PaperReading(where, title, {"": "; ".join(filter(None, (shown, beside)))})
        case PaperTable():
            named_by = named[block.alt]
            for row in _texts(block):
                texts = dict(zip(block.columns[named_by:], row[named_by:], strict=True))
                yield PaperReading(block.alt, ", ".join(row[:named_by]), texts)
        case Picture(headline, subtitle, _, alt):
            yield _sentence(where, headline)
            for clause in filter(None, CLAUSE_ENDS.split(f"{subtitle} {alt}")):
                yield _sentence(where, clause)


def _sentence(where: str, text: str) -> PaperReading:
    return PaperReading(where, NUMBER.sub("#", text), {"": text}, is_sentence=True)


def _columns_that_name(*papers: Paper) -> dict[str, int]:
    """The number of first columns that tell a table's rows apart, in each paper that has it."""
    found: dict[str, int] = {}
    for paper in papers:
        for block in (block for section in paper.sections for block in section.blocks):
            if isinstance(block, PaperTable):
                found[block.alt] = max(found.get(block.alt, 1), _that_name(_texts(block)))
    return found


def _that_name(rows: list[list[str]]) -> int:
    """The number of first columns that tell rows apart; one where none do."""
    most = len(rows[0]) if rows else 1
    for number in range(1, most):
        if len({tuple(row[:number]) for row in rows}) == len(rows):
            return number
    return 1


def _texts(table: PaperTable) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in table.rows]
