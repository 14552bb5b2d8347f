"""Makes files that somebody might upload to harm a server, of many kinds, by chance from a seed."""

import random
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

from tests.data_access.intake.reading.spreadsheets import (
    locked,
    parts_of,
    with_cells,
    with_part,
    xlsx_of,
    zipped,
)

HEADINGS = "case_ref,decided_on,told_on,method,area"
COMMON = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class HostileFile(NamedTuple):
    """A file to upload, and what is wrong with it."""

    kind: str
    name: str
    content: bytes


def hostile_files(number: int, seed: int) -> Iterator[HostileFile]:
    """``number`` files, of each kind in turn."""
    kinds = list(KINDS.items())
    for place in range(number):
        kind, (ending, make) = kinds[place % len(kinds)]
        at_random = random.Random(f"{seed} {place}")
        yield HostileFile(kind, _name(at_random, ending), make(at_random))


def _name(at_random: random.Random, ending: str) -> str:
    stem = at_random.choice(
        ("cases", "../../etc/passwd", "a" * 200, "\u202egnp", "<script>", "=cmd|' '!A1", "NUL")
    )
    return f"{stem} {at_random.randrange(10_000)}{ending}"


# Workbooks that grow as they are read


def _one_text_in_many_cells(at_random: random.Random) -> bytes:
    cells = at_random.randrange(50_000, 300_000)
    book = parts_of(with_cells('<row><c t="s"><v>0</v></c></row>' * cells))
    text = f"<sst><si><t>{'a' * at_random.randrange(1_000, 32_767)}</t></si></sst>"
    return zipped(book | {"xl/sharedStrings.xml": text.encode()})


def _bytes_of_one_kind(at_random: random.Random) -> bytes:
    filler = b" " * at_random.randrange(50_000_000, 150_000_000)
    return with_part(xlsx_of(["a"]), "xl/worksheets/sheet1.xml", filler)


def _entities_of_entities(at_random: random.Random) -> bytes:
    depth = at_random.randrange(6, 12)
    entities = '<!ENTITY e0 "lol">' + "".join(
        f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, depth)
    )
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE s [{entities}]><worksheet xmlns="{COMMON}"><sheetData>'
        f'<row><c t="inlineStr"><is><t>&e{depth - 1};</t></is></c></row></sheetData></worksheet>'
    )
    return with_part(xlsx_of(["a"]), "xl/worksheets/sheet1.xml", sheet.encode())


def _file_of_the_server(at_random: random.Random) -> bytes:
    place = at_random.choice(("file:///etc/passwd", "http://127.0.0.1:1/", "file:///dev/zero"))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY e SYSTEM "{place}">]>'
        f'<worksheet xmlns="{COMMON}"><sheetData><row><c t="inlineStr"><is><t>&e;</t></is></c>'
        "</row></sheetData></worksheet>"
    )
    return with_part(xlsx_of(["a"]), "xl/worksheets/sheet1.xml", sheet.encode())


# Deep, wide and long


def _wide(at_random: random.Random) -> bytes:
    columns = at_random.randrange(10_000, 200_000)
    return ",".join(f"c{place}" for place in range(columns)).encode() + b"\n1\n"


def _long_cell(at_random: random.Random) -> bytes:
    piece = at_random.choice(("ab.c", "a@", "07", "1 ", "-", "\u0301", "=1+", "((((", "2021-"))
    return f"{HEADINGS}\n{piece * at_random.randrange(10_000, 200_000)},,,,\n".encode()


def _blank_rows(at_random: random.Random) -> bytes:
    return HEADINGS.encode() + b"\n,,,," * at_random.randrange(100_000, 1_000_000)


def _quotes(at_random: random.Random) -> bytes:
    return f"{HEADINGS}\n{chr(34) * at_random.randrange(10_000, 1_000_001)}".encode()


def _formulas(at_random: random.Random) -> bytes:
    cell = at_random.choice(("=HYPERLINK(1)", "+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "-1+1"))
    return f"{HEADINGS}\n{f'{cell},{cell},,,{cell}' + chr(10)}".encode() * 200


# Nested, broken and mislabelled


def _nested(at_random: random.Random) -> bytes:
    content = xlsx_of(["a"])
    for level in range(at_random.randrange(2, 40)):
        content = zipped({f"{level}.xlsx": content})
    return content


def _many_parts(at_random: random.Random) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for place in range(at_random.randrange(1_000, 20_000)):
            archive.writestr(f"xl/worksheets/sheet{place}.xml", b"")
    return content.getvalue()


def _paths(at_random: random.Random) -> bytes:
    up = "../" * at_random.randrange(1, 20)
    return zipped(parts_of(xlsx_of(["a"])) | {f"{up}etc/cron.d/own": b"* * * * *"})


def _cut(at_random: random.Random) -> bytes:
    content = xlsx_of(["Case", "Outcome"], *([place, "16"] for place in range(200)))
    return content[: at_random.randrange(1, len(content))]


def _changed(at_random: random.Random) -> bytes:
    content = bytearray(xlsx_of(["Case", "Outcome"], *([place, "16"] for place in range(200))))
    for _ in range(at_random.randrange(1, 100)):
        content[at_random.randrange(len(content))] = at_random.randrange(256)
    return bytes(content)


def _noise(at_random: random.Random) -> bytes:
    start = at_random.choice((b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"))
    return start + at_random.randbytes(at_random.randrange(1, 1_000_000))


def _of_another_kind(at_random: random.Random) -> bytes:
    return at_random.choice((b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"MZ", b"<html>", b"{}")) + (
        at_random.randbytes(at_random.randrange(1, 100_000))
    )


def _with_a_password(at_random: random.Random) -> bytes:
    return locked(xlsx_of(["Case"], [at_random.random()]))


def _nothing(at_random: random.Random) -> bytes:
    return b"\x00" * at_random.choice((0, 1, 1_000_000))


Make = Callable[[random.Random], bytes]
# What is wrong, how the name ends, and how one is made.
KINDS: dict[str, tuple[str, Make]] = {
    "one text in many cells": (".xlsx", _one_text_in_many_cells),
    "bytes of one kind": (".xlsx", _bytes_of_one_kind),
    "entities of entities": (".xlsx", _entities_of_entities),
    "a file of the server": (".xlsx", _file_of_the_server),
    "wide": (".csv", _wide),
    "a long cell": (".csv", _long_cell),
    "blank rows": (".csv", _blank_rows),
    "quotes": (".csv", _quotes),
    "formulas": (".csv", _formulas),
    "nested": (".xlsx", _nested),
    "many parts": (".xlsx", _many_parts),
    "paths": (".xlsx", _paths),
    "cut": (".xlsx", _cut),
    "changed": (".xlsx", _changed),
    "noise": (".csv", _noise),
    "another kind": (".xlsx", _of_another_kind),
    "with a password": (".xlsx", _with_a_password),
    "nothing": (".csv", _nothing),
}
