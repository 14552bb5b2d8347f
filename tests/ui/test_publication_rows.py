"""How the numbers of an edition for publication may be quoted, and what stands where none is."""

from datetime import date

import polars as pl
import pytest

from metrics.publishing import COUNTS, as_published
from ui.rows.publication import publication_rows

AT = date(2022, 1, 31)
QUARTER, ON_THE_DAY = "October 2021 to December 2021", "on 31 January 2022"
RULES = "Rounded to the nearest 5, small numbers withheld."
OUT_OF = "Out of: decisions whose limit has passed."
CELLS = ("Counted", "Out of", "Share", "Median or rate")


def row_of(
    met=None, of=None, when=QUARTER, area=None, title="victims told late", is_part=True, median=None
):
    """The row of one measure in the file."""
    left_out: list[int] = []
    row = ("told_late", area, AT, False, when, met, of, left_out, is_part, median)
    edition = as_published(pl.DataFrame([row], COUNTS, orient="row")).with_columns(
        title=pl.lit(title), denominator=pl.lit("decisions whose limit has passed")
    )
    return publication_rows(edition).row(0, named=True)


def test_a_share_is_a_row_with_all_that_a_reader_needs_to_quote_it():
    assert row_of(84, 403) == {
        "Measure": "told_late",
        "Title": "Victims told late",
        "Period": QUARTER,
        "Area": "all areas together",
        "Counted": "85",
        "Out of": "405",
        "Share": "21%",
        "Median or rate": "[z]",
        "May be quoted as": (
            "Victims told late: about 85 of about 405 (21%). Out of: decisions whose limit has "
            f"passed. {RULES} {QUARTER}, as at 31 January 2022."
        ),
        "As at": "2022-01-31",
    }


@pytest.mark.parametrize(
    ("given", "cells", "said"),
    [
        ({"met": 0, "of": 42}, ("0", "40", "0%", "[z]"), ": none of about 40 (0%)."),
        ({"met": 0, "of": 0}, ("0", "0", "[z]", "[z]"), ": none to count."),
        ({"met": 7, "of": 42}, ("[c]",) * 4, ", withheld: small number."),
        ({"met": 52}, ("50", "[z]", "[z]", "[z]"), ": about 50."),
        ({"of": 42, "median": 14.5}, ("[z]", "40", "[z]", "15"), ": 15, the median of about 40."),
        (
            {"met": 13, "of": 62, "is_part": False},
            ("15", "60", "[z]", "25"),
            ": about 25 for each 100, about 15 for about 60.",
        ),
        ({"when": None}, ("[x]",) * 4, ": nothing recorded."),
    ],
)
def test_what_stands_in_the_cells_is_what_is_quoted(given, cells, said):
    row = row_of(**given)

    assert tuple(row[name] for name in CELLS) == cells
    assert row["May be quoted as"].startswith(f"Victims told late{said}")


def test_an_area_is_named_and_a_count_on_a_day_names_the_day_once():
    assert row_of(84, 403, area="Devon")["May be quoted as"].startswith(
        "Victims told late, Devon: about 85"
    )
    quoted = row_of(84, when=ON_THE_DAY)["May be quoted as"]
    assert quoted == f"Victims told late: about 85. {OUT_OF} {RULES} As at 31 January 2022."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"met": 7, "of": 42}, ", withheld: small number."),
        ({"met": 0, "of": 0}, ": none to count."),
        ({"when": None}, ": nothing recorded."),
    ],
)
def test_what_a_short_title_is_of_is_said_also_where_there_is_no_number(given, said):
    quoted = row_of(title="overdue", **{"when": ON_THE_DAY} | given)["May be quoted as"]

    assert quoted == f"Overdue{said} {OUT_OF} {RULES} As at 31 January 2022."
