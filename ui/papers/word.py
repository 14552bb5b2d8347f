"""A paper as a Word document, with its headings, lists and tables as Word knows them.

The app calls this in a worker process, which has limits of time and memory.
"""

from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _BaseHeaderFooter as HeaderOrFooter
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from ui.papers.column_widths import CELL_TYPE, column_widths
from ui.papers.paper import (
    Block,
    Bullets,
    Figures,
    Heading,
    Pages,
    Paper,
    PaperTable,
    PaperText,
    Paragraph,
    Picture,
    Run,
    is_kept_together,
    is_link,
    pages_of,
    with_next,
    with_whole_days,
)
from ui.papers.word_template import Opened, open_template

QUIET, MARK_COLOUR = (RGBColor.from_string(each) for each in ("46525F", "801650"))
SMALL_TYPE = Pt(8.5)
A4 = (Cm(21), Cm(29.7))


def mark_pages(document: WordDocument, paper: Paper) -> None:
    """Put the marking, the reference and the number on each page, below what a template has."""
    has_even = document.settings.odd_and_even_pages_header_footer
    for place, page in enumerate(document.sections):
        pairs = [(page.header, page.footer)]
        if page.different_first_page_header_footer:
            pairs.append((page.first_page_header, page.first_page_footer))
        if has_even:
            pairs.append((page.even_page_header, page.even_page_footer))
        for head, foot in pairs:
            if place == 0 or not head.is_linked_to_previous:
                _add_marking(_free_line(head), paper)
            if place == 0 or not foot.is_linked_to_previous:
                _add_foot(_free_line(foot), paper)


def _free_line(part: HeaderOrFooter) -> WordParagraph:
    """The last paragraph of a header or footer if it is empty; otherwise one below it."""
    last = part.paragraphs[-1] if part.paragraphs else None
    is_free = last is not None and not last.text.strip() and not [*last._p.iter(qn("w:drawing"))]
    return last if last is not None and is_free else part.add_paragraph()


def _add_marking(head: WordParagraph, paper: Paper) -> None:
    add_runs(head, (Run(paper.marking, is_bold=True),), SMALL_TYPE, QUIET)
    if paper.mark:
        add_runs(head, (Run(f". {paper.mark}", is_bold=True),), SMALL_TYPE, MARK_COLOUR)


def _add_foot(foot: WordParagraph, paper: Paper) -> None:
    add_runs(foot, (Run(f"{paper.foot} Page "),), SMALL_TYPE, QUIET)
    _add_field(foot, "PAGE")
    add_runs(foot, (Run(" of "),), SMALL_TYPE, QUIET)
    _add_field(foot, "NUMPAGES")


def turn(document: WordDocument, orientation: WD_ORIENT) -> None:
    """Begin a page that lies on its side, or stands."""
    page = document.add_section(WD_SECTION.NEW_PAGE)
    # The empty line that ends the pages before must not begin one of its own.
    end = WordParagraph(document.element.body.p_lst[-1], document._body).paragraph_format
    end.space_before = end.space_after = Pt(0)
    end.line_spacing = Pt(1)
    page.different_first_page_header_footer = False
    sides = (page.page_width or A4[0], page.page_height or A4[1])
    page.orientation = orientation
    is_on_its_side = orientation == WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = sorted(sides, reverse=is_on_its_side)


