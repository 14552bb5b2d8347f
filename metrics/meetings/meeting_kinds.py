"""The kinds of meetings on the office's list: what they are called, and which are boards."""

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from data_access.vocabulary import MeetingKind
from metrics.memoize import memoize
from metrics.text_format import capitalised, day_text

if TYPE_CHECKING:
    from metrics.day_state import DayState


@memoize
def kind_titles(kinds: pl.DataFrame) -> dict[str, str]:
    """The current title of each kind of meeting, by its ref, in the order of the list."""
    return dict(kinds.select("ref", "title").iter_rows())


@memoize
def boards(kinds: pl.DataFrame) -> frozenset[str]:
    """The refs of the kinds that are boards."""
    return frozenset(kinds.filter("is_board")["ref"])


@memoize
def kinds_in_use(kinds: pl.DataFrame, day: date) -> dict[str, str]:
    """The title of each kind of which a meeting can be planned from ``day`` on, by its ref."""
    in_use = pl.col("retired_on").is_null() | (pl.col("retired_on") >= day)
    return kind_titles(kinds.filter(in_use))


def meeting_title(kinds: pl.DataFrame, kind: str, day: date) -> str:
    """A meeting by its kind and its day: "Accountability board, 26 January 2022"."""
    return f"{capitalised(kind_titles(kinds)[kind])}, {day_text(day)}"


@memoize
def is_board(day_state: "DayState", kind: str) -> bool:
    """Whether meetings of ``kind`` are boards."""
    return kind in boards(day_state.tables["meeting_kind"])


def in_a_sentence(kinds: pl.DataFrame, kind: str) -> str:
    """A kind as a sentence calls it: the accountability board is "the board"."""
    return "board" if kind == MeetingKind.BOARD else kind_titles(kinds)[kind]
