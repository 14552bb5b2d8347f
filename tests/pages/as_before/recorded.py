"""The record of each store, page and address, and the differences from it that are wanted."""

import lzma
import re
import tomllib
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
# Set in the environment by the command that records anew.
RECORD_ANEW = "RECORD_PAGES_ANEW"
HEADING = re.compile(r"^=== (.+)\n", re.MULTILINE)
COMMANDS = "commands"
Texts = dict[str, str]


class Wanted(NamedTuple):
    """A difference that is wanted: where ``page`` at an address says ``old`` it says ``new``."""

    page: str
    store: str
    old: str
    new: str
    why: str

    def is_of(self, store: str, heading: str) -> bool:
        return fnmatch(store, self.store) and fnmatch(heading.split("?", maxsplit=1)[0], self.page)

    def applied(self, text: str) -> str:
        return text.replace(self.old, self.new)


def of_pages(pages: Sequence[str]) -> list[str]:
    """The options with which pytest takes every text of ``pages``; for no page, all texts."""
    tests = [f"test_{page}_" if page == COMMANDS else f"-{page}-" for page in pages]
    # In brackets: pytest reads an expression that begins with "-p" as another option.
    return ["-k", f"({' or '.join(tests)})"] if pages else []


def read_record(store: str) -> Texts:
    """The recorded text of each page and address of ``store``."""
    texts: Texts = {}
    for file in HERE.glob("*.txt.xz"):
        texts |= _read(file).get(store, {})
    return texts


def write_record(store: str, texts: Texts) -> None:
    """Replaces what is recorded of ``store`` for each page in ``texts``; other pages stay."""
    by_file: dict[Path, Texts] = {}
    for heading, body in texts.items():
        by_file.setdefault(_file_of(store, heading), {})[heading] = body
    for file, of_page in by_file.items():
        by_store = {**_read(file), store: of_page}
        text = "".join(
            f"=== {name}: {heading}\n{body}\n"
            for name, bodies in sorted(by_store.items())
            for heading, body in sorted(bodies.items())
        )
        file.write_bytes(lzma.compress(text.encode(), preset=9))


def _file_of(store: str, heading: str) -> Path:
    """One file a page, so that a new page changes no other; one for all commands."""
    name = store if store == COMMANDS else heading.split("?", maxsplit=1)[0]
    return HERE / f"{name}.txt.xz"


def _read(file: Path) -> dict[str, Texts]:
    text = lzma.decompress(file.read_bytes()).decode() if file.exists() else ""
    _, *parts = HEADING.split(text)
    by_store: dict[str, Texts] = {}
    for heading, body in zip(*[iter(parts)] * 2, strict=True):
        store, address = heading.split(": ", maxsplit=1)
        by_store.setdefault(store, {})[address] = body.removesuffix("\n")
    return by_store


def read_wanted() -> list[Wanted]:
    entries = tomllib.loads((HERE / "wanted.toml").read_text())
    return [Wanted(**entry) for entry in entries.get("wanted", [])]


def expected(store: str, heading: str, record: Texts, first: int | None = None) -> str:
    """The recorded text with what is wanted to differ; of that only the ``first`` so many."""
    text = record.get(heading, "")
    for wanted in read_wanted()[:first]:
        if wanted.is_of(store, heading):
            text = wanted.applied(text)
    return text
