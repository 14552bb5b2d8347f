"""For the room a page shows one answer or picture at a time, in the words of the page itself."""

import re

import pytest

from tests.pages.conftest import everything_said, figures_of
from tests.pages.filters import day_typed
from tests.pages.opening import opened
from ui import pages

SHOWN = [page for page in pages.PAGES if not page.not_for_the_room]
OTHERS = [page for page in pages.PAGES if page.not_for_the_room]
PLACE = re.compile(r"(\d+) of (\d+)")


@pytest.fixture(autouse=True)
def demonstration(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))


def in_room(name, **address):
    return opened(name, show="room", **address)


def place(page):
    """The number of the picture that is shown, and of how many."""
    [found] = filter(None, (PLACE.fullmatch(each.value) for each in page.markdown))
    return int(found[1]), int(found[2])


def pressed(page, label):
    button = next(each for each in page.button if each.label == label)
    assert not button.disabled
    return button.click().run()


def warnings(page):
    return [each.value for each in page.warning]


@pytest.mark.parametrize("which", SHOWN, ids=lambda which: which.file)
def test_each_answer_and_picture_is_shown_by_itself_in_the_words_of_the_page(which):
    itself = opened(which.file)
    words, elements = everything_said(itself), len(list(itself.main))
    shown = in_room(which.file)
    _, pictures = place(shown)

    assert pictures >= 1
    for number in range(1, pictures + 1):
        assert place(shown) == (number, pictures)
        assert [title.value for title in shown.title] == [title.value for title in itself.title]
        assert len(shown.header) <= 1
        said = [*shown.header, *shown.subheader]
        assert [each.value for each in said if each.value not in words] == []
        assert set(figures_of(shown)) <= set(figures_of(itself))
        assert "OFFICIAL-SENSITIVE" in words
        assert "Demonstration: not real" in everything_said(shown)
        assert [*shown.selectbox, *shown.text_input, *shown.expander] == []
        assert len(list(shown.main)) < elements
        shown = pressed(shown, "Next") if number < pictures else shown


@pytest.mark.parametrize("which", OTHERS, ids=lambda which: which.file)
def test_a_page_without_a_view_for_the_room_says_why_and_is_shown_itself(which):
    shown = in_room(which.file)

    why = f"{which.title} is not shown for the room: {which.not_for_the_room}."
    assert warnings(shown)[0] == f"{why} Showing the page instead."
    assert "show" not in shown.query_params


@pytest.mark.parametrize("name", ["briefing", "escalations", "about_the_data"])
def test_another_way_to_show_a_page_than_there_is_is_named(name):
    shown = opened(name, show="rooom")

    assert warnings(shown) == [
        "“rooom” in the address is not a way to show a page; “room” is. Showing the page instead."
    ]
    assert shown.query_params == {}


def test_where_the_address_says_which_actions_to_list_a_wrong_word_is_named_as_that():
    assert warnings(opened("joint_action_plan", show="rooom")) == [
        "“rooom” in the address cannot be chosen under “Show” on this day. Showing all "
        "actions instead."
    ]


@pytest.mark.parametrize("number", ["99", "0", "first", "9" * 5000])
def test_a_picture_that_is_not_there_is_named_and_the_first_is_shown(number):
    shown = in_room("escalations", picture=number)

    assert warnings(shown) == [
        f"“{number[:40]}” in the address is not a picture of this page. Showing the first."
    ]
    assert place(shown) == (1, 1)
    assert "picture" not in shown.query_params


def test_day_and_filters_of_the_address_stay_in_the_room_and_back_on_the_page():
    chosen = {"as_at": "2021-12-10", "area": "Plymouth", "period": "3"}
    shown = in_room("case_action_plans", **chosen)

    assert "As at 10 December 2021. Area: Plymouth. Period: The last three months." in [
        each.value for each in shown.markdown
    ]
    page = pressed(shown, "Back to the page")
    assert page.query_params == chosen
    assert day_typed(page) == "10/12/2021"
    assert [box.value for box in page.selectbox] == ["Plymouth", "3"]


def test_after_the_last_picture_comes_the_next_page_and_before_the_first_the_one_before():
    first, second = SHOWN[:2]
    shown = in_room(first.file, picture="last")
    assert place(shown)[0] == place(shown)[1]

    shown = pressed(shown, "Next")
    assert [title.value for title in shown.title] == [second.title]
    assert place(shown)[0] == 1

    shown = pressed(in_room(second.file), "Previous")
    assert [title.value for title in shown.title] == [opened(first.file).title[0].value]
    assert place(shown)[0] == place(shown)[1]
    assert shown.query_params["picture"] == str(place(shown)[1])


def test_there_is_nothing_before_the_first_page_and_after_the_last():
    for which, picture, label in ((SHOWN[0], "1", "Previous"), (SHOWN[-1], "last", "Next")):
        shown = in_room(which.file, picture=picture)
        assert {button.disabled for button in shown.button if button.label == label} == {True}


def test_a_page_that_holds_nothing_says_so_in_the_room_and_has_the_way_back(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("empty"))
    shown = in_room("escalations")

    assert len(shown.info) == 1
    assert place(shown) == (1, 1)
    assert len(pressed(shown, "Back to the page").title) == 1
