"""The page of the public edition: figures are made when asked for, and rounded."""

import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
import streamlit as st
from sqlalchemy import make_url

from data_access import maintenance, writes
from data_access.schemas import NewAction, QuarterRevised
from data_access.store import open_store, sqlite_url
from data_access.vocabulary import Origin
from metrics.measures.catalogue import MEASURES
from metrics.text_format import day_text
from metrics.victims.share_parts import READ_FROM
from tests.pages.conftest import everything_said
from tests.pages.opening import opened, stand_on
from tests.pages.test_given_out import come_late
from tests.sentences import CANNOT_BE_OPENED, MAKE_EDITION
from tests.shown_tables import tables_of
from tests.ui.exports.test_xlsx_export import parts_of
from ui import reads
from ui.page import publication

FILE = "demonstration-not-real-for-publication-as-at-2022-01-31.xlsx"
DAY, COUNTED_AT = date(2022, 2, 28), date(2022, 1, 31)
NUMBERS = ("Counted", "Out of")
ACTION = NewAction(
    title="Look again",
    lead_organisation="opcc",
    origin=Origin.MEETING,
    opened_on=date(2022, 1, 10),
)
# Of all areas in the year to December 2021: the number, and of how many.
TOLD = {
    "told_in_time": ("780", "1500"),
    "told_in_time_police": ("730", "1405"),
    "told_in_time_cps": ("45", "90"),
    "told_in_time_support_ended": ("535", "1025"),
    "told_late": ("340", "1500"),
    "told_as_asked": ("410", "595"),
    "told_by_solo": ("550", "1190"),
}
BY, AT = "Policy officer", datetime(2022, 2, 28, 20, tzinfo=UTC)
ABOUT = re.compile(r"about ([\d,]*\d)(?! days| working)(?=[ .])")
# The pages whose figures are of work, and exact.
OF_WORK = (
    "Briefing",
    "Recommendations",
    "Joint action plan",
    "Case action plans",
    "Escalations",
)
MAKE, TAKE = "make-publication", "Download the edition for publication"


def rows_of(file):
    """The rows of a file that is taken away."""
    return pl.read_excel(file, sheet_name="What may be said").to_dicts()


def edition(day=DAY):
    """The rows of the edition of the open store on ``day``, as it is now."""
    return rows_of(publication.publication_file(publication.edition_of(reads.store_state(), day)))


def pressed(page):
    """The page after the edition was asked for."""
    return page.button(key=MAKE).click().run()


def offered_by(page):
    return [button.proto.label for button in page.get("download_button")]


def told_of_year(rows):
    """What is counted out of what of all areas in the year to the newest quarter."""
    return {
        row["Measure"]: (row["Counted"], row["Out of"])
        for row in rows
        if row["Area"] == "all areas together"
        and row["Period"].startswith("January 2021")
        and row["Measure"].startswith("told")
    }


def of_all_areas(rows, *codes):
    """By the codes given, what is counted out of what of all areas in the newest quarter."""
    # The year to it comes after it.
    of_all = [row for row in rows if row["Area"] == "all areas together"]
    found = {row["Measure"]: row for row in reversed(of_all)}
    return {code: tuple(found[code][name] for name in NUMBERS) for code in codes}


def test_the_edition_is_offered_with_what_it_holds_and_is_not_made_before_a_click(
    open_page, monkeypatch
):
    def refuse(*_):
        raise AssertionError("The edition is made though nobody asked for it.")

    # One that another test made would hide that it is made again.
    publication._edition.clear()
    monkeypatch.setattr(reads, "protect_for_edition", refuse)
    page = open_page("publication")

    assert not page.exception
    assert page.button(key=MAKE).label == MAKE_EDITION
    assert offered_by(page) == []
    assert tables_of(page) == []


def test_the_button_that_makes_the_edition_comes_before_the_rules_of_quotation(open_page):
    shown = list(open_page("publication").main)

    keys = [getattr(each, "key", None) for each in shown]
    [rules] = [
        place
        for place, each in enumerate(shown)
        if "Quote the whole sentence" in str(getattr(each, "value", ""))
    ]
    assert keys.index(MAKE) < rules


