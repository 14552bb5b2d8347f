"""Opens every kind of document of the command line elsewhere: ``python -m benchmarks documents``.

Each Word document is opened by LibreOffice and written again: it must say the same, with the same
headings, lists, tables and pictures. Each PDF is read by another library than the one that made it,
and looked through for what a screen reader needs (``benchmarks.pdf_structure``), then by a checker
that is none of ours (``benchmarks.pdf_ua``). Needs LibreOffice's Writer, which the app does not.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from benchmarks.pdf_structure import faults_of
from benchmarks.pdf_ua import faults_in, needs_checker
from tests.serving import make_store
from ui.papers.paper_command import MAKERS, CommandResult, Request, document

WRITER = "soffice"
SECONDS = 180
ADDRESS = "https://rasso.example.org/"
DAY = date(2022, 2, 28)
PAGE_OF = re.compile(r"Page \d+ of \d+")
# What is asked for besides the kind of document, where a kind asks for more.
ASKED: dict[str, dict[str, str]] = {
    "pack": {},
    "chaser": {"organisation": "cps"},
    "public": {},
}


def main() -> None:
    """Make, open and look through every kind of document; end with 1 on a fault."""
    if not shutil.which(WRITER):
        raise RuntimeError(
            "LibreOffice is not on this machine. Install its Writer, on Debian with: "
            "apt-get install --no-install-recommends libreoffice-writer"
        )
    if problem := needs_checker():
        raise RuntimeError(problem)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        demonstration = make_store("demonstration", place)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("STORE_URL", demonstration)
            found = []
            for kind in MAKERS:
                found += _looked_at(kind, place)
    sys.exit(int(any(found)))


def _looked_at(kind: str, place: Path) -> list[str]:
    """The faults of one kind of document, as printed."""
    docx, pdf = (_made(kind, each) for each in ("docx", "pdf"))
    faults = [f"Word: {each}" for each in word_faults(docx, place)]
    faults += [f"PDF: {each}" for each in (*faults_of(pdf), *_found_elsewhere(pdf, place))]
    print(f"{kind}: {'; '.join(faults) or 'no fault'}", flush=True)
    return faults


def _found_elsewhere(pdf: bytes, place: Path) -> list[str]:
    file = place / "paper.pdf"
    file.write_bytes(pdf)
    return faults_in(file)


def _made(kind: str, as_format: str) -> bytes:
    return _answer(kind, as_format, **ASKED[kind]).content


def _answer(kind: str, as_format: str, **more: Any) -> CommandResult:
    asked = {"kind": kind, "as_format": as_format, "on": DAY, "address": ADDRESS}
    answer = document(*Request(**{**dict.fromkeys(Request._fields), **asked, **more}))
    if answer.fault:
        raise RuntimeError(f"{kind}: {answer.fault}")
    return answer


def word_faults(docx: bytes, place: Path) -> Iterator[str]:
    """Differences between a document as written and as LibreOffice reads it."""
    before, after = _parts(docx), _parts(written_again(docx, place))
    for name, count in before.items():
        if after[name] != count:
            yield f"{name}: {count} before, {after[name]} after"


def written_again(docx: bytes, place: Path) -> bytes:
    """The document as LibreOffice writes it after opening it. Errors: RuntimeError."""
    file, folder = place / "paper.docx", place / "again"
    file.write_bytes(docx)
    command = [WRITER, "--headless", f"-env:UserInstallation=file://{place}/profile"]
    command += ["--convert-to", "docx", "--outdir", str(folder), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    again = folder / file.name
    if not again.exists():
        raise RuntimeError(f"LibreOffice did not open it: {done.stderr or done.stdout}")
    return again.read_bytes()


def _parts(docx: bytes) -> Counter[str]:
    """The number of its words, headings, list items, tables, repeated heads, described pictures.

    Words are counted each by itself, so that one that is lost or another that came is seen.
    """
    read: Any = Document(BytesIO(docx))
    body = read.element.body
    words = "".join(each.text or "" for each in body.iter(qn("w:t"))).split()
    styles = [each.style.name for each in read.paragraphs if each.text.strip()]
    pictures = [each.get("descr") for each in body.iter(qn("wp:docPr"))]
    heads = [each.text for section in read.sections for each in section.header.paragraphs]
    feet = [each.text for section in read.sections for each in section.footer.paragraphs]
    return Counter(
        {
            "words": len(words),
            "text": hash("".join(words)),
            "titles": styles.count("Title"),
            "headings": sum(style.startswith("Heading") for style in styles),
            "list items": sum(style.startswith("List") for style in styles),
            "tables": len(read.tables),
            "rows": sum(len(table.rows) for table in read.tables),
            "repeated heads of tables": len(list(body.iter(qn("w:tblHeader")))),
            "described pictures": sum(bool(each) for each in pictures),
            "sections": len(read.sections),
            "heads of pages": hash("".join(heads)),
            # Its fields are the numbers of pages, which Word and LibreOffice work out on opening.
            "feet of pages": hash(PAGE_OF.sub("", "".join(feet))),
        }
    )
