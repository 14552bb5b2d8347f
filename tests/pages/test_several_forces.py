"""A demonstration of several forces keeps every rule, and every page opens on it."""

import subprocess
import sys

import pytest
import streamlit as st

from data_access import maintenance
from data_access.arrow_cache import folder_of, remove_snapshots
from data_access.store import open_store
from tests.kept_stores import make_releases
from tests.pages.opening import opened
from tests.serving import ROOT, environment
from ui.pages import PAGES

pytestmark = pytest.mark.slow

SIZE = ("--cases=600", "--forces=6")
# Pages that ask for no rows of cases where nothing is chosen, and no meeting is under way. Those
# about victims read what is released.
READ_NO_CASES = {
    "joint_action_plan",
    "answer",
    "meeting_mode",
    "update",
    "about_the_data",
    "words",
    "victim_communication",
    "right_to_review",
    "when_support_ends",
    "protected_characteristics",
}


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """The address of a demonstration of six forces with twenty areas, made by its command."""
    url = f"sqlite:///{tmp_path_factory.mktemp('several') / 'several.db'}"
    subprocess.run(
        [sys.executable, "-m", "data_access", "demo", *SIZE],
        cwd=ROOT,
        env=environment(STORE_URL=url),
        check=True,
        capture_output=True,
    )
    make_releases(url)
    return url


def test_its_rows_keep_every_rule(several):
    assert maintenance.faults(open_store(several)) == []


@pytest.mark.parametrize("name", [place.file for place in PAGES])
def test_every_page_opens_on_it_from_columns_beside_it(several, monkeypatch, name):
    monkeypatch.setenv("STORE_URL", several)
    monkeypatch.setattr("data_access.arrow_cache.newest_tallies.__kwdefaults__", {"above": 0})
    remove_snapshots(open_store(several))
    st.cache_resource.clear()

    shown = opened(name)

    assert [each.value for each in shown.exception] == []
    assert [each.value for each in shown.error] == []
    assert folder_of(open_store(several)).is_dir() == (name not in READ_NO_CASES)