def _add_field(paragraph: WordParagraph, code: str) -> None:
    """A number that Word works out."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = SMALL_TYPE, QUIET
        if kind == "shown":
            run.text = text
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = f" {text} "
        run._r.append(part)


def add_runs(
    paragraph: WordParagraph,
    words: PaperText,
    size: Pt | None = None,
    colour: RGBColor | None = None,
) -> None:
    for text, is_bold in words:
        run = paragraph.add_run(text)
        run.bold = is_bold or None
        if size:
            run.font.size = size
        if colour:
            run.font.color.rgb = colour


FONT, LANGUAGE = "Arial", "en-GB"
INK, STRONG = (RGBColor.from_string(each) for each in ("1B2733", "12436D"))
PALE, LINE = "EEF2F6", "D5DAE0"
MARGIN, EDGE = Cm(1.7), Cm(1.9)
SIZES = {"Title": 20, "Heading 1": 13, "Heading 2": 10.5, "Normal": 9.5}
SPACES = (("Title", 0, 6), ("Heading 1", 12, 5), ("Heading 2", 8, 4), ("Normal", 0, 4))
BELOW_TABLE = Pt(6)
CELL, LEAD, NUMBER = Pt(CELL_TYPE), Pt(11.5), Pt(15)
# Word keeps a date; a paper is of its day, whenever it is made.
MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)


def as_docx(paper: Paper, template: bytes | None = None) -> bytes:
    """The paper as a Word document, in the office's own template if it has one.

    Errors: TemplateRefused.
    """
    opened = open_template(template) if template else Opened(Document(), [])
    document = opened.document
    if not template:
        _set_styles(document)
        _set_page(document)
    _set_properties(document, paper)
    mark_pages(document, paper)
    document.add_paragraph(with_whole_days(paper.title), "Title")
    for name, text in paper.facts:
        fact = _paragraph(document, (Run(f"{name}: ", is_bold=True),), SMALL_TYPE, QUIET)
        if is_link(text):
            _add_link(fact, text)
        else:
            add_runs(fact, (Run(text),), SMALL_TYPE, QUIET)
        fact.paragraph_format.space_after = Pt(1)
    for pages in pages_of(paper):
        _add_pages(document, pages)
    _add_below(document, opened.below)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _add_link(paragraph: WordParagraph, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, True))
    add_runs(paragraph, (Run(address),), SMALL_TYPE, QUIET)
    link.append(paragraph.runs[-1]._r)
    paragraph._p.append(link)


def _set_styles(document: WordDocument) -> None:
    for name, size in SIZES.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = INK if name in ("Normal", "Heading 2") else STRONG
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, before, after in SPACES:
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        # With the wider lines of Word the first page of a pack would not fit.
        style.paragraph_format.line_spacing = 1.0
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _set_properties(document: WordDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.title, properties.language = paper.title[:255], LANGUAGE
    properties.category, properties.comments = paper.marking, paper.mark
    properties.author, properties.keywords = "", paper.reference
    properties.created = properties.modified = MADE_AT


def _set_page(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = A4
    page.left_margin = page.right_margin = MARGIN
    page.top_margin = page.bottom_margin = EDGE


def _add_pages(document: WordDocument, pages: Pages) -> None:
    if pages.is_annex:
        turn(document, WD_ORIENT.PORTRAIT if pages.stand else WD_ORIENT.LANDSCAPE)
    for heading, blocks in pages.parts:
        if heading:
            document.add_heading(heading, 1)
        for block, is_with_next in with_next(blocks):
            _add_block(document, block, is_with_next)


def _add_below(document: WordDocument, below: list[BaseOxmlElement]) -> None:
    """Put back what stands in a template below its content, on a page that stands."""
    if below and document.sections[-1].orientation == WD_ORIENT.LANDSCAPE:
        turn(document, WD_ORIENT.PORTRAIT)
    end = document.element.body[-1]
    for each in below:
        end.addprevious(each)


def _add_block(document: WordDocument, block: Block, is_with_next: bool) -> None:
    match block:
        case Heading(text):
            document.add_heading(text, 2)
        case Paragraph(words, is_lead, is_quiet):
            size = LEAD if is_lead else SMALL_TYPE if is_quiet else None
            written = _paragraph(document, words, size, QUIET if is_quiet else None)
            written.paragraph_format.keep_together = is_kept_together((words,))
            written.paragraph_format.keep_with_next = is_with_next or None
        case Bullets(items, is_numbered):
            for item in items:
                style = "List Number" if is_numbered else "List Bullet"
                add_runs(document.add_paragraph(style=style), item)
        case PaperTable():
            _add_table(document, block)
        case Figures(heading, figures):
            document.add_heading(heading, 2)
            for shown, title, beside in figures:
                line = document.add_paragraph()
                add_runs(line, (Run(shown, is_bold=True),), NUMBER, STRONG)
                add_runs(line, (Run(f" {title}", is_bold=True),))
                if beside:
                    add_runs(line, (Run(f"; {beside}"),), SMALL_TYPE, QUIET)
        case Picture(headline, subtitle, png, alt):
            document.add_heading(headline, 2)
            below = _paragraph(document, (Run(subtitle),), SMALL_TYPE, QUIET)
            below.paragraph_format.keep_with_next = True
            picture = document.add_picture(BytesIO(png), width=Cm(block.width))
            picture._inline.docPr.set("descr", alt)


def _add_table(document: WordDocument, block: PaperTable) -> None:
    page = document.sections[-1]
    room = (page.page_width or A4[0]) - (page.left_margin or 0) - (page.right_margin or 0)
    table = document.add_table(rows=1 + len(block.rows), cols=len(block.columns))
    table.autofit = False
    _set_borders(table, block.alt)
    widths = [Pt(width) for width in column_widths(block, Emu(room).pt)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = tuple((Run(column, is_bold=True),) for column in block.columns)
    above_last = len(block.rows) - block.last_rows
    # A row of the library looks through the whole table for each of its cells.
    for place, (row, cells) in enumerate(zip(table._tbl.tr_lst, (head, *block.rows), strict=True)):
        marks = row.get_or_add_trPr()
        if place == 0:
            marks.append(OxmlElement("w:cantSplit"))
            marks.append(OxmlElement("w:tblHeader"))
        elif is_kept_together(block.rows[place - 1]):
            marks.append(OxmlElement("w:cantSplit"))
        for cell, words, width in zip(row.tc_lst, cells, widths, strict=True):
            cell.width = width
            paragraph = WordParagraph(cell.p_lst[0], table)
            paragraph.paragraph_format.space_after = Pt(1)
            add_runs(paragraph, words, CELL)
            # A page never ends after the head of a table, or a row or two of it, and none begins
            # with its last row.
            if place < block.first_rows or above_last < place < len(block.rows):
                paragraph.paragraph_format.keep_with_next = True
            if place == 0:
                _shade(cell.get_or_add_tcPr())
    below = document.add_paragraph().paragraph_format
    below.space_after, below.line_spacing = Pt(0), BELOW_TABLE


def _set_borders(table: WordTable, alt: str) -> None:
    """A line under each row, and the table's description for a screen reader."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)
    described = OxmlElement("w:tblDescription")
    described.set(qn("w:val"), alt)
    properties.append(described)


def _shade(cell_properties: BaseOxmlElement) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
        shade.set(qn(f"w:{name}"), value)
    cell_properties.append(shade)


def _paragraph(
    document: WordDocument,
    words: PaperText,
    size: Pt | None = None,
    colour: RGBColor | None = None,
) -> WordParagraph:
    paragraph = document.add_paragraph()
    add_runs(paragraph, words, size, colour)
    return paragraph
