"""Looks for planted words in every byte of files and folders, also inside what is packed."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

# Encodings of a text in a file: those most common here, and those of Windows programs.
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
GZIP = b"\x1f\x8b\x08"


def found_in(places: Iterable[Path], words: Iterable[str]) -> list[tuple[str, str]]:
    """Each file, or member of an archive, and the planted word in it, its name included.

    Shape: letters count as the same whatever their case. A folder is gone through to its end.
    """
    looked_for = {word: _written(word) for word in words}
    return [
        (name, word)
        for file in _files(places)
        for name, content in _contents(str(file), file.read_bytes())
        for word, ways in looked_for.items()
        if _holds(content, ways) or _holds(name.encode(), ways)
    ]


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from (each for each in sorted(place.rglob("*")) if each.is_file())
        else:
            yield place


def _contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The bytes as they are, and, packed, those of every member down to the innermost."""
    yield name, content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from _contents(f"{name}/{member}", archive.read(member))
    elif content.startswith(GZIP):
        yield from _contents(f"{name}/unpacked", zlib.decompress(content, wbits=31))


def _written(word: str) -> set[bytes]:
    ways = set()
    for encoding in ENCODINGS:
        try:
            ways.add(word.lower().encode(encoding))
        except UnicodeEncodeError:
            continue
    return ways


def _holds(content: bytes, ways: set[bytes]) -> bool:
    return any(way in content.lower() for way in ways)
