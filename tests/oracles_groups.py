"""A reader who goes through a table slowly, and never gives "none" or "all" for one to nine.

The reader knows the total where nothing is withheld, and otherwise only the numbers read so far.
"""

FEWEST = 10
# The table has one row per second word of these pairs, rather than per first word.
SECOND_FIRST = {"stage_and_reason"}


def read_slowly(dimension, words, made, of=None):
    """The reading of each category; null where it is withheld. ``of``: the known total."""
    table = {word: made.get(word, 0) for word in words}
    if is_too_few(table.values(), of):
        return dict.fromkeys(words)
    said = dict(table)
    for word in words:
        if is_too_few([table[other] for other in words if same_row(dimension, word, other)]):
            said[word] = None
    return said


def same_row(dimension, one, other):
    """Whether two categories are in one row; a category that is not a pair has no row."""
    if "; " not in one or "; " not in other:
        return False
    place = 1 if dimension in SECOND_FIRST else 0
    return one.split("; ")[place] == other.split("; ")[place]


def is_too_few(numbers, of=None):
    """Whether the numbers may describe one to nine people; ``of``: the total, where known."""
    numbers = list(numbers)
    read = sum(number for number in numbers if number)
    if of is not None and of >= FEWEST:
        return False
    return read < FEWEST and (read > 0 or None in numbers)
