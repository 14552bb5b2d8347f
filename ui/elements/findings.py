"""Findings with their pictures, and questions to ask, as HTML that leads to their pages."""

import html
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from metrics.finding import Finding, Line, Piece
from ui.elements.composition import draw_html

# A number that is no part of a date.
NUMBER = re.compile(r"(?<![\w,])\d{1,3}(?:,\d{3})*%?(?![\w,]| [A-Z])")


class LinkedQuestion(NamedTuple):
    """A question as it is read. ``address``: of what it is about; empty for none."""

    whom: str
    what: str
    about: str
    address: str


def draw_finding(finding: Finding, address: str) -> None:
    """Draw a finding: its sentence, which leads to its page, its picture, and its base."""
    base = html.escape(" ".join(filter(None, (finding.more, finding.base))))
    draw_html(
        f'<section class="finding" id="finding-{finding.topic}"><h2><a href="{html.escape(address)}'
        f'">{_headline(finding)}</a></h2>{_picture(finding)}<p>{base}</p></section>'
    )


def draw_headline(finding: Finding) -> None:
    """Draw the finding of a page in large type, and its picture in lines."""
    draw_html(
        f'<div class="finding of-page"><h2>{_headline(finding)}</h2>{_picture(finding)}</div>'
    )


def draw_base(finding: Finding) -> None:
    """Draw what a finding is counted out of, below its picture, and the question it leads to."""
    base = html.escape(" ".join(filter(None, (finding.more, finding.base))))
    small = f"<p>{base}</p>" if base else ""
    ask = f'<p class="ask"><b>Ask</b> {html.escape(finding.ask)}</p>' if finding.ask else ""
    draw_html(f'<div class="finding-ends">{small}{ask}</div>')


def _headline(finding: Finding) -> str:
    """The headline with its first number, which is the largest thing in the room."""
    return NUMBER.sub(r"<strong>\g<0></strong>", html.escape(finding.headline), count=1)


def _picture(finding: Finding) -> str:
    is_of_squares = finding.is_of_squares
    lines = "".join(_line(each, is_of_squares=is_of_squares) for each in finding.lines)
    looks = "picture squares" if is_of_squares else "picture"
    return f'<div class="{looks}">{lines}</div>' if lines else ""


def _bar(piece: Piece) -> str:
    return f'<i class="{piece.look}"></i>' if piece.number else ""


def _line(line: Line, *, is_of_squares: bool) -> str:
    name = f"<span>{html.escape(line.name)}</span>"
    if is_of_squares:
        [piece] = line.pieces
        empty = "<i></i>" * (line.full - piece.number)
        filled = f'<i class="{piece.look}"></i>' * piece.number
        return f"{name}<div>{filled}{empty}<b>{html.escape(piece.words)}</b></div>"
    pieces = "".join(
        f'<span style="--number:{piece.number};--of:{line.full}">{_bar(piece)}'
        f"<b>{html.escape(piece.words)}</b></span>"
        for piece in line.pieces
    )
    is_stacked = len(line.pieces) > 1
    share = sum(piece.number for piece in line.pieces) / line.full if is_stacked else 1
    looks = f' class="stacked" style="width:{share:.1%}"' if is_stacked else ""
    return f"{name if line.name or not looks else ''}<div{looks}>{pieces}</div>"


def draw_questions(questions: Sequence[LinkedQuestion]) -> None:
    """Draw numbered questions, each with what it is about, under whom each is put to."""
    whom = [each.whom for each in questions]
    heads = [
        f"<b>{html.escape(each)}:</b> " if before != each else ""
        for before, each in pairwise(["", *whom])
    ]
    items = "".join(
        f"<li>{head}{html.escape(each.what)} {_about(each)}</li>"
        for head, each in zip(heads, questions, strict=True)
    )
    draw_html(f'<ol class="questions">{items}</ol>')


def _about(question: LinkedQuestion) -> str:
    words = html.escape(question.about)
    if not question.address:
        return f"<small>{words}</small>"
    return f'<small><a href="{html.escape(question.address)}">{words}</a></small>'
