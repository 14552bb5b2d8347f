"""The rows of an edition for publication: its numbers, and what stands where none is."""

from datetime import date

import polars as pl
import pytest

from metrics.publication.edition import COUNTS, as_published
from metrics.publication.publication_text import quotation
from metrics.victims.victim_figures import TOGETHER
from ui.elements.markdown import plain
from ui.rows.publication import (
    NUMBER_COLUMNS,
    edition_areas,
    not_quoted_names,
    of_all_areas,
    of_area,
    publication_rows,
    quotable_rows,
    quoted_rows,
)

AT = date(2022, 1, 31)
QUARTER = "October 2021 to December 2021"
WHOSE = "all areas of Devon and Cornwall Police together"


def edition_of(
    met=None,
    of=None,
    when=QUARTER,
    area=None,
    is_part=True,
    median=None,
    code="told_late",
    is_exact=False,
):
    """An edition of one measure."""
    left_out: list[int] = []
    row = (code, area, AT, False, when, met, of, left_out, is_part, median, is_exact)
    return as_published(pl.DataFrame([row], COUNTS, orient="row")).with_columns(
        title=pl.lit("victims told late"),
        denominator=pl.lit("decisions whose limit has passed"),
        caveat=pl.lit("How late is shown beside it."),
        source=pl.lit("Notices, as the force sent them"),
    )


def test_a_share_is_a_row_with_all_that_a_reader_needs_to_quote_it():
    assert publication_rows(edition_of(84, 403), WHOSE).row(0, named=True) == {
        "Page": "Victim communication",
        "Measure": "told_late",
        "Title": "Victims told late",
        "Period": QUARTER,
        "Area": "all areas together",
        "Counted": "85",
        "Out of": "405",
        "Share": "21%",
        "Median or rate": "[z]",
        "Counts are": "rounded",
        "May be quoted as": (
            "Victims told late: about 21%, that is about 85 of about 405 decisions whose limit has "
            f"passed. {QUARTER}, {WHOSE}, as at 31 January 2022. Counts are rounded to the nearest "
            "5. Source: Notices, as the force sent them."
        ),
        "Bear in mind": "",
        "As at": AT,
    }


@pytest.mark.parametrize(
    ("given", "cells"),
    [
        ({"met": 0, "of": 42}, ("0", "40", "0%", "[z]")),
        ({"met": 0, "of": 0}, ("0", "0", "[z]", "[z]")),
        ({"met": 7, "of": 42}, ("[c]",) * 4),
        ({"met": 52}, ("50", "[z]", "[z]", "[z]")),
        ({"of": 42, "median": 14.5}, ("[z]", "40", "[z]", "15")),
        ({"met": 13, "of": 62, "is_part": False}, ("15", "60", "[z]", "25")),
        ({"when": None}, ("[x]",) * 4),
        ({"met": 3, "of": 42, "is_exact": True}, ("3", "42", "7%", "[z]")),
    ],
)
def test_what_stands_in_the_cells_is_rounded_or_a_mark(given, cells):
    row = publication_rows(edition_of(**given)).row(0, named=True)

    assert tuple(row[name] for name in NUMBER_COLUMNS) == cells


def test_the_page_shows_the_sentences_of_the_file_by_measure_and_by_area():
    everywhere, devon = edition_of(84, 403), edition_of(84, 403, area="Devon")
    both = pl.concat([everywhere, devon])

    assert edition_areas(both) == ["Devon"]
    assert quoted_rows(of_all_areas(both, ["told_late"]), WHOSE).to_dicts() == [
        {
            "Measure": "Victims told late",
            "Figure": "about\u00a021%",
            "What may be said": plain(quotation(everywhere.row(0, named=True), WHOSE)),
            "Bear in mind": "–",
        }
    ]
    assert quoted_rows(of_area(both, "Devon"), TOGETHER)["What may be said"].to_list() == [
        plain(quotation(devon.row(0, named=True)))
    ]
    assert quoted_rows(of_all_areas(both, ["told_in_time"]), WHOSE).is_empty()


def test_a_measure_of_two_periods_is_named_with_the_period():
    year = "January 2021 to December 2021"
    both = pl.concat([edition_of(84, 403), edition_of(340, 1498, when=year)])

    assert quoted_rows(of_all_areas(both, ["told_late"]), WHOSE)["Measure"].to_list() == [
        f"Victims told late, {QUARTER}",
        f"Victims told late, {year}",
    ]


def test_what_may_not_be_quoted_is_named_once_for_a_reason_and_has_no_row():
    year = "January 2021 to December 2021"
    rows = pl.concat(
        [
            edition_of(340, 1498, when=year),
            edition_of(7, 42),
            edition_of(7, 42, when=year),
            edition_of(when=None),
        ]
    )

    assert quotable_rows(rows)["Measure"].to_list() == [f"Victims told late, {year}"]
    assert not_quoted_names(rows) == {
        f"Withheld: {QUARTER}, as at 31 January 2022; {year}, as at 31 January 2022": [
            "Victims told late"
        ],
        "Nothing recorded: by 31 January 2022": ["Victims told late"],
    }


def test_where_everything_may_be_quoted_nothing_else_is_named():
    assert not_quoted_names(edition_of(84, 403)) == {}
    assert quotable_rows(edition_of(7, 42)).is_empty()
