"""Charts as a browser draws them."""

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect

from tests.browser.filling import choose, choose_nothing
from tests.browser.looking import TELEPHONE, opened, settled

# The labels of the rows of a chart, first to last.
NAMES_OF_ROWS = """() => [...document.querySelectorAll('.stVegaLiteChart .role-axis-label text')]
  .map((name) => [name.getBoundingClientRect().top, name.textContent])
  .filter(([_, name]) => !/^[A-Z][a-z]{2} [0-9]{4}$/.test(name))
  .sort(([one], [other]) => one - other)
  .map(([_, name]) => name)"""

# The words behind its bars, and those of them that stand out of the picture.
CUT = """words => {
    const end = document.querySelector('.stVegaLiteChart svg').getBoundingClientRect().right;
    return words.filter(word => word.getBoundingClientRect().right > end).length;
}"""
MIDDLES = """marks => marks.map(mark => {
    const box = mark.getBoundingClientRect();
    return (box.top + box.bottom) / 2;
})"""
# The rows that a reader can press, from the top.
ROWS_TO_PRESS = ".stVegaLiteChart .mark-rect path"
# The line of the day looked at.
DAY = ".stVegaLiteChart [aria-label^='Max of as_at']"

# Each word of all charts, and where it stands in its chart.
WORDS_OF_CHARTS = """() => [...document.querySelectorAll('.stVegaLiteChart svg')].flatMap(
  (chart, place) => [...chart.querySelectorAll('text')].map(word => {
    const box = word.getBoundingClientRect(), of = chart.getBoundingClientRect();
    return [`${place} ${word.textContent}`, box.left - of.left, box.top - of.top];
  })).sort(([one, left], [other, right]) => one < other ? -1 : one > other ? 1 : left - right)"""
# Room that was left over is rounded otherwise in a chart that had another width before.
ROUNDED = 3

# Every part of each chart, with what is read out of it, once nothing in it moves. In which order
# Vega keeps those of an axis says nothing: they stand where they belong.
PARTS_OF_CHARTS = """() => new Promise(resolve => {
    let timer = null;
    const all = () => [...document.querySelectorAll('.stVegaLiteChart svg')].map(chart =>
      chart.outerHTML.replace(/(clip|gradient_)[0-9]+/g, '$1').split('>').sort());
    const told = () => { watch.disconnect(); resolve(all()); };
    const wait = () => { clearTimeout(timer); timer = setTimeout(told, 300); };
    const watch = new MutationObserver(wait);
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
    wait();
})"""


def go_to_day(page, typed, in_words):
    """Another day to look at, written as people do."""
    day = page.get_by_role("textbox", name="Another day", exact=True)
    day.fill(typed)
    day.press("Enter")
    expect(page.get_by_text(f"As at {in_words}", exact=True)).to_be_visible()


def test_the_chart_of_answers_draws_a_bar_a_month(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/case-action-plans")
    page.get_by_text("Answered by the first target", exact=True).click()

    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart.locator("path[aria-roledescription=bar]")).to_have_count(24)
    expect(chart.get_by_text("Jan 2022")).to_be_visible()


def test_on_another_day_the_lines_of_the_chart_stand_in_the_order_of_that_day(app_for, wide):
    def plan_on(day):
        page = opened(wide, f"{app_for('demonstration').url}/joint-action-plan?as_at={day}")
        expect(page.locator(".stVegaLiteChart .role-axis-label text").first).to_be_visible()
        return page, page.evaluate(NAMES_OF_ROWS)

    _, wanted = plan_on("2022-02-03")
    page, before = plan_on("2022-02-02")
    assert len(before) == len(wanted)
    assert sorted(before) == sorted(wanted)
    assert before != wanted

    go_to_day(page, "03/02/2022", "3 February 2022")
    page.wait_for_function(f"wanted => ({NAMES_OF_ROWS})().join() === wanted.join()", arg=wanted)


