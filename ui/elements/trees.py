"""Trees: things with what follows from each beside it, as lists within lists that are drawn."""

import html
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ui.elements.composition import draw_html
from ui.elements.marks import Mark, key_html, mark_html


class Branch(NamedTuple):
    """A thing, the address it opens, its mark, and what follows from it.

    Nulls: without an address it opens nothing; without a mark it has none.
    """

    name: str
    title: str
    branches: Sequence["Branch"]
    address: str = ""
    mark: Mark | None = None


def tree(branches: Sequence[Branch], *, key: str, alt: str) -> None:
    """Draw ``branches`` below a key of the shapes that occur; ``style.css`` draws the lines."""
    present = {mark.shape for mark in _marks(branches)}
    grown = "".join(map(_branch_html, branches))
    draw_html(
        f'<div class="marks tree" id="tree-{key}">{key_html(present)}'
        f'<ul aria-label="{html.escape(alt)}">{grown}</ul></div>'
    )


def _marks(branches: Sequence[Branch]) -> Iterator[Mark]:
    for branch in branches:
        if branch.mark:
            yield branch.mark
        yield from _marks(branch.branches)


def _branch_html(branch: Branch) -> str:
    name = f"<b>{html.escape(branch.name)}</b> {html.escape(branch.title)}"
    if branch.address:
        name = f'<a href="{html.escape(branch.address)}">{name}</a>'
    mark = mark_html(branch.mark) if branch.mark else ""
    grown = "".join(map(_branch_html, branch.branches))
    return f"<li><div>{mark} {name}</div>{f'<ul>{grown}</ul>' if grown else ''}</li>"
