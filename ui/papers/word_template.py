"""The office's own Word template: refused if it could do harm, else opened to be written into.

Called in the worker process that writes papers, which has limits of time and memory: a template is
a file of somebody else until it was looked at.
"""

import io
import re
from copy import deepcopy
from typing import NamedTuple

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from ui.papers.word_template_harm import NO_WORD_FILE, TemplateRefused, refuse_harm

FIELD = re.compile(r"\s*\{\{\s*content\s*\}\}\s*")
STYLES = ("Title", "Heading 1", "Heading 2")
LISTS = {"List Bullet": ("bullet", "•"), "List Number": ("decimal", "%1.")}
NO_FIELD = (
    "It has no paragraph that is just {{ content }}, so nothing says where the document goes. Type "
    "it into the template on a line of its own, outside tables and boxes, then try again."
)
SECTION_BELOW = (
    "A section ends below {{ content }}. Take the section breaks below it out, then try again."
)


class Opened(NamedTuple):
    """A template to write into, and what stands in it below the place of the content."""

    document: WordDocument
    below: list[BaseOxmlElement]


def refusal_of(content: bytes) -> str:
    """Why a template cannot be used, in words; empty where it can."""
    try:
        open_template(content)
    except TemplateRefused as refusal:
        return str(refusal)
    return ""


def open_template(content: bytes) -> Opened:
    """The template without its field, to add to at the end. Errors: TemplateRefused."""
    refuse_harm(content)
    try:
        document = Document(io.BytesIO(content))
    except Exception as problem:
        # Its library raises whatever a damaged part makes it stumble over.
        raise TemplateRefused(NO_WORD_FILE) from problem
    field = next((each for each in document.paragraphs if FIELD.fullmatch(each.text)), None)
    if field is None:
        raise TemplateRefused(NO_FIELD)
    below = [each for each in field._p.itersiblings() if each.tag != qn("w:sectPr")]
    if any(True for each in (field._p, *below) for _ in each.iter(qn("w:sectPr"))):
        raise TemplateRefused(SECTION_BELOW)
    for each in (field._p, *below):
        each.getparent().remove(each)
    _add_missing_styles(document)
    return Opened(document, below)


def _add_missing_styles(document: WordDocument) -> None:
    """Add those styles of papers that the template has not: Word saves only those in use."""
    usual, known = Document(), {style.name for style in document.styles}
    for name in STYLES:
        if name not in known:
            document.styles.element.append(deepcopy(usual.styles[name].element))
    for name, (kind, mark) in LISTS.items():
        if name not in known:
            _add_list(document, usual, name, kind, mark)


def _add_list(document: WordDocument, usual: WordDocument, name: str, kind: str, mark: str) -> None:
    style = deepcopy(usual.styles[name].element)
    document.styles.element.append(style)
    numbering = _numbering(document)
    abstract = 1 + max(_numbers(numbering, "w:abstractNum", "w:abstractNumId"), default=0)
    number = 1 + max(_numbers(numbering, "w:num", "w:numId"), default=0)
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    )
    # All definitions come before the lists that use them.
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(definition)
    else:
        first.addprevious(definition)
    used = f'w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} {used}</w:num>"))
    for each in style.iter(qn("w:numId")):
        each.set(qn("w:val"), str(number))


def _numbers(numbering: BaseOxmlElement, tag: str, attribute: str) -> list[int]:
    return [int(each.get(qn(attribute))) for each in numbering.findall(qn(tag))]


def _numbering(document: WordDocument) -> BaseOxmlElement:
    part = document.part
    try:
        found: Part = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        found = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            part.package,
        )
        part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
    assert isinstance(found, XmlPart)
    element: BaseOxmlElement = found.element
    return element
