"""Columns of tables on paper are as wide as their longest word, and a wider word is broken."""

import pytest

from ui.papers.column_widths import CELL_SIDES, broken_to_fit, column_widths
from ui.papers.paper import PaperTable, plain_words

DATED = (("12b", "Judged", "24\u00a0November\u00a02021"), ("5", "A judgement.", "none yet"))


def widths_of(parts, room):
    rows = tuple(tuple(map(plain_words, row)) for row in DATED)
    return column_widths(PaperTable("x", ("Part", "Performance", "Due"), rows, parts), room)


def test_no_column_is_narrower_than_its_longest_word_while_there_is_room():
    narrow, wide = widths_of((1, 30, 1), 482), widths_of((4, 8, 8), 482)

    assert narrow[0] > 28
    assert narrow[2] > 79
    assert wide == pytest.approx([96.4, 192.8, 192.8])
    assert sum(narrow) == pytest.approx(482)


def test_columns_without_room_enough_share_what_there_is():
    crowded = widths_of((1, 1, 1), 85)

    assert sum(crowded) <= 85
    assert min(crowded) > 0


def test_only_a_word_that_is_wider_than_its_column_is_broken_and_no_letter_is_lost():
    room = CELL_SIDES + 30
    broken = broken_to_fit("A superintendent, well-known", room)

    assert broken.replace("\u200b", "") == "A superintendent, well-known"
    assert broken == "A superi\u200bntende\u200bnt, well-known"
    assert broken_to_fit("A superintendent, well-known", 482) == "A superintendent, well-known"
    assert broken_to_fit("x" * 50, 482) == "\u200b".join(["x" * 24, "x" * 24, "xx"])
    assert broken_to_fit("xyz", 0) == "x\u200by\u200bz"
