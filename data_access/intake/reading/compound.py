"""The container of old Office files: named streams, laid out in sectors like a small disk.

Source: [MS-CFB]. The numbers of the format stand here as they do there.
"""

from collections.abc import Iterator
from struct import Struct, error, iter_unpack, pack

from data_access.intake.reading.archives import DAMAGED
from data_access.intake.reading.grids import NotReadable
from data_access.intake.reading.kinds import COMPOUND

ROOT = "Root Entry"
ENTRY = Struct("<64s52xII4x")
LONG, PAIR = Struct("<I"), Struct("<HH")
FIRST_LISTS = Struct("<109I")
SECTOR_SHIFTS, SMALL_SHIFT = (9, 12), 6
# Sectors of this number and above are marks: of an end, of the table itself, of nothing.
MARKS, TABLE, END, FREE = 0xFFFFFFFA, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
LARGE_SECTOR = LEAST = 4096


def streams_of(content: bytes) -> "Streams":
    """The streams of a compound file. Errors: NotReadable where it is broken."""
    try:
        return Streams(content)
    except (error, LookupError):
        raise NotReadable(DAMAGED) from None


class Streams:
    """The named streams in a compound file."""

    def __init__(self, content: bytes) -> None:
        shift, small_shift = PAIR.unpack_from(content, 30)
        if shift not in SECTOR_SHIFTS or small_shift != SMALL_SHIFT:
            raise NotReadable(DAMAGED)
        self._content, self._size = content, 1 << shift
        # A sector of a table speaks of 128 sectors, of which the least have 64 bytes.
        self._most_tables = len(content) // (128 << SMALL_SHIFT) + 2 * FIRST_LISTS.size // 4
        first_entry, self._least, small_table = (
            LONG.unpack_from(content, place)[0] for place in (48, 56, 60)
        )
        self._next = self._table(self._lists())
        self._small_next = self._table(self._chain(small_table))
        self._entries = self._directory(first_entry)

    @property
    def names(self) -> list[str]:
        """The names of all streams and folders."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """The stream of this name. Errors: NotReadable where it is broken."""
        start, length = self._entries[name]
        try:
            whole = self._joined(start) if length >= self._least else self._small(start)
        except LookupError:
            raise NotReadable(DAMAGED) from None
        return whole[:length]

    def _small(self, start: int) -> bytes:
        """Streams below the least size share the stream of the root, in small sectors."""
        shared, size = self._joined(self._entries[ROOT][0]), 1 << SMALL_SHIFT
        places = _follow(self._small_next, start)
        return b"".join(shared[at * size : (at + 1) * size] for at in places)

    def _directory(self, first: int) -> dict[str, tuple[int, int]]:
        directory = self._joined(first)
        entries: dict[str, tuple[int, int]] = {}
        for name, start, size in ENTRY.iter_unpack(directory):
            entries.setdefault(name.decode("utf-16-le", "replace").split("\0")[0], (start, size))
        return entries

    def _lists(self) -> list[int]:
        """The sectors of the table: the first 109 in the header, others in a chain of lists."""
        sectors = list(FIRST_LISTS.unpack_from(self._content, 76))
        (at,) = LONG.unpack_from(self._content, 68)
        while at < MARKS and len(sectors) <= self._most_tables:
            *more, at = self._numbers(at)
            sectors += more
        if at < MARKS:
            raise NotReadable(DAMAGED)
        return [sector for sector in sectors if sector < MARKS]

    def _table(self, sectors: list[int]) -> list[int]:
        if len(sectors) > self._most_tables:
            raise NotReadable(DAMAGED)
        return [number for at in sectors for number in self._numbers(at)]

    def _numbers(self, at: int) -> Iterator[int]:
        return (number for (number,) in iter_unpack("<I", self._sector(at)))

    def _joined(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first)))

    def _chain(self, first: int) -> list[int]:
        return _follow(self._next, first)

    def _sector(self, at: int) -> bytes:
        sector = self._content[(at + 1) * self._size : (at + 2) * self._size]
        if not sector:
            raise NotReadable(DAMAGED)
        # The last sector of some files is cut short.
        return sector.ljust(self._size, b"\0")


def _follow(table: list[int], at: int) -> list[int]:
    chain: list[int] = []
    while at < MARKS:
        chain.append(at)
        if len(chain) > len(table):
            raise NotReadable(DAMAGED)
        at = table[at]
    return chain


def compound_of(name: str, stream: bytes) -> bytes:
    """A compound file that holds one stream and nothing else."""
    # No shorter than the least, as shorter ones would share the stream of the root.
    length = max(len(stream), LEAST)
    body = _padded(stream.ljust(length, b"\0"))
    sectors = len(body) // LARGE_SECTOR
    # The table names the sectors of the stream, of the directory, and its own.
    lists = -(-4 * (sectors + 1) // (LARGE_SECTOR - 4))
    chain = [*range(1, sectors), END, END, *[TABLE] * lists]
    table = _padded(pack(f"<{len(chain)}I", *chain), b"\xff")
    # Readers ask that the root begins somewhere, though nothing of it is used.
    entries = _entry(ROOT, 5, 0, 0, child=1) + _entry(name, 2, 0, length)
    places = range(sectors + 1, sectors + 1 + lists)
    return _header(sectors, list(places)) + body + _padded(entries) + table


def _header(directory: int, lists: list[int]) -> bytes:
    fixed = pack("<8s16x5H6x", COMPOUND, 0x3E, 4, 0xFFFE, 12, SMALL_SHIFT)
    places = pack("<9I", 1, len(lists), directory, 0, LEAST, END, 0, END, 0)
    return _padded(fixed + places + FIRST_LISTS.pack(*lists, *[FREE] * (109 - len(lists))))


def _entry(name: str, kind: int, first: int, size: int, child: int = FREE) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    links = (FREE, FREE, child)
    return pack("<64sHBB3I36xIII", written, len(written), kind, 1, *links, first, size, 0)


def _padded(content: bytes, with_: bytes = b"\0") -> bytes:
    return content.ljust(-(-len(content) // LARGE_SECTOR) * LARGE_SECTOR, with_)
