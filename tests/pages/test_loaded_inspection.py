"""An inspection loaded from files appears on the pages from its own day on."""

from datetime import date

import pytest

from data_access.store import open_store
from metrics.text_format import day_text
from tests.data_access.intake.phase_two import ACTION, PHASE_TWO, load
from tests.pages.conftest import PAGES, everything_said
from tests.pages.opening import opened
from tests.serving import make_store


@pytest.fixture(scope="module")
def phase_two_url(tmp_path_factory):
    """The address of a store with starter content and phase two loaded from files."""
    url = make_store("starter", tmp_path_factory.mktemp("phase-two"))
    load(open_store(url), **PHASE_TWO)
    return url


@pytest.fixture
def said_on(phase_two_url, monkeypatch):
    """All words of page ``name`` on a day, over the store with phase two."""
    monkeypatch.setenv("STORE_URL", phase_two_url)

    def said(name, day, **address):
        page = opened(name, as_at=day, **address)
        assert [error.message for error in page.exception] == []
        assert len(page.title) == 1
        return everything_said(page)

    return said


@pytest.mark.parametrize("day", ["2022-02-25", "2022-05-31"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs_over_an_inspection_loaded_from_files(said_on, name, day):
    assert f"As at {day_text(date.fromisoformat(day))}" in said_on(name, day)


@pytest.mark.parametrize(
    ("name", "words", "before", "day"),
    [
        ("recommendations", "Digital files", "2022-02-24", "2022-02-25"),
        ("joint_action_plan", ACTION["title"], "2022-04-19", "2022-04-20"),
        ("meetings", "11 May 2022", "2022-05-10", "2022-05-11"),
    ],
)
def test_a_loaded_row_is_read_from_its_own_day_on(said_on, name, words, before, day):
    assert words not in said_on(name, before)
    assert words in said_on(name, day)
