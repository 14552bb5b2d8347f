"""The demonstration with a second inspection that asks for something: no page mixes the two."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest

from data_access import reads
from data_access.store import open_store
from metrics.day_state import day_state_on
from tests import oracles_briefing, second_inspection
from tests.builders import as_rows
from tests.kept_stores import copied
from tests.pages.conftest import (
    PAGES,
    big_numbers,
    captions,
    everything_said,
    with_folds_opened,
)
from tests.pages.filters import choose, choose_day, filter_of
from tests.pages.opening import opened
from tests.pages.updating import box
from tests.shown_tables import grids_of, tables_of
from ui.page.find_box import BOX, BUTTON

DAY = date(2022, 2, 28)
PHASE_ONE, PHASE_TWO = "Rape inspection, phase one", "Rape inspection, phase two"


@pytest.fixture(scope="module")
def two_inspections(store_for, tmp_path_factory):
    """The address of a demonstration store in which phase two holds three recommendations."""
    url = copied(store_for("demonstration"), tmp_path_factory.mktemp("two") / "two.db")
    second_inspection.load(url)
    return url


@pytest.fixture
def open_page(two_inspections, monkeypatch):
    monkeypatch.setenv("STORE_URL", two_inspections)
    return opened


def copied_link(page):
    page.session_state["copy-link"] = True
    page.run()
    return dict(parse_qsl(urlsplit(page.code[0].value).query))


@pytest.mark.parametrize(
    "choice",
    [{}, {"inspection": "rape-1"}, pytest.param({"inspection": "rape-2"}, marks=pytest.mark.slow)],
)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_each_choice(open_page, name, choice):
    page = open_page(name, **choice)

    assert [error.message for error in page.exception] == []
    assert [warning.value for warning in page.warning if "in the address" in warning.value] == []


def test_all_inspections_are_shown_unless_one_is_chosen(open_page):
    titles = [
        open_page("briefing", **choice).title[0].value
        for choice in ({}, {"inspection": "rape-1"}, {"as_at": "2022-02-24"})
    ]

    assert titles == ["All inspections", PHASE_ONE, PHASE_ONE]
    inspection = filter_of(open_page("briefing"), "Inspection")
    assert inspection.options == [PHASE_TWO, PHASE_ONE]
    assert inspection.placeholder == "All of them"


@pytest.mark.parametrize(
    "address",
    [{"as_at": "2022-02-24"}, pytest.param({"as_at": "2021-09-29"}, marks=pytest.mark.slow)],
)
@pytest.mark.parametrize("name", PAGES)
def test_before_the_second_is_published_there_is_nothing_to_choose(open_page, name, address):
    page = open_page(name, **address)

    assert "Inspection" not in [box.label for box in page.selectbox]
    assert not re.search("Test (recommendation|action|claim)", everything_said(page))


@pytest.mark.parametrize("ref", ["rape-1", "rape-2"])
def test_the_six_figures_of_each_inspection_equal_a_slow_recount(open_page, two_inspections, ref):
    snapshot = reads.read_snapshot(open_store(two_inspections))

    shown = big_numbers(with_folds_opened(open_page("briefing", inspection=ref)))

    slow = oracles_briefing.six_figures_of(as_rows(snapshot.tables), DAY, ref).values()
    assert shown == [f"{len(figure.refs)}" for figure in slow]


def test_what_the_briefing_of_one_inspection_does_not_count_is_said(open_page):
    said = captions(with_folds_opened(open_page("briefing", inspection="rape-1")))

    assert (
        "Not counted here: 1 action of Rape inspection, phase two, 1 overdue and 0 with no date "
        "agreed. "
        "The joint action plan shows them all."
    ) in said


@pytest.mark.parametrize("name", ["briefing", "recommendations"])
def test_a_page_about_one_inspection_says_nothing_of_the_other(open_page, two_inspections, name):
    whole = day_state_on(DAY, reads.read_snapshot(open_store(two_inspections)).tables)
    texts = {
        ref: set(whole.tables["recommendation"].filter(inspection=ref)["short_title"])
        for ref in ("rape-1", "rape-2")
    }

    for ref, other in (("rape-1", "rape-2"), ("rape-2", "rape-1")):
        said = everything_said(open_page(name, inspection=ref)).replace("\\", "")
        assert [text for text in texts[other] if text in said] == []
        assert [text for text in texts[ref] if text not in said] == []


def test_the_joint_plan_shows_all_actions_and_can_be_narrowed(open_page):
    lists = {
        choice: [each.label for each in open_page("joint_action_plan", inspection=choice).expander]
        for choice in ("", "rape-1", "rape-2", "none")
    }

    first = {
        choice: [each for each in labels if "first" in each] for choice, labels in lists.items()
    }
    assert {choice: label for choice, [label] in first.items()} == {
        "": "70 actions, overdue first",
        "rape-1": "69 actions, overdue first",
        "rape-2": "1 action, overdue first",
        "none": "0 actions, overdue first",
    }


def test_on_pages_about_all_inspections_a_part_is_named_with_its_own(open_page):
    tables = [table.value for table in tables_of(open_page("joint_action_plan", show="overdue"))]
    (plan,) = [table for table in tables if {"Action", "State"} <= set(table.columns)]
    named = [action for action in plan["Action"] if action.startswith("A901 ")]
    parts = box(open_page("update", record="position"), "Which part?").options

    assert [action.rpartition(" (")[2] for action in named] == ["1, phase two)"]
    assert len(set(parts)) == len(parts)
    assert "1, phase two. Test recommendation one" in parts


def test_a_number_is_that_of_the_inspection_chosen_and_one_of_the_other_is_refused(open_page):
    page = open_page("recommendations", inspection="rape-2", rec="1")
    assert page.header[0].value == "1. Test recommendation one"

    page = open_page("recommendations", inspection="rape-2", rec="4")
    assert [warning.value for warning in page.warning] == [
        "“4” in the address cannot be chosen under “Recommendation” on this day in this "
        "inspection. "
        "Showing all of them instead."
    ]


def test_among_all_inspections_a_recommendation_is_chosen_by_its_reference(open_page):
    page = open_page("recommendations", rec="rape-2/1")
    by_number = open_page("recommendations", rec="4")

    assert page.header[0].value == "1. Test recommendation one"
    assert by_number.header[0].value.startswith("4. Improve case strategies")
    assert "1, phase two. Test recommendation one" in filter_of(page, "Recommendation").options


def test_a_copied_link_names_the_inspection_that_was_chosen(open_page):
    assert copied_link(open_page("recommendations", inspection="rape-2", rec="2")) == {
        "as_at": "2022-02-28",
        "inspection": "rape-2",
        "rec": "2",
    }
    assert copied_link(open_page("briefing", inspection="rape-1")) == {
        "as_at": "2022-02-28",
        "inspection": "rape-1",
        "since": "2022-01-26",
    }
    assert "inspection" not in copied_link(open_page("recommendations"))
    assert "inspection" not in copied_link(open_page("joint_action_plan"))


def test_links_from_the_briefing_of_all_name_the_inspection_of_each_recommendation(open_page):
    [grid] = grids_of(open_page("briefing"))
    links = [dict(parse_qsl(address.partition("?")[2])) for address in grid.links.values()]

    assert [(link["inspection"], link["rec"]) for link in links] == [
        *(("rape-1", str(number)) for number in range(1, 14)),
        *(("rape-2", str(number)) for number in range(1, 4)),
    ]


def test_links_from_page_to_page_carry_the_inspection(open_page):
    links = [
        dict(parse_qsl(link.proto.query_string))
        for link in with_folds_opened(open_page("briefing", inspection="rape-1")).get("page_link")
    ]

    assert {link["inspection"] for link in links} == {"rape-1"}


def test_another_inspection_forgets_the_number_chosen_in_the_first(open_page):
    page = open_page("recommendations", inspection="rape-1", rec="1")
    choose(page, "inspection", "rape-2")

    assert "rec" not in page.query_params
    assert page.query_params["inspection"] == "rape-2"
    assert page.header[0].value.startswith("3 parts: ")


def test_day_and_inspection_of_one_page_go_along_to_the_next(open_page):
    page = open_page("briefing", inspection="rape-1", as_at="2022-02-26")
    page.switch_page("../pages/recommendations.py").run()

    assert page.query_params == {"inspection": "rape-1", "as_at": "2022-02-26"}
    assert page.markdown[1].value == "Rape inspection, phase one. As at 26 February 2022"


def test_on_a_day_before_it_was_published_the_inspection_chosen_is_named_and_replaced(open_page):
    page = open_page("briefing", inspection="rape-2")
    choose_day(page, date(2022, 2, 24))

    assert [warning.value for warning in page.warning] == [
        "“rape-2” in the address cannot be chosen under “Inspection” on this day. "
        "Showing all of them instead."
    ]
    assert page.title[0].value == PHASE_ONE


@pytest.mark.parametrize(
    ("chosen", "typed", "expected"),
    [
        ({}, "2", ("Find", {})),
        ({"inspection": "rape-1"}, "2", ("Recommendations", {"inspection": "rape-1", "rec": "2"})),
        ({"inspection": "rape-2"}, "2", ("Recommendations", {"inspection": "rape-2", "rec": "2"})),
        ({"inspection": "rape-2"}, "5d", ("Recommendations", {"inspection": "rape-1", "rec": "5"})),
        ({"inspection": "rape-2"}, "A37", ("Joint action plan", {"action": "A37"})),
    ],
)
def test_a_number_of_both_leads_to_the_one_that_is_chosen(open_page, chosen, typed, expected):
    page = open_page("recommendations", **chosen)
    page.text_input(key=BOX).set_value(typed)
    page.button(key=BUTTON).click().run()

    given = {key: value for key, value in page.query_params.items() if value}
    given["rec"] = given.get("rec", "").rpartition("/")[2]
    wanted = {"as_at": "2022-02-28", "rec": ""} | expected[1]
    if expected[0] == "Find":
        given.pop("inspection", None)
    assert (page.title[0].value, given) == (expected[0], wanted)
    assert not page.warning
