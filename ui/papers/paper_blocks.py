"""The parts of papers, made of what pages show: their rows, figures and charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

import polars as pl

from charts.registry import Chart
from data_access.store.settings import office_address
from metrics.cases.case_figures import ProcessFigure
from metrics.day_state import DayState
from metrics.headline_figures import Figure as HeadlineFigure
from metrics.text_format import day_text
from ui.elements.markdown import DEMONSTRATION, NOTHING, plain
from ui.exports.chart_worker import Around, chart_pngs
from ui.page.page_view import PageView
from ui.pages import Page
from ui.papers.paper import (
    Block,
    Bullets,
    Figures,
    PaperFigure,
    PaperTable,
    Paragraph,
    Picture,
    words_of,
)

THIS_MACHINE = ("localhost", "127.0.0.1", "0.0.0.0", "::1")
NUMBER_ALONE, WITH_INSPECTION = 5, 13
# Narrower than on a screen, so that the letters can be read on paper.
PICTURE_WIDTH = 1000


@dataclass(frozen=True)
class Drawing:
    """A chart of a page: its rows, and the texts around it. ``as_at``: the day of its figures."""

    chart: Chart
    rows: pl.DataFrame
    headline: str
    subtitle: str
    alt: str
    as_at: date

    @property
    def dated_subtitle(self) -> str:
        """The subtitle with the day of the figures."""
        return f"{self.subtitle.removesuffix('.')}. As at {day_text(self.as_at)}."


def paragraph(marked: str, *, is_lead: bool = False, is_quiet: bool = False) -> Paragraph:
    """A paragraph of a text with the marks of pages."""
    return Paragraph(words_of(marked), is_lead, is_quiet)


def paragraph_blocks(*marked: str, is_quiet: bool = False) -> list[Block]:
    """A paragraph for each text that is not empty."""
    return [paragraph(each, is_quiet=is_quiet) for each in marked if each]


def bullet_blocks(marked: Iterable[str], *, is_numbered: bool = False) -> list[Block]:
    """A list of texts with the marks of pages; none of no texts."""
    items = tuple(map(words_of, marked))
    return [Bullets(items, is_numbered)] if items else []


def plain_bullet_blocks(sentences: Iterable[str], otherwise: str = "None.") -> list[Block]:
    """A list of sentences without marks, or ``otherwise``, which may be empty, for none."""
    return bullet_blocks(map(plain, sentences)) or paragraph_blocks(otherwise)


def table_blocks(
    rows: pl.DataFrame, alt: str, widths: Sequence[int], nothing: str, *, is_whole: bool = False
) -> list[Block]:
    """The rows of a table of a page, or a sentence where there are none.

    ``widths``: of the columns, in parts. ``is_whole``: it goes overleaf where it does not fit.
    """
    if rows.is_empty():
        return paragraph_blocks(nothing)
    cells = tuple(
        tuple(words_of(NOTHING if cell is None else str(cell)) for cell in row)
        for row in rows.iter_rows()
    )
    return [PaperTable(alt, tuple(rows.columns), cells, tuple(widths), is_whole)]


def label_width(day_state: DayState) -> int:
    """The width of a column of numbers or parts, which name their inspection among several."""
    return WITH_INSPECTION if day_state.facts.inspection_words else NUMBER_ALONE


def figures(heading: str, shown: Sequence[HeadlineFigure | ProcessFigure]) -> Figures:
    """A panel of a page: each number with its value at the last meeting and its note."""
    return Figures(
        heading, tuple(PaperFigure(each.shown, each.measure.title, _beside(each)) for each in shown)
    )


def pictures(drawings: Sequence[Drawing], *, is_invented: bool) -> list[Block]:
    """The picture of each chart, drawn in one worker process. Errors: NotMade."""
    mark = DEMONSTRATION if is_invented else ""
    asked = [
        (each.chart, each.rows, Around(mark, "", "", (), each.alt, PICTURE_WIDTH))
        for each in drawings
    ]
    return [
        Picture(each.headline, each.dated_subtitle, png, each.alt)
        for each, png in zip(drawings, chart_pngs(asked), strict=True)
    ]


def undrawn_pictures(drawings: Sequence[Drawing]) -> list[Block]:
    """The picture of each chart without its drawing, for a paper that is only compared."""
    return [Picture(each.headline, each.dated_subtitle, b"", each.alt) for each in drawings]


def facts_of(view: PageView, address: str, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The facts of a paper: its day, whatever else it is narrowed to, and the link to its page.

    The link is at the address that the office has set, else at that of the app; it is left out
    where that names the machine itself, which nobody who is handed a paper can open.
    """
    office, at = office_address(), urlsplit(address)
    link = f"{office}{at.path}?{at.query}" if office else address
    host = urlsplit(link).hostname
    again = (("To see it again", link),) if host and host not in THIS_MACHINE else ()
    return (("As at", day_text(view.day)), *more, *again)


def page_address(address: str, page: Page) -> str:
    """The address of a page of the app at ``address``."""
    return f"{address.partition('?')[0].rstrip('/')}/{page.url_path}"


def _beside(figure: HeadlineFigure | ProcessFigure) -> str:
    return "; ".join(filter(None, (figure.beside, figure.measure.better.in_words)))
