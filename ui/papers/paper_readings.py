"""What a paper says, figure by figure, and what another one says otherwise."""

import re
from collections import Counter
from collections.abc import Iterator
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

NUMBER = re.compile(r"\d[\d,.]*\d|\d")
NOT_THERE = "not there"


class Reading(NamedTuple):
    """Something that is read together: a figure, a sentence, or a row of a table by its columns.

    ``where``: its section or table. ``what``: what it is of; for a sentence, its words without
    their numbers. ``named_by``: of a row, the heading of the column that says what it is of.
    """

    where: str
    what: str
    texts: dict[str, str]
    is_sentence: bool = False
    named_by: str = ""


class ChangedReading(NamedTuple):
    """Something that reads otherwise.

    ``what``: empty for a sentence. ``of``: what its row is of, by the column ``named_by``.
    ``about``: all its words.
    """

    where: str
    what: str
    was: str
    now: str
    of: str
    named_by: str
    about: str


def changed_readings(then: Paper, now: Paper) -> list[ChangedReading]:
    """Everything that reads otherwise, in the order of the papers.

    Rows are matched by what they are of, and sentences by their words without their numbers. What
    only one of the papers has is one difference.
    """
    before, after = _by_key(then), _by_key(now)
    found: list[ChangedReading] = []
    for key in [*before, *(key for key in after if key not in before)]:
        found += _compared(before.get(key), after.get(key))
    return found


def _compared(was: Reading | None, now: Reading | None) -> Iterator[ChangedReading]:
    one = was or now
    if one is None:
        return
    what = "" if one.is_sentence else one.what
    about = " ".join([one.where, one.what, *(was.texts.values() if was else ())])
    about = " ".join([about, *(now.texts.values() if now else ())])
    if was is None or now is None:
        old, new = (_whole(each) if each else NOT_THERE for each in (was, now))
        yield ChangedReading(one.where, what, old, new, one.what, one.named_by, about)
        return
    for column in [*was.texts, *(each for each in now.texts if each not in was.texts)]:
        old, new = (each.texts.get(column, NOT_THERE) for each in (was, now))
        if old != new:
            named = ": ".join(filter(None, (what, column)))
            yield ChangedReading(one.where, named, old, new, one.what, one.named_by, about)


def _whole(reading: Reading) -> str:
    return "; ".join(
        f"{column}: {text}" if column else text for column, text in reading.texts.items()
    )


def _by_key(paper: Paper) -> dict[tuple[str, str, int], Reading]:
    """The readings of a paper, each by where it is, what it is of, and how many came before."""
    times: Counter[tuple[str, str]] = Counter()
    found = {}
    for reading in _readings(paper):
        name = (reading.where, reading.what)
        times[name] += 1
        found[*name, times[name]] = reading
    return found


def _readings(paper: Paper) -> Iterator[Reading]:
    for section in paper.sections:
        where = NUMBER.sub("", section.heading).replace("  ", " ")
        for block in section.blocks:
            yield from _of_block(block, where)


def _of_block(block: Block, where: str) -> Iterator[Reading]:
    match block:
        case Heading(text):
            yield _sentence(where, text)
        case Paragraph(words):
            yield _sentence(where, text_of(words))
        case Bullets(items):
            for item in items:
                yield _sentence(where, text_of(item))
        case Figures(_, figures):
            for shown, title, beside in figures:
                yield Reading(where, title, {"": "; ".join(filter(None, (shown, beside)))})
        case PaperTable():
            yield from _of_table(block)
        case Picture(headline, subtitle, _, alt):
            for text in (headline, subtitle, alt):
                yield _sentence(where, text)


def _sentence(where: str, text: str) -> Reading:
    return Reading(where, NUMBER.sub("#", text), {"": text}, is_sentence=True)


def _of_table(table: PaperTable) -> Iterator[Reading]:
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    named = _columns_that_name(rows)
    for row in rows:
        texts = dict(zip(table.columns[named:], row[named:], strict=True))
        what = ", ".join(row[:named])
        yield Reading(table.alt, what, texts, named_by=table.columns[0])


def _columns_that_name(rows: list[list[str]]) -> int:
    """How many of the first columns tell the rows of a table apart; one where none do."""
    most = len(rows[0]) if rows else 1
    for number in range(1, most):
        if len({tuple(row[:number]) for row in rows}) == len(rows):
            return number
    return 1
