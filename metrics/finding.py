"""A finding: one sentence that a page or a paper says first, with its picture and its question."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Topic(StrEnum):
    """What a finding is about, which is also what the page calls it: ``PAGE`` for its own."""

    PAGE = "page"
    SAID_AND_SHOWN = "said-and-shown"
    VICTIMS = "victims"
    RAISED = "raised"
    ANSWER = "answer"


class Look(StrEnum):
    """How a part of a picture looks; style.css draws each."""

    DONE = "done"
    OTHER = "other"
    MISSED = "missed"
    UNKNOWN = "unknown"


class Piece(NamedTuple):
    """A part of a line: a number, and the words beside it."""

    look: Look
    number: int
    words: str


class Line(NamedTuple):
    """One line of a picture: its name, its pieces, and the number that is its full length."""

    name: str
    pieces: Sequence[Piece]
    full: int


class Finding(NamedTuple):
    """A finding. ``lines``: its picture, empty for none; in squares where ``is_of_squares``.

    ``base``: out of what, of when, in a sentence. ``more``: what goes with it, empty for nothing.
    ``ask``: the question that it leads to, with whom it is put to, as one says it; empty for none.
    """

    headline: str
    lines: Sequence[Line] = ()
    base: str = ""
    more: str = ""
    is_of_squares: bool = False
    ask: str = ""
    topic: Topic = Topic.PAGE
