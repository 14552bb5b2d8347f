"""The pages of a Word document: what stands at their head and foot, and which way they lie."""

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import _BaseHeaderFooter as HeaderOrFooter
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from ui.papers.paper import Paper, PaperText, Run

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
