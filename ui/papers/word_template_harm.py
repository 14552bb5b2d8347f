"""Harm in a Word template: macros, other files, and whatever it loads as it opens.

Links are read as XML, as Word reads them: one can be written in many ways.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

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
