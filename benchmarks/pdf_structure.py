"""The needs of a screen reader in a PDF, checked by a library that did not write it.

These are the points of PDF/UA-1 that a program can tell by itself: everything drawn is tagged or
marked as decoration, and each tag has what its kind needs.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

WRITES = {b"Tj", b"TJ", b"'", b'"'}
ARTIFACT = "/Artifact"
DRAWS = WRITES | {b"Do", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"sh"}
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# By tag, those that it may stand in.
STANDS_IN = {
    "LI": ("L",),
    "LBody": ("LI",),
    "Lbl": ("LI", "Note"),
    "TR": ("Table", "THead", "TBody", "TFoot"),
    "TH": ("TR",),
    "TD": ("TR",),
    "THead": ("Table",),
    "TBody": ("Table",),
}


def faults_of(pdf: bytes) -> list[str]:
    """The faults of a PDF, in words; empty where none is found."""
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    return [
        *_of_the_whole(reader, root),
        *_of_tags(root),
        *(fault for page in reader.pages for fault in _of_page(page)),
        *_of_fonts(reader),
    ]


def _of_the_whole(reader: PdfReader, root: Any) -> Iterator[str]:
    if not root.get("/Lang"):
        yield "it has no language"
    is_marked = (root.get("/MarkInfo") or {}).get("/Marked")
    if not (is_marked and is_marked.value):
        yield "it is not marked as tagged"
    if not (reader.metadata and reader.metadata.title):
        yield "it has no title"
    shows_title = (root.get("/ViewerPreferences") or {}).get("/DisplayDocTitle")
    if not (shows_title and shows_title.value):
        yield "its window shows the name of the file"
    metadata = root["/Metadata"].get_data() if "/Metadata" in root else b""
    if b"pdfuaid:part" not in metadata:
        yield "it does not say that it follows PDF/UA"
    if reader.is_encrypted:
        yield "it is locked"


def _of_tags(root: Any) -> Iterator[str]:
    if "/StructTreeRoot" not in root:
        yield "it has no tags"
        return
    level = 0
    for node, parent in _walk(root["/StructTreeRoot"], ""):
        tag = _tag(node)
        if tag in STANDS_IN and parent not in STANDS_IN[tag]:
            yield f"a {tag} stands in a {parent or 'root'}"
        if tag == "Figure" and not node.get("/Alt"):
            yield "a picture has no description"
        if tag == "TH" and not _scope(node):
            yield "a heading of a table does not say what it heads"
        if tag in HEADINGS:
            now = HEADINGS.index(tag) + 1
            if now > level + 1:
                yield f"a heading of level {now} follows one of level {level}"
            level = now
        if tag == "Table":
            yield from _of_table(node)


def _of_table(table: Any) -> Iterator[str]:
    widths = set()
    for node, _ in _walk(table, ""):
        if _tag(node) == "TR":
            cells = [_tag(each) for each in _children(node)]
            widths.add(sum(tag in ("TH", "TD") for tag in cells))
    if len(widths) > 1:
        yield f"the rows of a table have {' or '.join(map(str, sorted(widths)))} cells"


def _of_page(page: Any) -> Iterator[str]:
    """Faults of a page: untagged drawing that is no decoration; links without text or order.

    A head or foot that is read out as words of the page is a fault too.
    """
    marks, untagged, decorating = [], 0, 0
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[0])
        elif operator == b"EMC":
            marks.pop()
        elif operator in DRAWS and not marks:
            untagged += 1
        elif operator in WRITES and ARTIFACT in marks:
            decorating += 1
    if untagged:
        yield f"{untagged} things on page {page.page_number + 1} are neither tagged nor decoration"
    if not decorating:
        yield f"page {page.page_number + 1} has no head or foot that is decoration"
    notes = [each.get_object() for each in page.get("/Annots", [])]
    if notes and page.get("/Tabs") != "/S":
        yield f"the links of page {page.page_number + 1} are not in the order of reading"
    for note in notes:
        if note.get("/Subtype") == "/Link" and not note.get("/Contents"):
            yield f"a link on page {page.page_number + 1} has no description"
        if "/StructParent" not in note:
            yield f"a link on page {page.page_number + 1} has no tag"


def _of_fonts(reader: PdfReader) -> Iterator[str]:
    seen = set()
    for page in reader.pages:
        for font in (page.get("/Resources", {}).get("/Font") or {}).values():
            found = font.get_object()
            if found["/BaseFont"] in seen:
                continue
            seen.add(found["/BaseFont"])
            if "/ToUnicode" not in found:
                yield f"the letters of {found['/BaseFont']} cannot be read"
            below = [each.get_object() for each in found.get("/DescendantFonts", [found])]
            described = [each.get("/FontDescriptor", {}) for each in below]
            if not all({"/FontFile", "/FontFile2", "/FontFile3"} & {*each} for each in described):
                yield f"{found['/BaseFont']} is not in the file"


def _walk(node: Any, parent: str) -> Iterator[tuple[Any, str]]:
    """Every tag in the order of reading, with the one that it stands in."""
    for child in _children(node):
        yield child, parent
        yield from _walk(child, _tag(child))


def _children(node: Any) -> list[Any]:
    kids = node.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    each = kids if isinstance(kids, list) else [kids]
    found = [one.get_object() if hasattr(one, "get_object") else one for one in each]
    return [one for one in found if isinstance(one, dict) and "/S" in one]


def _tag(node: Any) -> str:
    return str(node.get("/S", "")).removeprefix("/")


def _scope(node: Any) -> bool:
    attributes = node.get("/A", {})
    attributes = attributes.get_object() if hasattr(attributes, "get_object") else attributes
    each = attributes if isinstance(attributes, list) else [attributes]
    found = [one.get_object() if hasattr(one, "get_object") else one for one in each]
    return any(isinstance(one, dict) and "/Scope" in one for one in found)
