"""The frame around every page, as a reader sees it."""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from data_access import starter
from tests.browser.filling import choose
from tests.browser.looking import (
    CUT_BOXES,
    LARGE_SCREEN,
    NO_WIDER,
    SCREENS,
    TABLET,
    TELEPHONE,
    USUAL_SCREENS,
    assert_accessible,
    not_seen_by_keys,
    opened,
    settled,
    with_folds_opened,
)
from tests.first_screens import first_screens
from ui import pages

ADDRESSES = {page.url_path: page.title for page in pages.PAGES}
OF_VICTIMS = [page.url_path for page in pages.PAGES if page.section == "Victims"]
# Pages without cases, or without anything, that differ: the others are looked at in ``thorough``.
OF_STARTER = ("", "case-action-plans", "victim-communication", "explore")
OF_NOTHING = ("", "data", "recommendations", "right-to-review")
# Pages of the demonstration at which axe looks on a large screen too; at others in ``thorough``.
ON_BOTH = ("", "joint-action-plan", "victim-communication", "explore", "update", "meetings")
PAGES_BY_STORE = [
    *(("demonstration", address) for address in ADDRESSES),
    *(
        pytest.param(kind, address, marks=() if address in often else pytest.mark.thorough)
        for kind, often in (("starter", OF_STARTER), ("empty", OF_NOTHING))
        for address in ADDRESSES
    ),
]
# The box for the day, beside the title; what stands clear of something, in pixels.
DAY, CLEAR = ".st-key-as_at-typed", 2
# A window of 1280 x 1024, enlarged so much.
FOUR_TIMES = ViewportSize(width=320, height=256)
# Many telephones are narrower than ours.
NARROWER = ViewportSize(width=360, height=800)
# A long page, with tools of charts and tables that are laid out late: the others in ``thorough``.
BY_KEYS = [
    ("demonstration", "joint-action-plan", LARGE_SCREEN),
    ("demonstration", "joint-action-plan", FOUR_TIMES),
    *(
        pytest.param(kind, address, FOUR_TIMES, marks=pytest.mark.thorough)
        for kind in ("small", "starter")
        for address in ADDRESSES
    ),
]
# Briefing begins with the dates of answers.
ANSWER = ":nth-match(:is(.st-key-lead, .st-key-dates, .st-key-finding-of-page), 1)"
# Whether the longest word of a heading, drawn in one line, is no wider than the heading.
LONGEST_WORD_FITS = """title => {
    const pen = document.createElement('canvas').getContext('2d');
    const look = getComputedStyle(title);
    pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
    const widths = title.innerText.split(/\\s+/).map(word => pen.measureText(word).width);
    return Math.max(...widths) <= title.clientWidth;
}"""


@pytest.mark.parametrize(("kind", "address"), PAGES_BY_STORE)
def test_page_is_accessible_its_first_screen_answers_its_questions(app_for, narrow, kind, address):
    page = opened(narrow, f"{app_for(kind).url}/{address}")
    assert page.evaluate(CUT_BOXES) == []
    if kind == "demonstration":
        page.set_viewport_size(LARGE_SCREEN)
        for answer in assert_on_the_first_screen(settled(page), address):
            for words in answer.words:
                expect(page.locator(answer.element)).to_contain_text(words)
    # The folds of the others are closed, as they are when a reader comes.
    screens = SCREENS if kind == "demonstration" and address in ON_BOTH else USUAL_SCREENS
    assert_accessible(with_folds_opened(page) if address in OF_VICTIMS else page, screens)
    expect(page).to_have_title(f"{ADDRESSES[address]} - RaSSO Oversight")
    expect(page.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()
    for screen in (NARROWER, FOUR_TIMES):
        page.set_viewport_size(screen)
        page.wait_for_function(NO_WIDER)
    assert page.evaluate(CUT_BOXES) == []


def assert_on_the_first_screen(page, address):
    """Asserts that what answers questions on a page ends on a large screen; returns it."""
    answers = [answer for answer in first_screens() if answer.address == address]
    for answer in answers:
        box = page.locator(answer.element).bounding_box()
        assert box
        assert box["y"] + box["height"] <= LARGE_SCREEN["height"], answer
    return answers


@pytest.mark.parametrize(
    "address",
    ["", "recommendations", pytest.param("joint-action-plan", marks=pytest.mark.thorough)],
)
def test_page_of_one_of_two_inspections_is_accessible_and_names_it(
    two_inspections_app, narrow, address
):
    page = opened(narrow, f"{two_inspections_app}/{address}?inspection=rape-1")

    box = page.get_by_role("combobox", name="Inspection")
    expect(box).to_have_value("Rape inspection, phase one")
    assert_accessible(page)


def test_the_first_screen_of_one_of_two_inspections_still_answers_its_question(
    two_inspections_app, wide
):
    page = opened(wide, f"{two_inspections_app}/?inspection=rape-1")

    assert_on_the_first_screen(page, "")


def test_what_was_found_is_accessible_and_what_was_typed_is_in_no_address(app_for, narrow):
    page = opened(narrow, f"{app_for('demonstration').url}/find")
    page.get_by_label("Words to look for").fill("victim's right")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="3 actions")).to_be_visible()
    settled(page)
    assert page.url.endswith("/find")
    assert_accessible(page)


