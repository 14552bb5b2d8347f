"""A question in words, read by a lexicon: what it names, and which of its words say nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from metrics.asking.dates import DaySpan, read_span
from metrics.asking.lexicon import Lexicon, PhraseMeaning
from metrics.asking.synonyms import Kind

NOTHING = PhraseMeaning({})
# The most words of a time, such as "between April 2021 and March 2022".
LONGEST_SPAN = 8
# The most words of a phrase, with the fillers between.
MOST_WORDS = 24


class Found(NamedTuple):
    """Words of a question that are understood: what they stand for, or the time they say."""

    words: str
    entry: PhraseMeaning
    span: DaySpan | None = None

    def of(self, kind: Kind) -> tuple[str, ...]:
        """What the words stand for under ``kind``; empty for nothing."""
        return self.entry.means.get(kind, ())


class Reading(NamedTuple):
    """All that is understood of a question, in its order, and the words that are not."""

    found: Sequence[Found]
    not_understood: Sequence[str]


def read_question(words: Sequence[str], lexicon: Lexicon, day: date) -> Reading:
    """Reads a question from its ``words``, without capitals; times are relative to ``day``.

    At each place the time, else the longest phrase of the lexicon counts; fillers between the words
    of a phrase are passed over. Each word is in what is found, a filler, or not understood.
    """
    found, not_understood = [], []
    place = 0
    while place < len(words):
        match = _found_at(words, place, lexicon, day)
        if match:
            found.append(match[0])
            place += match[1]
        else:
            if not lexicon.is_filler(words[place]):
                not_understood.append(words[place])
            place += 1
    return Reading(found, list(dict.fromkeys(not_understood)))


def _found_at(
    words: Sequence[str], place: int, lexicon: Lexicon, day: date
) -> tuple[Found, int] | None:
    """What the words from ``place`` on say, with their number."""
    if match := read_span(words[place : place + LONGEST_SPAN], day):
        said = " ".join(words[place : place + match.length])
        return Found(said, NOTHING, match.span), match.length
    if lexicon.is_filler(words[place]):
        return None
    for end in _ends(words, place, lexicon):
        entry = lexicon.entries.get(lexicon.phrase(words[place:end]))
        if entry:
            return Found(" ".join(words[place:end]), entry), end - place
    return None


def _ends(words: Sequence[str], place: int, lexicon: Lexicon) -> Iterator[int]:
    """Where a phrase that begins at ``place`` could end, the longest first."""
    ends: list[int] = []
    for at in range(place, min(len(words), place + MOST_WORDS)):
        if not lexicon.is_filler(words[at]):
            ends.append(at + 1)
        if len(ends) == lexicon.longest:
            break
    return reversed(ends)


def first_of(found: Sequence[Found], kind: Kind) -> str | None:
    """The first thing of ``kind`` that is named; null where none is."""
    return next((each.of(kind)[0] for each in found if each.of(kind)), None)


def notes(found: Sequence[Found]) -> Mapping[str, str]:
    """By words, what is to be said where they are used."""
    return {each.words: each.entry.note for each in found if each.entry.note}
