"""Views are kept under a name, listed as at the day looked at, and taken off again."""

from textwrap import dedent
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from tests.kept_stores import copied
from tests.pages.updating import BY, box, errors, rows, save, text
from tests.sentences import LOOKS_LIKE_CASE, NAME_TAKEN

KEEP, TAKE_OFF = "fold-keep-view", "fold-take-view-off"
NAME = "What the view is to be called"
MAIN = """
    import streamlit as st

    st.navigation([st.Page("../pages/explore.py", url_path="explore")]).run()
"""
PAGE = """
    from dataclasses import replace

    from ui.page import page_view
    from ui.explore import saved_views
    from ui.page.filters import AREA

    view = page_view.header("Explore", AREA)
    chosen = {"by": "age", "by2": "", "measure": "case_plans_open"}
    view = replace(view, chosen=view.chosen | chosen)
    saved_views.saved_links(view, "explore")
    saved_views.save_form(view, "explore")
"""


@pytest.fixture
def store(store_for, tmp_path):
    """The address of a demonstration store of the test's own."""
    return copied(store_for("demonstration"), tmp_path / "own.db")


@pytest.fixture
def opened(store, tmp_path, monkeypatch):
    """Opens a page that calls both pieces, with an address, and one of its folds."""
    monkeypatch.setenv("STORE_URL", store)
    for folder, script in (("pages/explore.py", PAGE), ("app/main.py", MAIN)):
        file = tmp_path / folder
        file.parent.mkdir()
        file.write_text(dedent(script))

    def page(fold=KEEP, **address):
        app = AppTest.from_file(tmp_path / "app/main.py", default_timeout=30)
        for key, value in address.items():
            app.query_params[key] = value
        app.session_state[fold] = True
        return app.run()

    return page


def links(page):
    return {
        link.proto.label: dict(parse_qsl(link.proto.query_string, keep_blank_values=True))
        for link in page.get("page_link")
    }


def said(page):
    return [each.value for each in page.success]


def named(page, name):
    text(page, NAME).input(name)
    return page


def test_the_views_kept_by_the_day_are_links_as_at_that_day_that_empty_what_they_do_not_name(
    opened,
):
    assert links(opened()) == {
        "Case action plans open, by age": {
            "as_at": "2022-02-28",
            "area": "",
            "by": "age",
            "by2": "",
            "measure": "case_plans_open",
        },
        "Told in time, area by area": {
            "as_at": "2022-02-28",
            "area": "",
            "by": "area",
            "by2": "",
            "measure": "told_in_time",
        },
        "Told in time, quarter by quarter": {
            "as_at": "2022-02-28",
            "area": "",
            "by": "period",
            "by2": "",
            "measure": "told_in_time",
        },
    }
    assert list(links(opened(as_at="2021-12-02"))) == ["Told in time, area by area"]
    early = opened(as_at="2021-12-01")
    assert links(early) == {}
    assert "No view of this page had been kept by 1 December 2021." in [
        each.value for each in early.markdown
    ]


def test_the_present_view_is_kept_with_what_its_header_was_given(opened, store):
    page = save(named(opened(area="Plymouth"), "Open plans, by age"))

    assert errors(page) == []
    assert said(page) == ["The view is kept: it is on the list from 28 February 2022 on."]
    assert links(page)["Open plans, by age"] == {
        "as_at": "2022-02-28",
        "area": "Plymouth",
        "by": "age",
        "by2": "",
        "measure": "case_plans_open",
    }
    kept = rows(store, "saved_view")[-1]
    assert {key: kept[key] for key in ("page", "parameters", "recorded_by")} == {
        "page": "explore",
        "parameters": "area=Plymouth&by=age&by2=&measure=case_plans_open",
        "recorded_by": BY,
    }


def test_where_nothing_was_chosen_the_link_takes_back_what_is_chosen_elsewhere(opened):
    page = save(named(opened(), "Of all areas"))

    assert links(page)["Of all areas"]["area"] == ""


def test_a_view_kept_from_a_past_day_is_on_the_list_from_today(opened):
    page = save(named(opened(as_at="2022-01-31"), "From a past day"))

    assert said(page) == ["The view is kept: it is on the list from 28 February 2022 on."]
    assert "From a past day" not in links(page)
    assert links(opened())["From a past day"]["as_at"] == "2022-02-28"


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("", "What the view is to be called: write something."),
        (
            "TOLD in time, area by area",
            NAME_TAKEN,
        ),
        (
            "About CR/012345/21",
            f"What the view is to be called{LOOKS_LIKE_CASE}",
        ),
        ("x" * 81, "What the view is to be called: write at most 80 characters."),
    ],
)
def test_what_cannot_be_a_name_is_said_in_plain_words_and_nothing_is_kept(
    opened, store, name, refusal
):
    before = rows(store, "saved_view")

    page = save(named(opened(), name))

    assert errors(page) == [refusal]
    assert text(page, NAME).value == name
    assert rows(store, "saved_view") == before


def test_a_name_is_shown_as_it_was_typed(opened):
    page = save(named(opened(), "**Bold** <b>[x](http://y)"))

    assert r"\*\*Bold\*\* \<b\>\[x\](http\://y)" in links(page)


def test_a_view_taken_off_is_on_the_list_no_more_and_was_there_before(opened, store):
    page = opened(TAKE_OFF)
    box(page, "To be taken off the list").select("1")
    page = save(page)

    assert errors(page) == []
    assert said(page) == ["The view is off the list from 28 February 2022 on."]
    assert "Told in time, area by area" not in links(page)
    assert list(links(opened(as_at="2022-02-27"))) == [
        "Case action plans open, by age",
        "Told in time, area by area",
        "Told in time, quarter by quarter",
    ]
    assert rows(store, "saved_view")[-1]["takes_off"] == 1
    assert box(opened(TAKE_OFF), "To be taken off the list").options == [
        "Case action plans open, by age",
        "Told in time, quarter by quarter",
    ]
    # A view saved later does not belong to an earlier day.
    earlier = opened(TAKE_OFF, as_at="2022-02-27")
    assert [each.label for each in earlier.selectbox] == ["Area"]
