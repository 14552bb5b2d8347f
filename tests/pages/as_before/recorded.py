"""What was recorded of each store, page and address, and which differences from it are wanted."""

import lzma
import re
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
# Set in the environment by the command that records anew.
RECORD_ANEW = "RECORD_PAGES_ANEW"
HEADING = re.compile(r"^=== (.+)\n", re.MULTILINE)
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


def read_record(name: str) -> Texts:
    """The text of each page and address, as recorded of the store ``name``."""
    file = HERE / f"{name}.txt.xz"
    text = lzma.decompress(file.read_bytes()).decode() if file.exists() else ""
    _, *parts = HEADING.split(text)
    return {
        heading: body.removesuffix("\n") for heading, body in zip(*[iter(parts)] * 2, strict=True)
    }


def write_record(name: str, texts: Mapping[str, str]) -> None:
    text = "".join(f"=== {heading}\n{body}\n" for heading, body in sorted(texts.items()))
    (HERE / f"{name}.txt.xz").write_bytes(lzma.compress(text.encode(), preset=9))


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
