"""Grids of marks: states at a glance, each with a shape of its own and its words behind it.

``style.css`` draws the shapes. Each means one thing on every page and in every paper. A circle is
what is so on the day, a square what the published answer said.
"""

import html
from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from ui.elements.composition import draw_html
from ui.elements.markdown import html_of


class Shape(StrEnum):
    """The shapes in the order of the key, by the class of each in ``style.css``."""

    FULL = "full"
    HALF = "half"
    RING = "ring"
    TRIANGLE = "triangle"
    SOON = "soon"
    OPEN = "open"
    DASHED = "dashed"
    HATCHED = "hatched"
    BAR = "bar"
    DIAMOND = "diamond"
    ARROW = "arrow"
    CROSS = "cross"
    SQUARE = "square"
    HALF_SQUARE = "half-square"
    BOX = "box"
    NOT_DONE = "not-done"
    SILENT = "silent"
    DOT = "dot"
    UNEQUAL = "unequal"
    UNSHOWN = "unshown"
    CONTRARY = "contrary"


MEANINGS = {
    Shape.FULL: "complete: reported, seen, closed, met, assured, done or held",
    Shape.HALF: "under way, or in part",
    Shape.RING: "not started",
    Shape.TRIANGLE: "late, missed, out of date or not assured",
    Shape.SOON: "due soon",
    Shape.OPEN: "open, and not late",
    Shape.DASHED: "no date agreed",
    Shape.HATCHED: "too few to say",
    Shape.BAR: "measured, with no target or no figure yet",
    Shape.DIAMOND: "waiting on another body",
    Shape.ARROW: "left to another body",
    Shape.CROSS: "not taken forward, or superseded",
    Shape.SQUARE: "in the answer: done, in place or answered",
    Shape.HALF_SQUARE: "in the answer: under way or partly",
    Shape.BOX: "planned or considered",
    Shape.NOT_DONE: "in the answer: said not done",
    Shape.SILENT: "not addressed in the answer",
    Shape.DOT: "not recorded",
    Shape.UNEQUAL: "bodies disagree",
    Shape.UNSHOWN: "said complete and not evidenced",
    Shape.CONTRARY: "said complete and measured otherwise",
}


class Mark(NamedTuple):
    """A shape, and the words that a screen reader and a pointer get in its place."""

    shape: Shape
    words: str


# On a telephone a grid is a list of these alone, in words: style.css names them too.
NOT_WELL = {
    Shape.TRIANGLE,
    Shape.RING,
    Shape.NOT_DONE,
    Shape.UNEQUAL,
    Shape.UNSHOWN,
    Shape.CONTRARY,
}


# The columns of a grid under the headings of their groups.
Groups = Sequence[tuple[str, Sequence["MarkColumn"]]]


class MarkColumn(NamedTuple):
    """A column of marks.

    ``short``: its heading where there is little room. ``is_past``: how things stood earlier.
    """

    heading: str
    short: str = ""
    is_past: bool = False


class MarkRow(NamedTuple):
    """One row: its name with the address it opens, a line below that, and the marks by column.

    ``below`` may use the marks of ``ui.elements.markdown``. Where nothing is asked a column has no
    mark. Without an ``address`` the name opens nothing. ``stands_out``: the row has a bar beside
    it.
    """

    name: str
    title: str
    address: str
    marks: Sequence[Sequence[Mark]]
    below: str = ""
    stands_out: bool = False


def mark_grid(
    rows: Sequence[MarkRow],
    groups: Groups,
    *,
    key: str,
    first: str,
    alt: str,
    note: str = "",
    listed: str = "",
) -> None:
    """Draw ``rows`` under the headings of ``groups``, above a key of the shapes that occur.

    ``first``: the heading of the names. ``note``: a sentence below the rows. ``listed``: what is
    not well, in words; with it the grid is on a telephone a list of that alone.
    """
    looks = [look for _, of_group in groups for look in _looks(of_group)]
    body = "".join(_row_html(row, looks) for row in rows)
    present = {mark.shape for row in rows for marks in row.marks for mark in marks}
    looks_of_all = "marks listed" if listed else "marks"
    draw_html(
        f'<div class="{looks_of_all}" id="marks-{key}">'
        f'<table aria-label="{html.escape(alt)}" style="--columns:{len(looks)}">'
        f"<thead>{_headings_html(groups, first)}</thead><tbody>{body}</tbody></table>"
        f"{key_html(present, f'shapes-{key}')}"
        f"{f'<p>{html.escape(note)}</p>' if note else ''}"
        f"{_left_out_html(rows, groups, listed) if listed else ''}</div>"
    )


