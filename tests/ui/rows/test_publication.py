"""The rows of an edition for the public: its numbers, and its sentences."""

from datetime import date

import pytest

from metrics.measures.catalogue import MEASURES
from metrics.measures.work_counts import WorkCount
from metrics.publication.edition import EditionRow
from metrics.publication.publication_text import quotation
from metrics.releases.people import Median, Share
from ui.rows.publication import (
    NUMBER_COLUMNS,
    publication_rows,
)

AT = date(2021, 4, 30)
YEAR = "April 2020 to March 2021"
WHOSE = "all areas of Devon and Cornwall Police together"
TOLD = Share(780, 1500, False)


def row(number=TOLD, code="told_late", area=None):
    return EditionRow(MEASURES[code], area, YEAR, AT, number)


def work(met=None, of=None, median=None):
    return WorkCount(YEAR, AT, met, of, median)


def test_a_row_of_the_file_has_all_that_a_reader_needs_to_quote_it():
    assert publication_rows([row()], WHOSE).row(0, named=True) == {
        "Page": "Victim communication",
        "Measure": "told_late",
        "Title": "Victims told late",
        "Period": YEAR,
        "Area": "all areas together",
        "Counted": "780",
        "Out of": "1500",
        "Share": "52%",
        "Median or rate": "[z]",
        "Counts are": "rounded",
        "May be quoted as": quotation(row(), WHOSE),
        "Bear in mind": "",
        "As at": AT,
    }


@pytest.mark.parametrize(
    ("given", "cells"),
    [
        (row(Share(None, 60, False)), ("<5", "60", "[z]", "[z]")),
        (row(Share(None, None, False)), ("<5", "<5", "[z]", "[z]")),
        (row(Share(405, 405, True)), ("405", "405", "[z]", "[z]")),
        (row(Median(4, 1200), "days_to_tell"), ("[z]", "1200", "[z]", "4")),
        (row(work(3, 42), "actions_no_date"), ("3", "42", "7%", "[z]")),
        (row(work(0, 42), "actions_no_date"), ("0", "42", "[z]", "[z]")),
        (row(work(1693), "case_plans_open"), ("1693", "[z]", "[z]", "[z]")),
        (row(work(None, 42, 14.5), "early_advice_days"), ("[z]", "42", "[z]", "14.5")),
        (row(work(24, 291), "escalation_rate"), ("24", "291", "[z]", "8.2")),
    ],
)
def test_a_cell_has_the_number_of_the_pages_or_a_mark(given, cells):
    shown = publication_rows([given]).row(0, named=True)

    assert tuple(shown[name] for name in NUMBER_COLUMNS) == cells
