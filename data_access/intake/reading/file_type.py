"""Detects the type of a file from its bytes alone."""

import io
import re
import struct
import zipfile
import zlib

from data_access.intake.reading.sheet import (
    MOST_BYTES_OF_WORKBOOK,
    MOST_BYTES_UNPACKED,
    NotReadable,
    most_unpacked,
)

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WHAT_TO_SEND = "Save it as an Excel workbook (.xlsx) or as CSV and send that."
OLD_WORKBOOK = (
    "The file is an Excel 97 workbook (.xls), in which lost rows and the figures of charts cannot"
    f" be told from those of the table. {WHAT_TO_SEND}"
)
MACROS = (
    "The workbook holds macros or is in the binary form (.xlsm, .xlsb), which is not accepted."
    " Save it as an Excel workbook (.xlsx) and send that."
)
PROTECTED = "The workbook is protected by a password. Take the password off and send it again."
DAMAGED = "The workbook is damaged or cut short. Open it in Excel, save it again and send that."
NO_SPREADSHEET = (
    "The file is no spreadsheet but something else, such as a PDF, a web page, a Word document, a"
    f" packed archive or an OpenDocument spreadsheet (.ods), which are not read. {WHAT_TO_SEND}"
)
# The first bytes of what is sent under the name of a spreadsheet and could be read as text.
OTHER_FILES = re.compile(
    rb"%PDF|\s*(?:<!--.*?-->\s*)?<(?:!doctype|\?xml|\w+:?\w*\s+xmlns"
    rb"|(?:html|head|body|table|meta|style|div)\b)",
    re.S | re.I,
)
BEGINNING = 4096
# Blanks, byte order marks, and the zeros that fill a failed copy.
NOTHING = b" \t\r\n\xef\xbb\xbf\xff\xfe\0"
CONTENT_TYPES, MACRO_TYPE = "[Content_Types].xml", b"macroEnabled.main"
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(KeyError, NotImplementedError, RuntimeError, ValueError),
)


def is_workbook(content: bytes) -> bool:
    """True for a zip, which a worker opens; otherwise the content is text.

    Errors: NotReadable for an empty file, and for a known type that is not a spreadsheet.
    """
    if not content.strip(NOTHING):
        raise NotReadable("The file is empty. Export it again and look that it holds rows.")
    if content.startswith(ZIP):
        if len(content) > MOST_BYTES_OF_WORKBOOK:
            raise _too_large()
        return True
    if content.startswith(COMPOUND):
        raise _compound_document(content)
    if _known_for_something_else(content):
        raise NotReadable(NO_SPREADSHEET)
    return False


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The zip in ``content``, not yet unpacked.

    Errors: NotReadable if it is broken, locked or too large when unpacked.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN_ZIP:
        raise NotReadable(DAMAGED) from None
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise NotReadable(PROTECTED)
    if sum(part.file_size for part in archive.infolist()) > most_unpacked(len(content)):
        raise _too_large()
    return archive


def refuse_others(archive: zipfile.ZipFile) -> None:
    """Checks that the zip is a workbook of Excel.

    Errors: NotReadable for macros, another document, or files packed together.
    """
    names = {name.lower() for name in archive.namelist()}
    if any(map(_is_macro, names)) or MACRO_TYPE in read_part(archive, CONTENT_TYPES):
        raise NotReadable(MACROS)
    if "xl/workbook.xml" not in names:
        raise NotReadable(NO_SPREADSHEET)


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of the zip, in upper or lower case; empty if the zip has no such part.

    Errors: NotReadable if it cannot be unpacked.
    """
    spelled = next((each for each in archive.namelist() if each.lower() == name.lower()), None)
    try:
        return archive.read(spelled) if spelled else b""
    except BROKEN_ZIP:
        raise NotReadable(DAMAGED) from None


def _too_large() -> NotReadable:
    return NotReadable(
        f"The workbook is larger than {MOST_BYTES_OF_WORKBOOK // 1_000_000} MB, or"
        f" {MOST_BYTES_UNPACKED // 1_000_000} MB unpacked. Delete what is not needed,"
        " or send it in several files."
    )


def _compound_document(content: bytes) -> NotReadable:
    """The refusal of an old Office document, or of a new one with a password.

    The library can read old workbooks, but reads figures of a chart as cells of the sheet, and does
    not notice that a file is cut off.
    """
    if _utf16("EncryptedPackage") in content:
        return NotReadable(PROTECTED)
    if _utf16("Workbook") in content or _utf16("Book") in content:
        return NotReadable(OLD_WORKBOOK)
    return NotReadable(NO_SPREADSHEET)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _is_macro(name: str) -> bool:
    return name.endswith(("vbaproject.bin", "xl/workbook.bin")) or "/macrosheets/" in name


def _known_for_something_else(content: bytes) -> bool:
    beginning = content[:BEGINNING].removeprefix(b"\xef\xbb\xbf")
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.replace(b"\x00", b"")[2:]
    return bool(OTHER_FILES.match(beginning))
