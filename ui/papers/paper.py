"""The content of a paper as data: what it says and in which order, and nothing of how it looks.

A worker process writes it as a file, so every part of it can be pickled and knows no library.
"""

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

from ui.elements.markdown import REPLACED, html_of

REFERENCE_BYTES = 4
# No file can hold these characters, or they would turn round the text that follows.
NOT_IN_A_FILE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
# The room for a picture, its width and height in centimetres: on a page that lies on its side, and
# on one that stands.
LYING, STANDING = (22.0, 13.0), (17.6, 20.5)
# A row of a table with a longer cell may go on overleaf.
LONGEST_KEPT = 600
DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+) (\d{4})\b")
# The first rows of a table that stay with its heading, and the last rows that stay on one page,
# so that none goes overleaf alone; a table of fewer rows than both stays whole with its heading.
FIRST_ROWS, LAST_ROWS = 3, 2
MOST_WHOLE = 20


class Run(NamedTuple):
    """A piece of text of one weight."""

    text: str
    is_bold: bool = False


PaperText = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading below that of its section."""

    text: str

    def __post_init__(self) -> None:
        """Replace what no file can hold, for somebody may have typed it."""
        object.__setattr__(self, "text", in_a_file(self.text))


@dataclass(frozen=True)
class Paragraph:
    """``is_lead``: it is the answer, in larger type. ``is_quiet``: it only explains."""

    words: PaperText
    is_lead: bool = False
    is_quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list, with numbers or without."""

    items: tuple[PaperText, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class PaperTable:
    """``alt``: what the table holds, for a screen reader. ``widths``: of the columns, in parts.

    ``is_whole``: it goes overleaf where it does not fit, if it has at most ``MOST_WHOLE`` rows.
    """

    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[PaperText, ...], ...]
    widths: tuple[int, ...]
    is_whole: bool = False

    @property
    def first_rows(self) -> int:
        """The number of its first rows that stand on one page with its heading."""
        number = len(self.rows)
        is_kept = number < FIRST_ROWS + LAST_ROWS or (self.is_whole and number <= MOST_WHOLE)
        return number if is_kept else FIRST_ROWS

    @property
    def last_rows(self) -> int:
        """The number of its last rows on one page; none where these are long, or are all."""
        if len(self.rows) <= LAST_ROWS:
            return 0
        together = zip(*self.rows[-LAST_ROWS:], strict=True)
        return LAST_ROWS if is_kept_together(tuple(sum(cells, ()) for cells in together)) else 0


class PaperFigure(NamedTuple):
    """A number as displayed, what it counts, and what stands beside it."""

    shown: str
    title: str
    beside: str


@dataclass(frozen=True)
class Figures:
    """Figures under a heading that says what they are out of."""

    heading: str
    figures: tuple[PaperFigure, ...]


@dataclass(frozen=True)
class Picture:
    """A picture under its headline and subtitle, with what it shows in words."""

    headline: str
    subtitle: str
    png: bytes
    alt: str

    @property
    def shape(self) -> float:
        """Its width divided by its height, from the head of the file."""
        width, height = struct.unpack(">II", self.png[16:24])
        return float(width / height)

    @property
    def stands(self) -> bool:
        """Whether it is larger on a page that stands than on one that lies on its side."""
        return self._width_in(STANDING) > self._width_in(LYING)

    @property
    def width(self) -> float:
        """Its width on its page, in centimetres."""
        return max(self._width_in(STANDING), self._width_in(LYING))

    def _width_in(self, room: tuple[float, float]) -> float:
        widest, highest = room
        return min(widest, highest * self.shape)


Block = Heading | Paragraph | Bullets | PaperTable | Figures | Picture


@dataclass(frozen=True)
class Section:
    """Blocks under a heading. ``is_annex``: it begins a page, and most of its pages lie on their
    side. ``continues``: an annex that begins on the last page of the one before it.
    """

    heading: str
    blocks: tuple[Block, ...]
    is_annex: bool = False
    continues: bool = False

    def __post_init__(self) -> None:
        """Replace what no file can hold, for somebody may have typed it."""
        object.__setattr__(self, "heading", in_a_file(self.heading))


