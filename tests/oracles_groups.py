"""Somebody who reads a table aloud word by word, and never says "none" or "all" of one to nine.

He knows how many there are where nothing is withheld, and else only what he has read.
"""

FEWEST = 10
# What a reader sees down the page: the first of two words, but here the second.
SECOND_FIRST = {"stage_and_reason"}


def read_slowly(dimension, words, made, of=None):
    """By word, what he says; null where he says that it is withheld. ``of``: how many he knows."""
    table = {word: made.get(word, 0) for word in words}
    if is_too_few(table.values(), of):
        return dict.fromkeys(words)
    said = dict(table)
    for word in words:
        if is_too_few([table[other] for other in words if same_row(dimension, word, other)]):
            said[word] = None
    return said


def same_row(dimension, one, other):
    """Whether two words stand in one row; a word that is no pair is no row."""
    if "; " not in one or "; " not in other:
        return False
    place = 1 if dimension in SECOND_FIRST else 0
    return one.split("; ")[place] == other.split("; ")[place]


def is_too_few(numbers, of=None):
    """Whether these may be of one to nine; ``of``: how many they are, where that is known."""
    numbers = list(numbers)
    read = sum(number for number in numbers if number)
    if of is not None and of >= FEWEST:
        return False
    return read < FEWEST and (read > 0 or None in numbers)
