"""What kind of file some bytes are, told from the bytes alone."""

import re
from enum import StrEnum

from data_access.intake.reading.grids import NotReadable


class Kind(StrEnum):
    """The kinds of file that are read."""

    XLSX = "Excel workbook"
    XLS = "Excel 97 workbook"
    ODS = "OpenDocument spreadsheet"
    TEXT = "CSV"


ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDINGS = {
    "xlsx": Kind.XLSX,
    "xls": Kind.XLS,
    "ods": Kind.ODS,
    "csv": Kind.TEXT,
    "tsv": Kind.TEXT,
    "txt": Kind.TEXT,
}
WHAT_TO_SEND = "Save it as an Excel workbook (.xlsx) or as CSV and send that."
PACKED = "a packed archive"
PICTURE = "a picture"
STARTS = {
    b"%PDF": "a PDF",
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"II*\x00": PICTURE,
    b"MM\x00*": PICTURE,
    b"{\\rtf": "a text document",
    b"\x1f\x8b": PACKED,
    b"7z\xbc\xaf\x27\x1c": PACKED,
    b"Rar!": PACKED,
    b"PK\x05\x06": "an empty archive",
    b"SQLite format 3": "a database",
    b"PAR1": "a data file for programs",
}
# The first words of what programs save under the name of a spreadsheet.
MARKUP = [
    (re.compile(rb"\s*<\?xml.*?urn:schemas-microsoft-com:office:spreadsheet", re.S),
     "a workbook in the XML of Excel 2003"),
    (re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b",
                re.S | re.I), "a web page"),
    (re.compile(rb"\s*<\?xml.*?<(?:\w+:)?html\b", re.S | re.I), "a web page"),
    (re.compile(rb"\s*MIME-Version:.*?multipart/related", re.S | re.I), "a web page"),
    (re.compile(rb"\s*<(?:\?xml|!doctype|\w+:?\w*\s+xmlns)", re.I), "an XML file"),
]  # fmt: skip
BEGINNING = 4096
# Blanks, the marks before a text that tell its encoding, and what a failed copy is filled with.
NOTHING = b" \t\r\n\xef\xbb\xbf\xff\xfe\0"


def starting_kind(content: bytes) -> Kind | None:
    """The kind that the first bytes tell: text if nothing else; None for a zip, to be looked into.

    Errors: NotReadable for an empty file and for what is known to be no spreadsheet.
    """
    if not content.strip(NOTHING):
        raise NotReadable("The file is empty. Export it again and look that it holds rows.")
    if content.startswith(ZIP):
        return None
    if content.startswith(COMPOUND):
        return Kind.XLS
    if what := _known_for_something_else(content):
        raise no_spreadsheet(what)
    return Kind.TEXT


def no_spreadsheet(what: str) -> NotReadable:
    """The fault of a file that is ``what`` instead of a spreadsheet."""
    return NotReadable(f"The file is {what}, not a spreadsheet. {WHAT_TO_SEND}")


def notice_of_mismatch(name: str, kind: Kind) -> str | None:
    """A sentence where the end of the file's name promises another kind; None where it does not."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ENDINGS.get(ending, kind) == kind:
        return None
    return (
        f"The name ends in .{ending} but the file is {_with_article(kind)}, and was read as that."
    )


def _with_article(kind: Kind) -> str:
    return "text" if kind == Kind.TEXT else f"an {kind}"


def _known_for_something_else(content: bytes) -> str | None:
    beginning = content[:BEGINNING].removeprefix(b"\xef\xbb\xbf")
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.replace(b"\x00", b"")[2:]
    if beginning[4:8] == b"ftyp" or (beginning[:4], beginning[8:12]) == (b"RIFF", b"WEBP"):
        return PICTURE
    starts = (what for start, what in STARTS.items() if beginning.startswith(start))
    markup = (what for pattern, what in MARKUP if pattern.match(beginning))
    return next(starts, None) or next(markup, None)
