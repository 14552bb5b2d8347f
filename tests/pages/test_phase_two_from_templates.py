"""A second inspection, filled into templates and loaded as an office loads it, is on the pages."""

import shutil
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import make_url

from data_access import maintenance
from data_access.intake import templates
from data_access.intake.import_files import import_files
from data_access.intake.models import Options, Upload
from data_access.intake.table_specs import table_specs
from data_access.reads import read_snapshot
from data_access.store import open_store
from tests.data_access.intake.phase_two import ACTION, BY, PHASE_TWO
from tests.data_access.intake.templates.filling import filled
from tests.pages.conftest import everything_said
from tests.pages.opening import opened
from tests.serving import make_store
from tests.shown_tables import tables_of

AT = datetime(2022, 6, 1, 9, 30, tzinfo=UTC)
OPTIONS = Options(source="The office", received_on=date(2022, 6, 1))
YES_OR_NO = {True: "yes", False: "no"}


def as_typed(table, row):
    """A row as a person would type it under the headings of the template; nothing for nothing."""
    headings = {column.name: column.heading for column in table_specs()[table].template}
    return {
        headings[name]: YES_OR_NO[value] if isinstance(value, bool) else value
        for name, value in row.items()
        if value is not None
    }


def files_for(store):
    places = templates.areas_and_forces(read_snapshot(store))
    return [
        Upload(
            f"{table}.xlsx",
            filled(
                templates.template_workbook(table_specs()[table], *places),
                [as_typed(table, row) for row in rows],
            ),
        )
        for table, rows in PHASE_TWO.items()
    ]


def brought(store):
    return import_files(
        store, files_for(store), OPTIONS, key=None, accepts_no_sign_in=False, by=BY, at=AT
    )


@pytest.fixture(scope="module")
def phase_two_url(tmp_path_factory):
    """The address of a store with starter content and phase two, loaded from filled templates."""
    url = make_store("starter", tmp_path_factory.mktemp("templates"))
    report = brought(open_store(url))
    assert report.errors.rows() == []
    assert report.loaded
    return url


@pytest.fixture
def page_of(phase_two_url, monkeypatch):
    """Page ``name`` of phase two as at the end of May."""
    monkeypatch.setenv("STORE_URL", phase_two_url)

    def chosen(name, **address):
        page = opened(name, **{"as_at": "2022-05-31", "inspection": "rape-2", **address})
        assert [error.message for error in page.exception] == []
        assert [
            warning.value for warning in page.warning if "in the address" in warning.value
        ] == []
        return page

    return chosen


@pytest.mark.slow
def test_loaded_again_the_templates_change_nothing(phase_two_url, tmp_path):
    made = make_url(phase_two_url).database or ""
    store = open_store(f"sqlite:///{shutil.copy(made, tmp_path / 'again.db')}")

    report = brought(store)

    assert report.errors.rows() == []
    assert [(sheet.new, sheet.changed) for sheet in report.sheets] == [(0, 0)] * len(PHASE_TWO)
    assert maintenance.faults(store) == []


def test_the_briefing_speaks_of_the_three_recommendations(page_of):
    page = page_of("briefing")

    assert page.title[0].value == "Rape inspection, phase two"
    assert any(header.value.startswith("Recommendations: ") for header in page.header)
    pictures = (each.proto.body for each in page.get("html"))
    picture = next(each for each in pictures if 'id="marks-recommendations"' in each)
    assert picture.count('scope="row"') == 3


def test_what_was_answered_said_done_and_claimed_stands_with_its_recommendation(page_of):
    said = everything_said(page_of("recommendations", rec="1"))

    for words in (
        "1. Support until the trial",
        "in the answer of 2022: under way",
        "“We have begun.” Section 3, paragraph 1.",
        "So have we.",
        "Most victims were told of the new date",
    ):
        assert words in said
    assert "Not before the new system." not in said


def test_the_plan_shows_the_action_with_the_date_it_was_moved_to(page_of):
    page = page_of("joint_action_plan")

    said = everything_said(page).replace("\u00a0", " ")
    assert "Agree who tells the victim of a new trial date" in said
    assert "30 September 2022" in said


def test_the_data_page_lists_each_file_that_brought_it(page_of):
    page = page_of("data", as_at="2022-06-01")
    page.session_state["fold-batches"] = True
    history = tables_of(page.run())[0].value

    assert sorted(history["Table"]) == sorted(
        table.replace("_", " ").capitalize() for table in PHASE_TWO
    )
    assert set(history["From whom"]) == {"The office"}


@pytest.mark.parametrize(
    ("name", "words", "before", "day"),
    [
        ("recommendations", "Digital files", "2022-02-24", "2022-02-25"),
        ("joint_action_plan", ACTION["title"], "2022-04-19", "2022-04-20"),
        ("meetings", "11 May 2022", "2022-05-10", "2022-05-11"),
    ],
)
def test_a_loaded_row_is_read_from_its_own_day_on(
    phase_two_url, monkeypatch, name, words, before, day
):
    monkeypatch.setenv("STORE_URL", phase_two_url)

    assert words not in everything_said(opened(name, as_at=before))
    assert words in everything_said(opened(name, as_at=day))
