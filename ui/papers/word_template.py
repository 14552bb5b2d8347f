"""The office's own Word template: refused if it could do harm, else opened to be written into.

Called in the worker process that writes papers, which has limits of time and memory: a template is
a file of somebody else until it was looked at. Harm is macros, other files, and whatever it loads
as it opens. Links are read as XML, as Word reads them: one can be written in many ways.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
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

from data_access.word_template_size import MOST_BYTES, TOO_LARGE

MEGABYTE = 1_000_000
MOST_UNPACKED, MOST_PARTS = 30 * MEGABYTE, 2_000
NO_WORD_FILE = "It is not a Word document (.docx), or it is damaged."
MACROS = "It holds macros. Save it as a Word document without them (.docx), then try again."
LOADS = (
    "It loads something from elsewhere, such as a linked picture or another template. Put it into "
    "the document itself, then try again."
)
EMBEDS = "It holds another file. Take it out, then try again."
# Links that are followed only if a reader chooses to.
OF_LINKS = "/hyperlink"
OF_MACROS = ("/vbaProject", "/wordVbaData")
OF_FILES = ("/oleObject", "/package", "/aFChunk", "/control", "/activeXControlBinary")
# Fields by which Word opens something else, each by the first word of its instruction.
LOADING = re.compile(
    r"^\s*(INCLUDE(PICTURE|TEXT)?|DDE(AUTO)?|LINK|IMPORT|DATABASE|RD)\b", re.IGNORECASE | re.M
)
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, RuntimeError)


class TemplateRefused(Exception):
    """Raised if a template cannot be used; the message says why, and what to do."""


def refuse_harm(content: bytes) -> None:
    """Refuses a file that is no Word document or could do harm. Errors: TemplateRefused."""
    if len(content) > MOST_BYTES:
        raise TemplateRefused(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_large(archive)
            parts = {name: archive.read(name) for name in archive.namelist()}
    except UNREADABLE as problem:
        raise TemplateRefused(NO_WORD_FILE) from problem
    if "word/document.xml" not in parts:
        raise TemplateRefused(NO_WORD_FILE)
    if any("vba" in name.lower() for name in parts):
        raise TemplateRefused(MACROS)
    if any("/embeddings/" in name or "/activeX/" in name for name in parts):
        raise TemplateRefused(EMBEDS)
    for name, part in parts.items():
        root = _root(name, part)
        if root is not None:
            _refuse_part(root)


def _refuse_large(archive: zipfile.ZipFile) -> None:
    """Refuse what would be too large, by what it says of itself, before any of it is unpacked."""
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TemplateRefused(f"It is larger than {MOST_UNPACKED // MEGABYTE} MB unpacked.")
    if len(parts) > MOST_PARTS:
        raise TemplateRefused(f"It has more than {MOST_PARTS:,} parts.")


def _root(name: str, part: bytes) -> BaseOxmlElement | None:
    """A part as XML, whatever it is called; null where it is none."""
    try:
        root: BaseOxmlElement = parse_xml(part)
    except (SyntaxError, ValueError) as problem:
        if name.endswith((".xml", ".rels")):
            raise TemplateRefused(NO_WORD_FILE) from problem
        return None
    # Entities are not resolved, but no document of Word declares any.
    if root.getroottree().docinfo.doctype:
        raise TemplateRefused(NO_WORD_FILE)
    return root


def _refuse_part(root: BaseOxmlElement) -> None:
    if any("macroEnabled" in each.get("ContentType", "") for each in root.iter("{*}Override")):
        raise TemplateRefused(MACROS)
    for link in root.iter("{*}Relationship"):
        kind = link.get("Type", "")
        if kind.endswith(OF_MACROS):
            raise TemplateRefused(MACROS)
        if kind.endswith(OF_FILES):
            raise TemplateRefused(EMBEDS)
        if link.get("TargetMode", "Internal") != "Internal" and not kind.endswith(OF_LINKS):
            raise TemplateRefused(LOADS)
    # A picture of older Word, with its address beside it instead of in a relationship.
    if any("src" in each.attrib for each in root.iter("{urn:schemas-microsoft-com:vml}*")):
        raise TemplateRefused(LOADS)
    if LOADING.search("".join(_instructions(root))):
        raise TemplateRefused(LOADS)


def _instructions(root: BaseOxmlElement) -> Iterator[str]:
    """The instructions of all fields, each on a line; that of one may be spread over runs."""
    for each in root.iter("{*}instrText", "{*}fldChar"):
        yield (each.text or "") if each.tag.endswith("}instrText") else "\n"
    for field in root.iter("{*}fldSimple"):
        yield from (f"\n{value}" for name, value in field.attrib.items() if name.endswith("instr"))


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
