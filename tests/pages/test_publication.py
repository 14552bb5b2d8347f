"""What may be published: offered on a page, made when it is asked for, and rounded throughout."""

import csv
import shutil
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
import streamlit as st
from sqlalchemy import make_url

from data_access import records, upkeep
from data_access.entries import NewAction
from data_access.store import open_store, sqlite_url
from data_access.vocabulary import Origin
from metrics.catalogue import MEASURES
from tests.pages.conftest import everything_said
from tests.pages.opening import opened
from ui import publication, reads
from ui.tables import Download

FILE = "demonstration-not-real-for-publication-as-at-2022-01-31.csv"
DOWNLOAD = Download("for-publication", date(2022, 1, 31), is_invented=True)
NUMBERS = ("Counted", "Out of")
ACTION = NewAction(
    title="Look again",
    lead_organisation="opcc",
    origin=Origin.MEETING,
    opened_on=date(2022, 1, 10),
)
BY, AT = "Policy officer", datetime(2022, 2, 28, 20, tzinfo=UTC)
MAKE, TAKE = "make-publication", "Download the edition for publication"


def rows_of(file):
    """The rows of a file that is taken away."""
    return list(csv.DictReader(StringIO(file.decode("utf-8-sig"))))


def edition():
    """The rows of the edition of the open store, as it is now."""
    return rows_of(publication.publication_file(reads.snapshot(), DOWNLOAD))


def pressed(page):
    """The page after the edition was asked for."""
    return page.button(key=MAKE).click().run()


def offered_by(page):
    return [button.proto.label for button in page.get("download_button")]


def of_all_areas(rows, *codes):
    """By the codes given, what is counted out of what of all areas."""
    found = {row["Measure"]: row for row in rows if row["Area"] == "all areas together"}
    return {code: tuple(found[code][name] for name in NUMBERS) for code in codes}


def test_the_edition_is_offered_with_what_it_holds_and_is_not_made_before_a_click(
    open_page, monkeypatch
):
    def refuse(*_):
        raise AssertionError("The edition is made though nobody asked for it.")

    # One that another test made would hide that it is made again.
    publication._edition.clear()
    monkeypatch.setattr(publication, "count_apart", refuse)
    page = open_page("about_the_data")

    assert not page.exception
    assert page.button(key=MAKE).label == "Make the edition for publication"
    assert offered_by(page) == []
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

    assert MAKE not in [button.key for button in page.button]
    assert "No quarter has been counted by this day" in everything_said(page)


def test_the_file_of_the_demonstration_has_every_measure_and_no_number_that_is_not_rounded(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))

    rows = edition()

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


@pytest.fixture
def office(store_for, tmp_path, monkeypatch):
    """An office's own store with the demonstration in it."""
    file = tmp_path / "office.db"
    shutil.copy(store_for("demonstration").removeprefix("sqlite:///"), file)
    url = sqlite_url(file)
    monkeypatch.setenv("STORE_URL", url.render_as_string())
    return open_store(url)


def test_what_is_recorded_or_withdrawn_after_the_page_was_opened_counts_in_the_file(
    office, monkeypatch
):
    offered = {}
    monkeypatch.setattr(st, "download_button", lambda *_, **given: offered.update(given))
    page = pressed(opened("about_the_data"))
    codes = ("told_late", "ssaidp_completed", "actions_no_date")
    before = rows_of(offered["data"]())

    batches = reads.snapshot().tables["import_batch"]
    taken_out = batches.filter(pl.col("table").is_in(["notice", "training_year"]))["id"].to_list()
    upkeep.withdraw(office, taken_out, by=BY, at=AT)
    for _ in range(10):
        records.record_action(office, ACTION, by=BY, at=AT)
    assert not pressed(page).exception
    after = rows_of(offered["data"]())

    assert offered["file_name"] == FILE
    assert {row["As at"] for row in after if row["Area"] == "all areas together"} == {"2022-01-31"}
    assert of_all_areas(before, *codes) == {
        "told_late": ("85", "405"),
        "ssaidp_completed": ("25", "100"),
        "actions_no_date": ("25", "70"),
    }
    # Without a notice there is no record of telling.
    assert of_all_areas(after, *codes) == {
        "told_late": ("0", "410"),
        "ssaidp_completed": ("[x]", "[x]"),
        "actions_no_date": ("35", "80"),
    }


def test_files_that_came_on_a_later_day_count_from_that_day_on_though_nothing_was_recorded(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    with monkeypatch.context() as earlier:
        earlier.setattr(reads, "today", lambda _: date(2022, 2, 27))
        before = of_all_areas(edition(), "told_late")

    assert before == {"told_late": ("0", "0")}
    assert of_all_areas(edition(), "told_late") == {"told_late": ("85", "405")}


def test_where_the_store_has_gone_since_the_page_was_opened_the_page_says_so(office):
    page = opened("about_the_data")
    file = Path(office.url.database or "")
    file.rename(file.with_name("elsewhere.db"))

    page = pressed(page)

    assert [error.value for error in page.error] == [
        "office.db cannot be opened. See that its folder exists and may be written to, or choose "
        "another place with STORE_URL."
    ]
    assert offered_by(page) == []
    assert not page.exception


def test_where_a_store_without_a_counted_quarter_took_its_place_the_page_says_so(office, store_for):
    page = opened("about_the_data")
    upkeep.restore(Path(make_url(store_for("starter")).database or ""), office.url, AT)

    page = pressed(page)

    assert "No quarter has been counted by this day" in everything_said(page)
    assert offered_by(page) == []
    assert not page.exception


@pytest.mark.usefixtures("office")
def test_the_edition_is_made_on_the_page_and_taken_away_from_it():
    page = pressed(opened("about_the_data"))

    assert offered_by(page) == [TAKE]
    # Whatever is chosen next, an edition made before is no longer offered.
    assert offered_by(page.run()) == []