@pytest.mark.slow
def test_the_file_of_the_demonstration_has_every_measure_and_no_number_that_is_not_rounded(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))

    rows = edition()

    everywhere = [row for row in rows if row["Area"] == "all areas together"]
    # Of victims, each measure is of the quarter and then of the year to it.
    assert [
        (row["Measure"], row["Period"]) for row in everywhere if row["Measure"] in READ_FROM
    ] == [
        (code, when)
        for code in MEASURES
        if code in READ_FROM
        for when in ("October 2021 to December 2021", "January 2021 to December 2021")
    ]
    assert [*dict.fromkeys(row["Measure"] for row in everywhere)] == [*MEASURES]
    assert len(everywhere) == len(MEASURES) + len(READ_FROM)
    assert {row["Area"] for row in rows} == {
        "all areas together",
        "Cornwall and Isles of Scilly",
        "Devon",
        "Plymouth",
    }
    assert {row["Note"] for row in rows} == {"Demonstration: not real"}
    of_people = [row for row in rows if row["Measure"] in READ_FROM]
    numbers = [int(row[name]) for row in of_people for name in NUMBERS if row[name].isdecimal()]
    assert {number % 5 for number in numbers} == {0}
    assert {number for number in numbers if 0 < number < 10} == set()
    # Work is counted exactly, and says so.
    assert {row["Counts are"] for row in of_people if row["Counted"] != "[c]"} == {"rounded"}
    of_work = [row for row in rows if row not in of_people]
    assert {row["Counts are"] for row in of_work if row["Counted"] != "[c]"} == {"exact"}
    # Of fewer than ten there is no median.
    assert [row["Measure"] for row in of_work if row["Counted"] == "[c]"] == ["escalations_days"]
    late = [row for row in everywhere if row["Measure"] == "told_late"]
    assert [(row["Counted"], row["Out of"], row["Share"]) for row in late] == [
        ("85", "405", "0.21"),
        ("340", "1500", "0.23"),
    ]


@pytest.fixture
def office(store_for, tmp_path, monkeypatch):
    """An office's own store with the demonstration in it."""
    file = tmp_path / "office.db"
    shutil.copy(store_for("demonstration").removeprefix("sqlite:///"), file)
    url = sqlite_url(file)
    monkeypatch.setenv("STORE_URL", url.render_as_string())
    return open_store(url)


@pytest.mark.slow
def test_what_is_recorded_or_withdrawn_after_the_page_was_opened_counts_in_the_file(
    office, monkeypatch
):
    offered = {}
    monkeypatch.setattr(st, "download_button", lambda *_, **given: offered.update(given))
    page = pressed(opened("publication"))
    codes = ("told_late", "ssaidp_completed", "actions_no_date")
    before = rows_of(offered["data"]())

    batches = reads.store_state().tables["import_batch"]
    taken_out = batches.filter(pl.col("table").is_in(["notice", "training_year"]))["id"].to_list()
    maintenance.withdraw(office, taken_out, by=BY, at=AT)
    for _ in range(10):
        writes.record(office, ACTION, by=BY, at=AT)
    # An edition asked for once stays on the page, and is made anew from the present records.
    assert not page.run().exception
    after = rows_of(offered["data"]())

    assert offered["file_name"] == FILE
    assert {row["As at"] for row in after if row["Area"] == "all areas together"} == {COUNTED_AT}
    assert of_all_areas(before, *codes) == {
        "told_late": ("85", "405"),
        "ssaidp_completed": ("25", "100"),
        "actions_no_date": ("13", "67"),
    }
    # Where no file has come, a figure is not available, rather than 0.
    assert of_all_areas(after, *codes) == {
        "told_late": ("[x]", "[x]"),
        "ssaidp_completed": ("[x]", "[x]"),
        "actions_no_date": ("23", "77"),
    }