@pytest.mark.parametrize(
    ("address", "box", "choice", "chosen"),
    [
        ("joint-action-plan", "Lead", "CPS South West", "org=cps"),
        ("joint-action-plan?as_at=2022-02-02", "day", "03/02/2022", "as_at=2022-02-03"),
        ("joint-action-plan", "day", "01/11/2021", "as_at=2021-11-01"),
        ("victim-communication", "day", "15/12/2021", "as_at=2021-12-15"),
        ("explore?measure=case_plans_open&by=area", "day", "15/12/2021", "as_at=2021-12-15"),
        (
            "explore?measure=case_plans_open&by=area&by2=age",
            "day",
            "15/12/2021",
            "as_at=2021-12-15",
        ),
        (
            "explore?measure=escalation_rate&by=period",
            "Area",
            "Cornwall and Isles of Scilly",
            "area=",
        ),
        (
            "explore?measure=case_plans_open&by=period&by2=area",
            "day",
            "15/10/2021",
            "as_at=2021-10-15",
        ),
    ],
)
def test_a_chart_that_is_given_other_rows_is_as_if_it_were_drawn_anew(
    app_for, wide, address, box, choice, chosen
):
    opened(wide, f"{app_for('demonstration').url}/{address}")
    before = wide.evaluate(PARTS_OF_CHARTS)
    kept = wide.locator(".stVegaLiteChart svg").element_handles()
    assert kept

    if box == "day":
        day = wide.get_by_role("textbox", name="Another day", exact=True)
        day.fill(choice)
        day.press("Enter")
    else:
        choose(wide.get_by_role("combobox", name=box, exact=True), choice, exact=True)
    expect(wide).to_have_url(re.compile(re.escape(chosen)))
    now = settled(wide).evaluate(PARTS_OF_CHARTS)
    assert all(chart.evaluate("chart => chart.isConnected") for chart in kept)
    assert now != before

    assert now == opened(wide, wide.url).evaluate(PARTS_OF_CHARTS)


@pytest.mark.parametrize(
    ("address", "box", "chosen"),
    [
        ("joint-action-plan", "History of", "action="),
        ("victim-communication", "Area", "area="),
    ],
)
def test_what_comes_above_a_chart_leaves_it_where_it_was_drawn(app_for, wide, address, box, chosen):
    opened(wide, f"{app_for('demonstration').url}/{address}")
    kept = wide.locator(".stVegaLiteChart svg").element_handles()
    assert kept

    for act in (choose, choose_nothing):
        act(wide.get_by_role("combobox", name=box, exact=True))
        wide.wait_for_url(lambda url, is_chosen=act is choose: (chosen in url) == is_chosen)
        settled(wide)
        assert all(chart.evaluate("chart => chart.isConnected") for chart in kept)


@pytest.mark.parametrize(
    "address",
    [
        "joint-action-plan",
        "victim-communication",
        "explore?measure=case_plans_open&by=area&by2=age",
        "explore?measure=case_plans_open&by=period&by2=area",
    ],
)
def test_on_a_telephone_turned_on_its_side_a_chart_has_the_room_of_its_new_width(
    app_for, wide, address
):
    def words():
        # Once nothing moves.
        settled(wide).evaluate(PARTS_OF_CHARTS)
        found = wide.evaluate(WORDS_OF_CHARTS)
        return [word for word, *_ in found], [place for _, *places in found for place in places]

    wide.set_viewport_size(TELEPHONE)
    opened(wide, f"{app_for('demonstration').url}/{address}")
    upright = words()
    kept = wide.locator(".stVegaLiteChart svg").element_handles()

    wide.set_viewport_size({"width": TELEPHONE["height"], "height": TELEPHONE["width"]})
    now = words()
    assert all(chart.evaluate("chart => chart.isConnected") for chart in kept)
    assert now != upright

    opened(wide, wide.url)
    anew = words()
    assert now[0] == anew[0]
    assert max(abs(one - other) for one, other in zip(now[1], anew[1], strict=True)) <= ROUNDED


