"""A paper as a PDF with tags, to the standard PDF/UA-1.

The app calls this in a worker process, which has limits of time and memory.
"""

import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from ui.papers.column_widths import ZERO_WIDTH_SPACE, broken_to_fit, column_widths
from ui.papers.paper import (
    Block,
    Bullets,
    Figures,
    Heading,
    Paper,
    PaperTable,
    PaperText,
    Paragraph,
    Picture,
    is_kept_together,
    is_link,
    pages_of,
    with_next,
    with_whole_days,
)

TEMPLATE = Path(__file__).with_name("paper.typ")
# The first, then those included in the library; system fonts would make another file elsewhere.
FONTS = ("Source Sans Pro", "Libertinus Serif", "DejaVu Sans Mono")
FONT_FILES = Path(str(files("font_source_sans_pro") / "files"))
# A longer word is broken anywhere, as it may be wider than its column.
LONGEST_WORD = re.compile(r"\S{24}(?=\S{4})")
# Between the margins of a page that lies on its side, and of one that stands, in points.
ROOM = {False: 745.5, True: 498.9}
# Letters that the fonts surely have: Latin, Greek, Cyrillic, Hebrew, Arabic, and punctuation.
SURE = (
    re.compile("[\t\n -~\u00a0-\u024f\u0370-\u04ff\u05d0-\u05ea\u0621-\u064a\u200b\u2010-\u2044€]"),
    re.compile("[\t\n -~\u00a0-\u017f\u200b\u2013-\u2026€]"),
)
JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")


class NotDrawn(Exception):
    """Raised if the PDF cannot be made to its standard; the message says why."""


def as_pdf(paper: Paper) -> bytes:
    """The paper as a PDF. Text that no font has is named in square brackets. Errors: NotDrawn."""
    content = _content(paper)
    try:
        return _compiled(content)
    except typst.TypstError as problem:
        if "could not be displayed" not in str(problem):
            raise NotDrawn(str(problem)) from problem
    try:
        return _compiled(_in_letters(content, SURE[0]))
    except typst.TypstError:
        return _compiled(_in_letters(content, SURE[1]))


def first_page(paper: Paper, points_per_inch: int) -> bytes:
    """A picture of the first page, as the PDF has it, for a document about this app."""
    pages = typst.compile(TEMPLATE, format="png", ppi=points_per_inch, **_given(_content(paper)))
    first: bytes = pages[0] if isinstance(pages, list) else pages
    return first


def _compiled(content: dict[str, Any]) -> bytes:
    made: bytes = typst.compile(TEMPLATE, format="pdf", pdf_standards="ua-1", **_given(content))
    return made


def _given(content: dict[str, Any]) -> dict[str, Any]:
    return {
        "font_paths": [FONT_FILES],
        "ignore_system_fonts": True,
        "sys_inputs": {"paper": json.dumps(content)},
    }


def _content(paper: Paper) -> dict[str, Any]:
    return {
        "title": _breakable(with_whole_days(paper.title)),
        "description": paper.mark,
        "reference": paper.reference,
        "fonts": FONTS,
        "marking": paper.marking,
        "mark": paper.mark,
        "foot": paper.foot,
        # A link that was broken up could not be copied.
        "facts": [
            (name, text if is_link(text) else _breakable(text), is_link(text))
            for name, text in paper.facts
        ],
        "pages": [
            {
                "is_annex": pages.is_annex,
                "stand": pages.stand,
                "parts": [
                    {
                        "heading": _breakable(heading),
                        "blocks": [_block(*each, ROOM[pages.stand]) for each in with_next(blocks)],
                    }
                    for heading, blocks in pages.parts
                ],
            }
            for pages in pages_of(paper)
        ],
    }


def _block(block: Block, is_with_next: bool, room: float) -> dict[str, Any]:
    match block:
        case Heading(text):
            return {"kind": "heading", "text": _breakable(text)}
        case Paragraph(words, is_lead, is_quiet):
            is_kept = is_kept_together((words,))
            looks = {"is_lead": is_lead, "is_quiet": is_quiet, "is_kept": is_kept}
            looks["is_with_next"] = is_with_next
            return {"kind": "paragraph", "words": _words(words)} | looks
        case Bullets(items, is_numbered):
            items_of = [_words(item) for item in items]
            return {"kind": "bullets", "items": items_of, "is_numbered": is_numbered}
        case PaperTable():
            return {"kind": "table"} | _table(block, room)
        case Figures(heading, figures):
            shown = [[_breakable(text) for text in figure] for figure in figures]
            return {"kind": "figures", "heading": heading, "figures": shown}
        case Picture(headline, subtitle, png, alt):
            texts = {"headline": _breakable(headline), "subtitle": _breakable(subtitle)}
            return {"kind": "picture", "png": [*png], "alt": alt, "width": block.width} | texts


def _table(block: PaperTable, room: float) -> dict[str, Any]:
    widths = column_widths(block, room)
    rows = [
        {
            "cells": [
                [(broken_to_fit(run.text, width), run.is_bold) for run in cell]
                for cell, width in zip(row, widths, strict=True)
            ],
            "is_kept": is_kept_together(row),
        }
        for row in block.rows
    ]
    columns = [*map(broken_to_fit, block.columns, widths)]
    kept = {"first_rows": block.first_rows, "last_rows": block.last_rows}
    return {"columns": columns, "rows": rows, "widths": widths, **kept}


def _words(words: PaperText) -> list[tuple[str, bool]]:
    return [(_breakable(run.text), run.is_bold) for run in words]


def _breakable(text: str) -> str:
    return LONGEST_WORD.sub(lambda word: word[0] + ZERO_WIDTH_SPACE, text)


def _in_letters(content: Any, sure: re.Pattern[str]) -> Any:
    """``content`` with every character that is not ``sure`` named."""
    if isinstance(content, str):
        letters = JOINERS.sub("", content)
        return "".join(each if sure.match(each) else _named(each) for each in letters)
    if isinstance(content, dict):
        return {key: _in_letters(value, sure) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_in_letters(value, sure) for value in content]
    return content


def _named(character: str) -> str:
    return f"[{unicodedata.name(character, f'character {ord(character):X}').lower()}]"