@pytest.mark.slow
def test_files_that_came_on_a_later_day_count_from_that_day_on_though_nothing_was_recorded(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    with monkeypatch.context() as earlier:
        stand_on(date(2022, 2, 27), earlier)
        before = of_all_areas(edition(), "told_late", "files_accepted")

    # Victims were counted when the month-end was closed, and then stand.
    assert before == {"told_late": ("85", "405"), "files_accepted": ("0", "0")}
    after = of_all_areas(edition(), "told_late", "files_accepted")
    assert after == {"told_late": ("85", "405"), "files_accepted": ("50", "62")}


@pytest.mark.slow
def test_an_edition_has_the_counts_in_force_on_its_day_and_says_which_were_revised(office):
    before = edition()
    come_late(office)
    entry = QuarterRevised(quarter=date(2021, 7, 1), reason="A file came late")
    days = (entry.quarter, date(2021, 10, 31))
    reads.revise(office, reads.store_state().cases.to_count, days, entry, BY)

    after = edition()

    assert edition(date(2022, 2, 27)) == before
    assert told_of_year(before) == TOLD
    assert told_of_year(after) == TOLD | {
        "told_in_time": ("785", "1505"),
        "told_in_time_police": ("740", "1410"),
        "told_in_time_cps": ("45", "95"),
        "told_in_time_support_ended": ("540", "1030"),
        "told_late": ("355", "1505"),
        "told_as_asked": ("410", "610"),
    }
    state = reads.store_state()
    on = day_text(max(state.tables["counted_quarter"]["recorded_at"]).date())
    # The year to the quarter after it was counted again with it.
    assert publication.edition_of(state, DAY).holds.endswith(
        f" Counts of victims were revised: July to September 2021 on {on}; October to December "
        f"2021 on {on}."
    )


def test_where_the_store_has_gone_since_the_page_was_opened_the_page_says_so(office):
    page = opened("publication")
    file = Path(office.url.database or "")
    file.rename(file.with_name("elsewhere.db"))

    page = pressed(page)

    assert [error.value for error in page.error] == [
        f"office.db {CANNOT_BE_OPENED}. See that its folder exists and may be written to, or "
        "choose another place with STORE_URL."
    ]
    assert offered_by(page) == []
    assert not page.exception


def test_where_a_store_without_a_counted_quarter_took_its_place_the_page_says_so(office, store_for):
    page = opened("publication")
    maintenance.restore(Path(make_url(store_for("starter")).database or ""), office.url, AT)

    page = pressed(page)

    assert "No quarter has been counted by this day" in page.info[0].value
    assert offered_by(page) == []
    assert not page.exception


@pytest.fixture
def demonstration(store_for, monkeypatch):
    """The store that the tests share, so that an edition of it is made once."""
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
def test_the_page_says_of_each_figure_what_may_be_said_and_no_number_that_is_not_rounded():
    page = pressed(opened("publication"))

    assert offered_by(page) == [TAKE]
    # Of victims, each measure is of the quarter and of the year to it.
    figures, withheld = len(MEASURES) + len(READ_FROM), 30
    assert (
        f"{figures - withheld} of {figures} figures may be quoted; {withheld} withheld."
    ) in everything_said(page)
    tables = tables_of(page)
    said = [sentence for table in tables for sentence in table.value["What may be said"]]
    assert len(said) == figures
    exact = [table.alt for table in tables if "Counts are exact" in table.value.to_string()]
    assert exact == [f"What may be said: {title}" for title in OF_WORK]
    of_people = [each for each in said if "for each 100" not in each]
    counts = [int(number.replace(",", "")) for each in of_people for number in ABOUT.findall(each)]
    assert counts
    assert {number % 5 for number in counts} == {0}


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
def test_single_areas_are_folded_away_and_say_whose_they_are():
    page = pressed(opened("publication"))
    [fold] = [each for each in page.expander if each.label == "What may be said of one area"]

    page.session_state[fold.key] = True
    page.run()
    [area] = [box for box in page.selectbox if box.label == "Area"]
    assert area.options == ["Cornwall and Isles of Scilly", "Devon", "Plymouth"]
    devon = tables_of(area.select("Devon").run())[-1]
    assert devon.alt == "What may be said: Devon"
    assert "April 2020 to March 2021, Devon, as at" in devon.value["What may be said"][0]


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
def test_another_day_is_another_edition_and_is_asked_for_anew():
    page = pressed(opened("publication"))
    page.query_params["as_at"] = "2021-12-01"
    earlier = page.run()

    assert offered_by(earlier) == []
    assert MAKE in [button.key for button in earlier.button]


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
def test_a_press_that_comes_as_somebody_writes_is_not_lost(monkeypatch):
    make, tried = publication.edition_of, []

    def overtaken_once(*given):
        tried.append(given)
        if len(tried) == 1:
            raise reads.StaleState
        return make(*given)

    monkeypatch.setattr(publication, "edition_of", overtaken_once)
    page = pressed(opened("publication"))

    assert not page.exception
    assert len(tried) == 2
    assert offered_by(page) == [TAKE]


@pytest.mark.slow
@pytest.mark.usefixtures("demonstration")
def test_the_rules_go_with_the_file_and_it_bears_no_marking_of_the_pages():
    found = publication.edition_of(reads.store_state(), DAY)
    file = publication.publication_file(found)

    rules = pl.read_excel(file, sheet_name="Rules").rows()
    assert [name for name, _ in rules] == [
        "Demonstration: not real",
        "What it holds",
        "Quote the whole sentence",
        "Say “about”",
        "Exact where it does not say “about”",
        "Withheld does not mean zero",
        "Write letters out",
        "Never beside the other pages",
        "[c]",
        "[x]",
        "[z]",
    ]
    sheets = parts_of(file)
    for sheet in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert "Edition for publication" in sheets[sheet]
        assert "Demonstration: not real" in sheets[sheet]
        assert "OFFICIAL" not in sheets[sheet]
    assert file == publication.publication_file(found)
