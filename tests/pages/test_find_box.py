"""The box on every page leads straight to a reference, and with any other words to Find."""

import pytest

from tests.pages.test_find import shown
from tests.sentences import NOTHING_FOUND
from ui import pages
from ui.page.find_box import BOX, BUTTON, WORDS

DAY = "2022-02-01"
HOSTILE = "letters <img src=x onerror=alert(1)> **bold** :red[x]"


def typed(page, words):
    page.text_input(key=BOX).set_value(words)
    return page.button(key=BUTTON).click().run()


def place(page):
    """The title of a page, and what its address chooses."""
    return page.title[0].value, {key: value for key, value in page.query_params.items() if value}


@pytest.mark.parametrize("name", ["briefing", "escalations"])
@pytest.mark.parametrize(
    ("reference", "title", "choice"),
    [
        ("A37", "Joint action plan", {"action": "A37"}),
        (" a37 ", "Joint action plan", {"action": "A37"}),
        ("5d", "Recommendations", {"rec": "5"}),
        ("11", "Recommendations", {"rec": "11"}),
    ],
)
def test_a_reference_leads_straight_to_its_place_on_the_same_day(
    open_page, name, reference, title, choice
):
    page = typed(open_page(name, folded=True, as_at=DAY), reference)

    assert place(page) == (title, {"as_at": DAY} | choice)
    assert not page.warning
    assert page.text_input(key=BOX).value == ""


def test_a_reference_clears_what_was_chosen_on_its_page_before(open_page):
    page = typed(open_page("joint_action_plan", folded=True, show="overdue", org="cps"), "A2")

    assert place(page)[1] == {"as_at": "2022-02-28", "action": "A2"}


@pytest.mark.parametrize("words", ["unifi", "A999", "99", HOSTILE])
def test_other_words_are_looked_for_on_find_and_stand_in_no_address(open_page, words):
    page = typed(open_page("briefing", folded=True, as_at=DAY), words)

    assert place(page) == ("Find", {"as_at": DAY})
    assert page.text_input(key=WORDS).value == words
    assert [box.key for box in page.text_input if box.key == BOX] == []
    found = page.markdown[2].value
    assert found == NOTHING_FOUND if words != "unifi" else " found: " in found
    assert "<img" not in "".join([*shown(page), *(each.value for each in page.markdown)])


def test_the_box_is_empty_again_on_the_way_back_and_blanks_lead_nowhere(open_page):
    page = typed(open_page("escalations", folded=True), "unifi")
    page.switch_page("../pages/escalations.py").run()

    assert page.text_input(key=BOX).value == ""
    assert typed(page, "  ").title[0].value == "Escalations"


def test_a_page_is_found_by_its_title_and_a_ready_question_has_the_words_marked(open_page):
    page = typed(open_page("briefing", folded=True), "escalations")
    labels = [link.proto.label for link in page.get("page_link")]

    assert "1 page" in [each.value for each in page.header]
    assert "**Escalations**" in labels
    assert any(label.startswith(r"**Escalations**\: What was escalated") for label in labels)
    assert "Proposals" not in [label.replace("*", "") for label in labels]


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.file)
def test_every_page_has_the_box_but_find_itself_and_the_meeting(open_page, page):
    boxes = [each for each in open_page(page.file, folded=True).text_input if each.key == BOX]

    assert [each.label for each in boxes] == (
        [] if page in (pages.FIND, pages.MEETING_MODE) else ["Find"]
    )
