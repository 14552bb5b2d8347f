"""The recorded words of pages: a file for each page, with a part for each store and address."""

import fcntl
import os
import re
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
# Set in the environment by the command that records.
RECORD = "RECORD_PAGES"
COMMANDS = "commands"
HEADING = re.compile(r"^=== (.+)\n", re.MULTILINE)


def file_of(page: str) -> Path:
    """The record of ``page``, or of the commands."""
    return HERE / f"{page}.txt"


def is_recording() -> bool:
    """Whether this run of the tests writes records rather than compare with them."""
    return bool(os.environ.get(RECORD))


def of_pages(pages: Sequence[str]) -> list[str]:
    """The options with which pytest takes what is recorded of ``pages``; all for none."""
    # In brackets: pytest reads an expression that begins with "-p" as another option.
    return ["-k", f"({' or '.join(f'-{page}-' for page in pages)})"] if pages else []


def read_record(page: str) -> dict[str, str]:
    """What is recorded of ``page``, by store and address."""
    file = file_of(page)
    _, *parts = HEADING.split(file.read_text(encoding="utf-8") if file.exists() else "")
    return {
        heading: body.removesuffix("\n\n")
        for heading, body in zip(parts[::2], parts[1::2], strict=True)
    }


def write_record(page: str, heading: str, lines: Sequence[str]) -> None:
    """Replaces one part of the record of ``page``; other parts stay."""
    with (HERE / "__main__.py").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        parts = read_record(page) | {heading: "\n".join(lines)}
        text = "".join(f"=== {name}\n{body}\n\n" for name, body in sorted(parts.items()))
        file_of(page).write_text(text, encoding="utf-8")
