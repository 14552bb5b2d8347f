"""Words that a question may have meant: each differs in one letter from one that was typed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from metrics.asking.dates import MONTHS
from metrics.asking.lexicon import Lexicon, singular
from metrics.asking.question import Reading, read_question

# In shorter words, one letter makes too many others; longer ones are no words.
SHORTEST, LONGEST = 5, 30
MOST_WORDS = 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def words_meant(words: Sequence[str], lexicon: Lexicon, day: date) -> Mapping[str, str]:
    """For each word that is not understood, a word with which more of the question is.

    The two differ in one letter: one too many, missing or another, or two that changed places. It
    is to be offered, never taken for what was typed.
    """
    known = _known(lexicon)
    meant: dict[str, str] = {}
    for word in read_question(words, lexicon, day).not_understood[:MOST_WORDS]:
        before = _number_unknown(words, meant, lexicon, day)
        for other in _others(word, known):
            if _number_unknown(words, meant | {word: other}, lexicon, day) < before:
                meant[word] = other
                break
    reading = _read_with(words, meant, lexicon, day)
    understood = sum(len(each.words.split()) for each in reading.found)
    return meant if understood > len(reading.not_understood) else {}


def _number_unknown(
    words: Sequence[str], meant: Mapping[str, str], lexicon: Lexicon, day: date
) -> int:
    return len(_read_with(words, meant, lexicon, day).not_understood)


def _read_with(
    words: Sequence[str], meant: Mapping[str, str], lexicon: Lexicon, day: date
) -> Reading:
    return read_question([meant.get(each, each) for each in words], lexicon, day)


def _known(lexicon: Lexicon) -> frozenset[str]:
    of_phrases = (word for phrase in lexicon.entries for word in phrase)
    every = (*of_phrases, *lexicon.fillers, *lexicon.negations, *MONTHS)
    return frozenset(each for each in every if len(each) >= SHORTEST and each.isalpha())


def _others(word: str, known: frozenset[str]) -> Iterator[str]:
    """Known words that differ in one letter from ``word``, or from it without its plural."""
    if not word.isalpha() or len(word) > LONGEST or singular(word) in known:
        return
    yield from sorted(_one_letter_off(word) & known)
    one = singular(word)
    if one != word:
        yield from (f"{each}s" for each in sorted(_one_letter_off(one) & known))


def _one_letter_off(word: str) -> set[str]:
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        *(before + after[1:] for before, after in parts if after),
        *(before + letter + after for before, after in parts for letter in LETTERS),
        *(before + letter + after[1:] for before, after in parts if after for letter in LETTERS),
        *(before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1),
    }
