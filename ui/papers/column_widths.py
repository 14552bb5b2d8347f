"""The widths of the columns of a table on paper: no word of a cell reaches into the next one."""

import re

from ui.papers.paper import PaperTable, text_of

# The type size of a cell, and the space on its two sides together, in points.
CELL_TYPE, CELL_SIDES = 8.3, 10.8
# A text that stays on one line, with its hyphen or dash: dates have no-break spaces.
WORD = re.compile(r"[^ \t\n\u200b–-]+[–-]?")
NARROW, WIDE = frozenset("ijlt.,;:'’()|/ \u00a0"), frozenset("mwMW%")
# A longer word is broken.
LONGEST_WHOLE = 24
ZERO_WIDTH_SPACE = "\u200b"


def column_widths(block: PaperTable, room: float) -> list[float]:
    """The width of each column in points: its part of ``room``, or what its longest word takes.

    Columns with room to spare give it up in proportion.
    """
    rows = [block.columns, *(map(text_of, row) for row in block.rows)]
    needed = [max(map(_longest_word, cells)) for cells in zip(*rows, strict=True)]
    parts = [room * width / sum(block.widths) for width in block.widths]
    spare = [max(part - need, 0) for part, need in zip(parts, needed, strict=True)]
    lacking = [max(need - part, 0) for part, need in zip(parts, needed, strict=True)]
    given = min(1.0, sum(lacking) / max(sum(spare), 1))
    met = min(1.0, sum(spare) / max(sum(lacking), 1))
    return [
        part - has * given + lacks * met
        for part, has, lacks in zip(parts, spare, lacking, strict=True)
    ]


def broken_to_fit(text: str, width: float) -> str:
    """The text of a cell with places to break each word that is wider than its column."""
    return WORD.sub(lambda word: _broken(word[0], width - CELL_SIDES), text)


def _broken(word: str, room: float) -> str:
    """A word with a place to break before each letter that would go over the edge."""
    if len(word) <= LONGEST_WHOLE and _width(word) <= room:
        return word
    pieces = [""]
    for letter in word:
        grown = pieces[-1] + letter
        if pieces[-1] and (len(grown) > LONGEST_WHOLE or _width(grown) > room):
            pieces.append(letter)
        else:
            pieces[-1] = grown
    return ZERO_WIDTH_SPACE.join(pieces)


def _longest_word(text: str) -> float:
    """About how wide the longest word of a cell is in bold, with the sides of the cell."""
    return max((_width(word) for word in WORD.findall(text)), default=0) + CELL_SIDES


def _width(word: str) -> float:
    ems = (
        0.33 if letter in NARROW else 0.9 if letter in WIDE else 0.72 if letter.isupper() else 0.58
        for letter in word[:LONGEST_WHOLE]
    )
    return sum(ems) * CELL_TYPE