@pytest.mark.parametrize(
    ("typed", "title", "address"),
    [
        ("A37", "Joint action plan", "joint-action-plan?as_at=2022-02-01&action=A37"),
        ("letters", "Find", "find?as_at=2022-02-01"),
    ],
)
def test_the_box_of_every_page_leads_by_keys_alone_and_is_empty_then(
    app_for, narrow, typed, title, address
):
    app = app_for("demonstration").url
    page = opened(narrow, f"{app}/escalations?as_at=2022-02-01")
    page.get_by_label("Another day").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Find", exact=True)).to_be_focused()
    page.keyboard.type(typed)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settled(page)
    assert page.url == f"{app}/{address}"
    page.go_back()
    expect(page.get_by_role("textbox", name="Find", exact=True)).to_have_value("")


def test_on_a_telephone_a_long_name_that_was_chosen_has_a_line_to_itself(app_for, narrow):
    page = opened(narrow, f"{app_for('demonstration').url}/joint-action-plan?action=A2")

    box = page.locator(".st-key-header .st-key-action").bounding_box()
    assert box
    assert box["width"] > 340


@pytest.mark.parametrize(
    "address", ["victim-communication", "right-to-review", "protected-characteristics"]
)
def test_a_title_that_just_fits_has_one_line(app_for, wide, address):
    page = opened(wide, f"{app_for('demonstration').url}/{address}")

    title = page.get_by_role("heading", level=1).bounding_box()
    assert title
    assert title["height"] < 60


@pytest.mark.parametrize("address", ["recommendations", "joint-action-plan", "right-to-review"])
def test_on_a_tablet_no_word_of_a_title_is_broken(app_for, wide, address):
    page = opened(wide, f"{app_for('demonstration').url}/{address}")
    page.set_viewport_size(TABLET)

    assert page.locator("h1").evaluate(LONGEST_WORD_FITS)


@pytest.mark.parametrize("address", ["", "joint-action-plan", "victim-communication"])
def test_on_a_telephone_the_answer_begins_on_the_first_screen(app_for, narrow, address):
    page = opened(narrow, f"{app_for('demonstration').url}/{address}")

    title, day, lead = (box_of(page, place) for place in ("h1", DAY, ANSWER))
    assert title["y"] < day["y"] < lead["y"] < TELEPHONE["height"]


@pytest.mark.parametrize("address", ["", "case-action-plans", "data"])
def test_the_way_to_the_room_stands_clear_of_the_boxes_beside_it_and_the_answer_below(
    app_for, wide, address
):
    page = opened(wide, f"{app_for('demonstration').url}/{address}")

    box, links, lead = (box_of(page, place) for place in (DAY, ".way", ANSWER))
    assert links["x"] + links["width"] + CLEAR <= box["x"]
    assert links["y"] + links["height"] + CLEAR <= lead["y"]


@pytest.mark.parametrize("address", ["joint-action-plan?as_at=never", "explore?measure=nothing"])
def test_on_a_telephone_a_refusal_stands_before_what_is_shown_instead(app_for, narrow, address):
    page = opened(narrow, f"{app_for('demonstration').url}/{address}")
    expect(page.get_by_test_id("stAlertContentWarning")).to_be_visible()

    said = box_of(page, "[data-testid=stAlertContentWarning]")
    assert said["y"] < box_of(page, ANSWER)["y"]


