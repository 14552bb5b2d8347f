"""The readings of a paper, figure by figure, and the differences of those of another one."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from typing import NamedTuple

from metrics.headline_figures import without_earlier_value
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
# Two sentences with the same first word and this share of words are one that was changed.
SHARED = 0.6
# So are two that begin with this many equal words, such as descriptions of pictures.
OPENING = 8
# Of longer sentences, such as descriptions of pictures, only the clauses that differ are given.
LONGEST_WHOLE = 250
CLAUSE, CLAUSE_ENDS = re.compile(r"(?<=[.;]) "), ".;"
FIRST_CLAUSE = re.compile(r"(?<=[.;:]) ")
LEFT_OUT = "…"
# What a picture shows follows from what is compared; days and ages grow with the days between.
DESCRIPTION, AGE = "what a picture shows", "a day or an age"
AGES = re.compile(r"(\d[\d,]*)\s(day|month|year)s?\b")
# The days in each unit, and how far a number of days may be from that many.
UNITS = {"day": (1.0, 0), "month": (30.44, 31), "year": (365.25, 366)}


class PaperReading(NamedTuple):
    """Something that is read together: a figure, a sentence, or a row of a table by its columns.

    ``where``: its section or table. ``what``: what it is of; for a sentence, its words without
    their numbers. ``named_by``: of a row, the heading of the column that says what it is of.
    ``is_description``: it says in words what a picture shows.
    """

    where: str
    what: str
    texts: dict[str, str]
    is_sentence: bool = False
    named_by: str = ""
    is_description: bool = False


class ChangedReading(NamedTuple):
    """Something that reads otherwise.

    ``what``: empty for a sentence. ``of``: what its row is of, by the column ``named_by``.
    ``about``: all its words. ``counted_as``: ``DESCRIPTION`` or ``AGE`` for what is worth a count
    alone: the words of a picture, and days that only moved on with those between two papers.
    """

    where: str
    what: str
    was: str
    now: str
    of: str
    named_by: str
    about: str
    counted_as: str = ""


Pair = tuple[PaperReading | None, PaperReading | None]


def changed_readings(then: Paper, now: Paper, days_between: int = 0) -> list[ChangedReading]:
    """Everything that reads otherwise, by where it is, in the order of the papers.

    ``days_between``: from the day of ``then`` to that of ``now``.

    Rows are matched by what they are of, and sentences by their words without their numbers, then
    by what they share; of several of one name, those that read the same first. What only one of the
    papers has is one difference, and so is what both say in several places.
    """
    named = _columns_that_name(then, now)
    before, after = _by_name(then, named), _by_name(now, named)
    pairs = [
        pair
        for name in [*before, *(name for name in after if name not in before)]
        for pair in _pairs(before.get(name, []), after.get(name, []))
    ]
    found: dict[tuple[str, str, str], ChangedReading] = {}
    for was, is_now in _with_like_sentences(pairs):
        for each in _compared(was, is_now, days_between):
            found.setdefault((each.what, each.was, each.now), each)
    places = _in_order([where for where, _ in before], [where for where, _ in after])
    return sorted(found.values(), key=lambda each: places.index(each.where))


def _in_order(before: list[str], after: list[str]) -> list[str]:
    """Every place of two papers once; one that only ``after`` has follows the one before it."""
    places = [*dict.fromkeys(before)]
    for previous, place in pairwise(["", *dict.fromkeys(after)]):
        if place not in places:
            places.insert(places.index(previous) + 1 if previous else 0, place)
    return places


def _pairs(before: list[PaperReading], after: list[PaperReading]) -> Iterator[Pair]:
    """The readings of one name that are not the same in both, each with the one it became."""
    gone, come = list(before), []
    for each in after:
        if each in gone:
            gone.remove(each)
        else:
            come.append(each)
    yield from zip_longest(gone, come)


def _with_like_sentences(pairs: list[Pair]) -> Iterator[Pair]:
    """The pairs, with each sentence that is gone beside the one of its place most like it."""
    come = [now for was, now in pairs if was is None and now is not None and now.is_sentence]
    for was, now in pairs:
        if was is None:
            if now is not None and not now.is_sentence:
                yield was, now
        elif now is None and was.is_sentence:
            like = [(_shared(was, each), -place) for place, each in enumerate(come)]
            most, place = max(like, default=(0.0, 0))
            yield was, come.pop(-place) if most >= SHARED else None
        else:
            yield was, now
    yield from ((None, each) for each in come)


def _shared(was: PaperReading, now: PaperReading) -> float:
    """The likeness of two sentences, from 0 to 1; 0 if they begin otherwise."""
    words, others = was.what.split(), now.what.split()
    if was.where != now.where or words[:1] != others[:1]:
        return 0.0
    opens_alike = len(words) >= OPENING and words[:OPENING] == others[:OPENING]
    ratio = SequenceMatcher(None, words, others, autojunk=False).ratio()
    return max(ratio, SHARED) if opens_alike else ratio


def _compared(
    was: PaperReading | None, now: PaperReading | None, days_between: int
) -> Iterator[ChangedReading]:
    one = was or now
    if one is None:
        return
    what = "" if one.is_sentence else one.what
    about = " ".join([one.where, one.what, *(was.texts.values() if was else ())])
    about = " ".join([about, *(now.texts.values() if now else ())])
    if was is None or now is None:
        old, new = (_whole(each) if each else NOT_THERE for each in (was, now))
        counted_as = DESCRIPTION if one.is_description else ""
        yield ChangedReading(one.where, what, old, new, one.what, one.named_by, about, counted_as)
        return
    for column in [*was.texts, *(each for each in now.texts if each not in was.texts)]:
        old, new = (each.texts.get(column, NOT_THERE) for each in (was, now))
        if old != new:
            only_moved = days_between and _only_moved(old, new, days_between)
            counted_as = DESCRIPTION if one.is_description else AGE if only_moved else ""
            if one.is_sentence:
                old, new = _what_differs(old, new), _what_differs(new, old)
            named = ": ".join(filter(None, (what, column)))
            yield ChangedReading(
                one.where, named, old, new, one.what, one.named_by, about, counted_as
            )


def _only_moved(old: str, new: str, days: int) -> bool:
    """Whether two texts differ only in days and ages, each by the ``days`` between them."""
    if AGES.sub("#", old) != AGES.sub("#", new):
        return False
    return all(
        unit == other and (number == later or _is_moved(unit, number, later, days))
        for (number, unit), (later, other) in zip(AGES.findall(old), AGES.findall(new), strict=True)
    )


def _is_moved(unit: str, number: str, later: str, days: int) -> bool:
    length, at_most = UNITS[unit]
    by = abs(int(later.replace(",", "")) - int(number.replace(",", "")))
    return abs(by * length - days) <= at_most


def _what_differs(text: str, other: str) -> str:
    """The first clause of a long sentence and those that ``other`` lacks; else all of it."""
    if max(len(text), len(other)) <= LONGEST_WHOLE:
        return text
    (first, *clauses), (_, *others) = _clauses(text), _clauses(other)
    others = [clause.rstrip(CLAUSE_ENDS) for clause in others]
    shown = [first]
    for clause in clauses:
        if clause.rstrip(CLAUSE_ENDS) not in others:
            shown.append(clause)
        elif shown[-1] != LEFT_OUT:
            shown.append(LEFT_OUT)
    return " ".join(shown)


def _clauses(text: str) -> list[str]:
    """The clauses of a text, of which the first may end in a colon."""
    first, *rest = FIRST_CLAUSE.split(text, maxsplit=1)
    return [first, *(clause for each in rest for clause in CLAUSE.split(each))]


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
        where = NUMBER.sub("", section.heading).replace("  ", " ")
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
                # Papers of two days are compared with two meetings, which changes no figure.
                texts = (shown, without_earlier_value(beside))
                yield PaperReading(where, title, {"": "; ".join(filter(None, texts))})
        case PaperTable():
            yield from _of_table(block, named[block.alt])
        case Picture(headline, subtitle, _, alt):
            yield _sentence(where, headline)
            described = {"": f"{subtitle} {alt}"}
            yield PaperReading(where, DESCRIPTION, described, is_description=True)


def _sentence(where: str, text: str) -> PaperReading:
    return PaperReading(where, NUMBER.sub("#", text), {"": text}, is_sentence=True)


def _of_table(table: PaperTable, named: int) -> Iterator[PaperReading]:
    for row in _texts(table):
        texts = dict(zip(table.columns[named:], row[named:], strict=True))
        what = ", ".join(row[:named])
        yield PaperReading(table.alt, what, texts, named_by=table.columns[0])


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
