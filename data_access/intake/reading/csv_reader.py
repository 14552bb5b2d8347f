"""Reads CSV in any usual encoding and with any usual separator as a sheet."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice, zip_longest

import polars as pl

from data_access.intake.reading.sheet import (
    MOST_BYTES_OF_TEXT,
    NotReadable,
    check_longest,
    check_size,
)

SEPARATORS = [",", ";", "\t", "|"]
ENCODINGS = ["utf-8", "cp1252"]
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SAMPLE = 64_000
# Columns of this few rows fit in the processor's cache: three times as fast as 50,000 rows.
CHUNK = 500
# Tabs, line breaks, and the control characters that old systems leave at the end of a page or file.
CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1a"))
MOST_CONTROLS = 0.01


def read_csv(content: bytes) -> pl.DataFrame:
    """The rows of a text, including blank ones, as String columns c0, c1, ...

    Nulls: an empty field, and the missing fields of a short row.
    Errors: NotReadable for bytes that are not text, a stray quotation mark, and oversized files.
    """
    if len(content) > MOST_BYTES_OF_TEXT:
        raise NotReadable(
            f"The file is larger than {MOST_BYTES_OF_TEXT // 1_000_000} MB."
            " Send it in several files."
        )
    encoding = _encoding(content)
    hint, separator = _separator(content, encoding)
    return _frame(_chunks(_lines(content, encoding, skip=hint), separator))


def _encoding(content: bytes) -> str:
    marked = [encoding for mark, encoding in MARKS.items() if content.startswith(mark)]
    candidates = marked or ENCODINGS
    encoding = next((each for each in candidates if _decodes(content, each)), None)
    if encoding is None or _holds_controls(content, encoding):
        raise NotReadable(
            "The file is neither a workbook nor readable text: it may be damaged."
            " Export it again, as an Excel workbook (.xlsx) or as CSV (UTF-8)."
        )
    return encoding


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _holds_controls(content: bytes, encoding: str) -> bool:
    is_wide = encoding.startswith("utf-16")
    narrow = content.decode(encoding).encode() if is_wide else content
    controls = len(narrow) - len(narrow.translate(None, CONTROLS))
    return b"\x00" in narrow or controls > MOST_CONTROLS * len(narrow)


def _lines(content: bytes, encoding: str, skip: bool = False) -> Iterator[str]:
    # Without newline translation, lines end at CR, LF or CRLF and keep their ending.
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
    return islice(lines, int(skip), None)


def _separator(content: bytes, encoding: str) -> tuple[bool, str]:
    """True if the first line is Excel's hint (``sep=;``), and the separator."""
    first = next(_lines(content, encoding), "").rstrip("\r\n").lower()
    hint = first.removeprefix("sep=")
    if first.startswith("sep=") and hint in SEPARATORS:
        return True, hint
    return False, max(SEPARATORS, key=lambda each: _regularity(content, encoding, each))


def _regularity(content: bytes, encoding: str, separator: str) -> tuple[int, int]:
    """The number of first rows with the commonest number of fields above one, and that number.

    Titles above the table and commas in sentences make fewer rows agree.
    """
    rows = csv.reader(_beginning(content, encoding), delimiter=separator)
    try:
        widths = Counter(len(row) for row in rows if len(row) > 1)
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _beginning(content: bytes, encoding: str) -> Iterator[str]:
    length = 0
    for line in _lines(content, encoding):
        length += len(line)
        if length > SAMPLE:
            return
        yield line


def _chunks(lines: Iterator[str], separator: str) -> Iterator[list[list[str]]]:
    rows = csv.reader(lines, delimiter=separator, strict=True)
    try:
        while chunk := list(islice(rows, CHUNK)):
            yield chunk
    except csv.Error:
        raise NotReadable(
            f"A cell on or before line {rows.line_num} does not end as it should: a quotation mark"
            " in it is not closed, or not doubled. Mend it, or send an Excel workbook (.xlsx)."
        ) from None


def _frame(chunks: Iterator[list[list[str]]]) -> pl.DataFrame:
    frames, height, widest = [pl.DataFrame(schema={"c0": pl.String})], 0, 0
    for chunk in chunks:
        height, widest = height + len(chunk), max(widest, *map(len, chunk))
        check_size(height, widest)
        frames.append(_columns(chunk))
    together = pl.concat(frames, how="diagonal", rechunk=True)
    longest = together.select(pl.all().str.len_chars().max()).row(0)
    check_longest(max(filter(None, longest), default=0), "file")
    return together.select(pl.when(pl.all() != "").then(pl.all()))


def _columns(rows: list[list[str]]) -> pl.DataFrame:
    # A file of blank lines has no column, so its rows would be lost.
    columns = list(zip_longest(*rows)) or [(None,) * len(rows)]
    return pl.DataFrame(
        [pl.Series(f"c{place}", column, dtype=pl.String) for place, column in enumerate(columns)]
    )