def test_where_nothing_but_the_day_is_another_its_line_moves_to_it(app_for, wide):
    def line_of(in_words):
        expect(wide.locator(DAY)).to_have_attribute("aria-label", f"Max of as_at: {in_words}")
        return wide.locator(DAY).evaluate("line => line.getBoundingClientRect().left")

    at = f"{app_for('demonstration').url}/joint-action-plan?as_at=2022-02-"
    opened(wide, f"{at}27")
    wanted = line_of("Feb 27, 2022")
    opened(wide, f"{at}26")
    assert line_of("Feb 26, 2022") < wanted
    picture = wide.locator(".stVegaLiteChart svg").element_handle()

    go_to_day(wide, "27/02/2022", "27 February 2022")
    assert line_of("Feb 27, 2022") == wanted
    assert picture.evaluate("picture => picture.isConnected")


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (320, "15"),
        (400, "15 for each 100 (13 of 87)"),
        pytest.param(1440, "15 for each 100 (13 of 87)", marks=pytest.mark.thorough),
    ],
)
def test_words_behind_a_bar_are_short_where_whole_ones_have_no_room(app_for, wide, width, words):
    wide.set_viewport_size({"width": width, "height": 900})
    page = opened(wide, f"{app_for('demonstration').url}/explore?measure=escalation_rate&by=area")

    behind = page.locator(".stVegaLiteChart .role-mark text")
    expect(behind.first).to_have_text(words)
    assert behind.evaluate_all(CUT) == 0


def test_words_stand_at_the_height_of_their_bar_in_a_group(app_for, wide):
    address = "explore?measure=case_plans_open&by=area&by2=age"
    page = opened(wide, f"{app_for('demonstration').url}/{address}")

    words = page.locator(".stVegaLiteChart .mark-text.role-mark text")
    expect(words.first).to_have_text("9")
    bars = page.locator(".stVegaLiteChart .mark-rect.role-mark path")
    apart = [
        bar - word
        for bar, word in zip(bars.evaluate_all(MIDDLES), words.evaluate_all(MIDDLES), strict=True)
    ]
    assert len(apart) == 16
    assert max(map(abs, apart)) < 1.5


def test_a_chart_is_read_out_in_words_that_nobody_sees_and_that_take_no_room(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/joint-action-plan")

    words = page.locator(".st-key-finding-of-page .read-out")
    assert "First agreed, and now: A37" in words.aria_snapshot()
    box = words.bounding_box()
    assert box
    assert (box["width"], box["height"]) == (1, 1)


def test_a_press_on_a_line_opens_the_history_of_its_action_and_another_press_closes_it(
    app_for, wide
):
    page = opened(wide, f"{app_for('demonstration').url}/joint-action-plan?as_at=2022-02-28")
    history = page.locator(".st-key-section-action")
    action = page.locator(ROWS_TO_PRESS).nth(1)

    action.click()
    expect(history.get_by_role("heading", name="its history")).to_be_visible()
    ref = history.get_by_role("heading").first.inner_text().split(":")[0]
    expect(page).to_have_url(re.compile(rf"as_at=2022-02-28&action={ref}$"))

    action.click()
    expect(history).to_have_count(0)
    expect(page).to_have_url(re.compile(r"as_at=2022-02-28$"))


def test_a_press_on_a_bar_of_an_area_opens_the_area_by_period(app_for, wide):
    address = "/explore?as_at=2022-02-28&measure=case_plans_open&by=area"
    page = opened(wide, f"{app_for('demonstration').url}{address}")
    area = page.locator("#rows-answer tbody tr").nth(1).locator("th, td").first.inner_text()

    # What lies on the row is pressed as well as the row.
    page.locator(ROWS_TO_PRESS).nth(1).click(force=True)

    expect(page.locator(".st-key-lead")).to_contain_text(f"in {area}, at the end of each quarter")
    expect(page).to_have_url(re.compile(rf"area={quote_plus(area)}.*by=period"))
    page.go_back()
    expect(page.locator(".st-key-lead")).to_contain_text("by area")