def test_on_a_tablet_every_column_of_the_ages_of_plans_is_seen(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/case-action-plans")
    page.set_viewport_size(TABLET)
    page.get_by_text("Open plans by age and side").click()

    table = page.locator("#rows-age")
    expect(table).to_be_visible()
    assert table.evaluate("rows => rows.scrollWidth - rows.clientWidth") == 0


def box_of(page, place):
    """Where the one element that is ``place`` stands on the page."""
    box = page.locator(place).bounding_box()
    assert box, place
    return box


@pytest.mark.parametrize("address", ["case-action-plans", "escalations"])
def test_page_of_one_area_on_a_past_day_is_accessible(app_for, narrow, address):
    chosen = "as_at=2021-12-10&area=Plymouth&period=3"
    page = opened(narrow, f"{app_for('demonstration').url}/{address}?{chosen}")

    expect(page.get_by_text("Case figures as at 30 November 2021")).to_be_visible()
    assert_accessible(page)


@pytest.mark.thorough
@pytest.mark.parametrize("address", OF_VICTIMS)
def test_page_of_victims_of_one_area_with_all_of_it_opened_is_accessible(app_for, narrow, address):
    at = f"{app_for('demonstration').url}/{address}?area=Devon&released=year-2020-04"
    page = with_folds_opened(opened(narrow, at))

    assert_accessible(page)


@pytest.mark.thorough
def test_what_may_be_said_in_public_is_accessible_with_all_of_it_opened(app_for, narrow):
    at = f"{app_for('demonstration').url}/safe-to-say-in-public"
    page = with_folds_opened(opened(narrow, at))

    expect(page.get_by_role("table", name="What may be said: Briefing")).to_be_visible()
    assert_accessible(page)


def test_reader_goes_from_page_to_page_by_the_navigation(app_for, wide):
    page = opened(wide, app_for("demonstration").url)

    page.get_by_role("link", name="Joint action plan").click()
    expect(page).to_have_title("Joint action plan - RaSSO Oversight")
    settled(page)
    page.get_by_role("button", name="Office").click()
    page.get_by_role("menuitem", name="About the data").click()
    expect(page).to_have_title("About the data - RaSSO Oversight")
    settled(page)


def test_a_link_from_a_page_to_itself_stands_in_the_address_and_going_back_takes_it_back(
    app_for, wide
):
    at = f"{app_for('demonstration').url}/recommendations"
    page = opened(wide, at)
    of_three = page.get_by_role("heading", name="3. Record when and why victims withdraw")
    page.get_by_role("link", name="3a Collect data on when and why victims withdraw").click()
    expect(of_three).to_be_visible()
    expect(page).to_have_url(re.compile(r"/recommendations\?as_at=2022-02-28&rec=3$"))

    opened(page, page.url)
    expect(of_three).to_be_visible()
    page.go_back()
    parts = starter.read("requirement").height
    expect(page.get_by_role("heading", name=f"{parts} parts")).to_be_visible()
    expect(page).to_have_url(at)


def test_going_back_and_forth_shows_what_was_shown_there(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/explore?measure=told_in_time")
    lead = page.locator(".st-key-lead")
    for words, key in (("Area", "by=area"), ("Period", "by=period")):
        choose(page.get_by_role("combobox", name="Split by"), words, exact=True)
        expect(page).to_have_url(re.compile(key))
        settled(page)

    for step, said in (
        (page.go_back, "by area, April"),
        (page.go_back, "victims told in time, all areas"),
        (page.go_forward, "by area, April"),
        (page.go_forward, "by quarter, all areas"),
    ):
        step()
        expect(lead).to_contain_text(said)
        settled(page)


def test_from_where_a_figure_leads_one_step_back_is_the_briefing(app_for, wide):
    url = app_for("demonstration").url
    page = with_folds_opened(opened(wide, url))
    page.get_by_role("button", name=re.compile(r"^3 before: .* overdue")).click()
    page.get_by_role("link", name="Overdue actions").click()
    expect(page.get_by_role("heading", name="Overdue: 3")).to_be_visible()
    settled(page)

    page.go_back()
    expect(page.get_by_role("heading", name="Ask")).to_be_visible()
    settled(page)
    # The day of the link stays chosen.
    expect(page).to_have_url(f"{url}/?as_at=2022-02-28")


def test_content_is_at_most_1240_px_wide(briefing):
    briefing.set_viewport_size({"width": 2200, "height": 900})

    box = briefing.get_by_test_id("stMainBlockContainer").bounding_box()
    assert box
    assert box["width"] == 1240


def test_paper_carries_the_marking_and_no_navigation(briefing):
    briefing.emulate_media(media="print")

    expect(briefing.get_by_test_id("stHeader")).to_be_hidden()
    expect(briefing.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()
    expect(briefing.get_by_role("heading", level=1)).to_be_visible()


def test_keyboard_focus_is_seen(app_for, wide):
    page = opened(wide, app_for("demonstration").url)

    page.keyboard.press("Tab")

    assert (
        page.evaluate("getComputedStyle(document.activeElement).outline")
        == "rgb(18, 67, 109) solid 3px"
    )


@pytest.mark.parametrize(("kind", "address", "screen"), BY_KEYS)
def test_whatever_keys_come_to_is_seen_on_the_way_down_and_back(
    app_for, wide, kind, address, screen
):
    wide.set_viewport_size(screen)
    page = opened(wide, f"{app_for(kind).url}/{address}")

    assert not_seen_by_keys(page) == []
