"""Reads the files of papers back: their texts, tags and tables."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

SPACES = str.maketrans({"\u200b": "", "\u00a0": " ", "\n": " "})


def squeezed(text: str) -> str:
    """Text without white space, which a PDF breaks where its lines end."""
    return "".join(text.translate(SPACES).split())


def root_of(pdf: bytes) -> Any:
    """The catalogue of a PDF, which names its language, tags and settings."""
    return PdfReader(BytesIO(pdf)).trailer["/Root"]


def word_document(docx: bytes) -> Any:
    """A Word document as its library reads it."""
    return Document(BytesIO(docx))


@cache
def pdf_text(pdf: bytes) -> str:
    """The text of a PDF, without white space."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def pdf_tags(pdf: bytes) -> list[str]:
    """The tags of a PDF in the order in which they are read."""
    return [node["/S"].removeprefix("/") for node in _structure(root_of(pdf)["/StructTreeRoot"])]


def pdf_alternatives(pdf: bytes) -> list[str]:
    """The alternative text of each picture of a PDF."""
    nodes = _structure(root_of(pdf)["/StructTreeRoot"])
    return [node["/Alt"] for node in nodes if node["/S"] == "/Figure"]


def _structure(node: Any) -> Iterator[Any]:
    """Every tagged node at and below one of a PDF, in the order in which they are read."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from _structure(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _structure(node["/K"])


@cache
def docx_text(docx: bytes) -> str:
    """The text of a Word document in its order, that of tables too, without white space."""
    body = word_document(docx).element.body
    return squeezed("".join(each.text or "" for each in body.iter(qn("w:t"))))


def pdf_links(pdf: bytes) -> list[str]:
    """The address of each link of a PDF."""
    pages = PdfReader(BytesIO(pdf)).pages
    notes = [each.get_object() for page in pages for each in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in notes]
