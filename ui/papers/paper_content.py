"""The content of a paper as JSON, to keep what was given out, and read back from it."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict
from typing import Any

from ui.papers.paper import (
    Block,
    Bullets,
    Figures,
    Heading,
    Paper,
    PaperFigure,
    PaperTable,
    PaperText,
    Paragraph,
    Picture,
    Run,
    Section,
)

# The key of the one value that is no text: a picture.
PICTURE = "png"
# The name of each kind of block in kept content; packs given out hold it, so it never changes.
BLOCK_KINDS: dict[type[Block], str] = {
    Heading: "Heading",
    Paragraph: "Paragraph",
    Bullets: "Bullets",
    PaperTable: "Table",
    Figures: "Figures",
    Picture: "Picture",
}


class NoContent(Exception):
    """Raised if a text is not the content of a paper; the message says why."""


def content_of(paper: Paper) -> str:
    """The paper as JSON, with its texts and pictures in their order."""
    content = asdict(paper)
    content["sections"] = [
        {
            "heading": section.heading,
            "is_annex": section.is_annex,
            "continues": section.continues,
            "blocks": [_as_data(block) for block in section.blocks],
        }
        for section in paper.sections
    ]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def paper_of(content: str) -> Paper:
    """The paper that ``content_of`` wrote. Errors: NoContent."""
    try:
        data = json.loads(content)
        sections = tuple(
            Section(
                each["heading"],
                tuple(_block(block) for block in each["blocks"]),
                each["is_annex"],
                # Packs that were given out earlier do not hold this, nor whether a table is whole.
                each.get("continues", False),
            )
            for each in data["sections"]
        )
        facts = tuple((name, text) for name, text in data["facts"])
        return Paper(**{**data, "sections": sections, "facts": facts})
    except (ValueError, KeyError, TypeError) as problem:
        raise NoContent(
            "What it said was taken out of the store since, or the store was changed by hand."
        ) from problem


def _as_data(block: Block) -> dict[str, Any]:
    data = {"kind": BLOCK_KINDS[type(block)]}
    if isinstance(block, Figures):
        return data | {"heading": block.heading, "figures": [list(each) for each in block.figures]}
    if isinstance(block, Picture):
        return data | asdict(block) | {PICTURE: b64encode(block.png).decode()}
    return data | asdict(block)


def _block(data: dict[str, Any]) -> Block:
    match data:
        case {"kind": "Heading", "text": text}:
            return Heading(text)
        case {"kind": "Paragraph", "words": words, "is_lead": is_lead, "is_quiet": is_quiet}:
            return Paragraph(_words(words), is_lead, is_quiet)
        case {"kind": "Bullets", "items": items, "is_numbered": is_numbered}:
            return Bullets(tuple(map(_words, items)), is_numbered)
        case {"kind": "Table", "alt": alt, "columns": columns, "rows": rows, "widths": widths}:
            cells = tuple(tuple(map(_words, row)) for row in rows)
            return PaperTable(
                alt, tuple(columns), cells, tuple(widths), data.get("is_whole", False)
            )
        case {"kind": "Figures", "heading": heading, "figures": figures}:
            return Figures(heading, tuple(PaperFigure(*each) for each in figures))
        case {"kind": "Picture", "headline": headline, "subtitle": subtitle, "alt": alt}:
            return Picture(headline, subtitle, b64decode(data[PICTURE]), alt)
    raise ValueError(data.get("kind"))


def _words(runs: list[list[Any]]) -> PaperText:
    return tuple(Run(text, is_bold) for text, is_bold in runs)
