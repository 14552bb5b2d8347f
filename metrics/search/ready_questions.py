"""Ready questions, each with the view that answers it: ``ready_questions.csv``."""

import csv
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl

import polars as pl

from metrics.cases.aggregation import NOT_RECORDED
from metrics.explore.quantity import AREA
from metrics.explore.query import MEASURE, Coverage
from metrics.explore.registry import QUANTITIES
from metrics.explore.valid_query import settle
from metrics.memoize import memoize

FILE = Path(__file__).with_name("ready_questions.csv")
EXPLORE = "explore"
SEVERAL = ";"
# Words that begin alike are one word: "escalated" and "escalations".
STEM = 6
SHORTEST_PLURAL = 4
# A shorter last word is no beginning of another: "1" is not "14".
SHORTEST_START = 3
# The share of what was typed, rare words weighing more, that a question must have.
ENOUGH = 0.5
# The weight of a word that no question has, such as "please": that of one that half of them have.
UNKNOWN = log(2)


class ReadyQuestion(NamedTuple):
    """A question in a reader's words, and the view that answers it.

    ``page``: its file in ``pages/``; ``address``: the values of its address, without the day.
    ``other_words``: words that find it and are not shown. ``needs``: codes of what must be counted,
    and recorded tables that must have a row.
    """

    group: str
    question: str
    page: str
    address: Mapping[str, str]
    other_words: str
    needs: Sequence[str]


@cache
def ready_questions() -> tuple[ReadyQuestion, ...]:
    """Every ready question, in the order in which they are listed."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            ReadyQuestion(
                row["group"],
                row["question"],
                row["page"],
                dict(parse_qsl(row["address"])),
                row["other_words"],
                row["needs"].split(SEVERAL) if row["needs"] else (),
            )
            for row in csv.DictReader(file)
        )


@memoize
def answerable_questions(
    coverage: Coverage, unavailable: frozenset[str], tables: Mapping[str, pl.DataFrame]
) -> list[ReadyQuestion]:
    """The ready questions that can be answered; the arguments are as in ``can_be_answered``."""
    return [
        each for each in ready_questions() if can_be_answered(each, coverage, unavailable, tables)
    ]


def can_be_answered(
    ready: ReadyQuestion,
    coverage: Coverage,
    unavailable: Collection[str],
    tables: Mapping[str, pl.DataFrame],
) -> bool:
    """Whether the store has what the question is about.

    ``unavailable``: measures whose columns were never sent. ``tables``: the rows of the day.
    """
    asked = [{MEASURE: each} for each in ready.needs if each in QUANTITIES]
    if ready.page == EXPLORE:
        asked.append(dict(ready.address))
    recorded = [each for each in ready.needs if each not in QUANTITIES]
    return all(not tables[each].is_empty() for each in recorded) and all(
        _is_counted(each, coverage, unavailable) for each in asked
    )


def _is_counted(asked: Mapping[str, str], coverage: Coverage, unavailable: Collection[str]) -> bool:
    """Whether Explore refuses nothing of what is ``asked``, and has a period for it."""
    settled = settle(asked, coverage)
    query = settled.query
    has_areas = AREA not in query.splits or {*coverage.areas} != {NOT_RECORDED}
    is_there = bool(query.periods) and query.quantity.code not in unavailable
    return is_there and has_areas and not settled.refused


def best_matches(typed: Sequence[str], texts: Sequence[Collection[str]]) -> list[int]:
    """The places of the ``texts`` that hold most of the words ``typed``, the best first.

    All are words in small letters. A word that few texts hold weighs more, and the last one typed
    may be the beginning of a word.
    """
    stems = [{*map(_stem, text)} for text in texts]
    wanted = {*map(_stem, typed)}
    started = next((_stem(each) for each in typed[-1:] if len(each) >= SHORTEST_START), None)
    held_by = {
        word: {
            place
            for place, text in enumerate(stems)
            if word in text or (word == started and any(each.startswith(word) for each in text))
        }
        for word in wanted
    }
    weights = {
        word: log(len(texts) / len(places)) if places else UNKNOWN
        for word, places in held_by.items()
    }
    enough = ENOUGH * sum(weights.values())
    held = [
        sum(weight for word, weight in weights.items() if place in held_by[word])
        for place in range(len(texts))
    ]
    places = [place for place, weight in enumerate(held) if weight and weight >= enough]
    return sorted(places, key=lambda place: -held[place])


def _stem(word: str) -> str:
    is_plural = len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return (word[:-1] if is_plural else word)[:STEM]
