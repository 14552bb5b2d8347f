"""Rows about the agenda of a meeting."""

from collections.abc import Sequence

import polars as pl

from metrics.meetings.agenda import AgendaItem
from metrics.meetings.meeting_agenda import Change, LeftOut
from metrics.text_format import counted
from ui.elements.markdown import NOTHING, plain


def agenda_rows(items: Sequence[AgendaItem]) -> pl.DataFrame:
    """One row per item, numbered in the order of the agenda: why it is there, who speaks, how long.

    No columns if there are no items.
    """
    return pl.DataFrame(
        [
            {
                "No.": str(number),
                "Item": plain(item.text),
                "Topic": plain(item.topic),
                "Who speaks": plain(item.speaker) or NOTHING,
                "Time": counted(item.minutes, "minute") if item.minutes else NOTHING,
            }
            for number, item in enumerate(items, 1)
        ]
    )


def change_lines(changes: Sequence[Change]) -> list[str]:
    """A line for each change since an agenda was frozen."""
    return [
        f"{change.what}: {change.item.text}"
        + (f" (it read: {change.was})" if change.was is not None else "")
        for change in changes
    ]


def left_out_lines(left_out: Sequence[LeftOut]) -> list[str]:
    """A line for each item that is left out, with the reason."""
    return [f"{each.item.text}: left out, {each.reason}" for each in left_out]
