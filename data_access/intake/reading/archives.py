"""A zip looked into before any library unpacks it: which kind it is, and whether it is safe."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from data_access.intake.reading.grids import (
    FEWEST_BYTES_REFUSED,
    MOST_BYTES_OF_WORKBOOK,
    MOST_BYTES_UNPACKED,
    MOST_TIMES_UNPACKED,
    NotReadable,
)
from data_access.intake.reading.kinds import Kind, no_spreadsheet

MOST_PARTS = 10_000
PIECE = 1_000_000
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# No program writes these into a spreadsheet; what one entity names can fill any memory.
ENTITY = b"<!ENTITY"
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
OPENDOCUMENT = b"application/vnd.oasis.opendocument."
PARTS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
}
CONTENT_TYPES, MACRO_TYPE = "[Content_Types].xml", b"macroEnabled.main"
MACROS = (
    "The workbook holds macros or is in the binary form (.xlsm, .xlsb), which is not accepted."
    " Save it as an Excel workbook (.xlsx) and send that."
)
PROTECTED = "The workbook is protected by a password. Take the password off and send it again."
DAMAGED = "The workbook is damaged or cut short. Open it in Excel, save it again and send that."


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The zip in ``content``, not yet unpacked.

    Errors: NotReadable where it is too large, broken, locked or holds one name twice.
    """
    if len(content) > MOST_BYTES_OF_WORKBOOK:
        raise too_large()
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN:
        raise NotReadable(DAMAGED) from None
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise NotReadable(PROTECTED)
    names = {part.filename.lower() for part in parts}
    methods = {part.compress_type for part in parts}
    if len(names) < len(parts) or len(parts) > MOST_PARTS or not methods <= METHODS:
        raise NotReadable(DAMAGED)
    return archive


def archive_kind(archive: zipfile.ZipFile) -> Kind:
    """The kind of workbook in the zip.

    Errors: NotReadable for macros, a password, another document, or files packed together.
    """
    names = {name.lower() for name in archive.namelist()}
    if any(map(_is_macro, names)) or MACRO_TYPE in small_part(archive, CONTENT_TYPES):
        raise NotReadable(MACROS)
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "mimetype" in names:
        return _opendocument_kind(archive)
    other = next((what for part, what in PARTS.items() if part in names), None)
    raise no_spreadsheet(other or "a packed archive")


def check_unpacked(archive: zipfile.ZipFile, size: int) -> None:
    """Nothing, for a zip of ``size`` bytes that unpacks to a bearable size, without entities.

    Errors: NotReadable otherwise. What is counted is what comes out, not what the zip declares.
    """
    most = min(MOST_BYTES_UNPACKED, max(FEWEST_BYTES_REFUSED, MOST_TIMES_UNPACKED * size))
    unpacked = 0
    for part in archive.namelist():
        end = b""
        for piece in pieces(archive, part):
            unpacked += len(piece)
            if unpacked > most:
                raise too_large()
            if ENTITY in end + piece:
                raise NotReadable(DAMAGED)
            end = piece[1 - len(ENTITY) :]


def pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """One part of the zip, unpacked a piece at a time.

    Errors: NotReadable where it does not unpack.
    """
    try:
        with archive.open(name) as part:
            yield from iter(lambda: part.read(PIECE), b"")
    except BROKEN:
        raise NotReadable(DAMAGED) from None


def small_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first million bytes of one part; nothing where the zip has no such part."""
    return next(pieces(archive, name), b"") if name in archive.namelist() else b""


def too_large() -> NotReadable:
    """The fault of a workbook that holds too much."""
    return NotReadable(
        f"The workbook is larger than {MOST_BYTES_OF_WORKBOOK // 1_000_000} MB, or"
        f" {MOST_BYTES_UNPACKED // 1_000_000} MB unpacked. Delete what is not needed,"
        " or send it in several files."
    )


def _opendocument_kind(archive: zipfile.ZipFile) -> Kind:
    kind = small_part(archive, "mimetype").strip().removeprefix(OPENDOCUMENT)
    if kind not in (b"spreadsheet", b"spreadsheet-template"):
        raise no_spreadsheet("another kind of document")
    if b"encryption-data" in small_part(archive, "META-INF/manifest.xml"):
        raise NotReadable(PROTECTED)
    return Kind.ODS


def _is_macro(name: str) -> bool:
    """Libraries without a module of their own stand in many an OpenDocument file."""
    module = name.startswith("basic/") and name.count("/") == 2 and "/script-" not in name
    return module or name.endswith(("vbaproject.bin", "xl/workbook.bin")) or "/macrosheets/" in name
