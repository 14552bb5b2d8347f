"""What may be published: offered on a page, made when it is asked for, and rounded throughout."""

import csv
from datetime import date
from io import StringIO

import pytest

from metrics.catalogue import MEASURES
from tests.pages.conftest import everything_said
from ui import publication, reads
from ui.tables import Download

FILE = "demonstration-not-real-for-publication-as-at-2022-01-31.csv"
NUMBERS = ("Counted", "Out of")


def test_the_edition_is_offered_with_what_it_holds_and_is_not_made_before_a_click(
    open_page, monkeypatch
):
    def refuse(*_):
        raise AssertionError("The edition is made though nobody asked for it.")

    monkeypatch.setattr(publication, "count_apart", refuse)
    page = open_page("about_the_data")

    assert not page.exception
    [button] = page.get("download_button")
    assert button.proto.label == "Download the edition for publication"
    assert button.proto.deferred_file_id
    said = everything_said(page)
    assert "For publication" in said
    assert (
        "Every measure of October 2021 to December 2021, as at 31 January 2022, and of victims in "
        "each area, April 2020 to March 2021, in one file by the rules of publication."
    ) in said
    assert "Publish no number of the pages beside it" in said


@pytest.mark.parametrize("kind", ["starter", "empty"])
def test_before_a_quarter_is_counted_nothing_is_offered_and_the_page_says_why(open_page, kind):
    page = open_page("about_the_data", kind)

    assert [*page.get("download_button")] == []
    assert "No quarter has been counted by this day" in everything_said(page)


def test_the_file_of_the_demonstration_has_every_measure_and_no_number_that_is_not_rounded(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    held = reads.snapshot()

    file = publication.publication_file(
        held, reads.today(held), Download("for-publication", date(2022, 1, 31), is_invented=True)
    )

    rows = list(csv.DictReader(StringIO(file.decode("utf-8-sig"))))
    everywhere = [row for row in rows if row["Area"] == "all areas together"]
    assert [row["Measure"] for row in everywhere] == [*MEASURES]
    assert {row["Area"] for row in rows} == {
        "all areas together",
        "Cornwall and Isles of Scilly",
        "Devon",
        "Plymouth",
    }
    assert {row["Note"] for row in rows} == {"Demonstration: not real"}
    numbers = [int(row[name]) for row in rows for name in NUMBERS if row[name].isdecimal()]
    assert {number % 5 for number in numbers} == {0}
    assert {number for number in numbers if 0 < number < 10} == set()
    [late] = [row for row in everywhere if row["Measure"] == "told_late"]
    assert (late["Counted"], late["Out of"], late["Share"]) == ("85", "405", "21%")