@dataclass(frozen=True)
class Paper:
    """Something to hand out.

    ``facts``: what it is of, as pairs of a name and a text: its day, meeting, filters and link.
    ``marking`` and ``mark`` stand on each page; ``mark`` says that it is invented, and is empty if
    it is real. ``file_stem``: the name of its file without the ending.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    marking: str
    mark: str
    file_stem: str
    sections: tuple[Section, ...]

    def __post_init__(self) -> None:
        """Replace what no file can hold, for somebody may have typed it."""
        facts = tuple((name, in_a_file(text)) for name, text in self.facts)
        object.__setattr__(self, "title", in_a_file(self.title))
        object.__setattr__(self, "facts", facts)

    @property
    def reference(self) -> str:
        """A short reference, derived from every text of the paper."""
        texts = [self.marking, self.mark, *texts_in(self)]
        return blake2b(repr(texts).encode(), digest_size=REFERENCE_BYTES).hexdigest().upper()

    @property
    def foot(self) -> str:
        """The text at the foot of each page, before its number."""
        return f"{self.marking}. Reference {self.reference}."


def words_of(marked: str) -> PaperText:
    """The runs of a text with the marks of ``ui.elements.markdown``: bold ones, without the marks.

    The colour of a badge is left out, because its word says the state.
    """
    reader = _Runs()
    reader.feed(html_of(in_a_file(marked)))
    reader.close()
    return tuple(reader.runs)


def plain_words(text: str) -> PaperText:
    """Text that bears no marks, as one run."""
    return (Run(in_a_file(text)),) if text else ()


def text_of(words: PaperText) -> str:
    """The runs as text."""
    return "".join(run.text for run in words)


def with_whole_days(text: str) -> str:
    """Text in which no line ends within a day."""
    return DAY.sub("\\1\u00a0\\2\u00a0\\3", text)


def in_a_file(text: str) -> str:
    """Text with a replacement for each character that no file can hold."""
    return NOT_IN_A_FILE.sub(REPLACED, text)


def is_kept_together(row: tuple[PaperText, ...]) -> bool:
    """Whether a paragraph, or a row of a table, stands on one page: else much of it is empty."""
    return max(len(text_of(cell)) for cell in row) <= LONGEST_KEPT


def with_next(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it stays on the page of the next: what says what a list or table is,
    and the first of several paragraphs of a section or under a heading.

    Its heading would be left behind with it otherwise.
    """
    around = zip([None, *blocks], blocks, [*blocks[1:], None], strict=False)
    for before, block, after in around:
        is_short = isinstance(block, Paragraph) and is_kept_together((block.words,))
        is_first = isinstance(before, Heading | None) and isinstance(after, Paragraph)
        yield block, is_short and (is_first or isinstance(after, PaperTable | Bullets))


def is_link(text: str) -> bool:
    """Whether a fact is the address of a page, to be opened from the paper."""
    return text.startswith(("http://", "https://"))


def texts_in(paper: Paper) -> Iterator[str]:
    """Every text of a paper in its order, as a reader meets it."""
    yield paper.title
    for name, text in paper.facts:
        yield from (name, text)
    for section in paper.sections:
        yield section.heading
        for block in section.blocks:
            yield from _texts_in(block)


def _texts_in(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
        case Paragraph(words):
            yield text_of(words)
        case Bullets(items):
            yield from map(text_of, items)
        case PaperTable(_, columns, rows):
            yield from columns
            for row in rows:
                yield from map(text_of, row)
        case Figures(heading, figures):
            yield heading
            for figure in figures:
                yield from filter(None, figure)
        case Picture(headline, subtitle, _, alt):
            yield from (headline, subtitle, alt)


class _Runs(HTMLParser):
    """Collects the runs of the HTML of marks, in which only ``strong`` has a weight."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self._bold = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        self._bold += tag == "strong"

    def handle_endtag(self, tag: str) -> None:
        self._bold -= tag == "strong"

    def handle_data(self, data: str) -> None:
        self.runs.append(Run(data, bool(self._bold)))


class Pages(NamedTuple):
    """Parts of a paper that share pages. ``stand``: whether these pages are upright.

    ``parts``: headings with their blocks; a part that goes on from the one before has none.
    """

    is_annex: bool
    stand: bool
    parts: list[tuple[str, tuple[Block, ...]]]


def pages_of(paper: Paper) -> list[Pages]:
    """All sections in their order, by the pages that they share."""
    pages: list[Pages] = []
    for section in paper.sections:
        for place, (stand, blocks) in enumerate(_by_side(section)):
            part = (section.heading if place == 0 else "", blocks)
            of_these = (section.is_annex, stand)
            goes_on = not section.is_annex or (section.continues and place == 0)
            if goes_on and pages and pages[-1][:2] == of_these:
                pages[-1].parts.append(part)
            else:
                pages.append(Pages(*of_these, [part]))
    return pages


def _by_side(section: Section) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Blocks of a section in their order, by whether their pages stand.

    Those of an annex lie on their side, but for pictures that are larger on a page that stands.
    """
    if not section.is_annex or not section.blocks:
        yield not section.is_annex, section.blocks
        return
    for stand, blocks in groupby(section.blocks, _stands):
        yield stand, tuple(blocks)


def _stands(block: Block) -> bool:
    return isinstance(block, Picture) and block.stands
