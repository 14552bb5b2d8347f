"""Finds the rows of headings on a sheet, between its titles and its values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from data_access.intake.reading.sheet import NotReadable, Sheet

# A report has a few rows of titles, filters and dates above its table, but not pages of them.
SEARCHED_ROWS = 100
MOST_HEADING_ROWS = 3

IsHeading = Callable[[str], bool]
Line = list[str | None]


@dataclass(frozen=True)
class Headings:
    """The heading of each column, made from ``depth`` rows starting with row ``top``, from 0.

    Units: ``known`` is the number of known headings. Nulls: a column without a heading.
    """

    top: int
    depth: int
    texts: Line
    known: int

    @property
    def below(self) -> int:
        """The row below the headings, counted from 0."""
        return self.top + self.depth

    @property
    def are_likely(self) -> bool:
        """True unless the one known heading could be a label above the table or a value in it."""
        return self.known >= 2 or 0 < self.known == sum(text is not None for text in self.texts)


def find_headings(sheet: Sheet, is_heading: IsHeading) -> Headings:
    """The one to three rows that give the most known headings.

    Errors: NotReadable if no rows give any.
    """
    lines = plain_lines(sheet.rows.head(SEARCHED_ROWS))
    candidates = _candidates(lines, _spread_merged(lines, sheet), is_heading)
    best = max(candidates, key=_likelihood, default=None)
    if best is None or not best.are_likely:
        raise NotReadable(
            f"No row of headings was found in the first {SEARCHED_ROWS} rows of a sheet."
            " Put the headings of the template in one row above the values."
        )
    return best


def plain_lines(rows: pl.DataFrame) -> list[Line]:
    """The cells of each row, with single spaces for line breaks and tabs. Nulls: a blank cell."""
    return [[_plain(cell) for cell in row] for row in rows.iter_rows()]


def count_headings(texts: Line, is_heading: IsHeading) -> int:
    """The number of known texts."""
    return sum(bool(text and is_heading(text)) for text in texts)


def _plain(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _likelihood(headings: Headings) -> tuple[int, int, int]:
    """A sort key: most known headings, then fewest rows, then highest on the sheet."""
    return headings.known, -headings.depth, -headings.top


def _candidates(lines: list[Line], merged: list[Line], is_heading: IsHeading) -> Iterator[Headings]:
    for top in range(len(lines)):
        for depth in range(1, min(MOST_HEADING_ROWS, len(lines) - top) + 1):
            if not any(lines[top + depth - 1]):
                break
            below = top + depth
            texts = _joined(lines[top:below], merged[top:below], is_heading)
            yield Headings(top, depth, texts, count_headings(texts, is_heading))


def _joined(block: list[Line], merged: list[Line], is_heading: IsHeading) -> Line:
    """The heading of each column of a block of rows."""
    rightwards = [_spread_rightwards(line) for line in block]
    nothing: list[Line] = [[None] * len(line) for line in block]
    above = [merged, block, rightwards, nothing]
    return [_heading(block, above, place, is_heading) for place in range(len(block[0]))]


def _heading(
    block: list[Line], above: list[list[Line]], place: int, is_heading: IsHeading
) -> str | None:
    """The lowest text of a column after the texts above it, in the first known reading.

    If no reading is known, the first one is used, in which merged cells cover all their columns.
    """
    lowest = max((row for row, line in enumerate(block) if line[place]), default=None)
    if lowest is None:
        return None
    readings = ([*reading[:lowest], block[lowest]] for reading in above)
    texts = [_plain(" ".join(line[place] or "" for line in reading)) for reading in readings]
    return next((text for text in texts if text and is_heading(text)), texts[0])


def _spread_merged(lines: list[Line], sheet: Sheet) -> list[Line]:
    """``lines`` with the text of a merged range in each column that it covers."""
    spread = [list(line) for line in lines]
    for row, column, _, last_column in sheet.merged:
        at = row - sheet.first_row
        if 0 <= at < len(lines) and column <= last_column <= len(lines[at]):
            across = last_column - column + 1
            spread[at][column - 1 : last_column] = [lines[at][column - 1]] * across
    return spread


def _spread_rightwards(line: Line) -> Line:
    """Repeats a text in the empty columns after it, because CSV does not mark merged cells."""
    spread: Line = []
    for text in line:
        spread.append(text or (spread[-1] if spread else None))
    return spread