def link_to_shapes(key: str) -> None:
    """Draw a link to the key below the grid of this ``key``."""
    draw_html(f'<p class="way"><a href="#shapes-{key}">What each shape means</a></p>')


def under_headings(groups: Groups, marks: Sequence[Sequence[Mark]]) -> list[list[Mark]]:
    """The marks of a row, by column, with the heading of its column before the words of each."""
    columns = [column for _, of_group in groups for column in of_group]
    return [
        [Mark(shape, f"{column.heading}: {words}") for shape, words in of_column]
        for column, of_column in zip(columns, marks, strict=True)
    ]


def mark_html(mark: Mark) -> str:
    """The HTML of a mark, for whatever draws marks."""
    return f'<i class="{mark.shape}" role="img" title="{html.escape(mark.words)}"></i>'


def key_html(present: Collection[Shape], anchor: str) -> str:
    """A key to each shape that is ``present``. ``anchor``: what a link calls it."""
    entries = "".join(
        f'<li><i class="{shape}"></i> {html.escape(words)}</li>'
        for shape, words in MEANINGS.items()
        if shape in present
    )
    return f'<ul id="{anchor}" aria-label="What each shape means">{entries}</ul>'


def _left_out_html(rows: Sequence[MarkRow], groups: Groups, listed: str) -> str:
    """A note on which rows a telephone lists, and how many have nothing of that."""
    now = [not column.is_past for _, of_group in groups for column in of_group]
    well = sum(
        not any(
            mark.shape in NOT_WELL
            for marks, is_now in zip(row.marks, now, strict=True)
            for mark in marks
            if is_now
        )
        for row in rows
    )
    of_all = f"None of this applies to {well} of {len(rows)}."
    return f'<p class="if-narrow">This lists {html.escape(listed)}. {of_all}</p>'


def _looks(of_group: Sequence[MarkColumn]) -> list[str]:
    """The attribute that sets the first column of a group apart, and those of earlier days."""
    return [
        f' class="{" ".join(names)}"' if names else ""
        for place, column in enumerate(of_group)
        for names in [["first"] * (not place) + ["past"] * column.is_past]
    ]


def _headings_html(groups: Groups, first: str) -> str:
    tops = "".join(
        f'<th class="first" scope="colgroup" colspan="{len(columns)}" '
        f'style="--span:{len(columns)}">{html.escape(group)}</th>'
        for group, columns in groups
    )
    names = "".join(
        f'<th{look} scope="col" data-short="{html.escape(column.short or column.heading)}">'
        f"<span>{html.escape(column.heading)}</span></th>"
        for _, columns in groups
        for look, column in zip(_looks(columns), columns, strict=True)
    )
    return f'<tr><th scope="col" rowspan="2">{html.escape(first)}</th>{tops}</tr><tr>{names}</tr>'


def _row_html(row: MarkRow, looks_of: Sequence[str]) -> str:
    drawn = ["".join(map(mark_html, marks)) for marks in row.marks]
    cells = "".join(f"<td{look}>{cell}</td>" for look, cell in zip(looks_of, drawn, strict=True))
    looks = ' class="stands-out"' if row.stands_out else ""
    below = f"<small>{html_of(row.below)}</small>" if row.below else ""
    name = f"<b>{html.escape(row.name)}</b> <span>{html.escape(row.title)}</span>"
    if row.address:
        name = f'<a href="{html.escape(row.address)}">{name}</a>'
    return f'<tr{looks}><th scope="row">{name}{below}</th>{cells}</tr>'
