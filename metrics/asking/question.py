"""A question in words, read by a lexicon: what it names, and which of its words say nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from metrics.asking.ages import read_age
from metrics.asking.lexicon import Lexicon, PhraseMeaning, WordsIn
from metrics.asking.synonyms import Kind
from metrics.asking.time_spans import THROUGH, DaySpan, read_span

AN_AGE = {Kind.CATEGORY: ("age",)}
# The most words of a time, such as "between April 2021 and March 2022".
LONGEST_SPAN = 8
# The most words of a phrase, with the fillers between.
MOST_WORDS = 24
# A split shows every category, also one that the question excludes.
SHOWS_ALL = {Kind.SPLIT, Kind.CATEGORY}
# From one time to another: between blanks, or behind a slash, as in "1/4/2021-30/9/2021".
DASH = re.compile(r"\s[-–—]\s|(?<=/\d\d)[-–—](?=\d)|(?<=/\d{4})[-–—](?=\d)")
LEFT_OUT = "leaves something out, and only what is to be shown can be chosen"


class Found(NamedTuple):
    """Words of a question that are understood: what they stand for, or the time they say."""

    words: str
    entry: PhraseMeaning
    span: DaySpan | None = None

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The meaning of the words under ``kind``; empty if they have none."""
        return self.entry.means.get(kind, ())


class NotChosen(NamedTuple):
    """Words of a question that are understood and cannot be chosen, and why."""

    words: str
    why: str


class Reading(NamedTuple):
    """All that is understood of a question, in its order, and the words that are not.

    ``left_out``: what it names as not to be shown, and times that cannot be chosen.
    """

    found: Sequence[Found]
    not_understood: Sequence[str]
    left_out: Sequence[NotChosen] = ()


def question_words(typed: str, words_in: WordsIn) -> Sequence[str]:
    """The words of a question as it was typed."""
    return words_in(DASH.sub(f" {THROUGH} ", typed))


def read_question(words: Sequence[str], lexicon: Lexicon, day: date) -> Reading:
    """Reads a question from its ``words``, without capitals; times are relative to ``day``.

    At each place the time, else the longest phrase of the lexicon, else the age counts; fillers
    between the words of a phrase are passed over. Each word is in what is found or left out, a
    filler, or not understood. A negation leaves out what is found next, whatever stands between.
    """
    found: list[Found] = []
    left_out: list[NotChosen] = []
    not_understood: list[str] = []
    place, negation = 0, None
    while place < len(words):
        match = _found_at(words, place, lexicon, day)
        if match is None:
            if negation is None and _is_negation(words, place, lexicon):
                negation = place
            elif not lexicon.is_filler(words[place]):
                not_understood.append(words[place])
            place += 1
            continue
        end = place + match.length
        if negation is not None and match.narrows:
            left_out.append(NotChosen(" ".join(words[negation:end]), LEFT_OUT))
        elif match.why_not:
            left_out.append(NotChosen(match.found.words, match.why_not))
        else:
            found.append(match.found)
        if negation is not None and not match.narrows:
            not_understood.append(words[negation])
        place, negation = end, None
    if negation is not None:
        not_understood.append(words[negation])
    return Reading(found, list(dict.fromkeys(not_understood)), left_out)


class _Match(NamedTuple):
    """The meaning of some words, and their number; ``why_not``: why it cannot be chosen."""

    found: Found
    length: int
    why_not: str = ""

    @property
    def narrows(self) -> bool:
        """Whether less is shown where it is chosen. A split shows every category."""
        return self.found.span is not None or not self.found.entry.means.keys() <= SHOWS_ALL


def _is_negation(words: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    # "No. of plans" is a number.
    is_number = words[place : place + 2] == ["no", "of"]
    return words[place] in lexicon.negations and not is_number


def _found_at(words: Sequence[str], place: int, lexicon: Lexicon, day: date) -> _Match | None:
    """The meaning of the words from ``place`` on."""
    if match := read_span(words[place : place + LONGEST_SPAN], day):
        said = " ".join(words[place : place + match.length])
        found = Found(said, PhraseMeaning({}, match.note), match.span)
        return _Match(found, match.length, match.why_not)
    ends = () if lexicon.is_filler(words[place]) else _ends(words, place, lexicon)
    for end in ends:
        entry = lexicon.entries.get(lexicon.phrase(words[place:end]))
        if entry:
            return _Match(Found(" ".join(words[place:end]), entry), end - place)
    if age := read_age(words[place:]):
        said = " ".join(words[place : place + age.length])
        return _Match(Found(said, PhraseMeaning(AN_AGE, age.note)), age.length, age.why_not)
    return None


def _ends(words: Sequence[str], place: int, lexicon: Lexicon) -> Iterator[int]:
    """The places where a phrase that begins at ``place`` could end, the longest phrase first."""
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
    """The notes to show where words are used, by words."""
    return {each.words: each.entry.note for each in found if each.entry.note}
