"""Sections of a paper that share pages, and the orientation of these."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ui.papers.paper import Block, Paper, Picture, Section


class Pages(NamedTuple):
    """Parts of a paper that share pages. ``stand``: whether these pages are upright.

    ``parts``: headings with their blocks; a part that goes on from the one before has none.
    """

    is_annex: bool
    stand: bool
    parts: list[tuple[str, tuple[Block, ...]]]


def pages_of(paper: Paper) -> list[Pages]:
    """All sections in their order, by the pages that they share."""
    pages: list[Pages] = []
    for section in paper.sections:
        for place, (stand, blocks) in enumerate(_by_side(section)):
            part = (section.heading if place == 0 else "", blocks)
            of_these = (section.is_annex, stand)
            goes_on = not section.is_annex or (section.continues and place == 0)
            if goes_on and pages and pages[-1][:2] == of_these:
                pages[-1].parts.append(part)
            else:
                pages.append(Pages(*of_these, [part]))
    return pages


def _by_side(section: Section) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Blocks of a section in their order, by whether their pages stand.

    Those of an annex lie on their side, but for pictures that are larger on a page that stands.
    """
    if not section.is_annex or not section.blocks:
        yield not section.is_annex, section.blocks
        return
    for stand, blocks in groupby(section.blocks, _stands):
        yield stand, tuple(blocks)


def _stands(block: Block) -> bool:
    return isinstance(block, Picture) and block.stands
